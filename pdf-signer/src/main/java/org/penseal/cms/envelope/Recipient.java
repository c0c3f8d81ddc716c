// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.security.cert.X509Certificate;
import org.penseal.signature.Octets;

/** For whom an envelope is sealed. */
public sealed interface Recipient {
  /** The length of a secret key, bytes. */
  int KEY_BYTES = 16;

  /** How many an envelope may have. */
  int MOST = 256;

  /**
   * Who holds the private key of a certificate.
   *
   * @param certificate with an SM2 key
   */
  record Certified(X509Certificate certificate) implements Recipient {}

  /**
   * Who holds a secret key of {@link #KEY_BYTES} bytes.
   *
   * @param key the SM4 key
   */
  record Keyed(Octets key) implements Recipient {
    /** Checks the length. */
    public Keyed {
      if (key.size() != KEY_BYTES) {
        throw new IllegalArgumentException("key of " + key.size() + " bytes");
      }
    }
  }

  /**
   * Who knows a password.
   *
   * @param password in UTF-8
   * @param iterations of PBKDF2; the fewer, the faster it is guessed
   */
  record Secret(Octets password, int iterations) implements Recipient {
    /** Checks the number. */
    public Secret {
      if (iterations < 1 || iterations > PasswordEncryption.MOST_ITERATIONS) {
        throw new IllegalArgumentException(iterations + " iterations");
      }
    }

    /** With as many iterations as files need that others may get. */
    public Secret(Octets password) {
      this(password, PasswordEncryption.ITERATIONS);
    }
  }
}
