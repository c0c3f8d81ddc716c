// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.pad.PenSample;

/**
 * Finds presses on the buttons of an annotation in a run of pen samples, by the rule of {@link
 * org.penseal.pad.ButtonPresses}: down on a button, lifted from the same one. Not safe for use by
 * several threads.
 */
final class AnnotationPresses {
  private final AnnotationLayout layout;
  private @Nullable AnnotationButton held;
  private boolean touching;

  AnnotationPresses(AnnotationLayout layout) {
    this.layout = layout;
  }

  /** The button that this sample, by lifting the tip, completes the press of. */
  Optional<AnnotationButton> accept(PenSample sample) {
    if (!sample.touching()) {
      Optional<AnnotationButton> pressed = Optional.ofNullable(held);
      touching = false;
      held = null;
      return pressed;
    }
    AnnotationButton under = layout.buttonAt(sample).orElse(null);
    if (!touching) {
      touching = true;
      held = under;
    } else if (held != under) {
      held = null;
    }
    return Optional.empty();
  }
}
