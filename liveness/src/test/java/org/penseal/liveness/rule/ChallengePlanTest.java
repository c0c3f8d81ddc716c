// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Challenge;

class ChallengePlanTest {
  private static byte[] nonce(int i) {
    return ByteBuffer.allocate(ChallengePlan.NONCE_BYTES).putInt(i).array();
  }

  /** 120 orders of three of six, without 24 that have no turn and 24 that have no eyes or mouth. */
  @Test
  void everyPlanComesUpAboutEquallyOftenAndHasDepthAndLife() {
    Map<List<Challenge>, Integer> counts = new HashMap<>();
    int draws = 72 * 200;
    for (int i = 0; i < draws; i++) {
      List<Challenge> plan = ChallengePlan.draw("case", nonce(i)).challenges();
      counts.merge(plan, 1, Integer::sum);
      assertTrue(
          plan.contains(Challenge.TURN_LEFT) || plan.contains(Challenge.TURN_RIGHT),
          plan::toString);
      assertTrue(
          plan.contains(Challenge.BLINK) || plan.contains(Challenge.MOUTH_OPEN), plan::toString);
    }
    assertEquals(ChallengePlan.PLANS, counts.size());
    // Five standard deviations of a binomial of mean 200.
    counts.values().forEach(count -> assertEquals(200, count, 71));
  }

  /**
   * {@code (head -c 16 /dev/zero; printf 'business 1 document ab') | sha256sum} as a number modulo
   * 72, by {@code python3 -c 'print(int(HEX, 16) % 72)'}, is the place in the list of plans.
   */
  @Test
  void orderFollowsFromCaseAndNonceAlone() {
    ChallengePlan plan = ChallengePlan.draw("business 1 document ab", nonce(0));
    assertEquals("blink,turn-left,nod", plan.words());
    assertEquals("00000000000000000000000000000000", plan.nonce());
    assertTrue(plan.genuine());
    assertEquals(plan, ChallengePlan.draw("business 1 document ab", nonce(0)));
  }

  @Test
  void planOfAnotherCaseOrOrderIsNotGenuine() {
    ChallengePlan plan = ChallengePlan.draw("business 1 document ab", nonce(0));
    assertFalse(
        new ChallengePlan(plan.challenges().reversed(), plan.subject(), plan.nonce()).genuine());
    assertFalse(
        new ChallengePlan(plan.challenges(), "business 2 document ab", plan.nonce()).genuine());
    assertFalse(ChallengePlan.chosen(plan.challenges()).genuine());
  }

  @Test
  void drawsFromNothingLess() {
    assertThrows(IllegalArgumentException.class, () -> ChallengePlan.draw("", nonce(0)));
    assertThrows(IllegalArgumentException.class, () -> ChallengePlan.draw("case", new byte[15]));
  }
}
