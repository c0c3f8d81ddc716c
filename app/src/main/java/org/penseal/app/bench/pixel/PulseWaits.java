// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.pixel;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Latencies;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.capture.InkWatcher;
import org.penseal.pad.PenSample;

/**
 * How long pen events wait: from the queue of the mirror to the pulse that draws them, until the
 * scene is handed to the renderer.
 */
final class PulseWaits extends AnimationTimer {
  private static final int RATE_HZ = 200;
  private static final int EVENTS = 1_000;
  private static final int WARM_UP = 200;

  private final Queue<Long> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Long> drawn = new ArrayDeque<>();
  private final Latencies times = new Latencies();
  private final Latencies pulses = new Latencies();
  private final CaptureModel capture;
  private long firstPulse;
  private long lastPulse;
  private int pulse;
  private int seen;

  PulseWaits(CaptureModel capture) {
    this.capture = capture;
  }

  @Override
  public void handle(long now) {
    for (Long put = waiting.poll(); put != null; put = waiting.poll()) {
      drawn.add(put);
    }
  }

  /** The pulse's scene goes to the renderer; on the JavaFX thread. */
  void drawn() {
    long now = System.nanoTime();
    if (pulse++ == 0) {
      firstPulse = now;
    }
    for (Long put = drawn.poll(); put != null; put = drawn.poll()) {
      if (++seen > WARM_UP) {
        times.add(now - put);
        // In thousandths of a pulse.
        pulses.add((now - put) * 1000 / Math.max(1, now - lastPulse));
      }
    }
    lastPulse = now;
  }

  /** Writes at the pace of a pad. */
  void write(InkWatcher pen, int rounds) throws InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UP + EVENTS * rounds; i++) {
      long due = begin + i * 1_000_000_000L / RATE_HZ;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      pen.pen(sample(i + 1));
      waiting.add(System.nanoTime());
    }
    TimeUnit.MILLISECONDS.sleep(500);
    CountDownLatch ended = new CountDownLatch(1);
    Platform.runLater(ended::countDown);
    ended.await();
  }

  private PenSample sample(int sequence) {
    int x = sequence % capture.space().maxX();
    int y = sequence * 7 % capture.space().maxY();
    return new PenSample(x, y, sequence % 1024, true, 1, sequence * 5L, sequence, 0);
  }

  /** Mean length of a pulse. */
  double pulseMs() {
    return (lastPulse - firstPulse) / 1e6 / (pulse - 1);
  }

  List<Figure> figures() {
    return List.of(
        new Figure("events", times.count(), "events"),
        new Figure("pulses", 1000 / pulseMs(), "1/s"),
        new Figure("wait, p50", times.ms(0.5), "ms"),
        new Figure("wait, p90", times.ms(0.9), "ms"),
        new Figure("wait, p99", times.ms(0.99), "ms"),
        new Figure("wait, p50", pulses.nanos(0.5) / 1000, "pulses"),
        new Figure("wait, p90", pulses.nanos(0.9) / 1000, "pulses"),
        new Figure("wait, p99", pulses.nanos(0.99) / 1000, "pulses"));
  }
}
