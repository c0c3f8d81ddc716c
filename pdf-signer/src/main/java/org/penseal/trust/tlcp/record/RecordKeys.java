// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.security.SecureRandom;
import java.util.Arrays;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * The keys of a connection (GB/T 38636-2020, section 6.5.2).
 *
 * @param client protects what the client sends
 * @param server protects what the server sends
 */
public record RecordKeys(Protection client, Protection server) {
  private static final int KEY = 16;
  private static final int SALT = 4;

  /**
   * Of a master secret.
   *
   * @param random for nonces and IVs
   */
  public static RecordKeys of(
      TlcpSuite suite,
      byte[] master,
      Octets clientRandom,
      Octets serverRandom,
      SecureRandom random) {
    int each = suite == TlcpSuite.ECC_SM4_GCM_SM3 ? SALT : RecordMac.BYTES;
    byte[] block =
        Prf.expand(master, "key expansion", 2 * (KEY + each), serverRandom, clientRandom);
    RecordKeys keys =
        switch (suite) {
          case ECC_SM4_GCM_SM3 ->
              new RecordKeys(
                  new GcmProtection(cut(block, 0, KEY), cut(block, 2 * KEY, SALT), random),
                  new GcmProtection(
                      cut(block, KEY, KEY), cut(block, 2 * KEY + SALT, SALT), random));
          case ECC_SM4_CBC_SM3 -> {
            int key = 2 * RecordMac.BYTES;
            yield new RecordKeys(
                new CbcProtection(cut(block, key, KEY), cut(block, 0, RecordMac.BYTES), random),
                new CbcProtection(
                    cut(block, key + KEY, KEY),
                    cut(block, RecordMac.BYTES, RecordMac.BYTES),
                    random));
          }
        };
    Arrays.fill(block, (byte) 0);
    return keys;
  }

  private static byte[] cut(byte[] block, int from, int length) {
    return Arrays.copyOfRange(block, from, from + length);
  }
}
