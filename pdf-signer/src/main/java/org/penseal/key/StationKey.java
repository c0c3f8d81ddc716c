// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.security.SecureRandom;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Makes the SM2 key that signs for a workstation, with a self-signed certificate. */
public final class StationKey {
  private StationKey() {}

  /**
   * Makes a key.
   *
   * @param name common name
   * @param now start of its validity, which is ten years
   */
  public static Pkcs12File generate(String name, Instant now, SecureRandom random) {
    KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);
    return SelfSigned.generate(name, usage, now, random);
  }
}
