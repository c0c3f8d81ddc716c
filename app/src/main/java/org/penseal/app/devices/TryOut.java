// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.workplace.Station;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Frame;
import org.penseal.liveness.camera.Cameras;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadPicture;

/**
 * Tries a device: what is written on the pad, or stands before the camera, is shown and forgotten.
 * On a virtual thread; two minutes at most.
 */
public final class TryOut {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(200);

  private final Station station;
  private final DevicesModel model;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final CaptureModel pad = new CaptureModel();
  private final AtomicReference<@Nullable Frame> frame = new AtomicReference<>();
  private volatile @Nullable Thread running;

  private interface Work {
    void run(String uri) throws Exception;
  }

  /**
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public TryOut(Station station, DevicesModel model, Executor screen, Consumer<Throwable> failed) {
    this.station = station;
    this.model = model;
    this.screen = screen;
    this.failed = failed;
  }

  /** What is written on the pad. */
  public CaptureModel pad() {
    return pad;
  }

  /** The newest picture that was not taken yet. */
  public Optional<Frame> takeFrame() {
    return Optional.ofNullable(frame.getAndSet(null));
  }

  /** Begins; on the screen's thread. */
  public void begin(Part part, String uri) {
    stop();
    Work work = part == Part.PAD ? this::write : this::look;
    model.trying().set(part);
    running =
        Thread.ofVirtual()
            .name("try " + part)
            .start(
                () -> {
                  try {
                    work.run(uri);
                    ended(null);
                  } catch (InterruptedException | org.penseal.pad.PadException.Interrupted e) {
                    ended(null);
                  } catch (Exception | LinkageError e) { // told to the user, whatever it is
                    ended(Thread.currentThread().isInterrupted() ? null : e);
                  }
                });
  }

  private void ended(@Nullable Throwable failure) {
    Thread own = Thread.currentThread();
    screen.execute(
        () -> {
          if (running == own) {
            running = null;
            model.trying().set(null);
            if (failure != null) {
              failed.accept(failure);
            }
          }
        });
  }

  /** Ends it; on the screen's thread. */
  public void stop() {
    Thread now = running;
    running = null;
    model.trying().set(null);
    if (now != null) {
      now.interrupt();
    }
  }

  private void write(String uri) throws Exception {
    try (Pad open = station.pads().open(uri)) {
      pad.opened(open.identity().space(), open.identity().model().confirm());
      InkWatcher watcher = pad.watcher();
      PadPicture blank =
          PadPicture.blank(open.layout().screen().width(), open.layout().screen().height());
      watcher.shown(blank);
      open.clear();
      open.startCapture();
      watcher.signing();
      long end = System.nanoTime() + LONGEST.toNanos();
      while (System.nanoTime() < end) {
        switch (open.next(STEP).orElse(null)) {
          case null -> {
            // nothing happened yet
          }
          case PadEvent.Pen pen -> watcher.pen(pen.sample());
          case PadEvent.Pressed pressed -> {
            open.restartCapture();
            watcher.shown(blank);
          }
          case PadEvent.Gone gone -> {
            return;
          }
        }
      }
    }
  }

  private void look(String uri) throws Exception {
    try (Camera open = Cameras.paced(Cameras.open(uri))) {
      long end = System.nanoTime() + LONGEST.toNanos();
      while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
        Optional<Frame> next = open.next();
        if (next.isEmpty()) {
          return; // a recording is at its end
        }
        frame.set(next.get());
      }
    }
  }
}
