// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.penseal.trust.ProjectOids;

/** Makes the SM2 key that opens sealed ink, with a self-signed encryption certificate. */
public final class EscrowKey {
  private static final KeyUsage USAGE =
      new KeyUsage(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment);

  private EscrowKey() {}

  /**
   * Makes a key.
   *
   * @param name common name
   * @param now start of its validity, which is ten years
   */
  public static Pkcs12File generate(String name, Instant now, SecureRandom random) {
    return SelfSigned.generate(name, USAGE, now, random);
  }

  /** The same for a demonstration; its certificate carries the demo policy. */
  public static Pkcs12File demo(String name, Instant now, SecureRandom random) {
    return SelfSigned.generate(name, USAGE, Optional.of(ProjectOids.POLICY_DEMO), now, random);
  }
}
