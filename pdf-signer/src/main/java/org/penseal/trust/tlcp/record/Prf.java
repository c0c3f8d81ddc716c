// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.penseal.signature.Octets;

/** The pseudo-random function of TLCP: P_SM3 over HMAC-SM3 (GB/T 38636-2020, section 5.1.3). */
public final class Prf {
  private Prf() {}

  /**
   * Expands a secret.
   *
   * @param label in ASCII
   * @param seeds one after another
   */
  public static byte[] expand(byte[] secret, String label, int bytes, Octets... seeds) {
    HMac mac = new HMac(new SM3Digest());
    mac.init(new KeyParameter(secret));
    byte[] seed = label.getBytes(StandardCharsets.US_ASCII);
    for (Octets each : seeds) {
      int at = seed.length;
      seed = Arrays.copyOf(seed, at + each.size());
      System.arraycopy(each.bytes(), 0, seed, at, each.size());
    }
    byte[] out = new byte[bytes];
    byte[] a = seed;
    byte[] block = new byte[mac.getMacSize()];
    for (int at = 0; at < bytes; at += block.length) {
      mac.update(a, 0, a.length);
      a = new byte[block.length];
      mac.doFinal(a, 0);
      mac.update(a, 0, a.length);
      mac.update(seed, 0, seed.length);
      mac.doFinal(block, 0);
      System.arraycopy(block, 0, out, at, Math.min(block.length, bytes - at));
    }
    return out;
  }
}
