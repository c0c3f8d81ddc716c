// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.guide.NoticesView;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.InspectedFile;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** What was found of the file that is looked at, in words. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class AnswerView extends VBox {
  @FXML private VBox banner;
  @FXML private Label name;
  @FXML private Label verdict;
  @FXML private Label words;
  @FXML private NoticesView changes;
  @FXML private NoticesView warnings;
  @FXML private VBox signatures;

  /** Shows this model's file from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    LayoutView.fill(this, model, texts);
    model.answer().subscribe(answer -> show(model, flow, texts));
    model.chosen().subscribe(file -> show(model, flow, texts));
    model.done().subscribe(count -> show(model, flow, texts));
  }

  /** Shows what is known now. */
  void show(InspectModel model, InspectFlow flow, Texts texts) {
    InspectedFile file = model.chosen().get();
    if (file == null) {
      return;
    }
    name.setText(Visible.of(file.name()));
    name.setTooltip(new Tooltip(Visible.of(file.file().toString())));
    VerifiedFile answer = model.answer().get();
    InspectedFile.Summary summary = file.summary().get();
    boolean verified = file.state().get() == InspectedFile.State.VERIFIED && summary != null;
    banner.getStyleClass().setAll("verdict", verified ? summary.finding() : "none");
    if (verified) {
      String key = "report.verdict." + summary.finding();
      verdict.setText(texts.get(key));
      String reason = answer == null ? null : answer.reason();
      words.setText(
          reason == null || Report.NO_SIGNATURE.equals(reason)
              ? texts.get(key + ".text")
              : CodeWords.of(texts, reason));
    } else {
      verdict.setText(texts.get("window.inspect.state." + file.state().get()));
      words.setText(FileRowView.why(file, texts));
    }
    details(answer, model, flow, texts);
  }

  private void details(
      @Nullable VerifiedFile answer, InspectModel model, InspectFlow flow, Texts texts) {
    if (answer == null) {
      changes.show("", List.of());
      warnings.show("", List.of());
      signatures.getChildren().clear();
      return;
    }
    List<VerifiedFile.Entry> all = answer.signatures();
    changes.show(texts.get("judge.since"), says(answer.changes(), texts));
    warnings.show(texts.get("window.report.warnings"), says(answer.warnings(), texts));
    signatures.getChildren().clear();
    for (int i = 0; i < all.size(); i++) {
      SignatureCardView card = new SignatureCardView(i + 1, texts);
      card.show(all.get(i), answer, model, flow);
      signatures.getChildren().add(card);
    }
  }

  private static List<String> says(List<String> codes, Texts texts) {
    return codes.stream().map(code -> CodeWords.of(texts, code)).distinct().toList();
  }
}
