// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.time.Duration;
import java.util.Optional;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;

/** A clip that gives each frame when its time has come. */
final class PacedCamera implements Camera {
  /** No frame is waited for longer, whatever its time says. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Camera camera;
  private long start;
  private boolean started;

  PacedCamera(Camera camera) {
    this.camera = camera;
  }

  @Override
  public Optional<Frame> next() throws LivenessException {
    Optional<Frame> next = camera.next();
    if (next.isEmpty()) {
      return next;
    }
    if (!started) {
      started = true;
      start = System.nanoTime() - next.get().at().toNanos();
    }
    Duration early = next.get().at().minusNanos(System.nanoTime() - start);
    if (early.isPositive()) {
      try {
        Thread.sleep(early.compareTo(LONGEST_WAIT) < 0 ? early : LONGEST_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return next;
  }

  @Override
  public double framesPerSecond() {
    return camera.framesPerSecond();
  }

  @Override
  public CameraOrigin origin() {
    return camera.origin();
  }

  @Override
  public void close() {
    camera.close();
  }
}
