// SPDX-License-Identifier: Apache-2.0
package org.penseal.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Hashing;

final class NativeSm3Test {
  private final Hashing hashing = new NativeSm3(Hashing.jca());

  @BeforeAll
  static void provider() {
    SigningBench.registerProvider();
  }

  @Test
  void runsOnLinux() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    assertTrue(!linux || NativeSm3.natively().isPresent());
  }

  @Test
  void agreesWithTheOtherImplementationInPiecesOfAnyLength() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      MessageDigest fast = hashing.start("SM3", NativeSm3.WORTH_BYTES);
      MessageDigest usual = hashing.start("SM3");
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      for (int at = 0; at < bytes.length; ) {
        int count = Math.min(bytes.length - at, 1 + random.nextInt(300));
        fast.update(bytes, at, count);
        usual.update(bytes, at, count);
        at += count;
      }
      assertArrayEquals(usual.digest(), fast.digest());
    }
  }

  @Test
  void goesOnFromACopyWithoutTheOther() throws CloneNotSupportedException {
    MessageDigest fast = hashing.start("SM3", NativeSm3.WORTH_BYTES);
    fast.update(new byte[100]);
    MessageDigest copy = (MessageDigest) fast.clone();
    copy.update(new byte[7]);
    assertArrayEquals(hashing.start("SM3").digest(new byte[107]), copy.digest());
    assertArrayEquals(hashing.start("SM3").digest(new byte[100]), fast.digest());
  }

  @Test
  void isAskedOnlyForMuchDataAndForSm3() {
    assertEquals("BC", hashing.start("SM3").getProvider().getName());
    assertEquals("BC", hashing.start("SM3", NativeSm3.WORTH_BYTES - 1).getProvider().getName());
    assertNotEquals("BC", hashing.start("SM3", NativeSm3.WORTH_BYTES).getProvider().getName());
    assertEquals(
        Hashing.jca().start("SHA-256").getProvider(),
        hashing.start("SHA-256", NativeSm3.WORTH_BYTES).getProvider());
  }
}
