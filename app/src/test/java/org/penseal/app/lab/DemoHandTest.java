// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;

class DemoHandTest {
  @Test
  void writesTheSameNameNeverTwiceTheSame() throws IOException, PadException {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Ink first = DemoHand.write(random);
    Ink second = DemoHand.write(random);
    assertNotEquals(first.samples(), second.samples());
    assertEquals(first.strokes().size(), second.strokes().size());
    assertEquals(first.durationMs(), second.durationMs());
  }
}
