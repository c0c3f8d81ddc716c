// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.time.LocalDate;
import java.time.ZoneId;
import javafx.scene.control.Label;
import org.penseal.app.text.Texts;
import org.penseal.identity.document.TypedNumber;

/** What can be said of the ID number while it is being typed. */
public final class TypedNumberView extends Label {
  /** Nothing yet. */
  public TypedNumberView() {
    setWrapText(true);
  }

  /** Follows this model's number from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    model.idNumber().subscribe(() -> show(model, texts));
  }

  private void show(IdentifyModel model, Texts texts) {
    TypedNumber typed = model.typedNumber(LocalDate.now(ZoneId.of("Asia/Shanghai")));
    setText(
        switch (typed) {
          case TypedNumber.Empty e -> "";
          case TypedNumber.Incomplete i -> texts.get("window.typed.incomplete", i.missing());
          case TypedNumber.Right r -> texts.get("window.typed.right." + r.kind());
          case TypedNumber.Wrong w -> texts.get("window.typed.wrong." + w.kind());
        });
    getStyleClass().setAll("label", typed instanceof TypedNumber.Wrong ? "bad" : "quiet");
  }
}
