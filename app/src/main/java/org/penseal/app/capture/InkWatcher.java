// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.function.Consumer;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

/** Watches a capture, for a mirror of the pad on the screen. Called on the flow's thread. */
public interface InkWatcher {
  /** Watches nothing. */
  InkWatcher NONE = new InkWatcher() {};

  /** The pad shows a picture; what was written is gone. */
  default void shown(PadPicture picture) {}

  /**
   * The picture that was shown last is a screen of an annotation.
   *
   * @param presses takes presses at the workstation, on any thread
   */
  default void annotating(AnnotationPage page, Consumer<AnnotationButton> presses) {}

  /**
   * The picture that was shown last is a part of what is leafed through.
   *
   * @param page from 1
   * @param pages how many there are
   * @param drawn whether it shows the page; otherwise it says that it cannot be shown
   */
  default void leafing(LeafFlow.What what, int page, int pages, boolean drawn) {}

  /** The picture that was shown last is the page of the signature; the pad takes it now. */
  default void signing() {}

  /** The pen moved. */
  default void pen(PenSample sample) {}
}
