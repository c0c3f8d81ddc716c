// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes with round steps. */
class ScaleTest {
  @ParameterizedTest
  @CsvSource({"10, 5, 2", "9.9, 5, 2", "11, 5, 5", "0.3, 4, 0.1", "1000, 10, 100", "7, 1, 10"})
  void stepIsTheLeastRoundOneThatIsNotTooFine(double range, int most, double step) {
    assertEquals(step, Scale.step(range, most), step * 1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 0.017, 1, 3.3, 999, 123_456})
  void noRangeHasMoreStepsThanAsked(double range) {
    for (int most = 1; most < 12; most++) {
      assertTrue(range / Scale.step(range, most) <= most * (1 + 1e-6));
      assertTrue(Scale.up(range, most) >= range * (1 - 1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 2", "0.30000000000000004, 0.1, 0.3", "0.05, 0.05, 0.05", "-20, 10, -20"})
  void numbersHaveNoNeedlessDigits(double value, double step, String words) {
    assertEquals(words, Scale.words(value, step));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 0.1, 0.25, 0.5, 0.9, 1, 2})
  void everyShadeIsDarkEnoughForWhitePaper(double part) {
    var colour = Shade.of(part);
    double light =
        0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
    assertTrue(light < 200, colour.toString());
  }
}
