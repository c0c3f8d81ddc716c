// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/** A key that signs a message which is too large for memory. */
public interface StreamSigningKey extends SigningKey {
  /**
   * Signs all that a stream gives.
   *
   * @return as {@link SigningKey#sign(byte[])}
   * @throws IOException if the stream cannot be read
   * @throws CredentialException.KeyRefused as there
   */
  byte[] sign(InputStream toBeSigned) throws SigningException, IOException;

  @Override
  default byte[] sign(byte[] toBeSigned) throws SigningException {
    try {
      return sign(new ByteArrayInputStream(toBeSigned));
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    }
  }
}
