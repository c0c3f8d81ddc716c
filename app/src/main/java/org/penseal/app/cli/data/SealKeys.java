// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.cms.envelope.Recipient;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** Secret keys and passwords of envelopes, from files. */
final class SealKeys {
  private SealKeys() {}

  /** A file of exactly 16 bytes. */
  static Octets key(Path file) throws SigningException {
    byte[] bytes = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Recipient.KEY_BYTES + 1);
      if (bytes.length != Recipient.KEY_BYTES) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.NOT_16_BYTES, null);
      }
      return Octets.of(bytes);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "secret", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The first line of a file; an empty one is no password. */
  static Octets password(Path file) throws SigningException {
    String line = new String(Secrets.password(file));
    if (line.isEmpty()) {
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.EMPTY_PASSWORD, null);
    }
    return Octets.of(line.getBytes(StandardCharsets.UTF_8));
  }
}
