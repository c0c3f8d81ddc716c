// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Report;

/** One signature: its facts, and beside them article 13 clause by clause. */
final class SignatureView extends HBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");
  private static final double NAMES = 84;
  private static final double FACTS = 380;
  private static final double CLAUSES = 520;
  private static final double PICTURE = 340;

  private final Texts texts;
  private final ZoneId zone;

  /** How things are said, and the zone of times. */
  record Words(Texts texts, ZoneId zone) {}

  /**
   * @param picture the signature on its page, or null
   */
  SignatureView(VerifiedFile.Entry entry, @Nullable BufferedImage picture, Words words) {
    super(14);
    this.texts = words.texts();
    this.zone = words.zone();
    VBox facts = new VBox(14, facts(entry));
    if (picture != null) {
      facts.getChildren().add(paper(picture));
    }
    VBox clauses = clauses(entry);
    for (VBox half : List.of(facts, clauses)) {
      half.getStyleClass().add("card");
      half.setPrefWidth(half == facts ? FACTS : CLAUSES);
      HBox.setHgrow(half, Priority.ALWAYS);
    }
    getChildren().addAll(facts, clauses);
  }

  private static StackPane paper(BufferedImage picture) {
    ImageView image = new ImageView(SwingFXUtils.toFXImage(picture, null));
    image.setPreserveRatio(true);
    image.setFitWidth(PICTURE);
    var paper = new StackPane(image);
    paper.getStyleClass().add("paper");
    paper.setMaxWidth(PICTURE);
    return paper;
  }

  private GridPane facts(VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    GridPane grid = new GridPane(14, 9);
    var wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(new ColumnConstraints(NAMES), wide);
    row(grid, "signer", signed.signer());
    row(grid, "time", time(signed.time().at() == null ? signed.signedAt() : signed.time().at()));
    row(grid, "tsa", signed.time().tsa());
    row(grid, "integrity", texts.get("report.integrity." + JsonReport.word(signed.integrity())));
    row(grid, "chain", texts.get("report.chain." + JsonReport.word(signed.chain())));
    row(grid, "revocation", texts.get("report.revocation." + JsonReport.word(signed.revocation())));
    String after = JsonReport.word(signed.changes().changeClass());
    row(grid, "changes", texts.get("report.changes." + after));
    entry.evidence().words(texts).forEach((key, words) -> row(grid, key, words));
    return grid;
  }

  private void row(GridPane grid, String key, String value) {
    Label name = styled(texts.get("report." + key), "quiet");
    name.setMinWidth(NAMES);
    grid.addRow(grid.getRowCount(), name, styled(value, "fact-value"));
  }

  private String time(@Nullable Instant at) {
    return at == null ? "" : TIME.format(at.atZone(zone));
  }

  private VBox clauses(VerifiedFile.Entry entry) {
    VBox list = new VBox(5, styled(texts.get("article13.title"), "headline-small"));
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
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
