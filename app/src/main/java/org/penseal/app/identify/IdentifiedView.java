// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.Signer;
import org.penseal.app.text.Texts;

/** Who it is and how that was found out. */
public final class IdentifiedView extends VBox {
  private final Label who = new Label();
  private final Label facts = new Label();

  /** Nobody yet. */
  public IdentifiedView() {
    super(8);
    getStyleClass().add("card");
    who.getStyleClass().add("headline-small");
    who.setWrapText(true);
    facts.getStyleClass().add("lead");
    facts.setWrapText(true);
    getChildren().addAll(who, facts);
  }

  /** Shows this model's signer from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    model.signer().subscribe(signer -> show(signer, model, texts));
  }

  private void show(@Nullable Signer signer, IdentifyModel model, Texts texts) {
    if (signer == null) {
      return;
    }
    who.setText(texts.get("window.identified.who", signer.name()));
    Double match = signer.identity().face();
    boolean synthetic = signer.identity().synthetic();
    facts.setText(
        String.join(
            "\n",
            texts.get("window.identified.mode", texts.get("window.mode." + model.mode().get())),
            texts.get("window.identified.by", signer.identity().provider()),
            match == null
                ? texts.get("window.identified.noface")
                : texts.get("window.identified.face", "%.2f".formatted(match)),
            texts.get(synthetic ? "window.identified.synthetic" : "window.identified.real")));
  }
}
