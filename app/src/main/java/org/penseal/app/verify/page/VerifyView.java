// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify.page;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.NoticesView;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;
import org.penseal.app.verify.OriginReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.verify.VerifyModel;

/** The step report: the verdict in plain words, who, when, on what, and article 13. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class VerifyView {
  private final VerifyModel model;
  private final VerifyFlow flow;
  private final Navigator navigator;
  private final Texts texts;

  @FXML private ScrollPane scroll;
  @FXML private Label verdict, verdictText, demo, file;
  @FXML private VBox banner;
  @FXML private NoticesView notices, changes;
  @FXML private VBox signatures;
  @FXML private ReportFootView foot;

  /** A view of the model. */
  public VerifyView(VerifyModel model, VerifyFlow flow, Navigator navigator, Texts texts) {
    this.model = model;
    this.flow = flow;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    foot.bind(model, flow, navigator, texts);
    model.verified().subscribe(this::show);
  }

  private void show(@Nullable VerifiedFile answer) {
    if (answer == null) {
      return;
    }
    String word = answer.finding();
    verdict.setText(texts.get("report.verdict." + word));
    String reason = answer.reason();
    verdictText.setText(
        reason == null
            ? texts.get("report.verdict." + word + ".text")
            : CodeWords.of(texts, reason));
    banner.getStyleClass().setAll("verdict", word);
    demo.setText(OriginReport.demoWords(OriginReport.demo(answer), texts));
    file.setText(Visible.of(String.valueOf(answer.file().getFileName())));
    file.setTooltip(new Tooltip(Visible.of(answer.file().toString())));
    VerifiedFile.Entry last = answer.lastSignature().orElse(null);
    notices.show(texts.get("window.report.warnings"), words(answer.warnings()));
    changes.show(texts.get("judge.since"), words(answer.changes()));
    signatures
        .getChildren()
        .setAll(
            answer.signatures().stream()
                .map(e -> new SignatureView(e, e == last ? model.picture().get() : null, texts))
                .toList());
    scroll.setVvalue(0); // the verdict stands at the top
  }

  private List<String> words(List<String> codes) {
    return codes.stream().map(code -> CodeWords.of(texts, code)).distinct().toList();
  }
}
