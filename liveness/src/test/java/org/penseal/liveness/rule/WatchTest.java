// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penseal.liveness.rule.cue.CueLimits;
import org.penseal.liveness.rule.cue.Timing;

/** How facts are said. */
class WatchTest {
  @Test
  void upperLimitIsSaidAsOne() {
    assertEquals("stillMs 0.000 (at most 400.000)", Watch.atMost("stillMs", 0, 400).toString());
    assertEquals(
        "stillMs 500.000 (at most 400.000) not met", Watch.atMost("stillMs", 500, 400).toString());
    assertEquals("relief 0.200 (needs 0.100)", Watch.atLeast("relief", 0.2, 0.1).toString());
  }

  @Test
  void longestGapIsAnUpperLimitAndTheRateALowerOne() {
    String said = new Timing(CueLimits.standard()).facts().toString();
    assertTrue(
        said.matches(".*longestGapMs \\S+ \\(at most .*framesPerSecond \\S+ \\(needs .*"), said);
  }
}
