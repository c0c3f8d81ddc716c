// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.signing.Annotation;
import org.penseal.pad.Ink;
import org.penseal.pad.Stroke;

/**
 * One screen of an annotation while it is written: which strokes count, which were taken back. For
 * one thread.
 */
final class AnnotationScreen {
  private final AnnotationPage page;
  private final AnnotationLayout layout;
  private final List<Annotation.Capture> captures = new ArrayList<>();

  AnnotationScreen(AnnotationPage page, AnnotationLayout layout) {
    this.page = page;
    this.layout = layout;
  }

  AnnotationPage page() {
    return page;
  }

  /** Ink was captured; what does not begin on a button counts. */
  void add(Ink ink) {
    captures.add(
        new Annotation.Capture(
            ink, new ArrayList<>(layout.handwriting(ink)), new ArrayList<>(), new ArrayList<>()));
  }

  /** The last stroke that counts does not count any more. */
  void undo() {
    for (Annotation.Capture capture : captures.reversed()) {
      if (!capture.standing().isEmpty()) {
        capture.undone().addFirst(capture.standing().removeLast());
        return;
      }
    }
  }

  /** Nothing that was written here counts any more. */
  void clear() {
    for (Annotation.Capture capture : captures) {
      capture.cleared().addAll(capture.standing());
      capture.standing().clear();
    }
  }

  /** Whether any stroke counts. */
  boolean isWritten() {
    return captures.stream().anyMatch(capture -> !capture.standing().isEmpty());
  }

  /** Whether the pen touched nothing but buttons. */
  boolean isUnused() {
    return captures.stream().allMatch(capture -> layout.handwriting(capture.ink()).isEmpty());
  }

  /** The strokes that count. */
  List<Stroke> standing() {
    List<Stroke> strokes = new ArrayList<>();
    for (Annotation.Capture capture : captures) {
      List<Stroke> all = capture.ink().strokes();
      capture.standing().forEach(i -> strokes.add(all.get(i)));
    }
    return strokes;
  }

  /** What it came to. */
  Annotation.Screen result() {
    return new Annotation.Screen(
        page.words(),
        captures.stream()
            .map(
                c ->
                    new Annotation.Capture(
                        c.ink().fromItsBeginning(),
                        List.copyOf(c.standing()),
                        List.copyOf(c.undone()),
                        List.copyOf(c.cleared())))
            .toList());
  }
}
