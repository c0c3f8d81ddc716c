// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.penseal.app.bench.figure.Figure;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;

/**
 * A pad that is written on for minutes, 1,000 reports a second with drawing on, in captures of ten
 * seconds: what is lost, and whether the heap grows.
 */
final class SoakBench {
  private static final int RATE_HZ = 1_000;
  private static final int REPORTS = 10_000;
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final double BYTES_PER_MB = 1 << 20;

  private final PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
  private long came;
  private long lost;

  List<Figure> run(double minutes) throws Exception {
    int captures = Math.max(1, (int) Math.round(minutes * 60 * RATE_HZ / REPORTS));
    double begin;
    double end;
    long faults;
    long clock;
    try (TimedLine line = new TimedLine(model, RATE_HZ, 1);
        Pad pad = new PadDriver(PadCatalog.load(), new SecureRandom()).open(line.uri())) {
      // The first one warms up.
      capture(line, pad);
      came = 0;
      lost = 0;
      begin = heapMb();
      clock = System.nanoTime();
      for (int i = 0; i < captures; i++) {
        capture(line, pad);
      }
      clock = System.nanoTime() - clock;
      end = heapMb();
      faults = pad.lineFaults();
    }
    return List.of(
        new Figure("reports kept", came, "reports"),
        new Figure("rate", came * 1e9 / clock, "reports/s"),
        new Figure("lost", lost, "reports"),
        new Figure("faults of the line", faults, "faults"),
        new Figure("heap after collection, at the beginning", begin, "MB"),
        new Figure("heap after collection, at the end", end, "MB"));
  }

  private void capture(TimedLine line, Pad pad) throws Exception {
    line.write(REPORTS);
    pad.startCapture();
    long last = 0;
    int seen = 0;
    while (seen < REPORTS) {
      Optional<PadEvent> event = pad.next(LONG);
      if (event.isEmpty() || event.get() instanceof PadEvent.Gone) {
        // What does not come any more is what was lost at the end.
        lost += REPORTS - seen;
        break;
      }
      if (event.get() instanceof PadEvent.Pen pen) {
        seen += last == 0 ? 1 : (int) (pen.sample().sequence() - last);
        last = pen.sample().sequence();
      }
    }
    Ink ink = pad.stopCapture();
    came += ink.samples().size();
    lost += ink.lostReports();
  }

  private static double heapMb() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / BYTES_PER_MB;
  }
}
