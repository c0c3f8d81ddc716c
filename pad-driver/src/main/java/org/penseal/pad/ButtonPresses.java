// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds button presses in a run of pen samples: the tip comes down on a button, stays on it and is
 * lifted. A line that is drawn over a button is no press, and OK before anything was written is
 * none either.
 *
 * <p>One rule for the host and for the pad's chip. Not safe for use by several threads.
 */
public final class ButtonPresses {
  private final PadLayout layout;
  private @Nullable PadButton held;
  private boolean touching;
  private boolean written;

  /** Starts with the pen up and nothing written. */
  public ButtonPresses(PadLayout layout) {
    this.layout = layout;
  }

  /** Forgets what was written; the pen counts as up. */
  public void restart() {
    held = null;
    touching = false;
    written = false;
  }

  /** The button that this sample, by lifting the tip, completes the press of. */
  public Optional<PadButton> accept(PenSample sample) {
    if (!sample.touching()) {
      Optional<PadButton> pressed = touching ? Optional.ofNullable(held) : Optional.empty();
      touching = false;
      held = null;
      return pressed.filter(button -> button != PadButton.OK || written);
    }
    Optional<PadButton> under = layout.buttonAt(sample);
    if (!touching) {
      touching = true;
      held = under.orElse(null);
      written |= under.isEmpty();
    } else if (held != null && under.orElse(null) != held) {
      held = null;
    }
    return Optional.empty();
  }
}
