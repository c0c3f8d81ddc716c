// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutFactorTest {
  @ParameterizedTest
  @CsvSource({"3, 3", "20, 20", "1, 1", "'', 1", "0, 1", "-3, 1", "21, 1", "1000, 1", "2.5, 1"})
  void onlyAReasonableFactorCounts(String property, int times) {
    assertEquals(times, TimeoutFactor.times(property));
  }
}
