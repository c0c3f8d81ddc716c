// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Navigator;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Report;

/** The step report: the verdict in plain words, who, when, on what, and article 13. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class VerifyView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

  private final VerifyModel model;
  private final VerifyFlow flow;
  private final Navigator navigator;
  private final Texts texts;

  @FXML private Label verdict;
  @FXML private Label verdictText;
  @FXML private VBox banner;
  @FXML private Node demo;
  @FXML private Label file;
  @FXML private VBox signatures;

  /** A view of the model. */
  public VerifyView(VerifyModel model, VerifyFlow flow, Navigator navigator, Texts texts) {
    this.model = model;
    this.flow = flow;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    model.verified().subscribe(this::show);
  }

  private void show(@Nullable VerifiedFile answer) {
    if (answer == null) {
      return;
    }
    String word = answer.verdict().name().toLowerCase(Locale.ROOT);
    verdict.setText(texts.get("report.verdict." + word));
    verdictText.setText(texts.get("report.verdict." + word + ".text"));
    banner.getStyleClass().setAll("verdict", word);
    demo.setVisible(
        answer.signatures().stream().anyMatch(e -> e.assurance() == Report.Assurance.DEMO));
    file.setText(answer.file().toString());
    signatures.getChildren().clear();
    answer
        .signatures()
        .forEach(entry -> signatures.getChildren().addAll(facts(entry), clauses(entry)));
  }

  private Node facts(VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    GridPane grid = new GridPane(20, 8);
    grid.getStyleClass().add("card");
    row(grid, "signer", signed.signer());
    row(grid, "time", time(signed.time().at() == null ? signed.signedAt() : signed.time().at()));
    row(grid, "tsa", signed.time().tsa());
    row(
        grid,
        "integrity",
        texts.get("report.integrity." + (signed.intact() ? "intact" : "broken")));
    row(grid, "chain", texts.get("report.chain." + JsonReport.word(signed.chain())));
    String changes = JsonReport.word(signed.changes().changeClass());
    row(grid, "changes", texts.get("report.changes." + changes));
    row(grid, "device", texts.get("report.device." + entry.evidence().device()));
    row(grid, "ink", texts.get("report.ink." + entry.evidence().ink()));
    return grid;
  }

  private void row(GridPane grid, String key, String value) {
    Label name = new Label(texts.get("report." + key));
    name.getStyleClass().add("quiet");
    name.setMinWidth(96);
    Label fact = new Label(value);
    fact.setWrapText(true);
    grid.addRow(grid.getRowCount(), name, fact);
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "" : TIME.format(at.atZone(ZoneId.systemDefault()));
  }

  private Node clauses(VerifiedFile.Entry entry) {
    VBox list = new VBox(10, styled(texts.get("article13.title"), "headline-small"));
    list.getStyleClass().add("card");
    for (Article13.Clause clause : Article13.of(entry)) {
      String answer = texts.get("article13.answer." + clause.answer());
      String words = texts.get("article13.clause." + clause.number()) + " · " + answer;
      list.getChildren().add(styled(mark(clause.answer()) + words, "clause-" + clause.answer()));
      for (Article13.Fact fact : clause.facts()) {
        String reason = texts.get("article13.fact." + fact.key());
        list.getChildren().add(styled(mark(fact.answer()) + reason, "fact"));
      }
    }
    return list;
  }

  private static String mark(Article13.Answer answer) {
    return answer == Article13.Answer.YES ? "✓  " : answer == Article13.Answer.NO ? "✗  " : "?  ";
  }

  private static Label styled(String words, String style) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }

  @FXML
  void openReport() {
    VerifiedFile answer = model.verified().get();
    if (answer != null) {
      Path target = VerifyFlow.reportOf(answer.file());
      flow.write(answer, target, texts, () -> navigator.open(target));
    }
  }

  @FXML
  void saveReport() {
    VerifiedFile answer = model.verified().get();
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName("report.html");
    File target = chooser.showSaveDialog(banner.getScene().getWindow());
    if (answer != null && target != null) {
      flow.write(answer, target.toPath(), texts, () -> {});
    }
  }

  @FXML
  void showFolder() {
    VerifiedFile answer = model.verified().get();
    Path folder = answer == null ? null : answer.file().toAbsolutePath().getParent();
    if (folder != null) {
      navigator.open(folder);
    }
  }

  @FXML
  void anew() {
    navigator.startAnew();
  }
}
