// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.penseal.signature.Octets;

/** What opens an envelope. */
public sealed interface Opener {
  /**
   * A private key.
   *
   * @param key SM2
   * @param certificate its certificate, which the envelope must name
   */
  record Certified(PrivateKey key, X509Certificate certificate) implements Opener {}

  /**
   * A secret key.
   *
   * @param key 16 bytes
   */
  record Keyed(Octets key) implements Opener {}

  /**
   * A password.
   *
   * @param password in UTF-8
   */
  record Secret(Octets password) implements Opener {}
}
