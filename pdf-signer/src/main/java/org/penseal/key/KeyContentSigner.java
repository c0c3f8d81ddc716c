// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.penseal.refusal.SigningException;

/**
 * Lets BouncyCastle sign one message with a key that may lie in a token. A key that refuses ends in
 * a {@link RuntimeOperatorException} whose cause is its {@link SigningException}.
 */
public final class KeyContentSigner implements ContentSigner {
  private final AlgorithmIdentifier algorithm;
  private final Signing signing;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /** What the key does. */
  @FunctionalInterface
  public interface Signing {
    /** Signs these bytes. */
    byte[] sign(byte[] message) throws SigningException;
  }

  /**
   * @param algorithm that the signature is named by
   * @param signing with the key
   */
  public KeyContentSigner(AlgorithmIdentifier algorithm, Signing signing) {
    this.algorithm = algorithm;
    this.signing = signing;
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return algorithm;
  }

  @Override
  public OutputStream getOutputStream() {
    return message;
  }

  @Override
  public byte[] getSignature() {
    try {
      return signing.sign(message.toByteArray());
    } catch (SigningException e) {
      throw new RuntimeOperatorException("the key refused", e);
    }
  }
}
