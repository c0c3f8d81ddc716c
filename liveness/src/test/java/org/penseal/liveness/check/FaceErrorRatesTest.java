// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceErrorRatesTest {

  /** Worked out by hand: at .5 one of four genuine is refused, one of four impostors accepted. */
  @Test
  void equalErrorRateOfACrossedPair() {
    FaceErrorRates rates =
        new FaceErrorRates(List.of(0.3, 0.6, 0.7, 0.8), List.of(0.1, 0.2, 0.25, 0.65));
    assertEquals(0.25, rates.eer(), 1e-9);
    assertEquals(0.875, rates.accuracy(0.3), 1e-9);
    assertEquals(0.875, rates.accuracy(rates.bestThreshold()), 1e-9);
    // No impostor may pass: the bar lies above .65, two of four genuine lie above it.
    assertEquals(0.5, rates.acceptedAt(0.01), 1e-9);
  }

  @Test
  void tenOfAThousandImpostorsPassAtOnePercent() {
    List<Double> impostor = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      impostor.add(i / 1000.0);
    }
    // The eleventh from above is .989: genuine at .9895 pass at 1 %, those at .988 do not.
    FaceErrorRates rates = new FaceErrorRates(List.of(0.9895, 0.988), impostor);
    assertEquals(0.5, rates.acceptedAt(0.01), 1e-9);
    // One may pass at 0.1 %: the bar lies above .998.
    assertEquals(0.0, rates.acceptedAt(0.001), 1e-9);
  }

  /** One pair of each kind without an error: each rate may be 97.5 % (Clopper and Pearson). */
  @Test
  void fewPairsWithoutAnErrorLeaveTheEqualErrorRateOpen() {
    FaceEvaluation.Interval two = new FaceErrorRates(List.of(0.9), List.of(0.1)).eerInterval();
    assertEquals(0, two.low());
    assertEquals(0.975, two.high(), 1e-3);
    FaceEvaluation.Interval many =
        new FaceErrorRates(Collections.nCopies(500, 0.9), Collections.nCopies(500, 0.1))
            .eerInterval();
    assertEquals(1 - Math.pow(0.025, 1 / 500.0), many.high(), 1e-6);
  }

  @Test
  void saysNothingWithoutBothKinds() {
    FaceErrorRates rates = new FaceErrorRates(List.of(0.5), List.of());
    assertTrue(Double.isNaN(rates.eer()));
    assertTrue(Double.isNaN(rates.acceptedAt(0.01)));
    assertEquals(1, rates.accuracy(0.324));
  }
}
