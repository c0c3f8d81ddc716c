// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.Optional;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.text.Texts;

/** The sentence that is copied by hand, with the part for the pad's screen set off. */
public final class SentenceView extends TextFlow {
  private final Text before = new Text();
  private final Text part = new Text();
  private final Text after = new Text();

  /** No sentence. */
  public SentenceView() {
    getStyleClass().add("sentence");
    before.getStyleClass().add("sentence-rest");
    part.getStyleClass().add("sentence-part");
    after.getStyleClass().add("sentence-rest");
    getChildren().addAll(before, part, after);
    show(null);
  }

  /** Shows a screen's, or nothing. */
  void show(@Nullable AnnotationPage page) {
    setVisible(page != null && !page.isFree());
    if (page != null) {
      before.setText(page.sentence().substring(0, page.from()));
      part.setText(page.sentence().substring(page.from(), page.to()));
      after.setText(page.sentence().substring(page.to()));
    }
  }

  /** What is done on the pad before the signature, in words; empty once that is written. */
  static Optional<String> asked(CaptureModel model, Texts texts) {
    CaptureModel.Leafed leafed = model.leafed().get();
    if (leafed != null) {
      String key = leafed.drawn() ? "window.sign.leafing" : "window.sign.undrawn";
      return Optional.of(texts.get(key, leafed.page(), leafed.pages()));
    }
    AnnotationPage page = model.annotation().get();
    return page == null
        ? Optional.empty()
        : Optional.of(
            page.isFree()
                ? texts.get("window.annotate.free", page.number())
                : texts.get("window.annotate.copy", page.number(), page.of()));
  }
}
