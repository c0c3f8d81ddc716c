// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProportionTest {

  /** None of n: the upper end is 1 - 0.025^(1/n), in closed form. */
  @Test
  void noErrorInTwentyStillAllowsSeventeenPercent() {
    Proportion none = new Proportion(0, 20);
    assertEquals(0, none.low());
    assertEquals(1 - Math.pow(0.025, 1 / 20.0), none.high(), 1e-9);
  }

  @Test
  void allOfThemIsTheMirrorOfNone() {
    Proportion all = new Proportion(20, 20);
    assertEquals(Math.pow(0.025, 1 / 20.0), all.low(), 1e-9);
    assertEquals(1, all.high());
  }

  /**
   * 1 of 19, 0.00133 to 0.26028: R 4, {@code binom.test(1, 19)$conf.int}, by the beta quantiles.
   */
  @Test
  void oneOfNineteenLiesBetweenAThousandthAndAQuarter() {
    Proportion one = new Proportion(1, 19);
    assertEquals(0.00133, one.low(), 5e-6);
    assertEquals(0.26028, one.high(), 5e-6);
  }

  @Test
  void thousandsOfCasesDoNotOverflow() {
    Proportion many = new Proportion(2990, 3000);
    assertTrue(many.low() > 0.993 && many.low() < many.value());
    assertTrue(many.high() < 0.9985 && many.high() > many.value());
  }

  @Test
  void nothingKnownIsEverythingPossible() {
    Proportion nothing = new Proportion(0, 0);
    assertEquals(0, nothing.low());
    assertEquals(1, nothing.high());
    assertTrue(Double.isNaN(nothing.value()));
    assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2));
  }
}
