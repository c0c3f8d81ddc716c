// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.capture.MirrorView;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;

/**
 * How long a pen event waits in the window: from the queue of the mirror to the pulse that draws
 * it, until the scene is handed to the renderer. Needs a display.
 */
final class PixelBenchView {
  private static final int RATE_HZ = 200;
  private static final int EVENTS = 1_000;
  private static final int WARM_UP = 200;

  private final PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
  private final CaptureModel capture = new CaptureModel();
  private final Queue<Long> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Put> drawn = new ArrayDeque<>();
  private final Latencies times = new Latencies();
  private final Latencies pulses = new Latencies();
  private final CountDownLatch shown = new CountDownLatch(1);
  private long pulse;
  private long lastPulse;
  private int seen;

  /** An event that the pulse under way draws. */
  private record Put(long nanos) {}

  List<Figure> run(int rounds) throws InterruptedException {
    Platform.startup(this::show);
    if (!shown.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the window did not come");
    }
    InkWatcher pen = capture.watcher();
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UP + EVENTS * rounds; i++) {
      long due = begin + i * 1_000_000_000L / RATE_HZ;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      PenSample sample = TimedLine.sample(i + 1);
      pen.pen(sample);
      waiting.add(System.nanoTime());
    }
    TimeUnit.MILLISECONDS.sleep(500);
    CountDownLatch ended = new CountDownLatch(1);
    long nanos = System.nanoTime() - begin;
    Platform.runLater(ended::countDown);
    ended.await();
    Platform.exit();
    return List.of(
        new Figure("events", times.count(), "events"),
        new Figure("pulses", pulse / (nanos / 1e9), "1/s"),
        new Figure("wait, p50", times.ms(0.5), "ms"),
        new Figure("wait, p90", times.ms(0.9), "ms"),
        new Figure("wait, p99", times.ms(0.99), "ms"),
        new Figure("wait, p50", pulses.nanos(0.5) / 1000, "pulses"),
        new Figure("wait, p90", pulses.nanos(0.9) / 1000, "pulses"),
        new Figure("wait, p99", pulses.nanos(0.99) / 1000, "pulses"));
  }

  private void show() {
    capture.opened(model.space(), model.confirm());
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulse++;
            for (Long put = waiting.poll(); put != null; put = waiting.poll()) {
              drawn.add(new Put(put));
            }
          }
        };
    // Before that of the mirror: what it sees waiting is drawn in the same pulse.
    timer.start();
    MirrorView mirror = new MirrorView();
    mirror.bind(capture);
    Scene scene = new Scene(mirror, 1000, 700);
    scene.addPostLayoutPulseListener(this::drawn);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.setOnShown(event -> shown.countDown());
    stage.show();
  }

  private void drawn() {
    long now = System.nanoTime();
    long length = Math.max(1, now - lastPulse);
    for (Put put = drawn.poll(); put != null; put = drawn.poll()) {
      if (++seen > WARM_UP) {
        times.add(now - put.nanos());
        // In thousandths of a pulse.
        pulses.add((now - put.nanos()) * 1000 / length);
      }
    }
    lastPulse = now;
  }
}
