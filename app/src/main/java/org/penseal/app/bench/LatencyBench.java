// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Latencies;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.simulator.Pty;
import org.penseal.pad.transport.BareSerial;

/**
 * How long a report takes from the last byte written into a pseudo terminal to the application that
 * waits for the pad's events, at 500 reports a second while another thread keeps a core busy; in
 * turns with jssc alone, polled every millisecond.
 */
final class LatencyBench {
  private static final int RATE_HZ = 500;
  private static final int REPORTS = 2_000;
  private static final int REMEMBERED = 1 << 14;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
  private final Latencies ours = new Latencies();
  private final Latencies bare = new Latencies();
  private long lost;
  private volatile boolean done;
  private volatile long spun;

  List<Figure> run(int rounds) throws Exception {
    Thread spinner = Thread.ofPlatform().name("busy").daemon().start(this::spin);
    try (TimedLine line = new TimedLine(model, RATE_HZ, REMEMBERED);
        Pad pad = new PadDriver(PadCatalog.load(), new SecureRandom()).open(line.uri())) {
      for (int i = 0; i <= rounds; i++) {
        driver(line, pad);
        bare();
        if (i == 0) {
          ours.forget();
          bare.forget();
        }
      }
    } finally {
      done = true;
      spinner.join();
    }
    return List.of(
        new Figure("reports", ours.count(), "reports"),
        new Figure("lost", lost, "reports"),
        new Figure("driver, p50", ours.ms(0.5), "ms"),
        new Figure("driver, p99", ours.ms(0.99), "ms"),
        new Figure("jssc alone, p50", bare.ms(0.5), "ms"),
        new Figure("jssc alone, p99", bare.ms(0.99), "ms"));
  }

  private void spin() {
    long turns = 0;
    while (!done) {
      spun = ++turns;
    }
  }

  private void driver(TimedLine line, Pad pad) throws Exception {
    line.write(REPORTS);
    pad.startCapture();
    int came = 0;
    while (came < REPORTS) {
      PadEvent event = pad.next(LONG).orElseThrow();
      long now = System.nanoTime();
      if (event instanceof PadEvent.Pen pen) {
        came++;
        // The time of sending is noted after the write, which may be later than a quick arrival.
        ours.add(Math.max(0, now - line.sentAt(pen.sample().sequence())));
      }
    }
    lost += pad.stopCapture().lostReports();
  }

  private void bare() throws Exception {
    byte[] frame = StuFrame.encode(PenReport.encode(TimedLine.sample(1)));
    AtomicLongArray sent = new AtomicLongArray(REPORTS);
    try (Pty pty = Pty.open();
        BareSerial serial = BareSerial.open(pty.path().toString())) {
      Thread writer = Thread.ofPlatform().start(() -> write(pty, frame, sent));
      long[] bytes = new long[1];
      serial.poll(
          (long) REPORTS * frame.length,
          came -> {
            long now = System.nanoTime();
            int first = (int) (bytes[0] / frame.length);
            bytes[0] += came.length;
            for (int i = first; i < bytes[0] / frame.length; i++) {
              bare.add(Math.max(0, now - sent.get(i)));
            }
          });
      writer.join();
    }
  }

  private static void write(Pty pty, byte[] frame, AtomicLongArray sent) {
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < sent.length(); i++) {
        long due = begin + i * 1_000_000_000L / RATE_HZ;
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        sent.set(i, System.nanoTime());
        pty.write(frame);
        sent.set(i, System.nanoTime());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
