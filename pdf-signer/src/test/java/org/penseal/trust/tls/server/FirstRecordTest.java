// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRecordTest {
  private static final int SM4_GCM_SM3 = 0x00C6;
  private static final int AES_GCM = 0x1301;
  private static final int CURVE_SM2 = 41;
  private static final int SECP256R1 = 23;
  private static final int SM2SIG_SM3 = 0x0708;
  private static final int ECDSA = 0x0403;

  /** A ClientHello that offers one of each, after one that everybody offers. */
  private static byte[] hello(int suite, int group, int scheme) {
    ByteBuffer to = ByteBuffer.allocate(200);
    to.put((byte) 22).putShort((short) 0x0301).putShort((short) 0);
    to.put((byte) 1).put(new byte[3]).putShort((short) 0x0303).put(new byte[32]);
    to.put((byte) 0);
    numbers(to, AES_GCM, suite);
    to.put((byte) 1).put((byte) 0);
    to.putShort((short) 30);
    extension(to, 10, SECP256R1, group);
    extension(to, 0xFF01, 0, 0);
    extension(to, 13, ECDSA, scheme);
    return Arrays.copyOf(to.array(), to.position());
  }

  private static void extension(ByteBuffer to, int type, int first, int second) {
    to.putShort((short) type).putShort((short) 6);
    numbers(to, first, second);
  }

  private static void numbers(ByteBuffer to, int first, int second) {
    to.putShort((short) 4).putShort((short) first).putShort((short) second);
  }

  // A library may know the suite without the curve: it would be chosen what the client cannot.
  @ParameterizedTest
  @CsvSource({
    "198, 41, 0x0708, true",
    "0x1302, 41, 0x0708, false",
    "198, 24, 0x0708, false",
    "198, 41, 0x0804, false"
  })
  void rfc8998IsChosenOnlyForAClientThatOffersAllOfIt(
      int suite, int group, int scheme, boolean chosen) {
    assertEquals(chosen, FirstRecord.offersSm(hello(suite, group, scheme)));
  }

  @Test
  void aHelloThatIsCutOffersNothing() {
    byte[] whole = hello(SM4_GCM_SM3, CURVE_SM2, SM2SIG_SM3);
    assertTrue(FirstRecord.offersSm(whole));
    for (int i = 0; i < whole.length; i++) {
      assertFalse(FirstRecord.offersSm(Arrays.copyOf(whole, i)), "cut at " + i);
    }
  }
}
