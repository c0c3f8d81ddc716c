// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.pixel;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import javafx.geometry.Point2D;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Latencies;
import org.penseal.app.capture.InkWatcher;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;

/** Dots on white paper, one at a time, and when each of them was seen on the screen. */
final class Dots {
  private static final int COLUMNS = 20;
  private static final int ROWS = 12;
  // The first two rows warm up.
  private static final int SKIPPED = 2 * COLUMNS;
  private static final double PULSE_MS = 1000 / 60.0;

  private final PadModel model;
  private final MirrorWindowView window;
  private final Latencies seen = new Latencies();
  private final Latencies looks = new Latencies();

  Dots(PadModel model, MirrorWindowView window) {
    this.model = model;
    this.window = window;
  }

  /** Draws them all, each at any moment between two pulses. */
  void draw(InkWatcher pen) throws InterruptedException {
    ScreenEye eye = new ScreenEye();
    SplittableRandom random = new SplittableRandom(7);
    Thread.sleep(Duration.ofSeconds(1));
    for (int i = 0; i < COLUMNS * ROWS; i++) {
      double across = (i % COLUMNS + 0.5) / COLUMNS;
      double down = (i / COLUMNS + 0.5) / ROWS;
      Point2D at = window.onScreen(across, down);
      int x = (int) at.getX();
      int y = (int) at.getY();
      long look = System.nanoTime();
      if (eye.isInk(x, y)) {
        throw new IllegalStateException("the paper is not white");
      }
      looks.add(System.nanoTime() - look);
      Thread.sleep(Duration.ofNanos((long) (1e6 * (2 + random.nextDouble()) * PULSE_MS)));
      pen.pen(dot(across, down, 3 * i, false));
      pen.pen(dot(across, down, 3 * i + 1, true));
      long put = System.nanoTime();
      pen.pen(dot(across, down, 3 * i + 2, true));
      long took = eye.seen(x, y) - put;
      if (i >= SKIPPED) {
        seen.add(took);
      }
    }
  }

  private PenSample dot(double across, double down, int sequence, boolean touching) {
    return new PenSample(
        (int) (across * model.maxX()),
        (int) (down * model.maxY()),
        touching ? model.space().maxPressure() : 0,
        touching,
        1,
        sequence * 5L,
        sequence,
        0);
  }

  List<Figure> figures(double pulseMs) {
    return List.of(
        new Figure("dots", seen.count(), "dots"),
        new Figure("seen on the screen, p50", seen.ms(0.5), "ms"),
        new Figure("seen on the screen, p90", seen.ms(0.9), "ms"),
        new Figure("seen on the screen, p99", seen.ms(0.99), "ms"),
        new Figure("seen on the screen, p50", seen.ms(0.5) / pulseMs, "pulses"),
        new Figure("seen on the screen, p90", seen.ms(0.9) / pulseMs, "pulses"),
        new Figure("seen on the screen, p99", seen.ms(0.99) / pulseMs, "pulses"),
        new Figure("one look at the screen, p50", looks.ms(0.5), "ms"));
  }
}
