// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PenSample;

/**
 * Finds presses on buttons of this program in a run of pen samples, by the rule of {@link
 * org.penseal.pad.ButtonPresses}: down on a button, lifted from the same one. Not safe for use by
 * several threads.
 *
 * <p>The pen must have come down since the buttons were shown. It has if a report told before that
 * it was up, or if none came for the first 150 ms: pads without hover are silent while it is up. A
 * pen that rested on the pad already presses nothing until it was lifted once.
 *
 * @param <B> the buttons
 */
public final class AreaPresses<B> {
  private static final long SILENT_NANOS = 150_000_000;

  private enum Pen {
    /** No report came yet. */
    UNKNOWN,
    /** Down since before the beginning, as far as is known. */
    RESTING,
    UP,
    DOWN
  }

  private final Function<PenSample, Optional<B>> buttonAt;
  private final long begin;
  private Pen pen = Pen.UNKNOWN;
  private @Nullable B held;

  /**
   * Starts without knowing whether the pen is up.
   *
   * @param buttonAt the button under a sample, if any
   * @param beginNanos {@code System.nanoTime} when the buttons stood on the screen and the capture
   *     had begun; compared with {@link PenSample#hostNanos}
   */
  public AreaPresses(Function<PenSample, Optional<B>> buttonAt, long beginNanos) {
    this.buttonAt = buttonAt;
    this.begin = beginNanos;
  }

  /** The button that this sample, by lifting the tip, completes the press of. */
  public Optional<B> accept(PenSample sample) {
    if (!sample.touching()) {
      Optional<B> pressed = Optional.ofNullable(held);
      pen = Pen.UP;
      held = null;
      return pressed;
    }
    B under = buttonAt.apply(sample).orElse(null);
    switch (pen) {
      case UNKNOWN -> {
        if (wasSilentBefore(sample)) {
          pen = Pen.DOWN;
          held = under;
        } else {
          pen = Pen.RESTING;
        }
      }
      case RESTING -> {
        // began before anything could be read
      }
      case UP -> {
        pen = Pen.DOWN;
        held = under;
      }
      case DOWN -> held = held == under ? held : null;
    }
    return Optional.empty();
  }

  private boolean wasSilentBefore(PenSample first) {
    return first.hostNanos() != 0 && first.hostNanos() - begin >= SILENT_NANOS;
  }
}
