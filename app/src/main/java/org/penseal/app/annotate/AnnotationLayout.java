// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;

/**
 * Where things lie on a pad's screen while an annotation is written: the standard layout with MORE
 * and UNDO in the right third of the text strip, OK as NEXT. Computed from the sizes alone; a pad
 * without buttons has none here either.
 *
 * @param pad the standard layout
 * @param words where the picture has its words
 * @param more the button for a further screen
 * @param undo the button that takes the last stroke back
 */
public record AnnotationLayout(
    PadLayout pad, PadLayout.Area words, PadLayout.Area more, PadLayout.Area undo) {

  /** The layout for a pad. */
  public static AnnotationLayout of(PadLayout pad) {
    if (!pad.buttons()) {
      return new AnnotationLayout(pad, pad.text(), PadLayout.NO_AREA, PadLayout.NO_AREA);
    }
    PadLayout.Area strip = pad.text();
    int gap = Math.max(2, pad.screen().width() / 80);
    int width = strip.width() / 6 - gap;
    int undoLeft = strip.right() - width + 1;
    int moreLeft = undoLeft - gap - width;
    return new AnnotationLayout(
        pad,
        new PadLayout.Area(strip.left(), strip.top(), moreLeft - gap - 1, strip.bottom()),
        new PadLayout.Area(moreLeft, strip.top(), moreLeft + width - 1, strip.bottom()),
        new PadLayout.Area(undoLeft, strip.top(), strip.right(), strip.bottom()));
  }

  /** The button under the sample, if any. */
  public Optional<AnnotationButton> buttonAt(PenSample sample) {
    if (!pad.buttons()) {
      return Optional.empty();
    }
    if (pad.inside(undo, sample)) {
      return Optional.of(AnnotationButton.UNDO);
    }
    if (pad.inside(more, sample)) {
      return Optional.of(AnnotationButton.MORE);
    }
    return pad.buttonAt(sample).map(AnnotationLayout::of);
  }

  /** What a button of the standard layout means here. */
  public static AnnotationButton of(PadButton button) {
    return switch (button) {
      case CLEAR -> AnnotationButton.CLEAR;
      case CANCEL -> AnnotationButton.CANCEL;
      case OK -> AnnotationButton.NEXT;
    };
  }

  /** The places, in {@link Ink#strokes()}, of the strokes that do not begin on a button. */
  public List<Integer> handwriting(Ink ink) {
    List<Stroke> strokes = ink.strokes();
    List<Integer> written = new ArrayList<>();
    for (int i = 0; i < strokes.size(); i++) {
      if (buttonAt(strokes.get(i).first()).isEmpty()) {
        written.add(i);
      }
    }
    return written;
  }
}
