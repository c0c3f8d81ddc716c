// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorRatesTest {
  // MCYT-100 has 25 genuine signatures of each writer; five of them were references.
  private static final int QUESTIONED = 20;

  /** A part of genuine signatures that are refused is a number of signatures, rounded to 0.1 %. */
  @Test
  void ratesAreCountsOverTheSignaturesOfTheWritersThatAreNamed() {
    Matcher named = Pattern.compile("MCYT-100, (\\d+) writers").matcher(ErrorRates.DATA);
    assertTrue(named.matches(), ErrorRates.DATA);
    int signatures = Integer.parseInt(named.group(1)) * QUESTIONED;
    assertEquals(600, signatures);
    for (int references = 1; references <= 5; references++) {
      for (ErrorRates.OperatingPoint point : ErrorRates.of(references).points()) {
        double counted = Math.round(point.genuineRefused() * signatures) / (double) signatures;
        assertEquals(point.genuineRefused(), counted, 0.000_501, point.toString());
      }
    }
  }
}
