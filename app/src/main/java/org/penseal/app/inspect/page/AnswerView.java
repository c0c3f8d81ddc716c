// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
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
public final class AnswerView extends VBox {
  private final Label name = line("quiet");
  private final Label verdict = line("verdict-word");
  private final Label words = line("verdict-words");
  private final VBox banner = new VBox(4, name, verdict, words);
  private final Label comparing = line("quiet");
  private final Label demo = line("demo-note");
  private final NoticesView changes = new NoticesView();
  private final NoticesView warnings = new NoticesView();
  private final VBox signatures = new VBox(12);

  /** Of no file yet. */
  public AnswerView() {
    super(12);
    verdict.setId("inspectVerdict");
    words.setId("inspectWords");
    demo.setMaxWidth(Double.MAX_VALUE);
    demo.managedProperty().bind(demo.visibleProperty());
    comparing.managedProperty().bind(comparing.visibleProperty());
    getChildren().addAll(banner, comparing, demo, changes, signatures, warnings);
  }

  private static Label line(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /** Shows this model's file from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    comparing.setText(texts.get("window.inspect.comparing"));
    comparing.visibleProperty().bind(model.comparing());
    demo.setText(texts.get("report.demo"));
    model.answer().subscribe(answer -> show(model, flow, texts));
    model.chosen().subscribe(file -> show(model, flow, texts));
    model.done().subscribe(count -> show(model, flow, texts));
  }

  /** Shows what is known now. */
  void show(InspectModel model, InspectFlow flow, Texts texts) {
    InspectedFile file = model.chosen().get();
    setVisible(file != null);
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
    words.setVisible(!words.getText().isEmpty());
    details(answer, model, flow, texts);
  }

  private void details(
      @Nullable VerifiedFile answer, InspectModel model, InspectFlow flow, Texts texts) {
    if (answer == null) {
      demo.setVisible(false);
      changes.setVisible(false);
      warnings.setVisible(false);
      signatures.getChildren().clear();
      return;
    }
    List<VerifiedFile.Entry> all = answer.signatures();
    demo.setVisible(all.stream().anyMatch(e -> e.assurance() == Report.Assurance.DEMO));
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
