// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.util.Locale;
import java.util.Optional;

/** What a key of the server is for; a key does nothing else. */
public enum KeyUse {
  /** Signs data and PDF. */
  SIGN,
  /** Encrypts and decrypts: a secret key. */
  ENCRYPT,
  /** Opens envelopes. */
  OPEN,
  /** Stamps. */
  TIMESTAMP,
  /** Signs what the server says of a login. */
  ASSERT,
  /** Is shown in handshakes. */
  TLS;

  /** Its word in the file and in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The use of a word. */
  public static Optional<KeyUse> of(String word) {
    for (KeyUse each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
