// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.time.Duration;
import java.util.Optional;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;

/** A camera whose frames are made when they are asked for. Always labelled synthetic. */
public final class RenderedCamera implements Camera {
  /** Makes one frame. */
  @FunctionalInterface
  public interface Renderer {
    /** The frame of this number, from 0. */
    Frame render(int index) throws LivenessException;
  }

  private final int count;
  private final Renderer renderer;
  private int index;
  private boolean closed;

  /**
   * A clip.
   *
   * @param count how many frames it has
   */
  public RenderedCamera(int count, Renderer renderer) {
    this.count = count;
    this.renderer = renderer;
  }

  /** When a frame of this number is shown. */
  static Duration time(int index) {
    return Duration.ofNanos(Math.round(index * 1e9 / Script.RATE));
  }

  @Override
  public Optional<Frame> next() throws LivenessException {
    if (closed || index >= count) {
      return Optional.empty();
    }
    Frame frame = renderer.render(index).at(time(index)).labelled(true);
    index++;
    return Optional.of(frame);
  }

  @Override
  public double framesPerSecond() {
    return Script.RATE;
  }

  @Override
  public CameraOrigin origin() {
    return CameraOrigin.SIMULATED;
  }

  @Override
  public void close() {
    closed = true;
  }
}
