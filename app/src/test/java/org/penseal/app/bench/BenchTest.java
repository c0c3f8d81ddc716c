// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.app.bench.figure.Figure;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;

/** The benchmarks by themselves: their names, a short one, and the line that knows its times. */
class BenchTest {
  @Test
  void namesAreThoseOfTheCommandLineAndTwoNeedADisplay() {
    assertEquals("pad-latency", Bench.PAD_LATENCY.toString());
    assertEquals(
        List.of(Bench.PEN_TO_PIXEL, Bench.DESK),
        Arrays.stream(Bench.values()).filter(Bench::needsDisplay).toList());
    assertTrue(Arrays.stream(Bench.values()).allMatch(each -> each.rounds() > 0));
  }

  @Test
  void shortRunGivesANamedPositiveNumberForEachThing() throws Exception {
    List<Figure> figures = Bench.INK.run(Bench.Extent.of(1));
    assertTrue(figures.size() > 0);
    for (Figure each : figures) {
      assertTrue(each.value() > 0 && Double.isFinite(each.value()), each.toString());
      assertTrue(!each.name().isBlank() && !each.unit().isBlank(), each.toString());
    }
    assertEquals(figures.size(), figures.stream().map(Figure::name).distinct().count());
  }

  /** A report cannot have come before it was sent. */
  @Test
  void timedLineKnowsWhenEachReportWasSent() throws Exception {
    PadCatalog catalog = PadCatalog.load();
    PadModel model = catalog.byId("stu-430v").orElseThrow();
    try (TimedLine line = new TimedLine(model, 1_000, 1 << 12)) {
      line.write(200);
      try (Pad pad =
          new PadDriver(catalog, new java.security.SecureRandom())
              .open(line.uri() + "?model=stu-430v&link=off")) {
        pad.startCapture();
        int seen = 0;
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (seen < 100 && System.nanoTime() < end) {
          Optional<PadEvent> event = pad.next(Duration.ofMillis(100));
          if (event.isPresent() && event.get() instanceof PadEvent.Pen pen) {
            seen++;
            long sent = line.sentAt(pen.sample().sequence());
            assertTrue(sent > 0 && sent <= System.nanoTime(), pen.toString());
          }
        }
        assertTrue(seen >= 100, "reports: " + seen);
      }
    }
  }
}
