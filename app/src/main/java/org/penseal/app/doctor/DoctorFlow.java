// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.FileException;

/** Runs the checks for a window, on a virtual thread. The owner closes it. */
public final class DoctorFlow implements AutoCloseable {
  private final DoctorModel model;
  private final Supplier<Doctor.Place> place;
  private final Executor screen;
  private @Nullable Thread running; // of the screen's thread

  /**
   * @param place what is looked at; asked on the screen's thread
   * @param screen runs what touches the model
   */
  public DoctorFlow(DoctorModel model, Supplier<Doctor.Place> place, Executor screen) {
    this.model = model;
    this.place = place;
    this.screen = screen;
  }

  /** What was found. */
  public DoctorModel model() {
    return model;
  }

  /** Checks everything, unless that is going on; on the screen's thread. */
  public void begin() {
    if (model.running().get()) {
      return;
    }
    model.running().set(true);
    Doctor.Place now = place.get();
    running =
        Thread.ofVirtual()
            .name("doctor")
            .start(
                () -> {
                  try {
                    List<CheckFinding> found = new Doctor(Clock.systemUTC()).examine(now);
                    screen.execute(() -> model.found().setAll(found));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } finally {
                    screen.execute(() -> model.running().set(false));
                  }
                });
  }

  /**
   * Writes a file for whoever helps, of what was found; on the screen's thread.
   *
   * @param written runs there when it is written
   * @param failed is told there why it is not
   */
  public void writeSupport(Path out, Runnable written, Consumer<Throwable> failed) {
    Doctor.Place now = place.get();
    SupportBundle bundle = new SupportBundle(model.found(), now.workplace(), now.station().data());
    Thread.ofVirtual()
        .name("support file")
        .start(
            () -> {
              try {
                bundle.write(out);
                screen.execute(written);
              } catch (FileException | RuntimeException e) {
                screen.execute(() -> failed.accept(e));
              }
            });
  }

  @Override
  public void close() {
    Thread now = running;
    if (now != null) {
      now.interrupt();
    }
  }
}
