// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Origin;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.signing.Signer;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityMode;

/** Who it is, how that was found out, and what did not agree. */
public final class IdentifiedView extends VBox {
  private final Label title = new Label();
  private final Label who = new Label();
  private final Label facts = new Label();
  private final Label warnings = new Label();

  /** Nobody yet. */
  public IdentifiedView() {
    super(16);
    title.setId("identifiedTitle");
    title.getStyleClass().add("headline");
    title.setWrapText(true);
    who.getStyleClass().add("headline-small");
    who.setWrapText(true);
    facts.getStyleClass().add("lead");
    facts.setWrapText(true);
    warnings.setId("identified-warnings");
    warnings.getStyleClass().add("demo-note");
    warnings.setWrapText(true);
    warnings.setMaxWidth(Double.MAX_VALUE);
    LayoutView.collapse(warnings);
    VBox card = new VBox(8, who, facts, warnings);
    card.getStyleClass().add("card");
    getChildren().addAll(title, card);
  }

  /** Shows whom this model identified from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    model.identified().subscribe(found -> show(found, model, texts));
  }

  private void show(@Nullable Identified found, IdentifyModel model, Texts texts) {
    if (found == null) {
      return;
    }
    entitle(found, model.mode().get(), texts);
    Signer signer = found.signer();
    who.setText(texts.get("window.identified.who", signer.name()));
    String provider = signer.identity().provider();
    Double match = signer.identity().face();
    boolean recorded =
        signer.origins().camera().filter(camera -> camera == Origin.RECORDED).isPresent();
    String pictures = signer.identity().synthetic() ? "synthetic" : recorded ? "recorded" : "real";
    facts.setText(
        lines(
            model.kept().get() ? texts.get("window.identified.from-earlier") : "",
            texts.get(
                "window.identified.mode",
                texts.get("window.mode." + IdentityMode.of(signer.identity().mode()))),
            provider.equals(IdentifyFlow.COUNTER)
                ? texts.get("window.identified.counter")
                : texts.get("window.identified.by", provider),
            match == null
                ? texts.get("window.identified.noface")
                : texts.get(
                    found.warnings().contains(IdentifyFlow.FACE_DIFFERS)
                        ? "window.identified.face-differs"
                        : "window.identified.face",
                    "%.2f".formatted(match)),
            signer.origins().camera().isEmpty()
                ? "" // nobody looked into a camera
                : texts.get("window.identified." + pictures)));
    warnings.setText(
        found.warnings().stream()
            .map(code -> CodeWords.of(texts, code))
            .collect(Collectors.joining("\n")));
    warnings.setVisible(!found.warnings().isEmpty());
  }

  private static String lines(String... all) {
    return Stream.of(all).filter(each -> !each.isEmpty()).collect(Collectors.joining("\n"));
  }

  private void entitle(Identified found, IdentityMode mode, Texts texts) {
    boolean doubtful = !found.warnings().isEmpty();
    String sure = mode == IdentityMode.PORTRAIT ? "kept" : "title";
    title.setText(texts.get("window.identified." + (doubtful ? "doubtful" : sure)));
    title.getStyleClass().remove("good");
    if (!doubtful) {
      title.getStyleClass().add("good");
    }
  }
}
