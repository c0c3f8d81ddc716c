// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.util.Locale;
import java.util.Optional;

/** What an application may have a right to. */
public enum Operation {
  /** Asks which keys there are for it. */
  KEYS,
  /** Digests. */
  DIGEST,
  /** Signs data with a key of the server. */
  SIGN_DATA,
  /** Signs a PDF with a key of the server. */
  SIGN_PDF,
  /** Verifies data and PDF. */
  VERIFY,
  /** Encrypts and decrypts with a secret key of the server. */
  ENCRYPT,
  /** Seals envelopes. */
  SEAL,
  /** Opens envelopes with a key of the server. */
  OPEN,
  /** Reads and checks certificates. */
  CERTIFICATE,
  /** Has time-stamps made. */
  TIMESTAMP,
  /** Has people and systems authenticated. */
  LOGIN;

  /** Its word in files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The operation of a word. */
  public static Optional<Operation> of(String word) {
    for (Operation each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
