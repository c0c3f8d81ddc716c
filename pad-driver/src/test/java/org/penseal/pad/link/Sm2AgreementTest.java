// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;

class Sm2AgreementTest {
  private static final HexFormat HEX = HexFormat.of();

  /** GB/T 32918.5, annex B: private keys and ephemeral numbers of both sides. */
  private static final Sm2Agreement A =
      agreement(
          "81eb26e941bb5af16df116495f90695272ae2cd63d6c4ae1678418be48230029",
          "d4de15474db74d06491c440d305e012400990f3e390c7e87153c12db2ea60bb3");

  private static final Sm2Agreement B =
      agreement(
          "785129917d45a9ea5437a59356b82338eaadda6ceb199088f14ae10defa229b5",
          "7e07124814b309489125eaed101113164ebf0f3458c5bd88335c1f9d596243d6");

  private static Sm2Agreement agreement(String own, String ephemeral) {
    return Sm2Agreement.of(new BigInteger(own, 16), new BigInteger(ephemeral, 16));
  }

  private static Why why(org.junit.jupiter.api.function.Executable step) {
    return assertThrows(PadException.LinkBroken.class, step).why;
  }

  @Test
  void publicAndEphemeralKeysAreThoseOfTheStandard() {
    assertEquals(
        "04160e12897df4edb61dd812feb96748fbd3ccf4ffe26aa6f6db9540af49c942324"
            + "a7dad08bb9a459531694beb20aa489d6649975e1bfcf8c4741b78b4b223007f",
        HEX.formatHex(A.publicKey()));
    assertEquals(
        "0464ced1bdbc99d590049b434d0fd73428cf608a5db8fe5ce07f15026940bae40e3"
            + "76629c7ab21e7db260922499ddb118f07ce8eaae3e7720afef6a5cc062070c0",
        HEX.formatHex(A.ephemeralKey()));
    assertEquals(
        "04acc27688a6f7b706098bc91ff3ad1bff7dc2802cdb14ccccdb0a90471f9bd7072"
            + "fedac0494b2ffc4d6853876c79b8f301c6573ad0aa50f39fc87181e1a1b46fe",
        HEX.formatHex(B.ephemeralKey()));
  }

  @Test
  void bothSidesGetTheKeyAndTheTagsOfTheStandard() throws Exception {
    Sm2Agreement.Result b = B.respond(A.publicKey(), A.ephemeralKey(), 16);
    assertEquals("6c89347354de2484c60b4ab1fde4c6e5", HEX.formatHex(b.key()));
    assertEquals(
        "d3a0fe15dee185ceae907a6b595cc32a266ed7b3367e9983a896dc32fa20f8eb",
        HEX.formatHex(b.answer()));
    Sm2Agreement.Result a = A.initiate(B.publicKey(), B.ephemeralKey(), b.answer(), 16);
    assertEquals("6c89347354de2484c60b4ab1fde4c6e5", HEX.formatHex(a.key()));
    assertEquals(
        "18c7894b3816df16cf07b05c5ec0bef5d655d58f779cc1b400a4f3884644db88",
        HEX.formatHex(a.answer()));
    assertArrayEquals(a.answer(), b.expected());
  }

  @Test
  void whoDoesNotHaveTheKeyOfTheCertificateIsFoundOut() throws Exception {
    SecureRandom random = new SecureRandom();
    Sm2Agreement stranger =
        Sm2Agreement.of(Sm2Agreement.number(random), Sm2Agreement.number(random));
    Sm2Agreement.Result answer = stranger.respond(A.publicKey(), A.ephemeralKey(), 96);
    assertEquals(
        Why.AGREEMENT,
        why(() -> A.initiate(B.publicKey(), stranger.ephemeralKey(), answer.answer(), 96)));
  }

  @Test
  void pointThatIsNotOnTheCurveIsRefused() {
    byte[] bad = A.ephemeralKey();
    bad[40] ^= 1;
    assertEquals(Why.AGREEMENT, why(() -> B.respond(A.publicKey(), bad, 96)));
    assertEquals(Why.AGREEMENT, why(() -> B.respond(A.publicKey(), new byte[] {0}, 96)));
  }

  /** A pad that chooses its key after its number, so that P_B + x R_B is the point at infinity. */
  @Test
  void commonPointAtInfinityIsRefused() {
    BigInteger number = new BigInteger("1234567", 16);
    byte[] point = Sm2Agreement.of(BigInteger.TWO, number).ephemeralKey();
    BigInteger x = new BigInteger(1, java.util.Arrays.copyOfRange(point, 1, 33));
    BigInteger half = BigInteger.ONE.shiftLeft(127);
    BigInteger weight = half.add(x.and(half.subtract(BigInteger.ONE)));
    BigInteger order =
        new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);
    Sm2Agreement hostile = Sm2Agreement.of(weight.multiply(number).negate().mod(order), number);
    assertEquals(
        Why.AGREEMENT,
        why(() -> A.initiate(hostile.publicKey(), hostile.ephemeralKey(), new byte[32], 96)));
    assertEquals(
        Why.AGREEMENT, why(() -> B.respond(hostile.publicKey(), hostile.ephemeralKey(), 96)));
  }
}
