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
 * @param <B> the buttons
 */
public final class AreaPresses<B> {
  private final Function<PenSample, Optional<B>> buttonAt;
  private @Nullable B held;
  private boolean touching;

  /**
   * Starts with the pen up.
   *
   * @param buttonAt the button under a sample, if any
   */
  public AreaPresses(Function<PenSample, Optional<B>> buttonAt) {
    this.buttonAt = buttonAt;
  }

  /** The button that this sample, by lifting the tip, completes the press of. */
  public Optional<B> accept(PenSample sample) {
    if (!sample.touching()) {
      Optional<B> pressed = Optional.ofNullable(held);
      touching = false;
      held = null;
      return pressed;
    }
    B under = buttonAt.apply(sample).orElse(null);
    if (!touching) {
      touching = true;
      held = under;
    } else if (held != under) {
      held = null;
    }
    return Optional.empty();
  }
}
