// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.bench.figure.Figure;

/** A short run: every call is answered well, and each kind has its figures. */
@Slow
class ServeBenchTest {
  @TempDir Path folder;

  @Test
  void everyKindOfCallIsAnsweredUnderLoadAndHasItsFigures() throws Exception {
    List<Figure> figures = new ServeBench(folder, Duration.ofMillis(400)).run(1);
    for (Figure each : figures) {
      assertTrue(each.value() > 0 && Double.isFinite(each.value()), each.toString());
    }
    List<String> names = figures.stream().map(Figure::name).toList();
    assertEquals(names.size(), names.stream().distinct().count());
    assertTrue(
        names.containsAll(
            Stream.of("authentications", "signatures", "verifications", "timestamps")
                .flatMap(each -> Stream.of(each, each + " at half of that, p99"))
                .toList()),
        names::toString);
  }

  @Test
  void aLongRunAtASteadyRateTellsTimesFailuresAndMemory() throws Exception {
    List<Figure> figures = new ServeBench(folder).lasting(0.1, 20, ServeBench.LOGINS);
    ToDoubleFunction<String> value =
        name ->
            figures.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    assertEquals(0, value.applyAsDouble("failed"));
    // It cannot be faster than it is asked to; how much slower depends on the machine.
    double rate = value.applyAsDouble(ServeBench.LOGINS);
    assertTrue(rate > 0 && rate < 25, figures.toString());
    assertTrue(value.applyAsDouble("p50") <= value.applyAsDouble("p99"), figures.toString());
    assertTrue(value.applyAsDouble("p99") <= value.applyAsDouble("longest"), figures.toString());
    assertTrue(value.applyAsDouble("memory of the services at the end") > 0, figures.toString());
  }
}
