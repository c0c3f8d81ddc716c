// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void aPartIsTheTimeThatSoManyDidNotExceed() {
    Latencies latencies = new Latencies();
    // In no order, and more than it has room for at first.
    for (long i = 0; i < 2000; i++) {
      latencies.add((i * 1237 % 2000 + 1) * 1_000_000);
    }
    assertEquals(2000, latencies.count());
    assertEquals(1, latencies.ms(0));
    assertEquals(1000, latencies.ms(0.5));
    assertEquals(1980, latencies.ms(0.99));
    assertEquals(2000, latencies.ms(1));
    assertEquals(2000e6, latencies.nanos(1));
  }

  @Test
  void ofOneAllPartsAreTheSameAndOfNoneThereIsNone() {
    Latencies latencies = new Latencies();
    latencies.add(7);
    assertEquals(7, latencies.nanos(0.01));
    assertEquals(7, latencies.nanos(0.99));
    latencies.forget();
    assertEquals(0, latencies.count());
    assertThrows(IllegalStateException.class, () -> latencies.nanos(0.5));
  }
}
