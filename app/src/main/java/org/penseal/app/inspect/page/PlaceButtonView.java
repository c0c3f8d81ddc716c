// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.SignatureMark;

/** Shows a signature where it stands; not there while that is not known. */
final class PlaceButtonView extends Button {
  private final Texts texts;
  private final InspectModel model;
  private final String field;

  PlaceButtonView(int number, String field, InspectModel model, Texts texts) {
    this.texts = texts;
    this.model = model;
    this.field = field;
    setId("showPlace" + number);
    LayoutView.collapse(this);
    show(model.pages().places().marks().get());
    // Only while the card is shown: the model lives longer.
    ChangeListener<List<SignatureMark>> follow = (all, before, now) -> show(now);
    sceneProperty()
        .subscribe(
            scene -> {
              model.pages().places().marks().removeListener(follow);
              if (scene != null) {
                model.pages().places().marks().addListener(follow);
                show(model.pages().places().marks().get());
              }
            });
  }

  private void show(List<SignatureMark> marks) {
    Placement.At at = place(marks);
    setVisible(at != null);
    if (at != null) {
      setText(texts.get("window.inspect.show", at.page()));
      setOnAction(e -> model.pages().reader().reveal(at));
    }
  }

  private Placement.@Nullable At place(List<SignatureMark> marks) {
    for (SignatureMark each : marks) {
      if (each.field().equals(field)) {
        return each.at();
      }
    }
    return null;
  }
}
