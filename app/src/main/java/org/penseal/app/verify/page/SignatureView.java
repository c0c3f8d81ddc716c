// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify.page;

import java.awt.image.BufferedImage;
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
import org.penseal.app.text.TimeWords;
import org.penseal.app.text.Visible;
import org.penseal.app.verify.Article13;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** The facts of a signature, or of a document timestamp; of a signature article 13, too. */
public final class SignatureView extends HBox {
  private static final double NAMES = 84;
  private static final double FACTS = 380;
  private static final double CLAUSES = 520;
  private static final double PICTURE = 340;

  /**
   * @param picture the signature on its page, or null
   */
  SignatureView(VerifiedFile.Entry entry, @Nullable BufferedImage picture, Texts texts) {
    super(14);
    VBox facts = new VBox(14, facts(entry, texts));
    if (picture != null) {
      facts.getChildren().add(paper(picture));
    }
    add(facts, FACTS);
    if (!entry.isDocumentTimestamp()) {
      add(clauses(entry, texts), CLAUSES);
    }
  }

  private void add(VBox card, double width) {
    card.getStyleClass().add("card");
    card.setPrefWidth(width);
    HBox.setHgrow(card, Priority.ALWAYS);
    getChildren().add(card);
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

  /** Who, when, and what was found, name by name. */
  public static GridPane facts(VerifiedFile.Entry entry, Texts texts) {
    Report.Signed signed = entry.signed();
    GridPane grid = new GridPane(14, 9);
    var wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(new ColumnConstraints(NAMES), wide);
    boolean stamp = entry.isDocumentTimestamp();
    row(grid, texts, stamp ? "stamp" : "signer", signed.signer());
    row(grid, texts, "time", TimeWords.of(texts, signed));
    if (!stamp) {
      row(grid, texts, "tsa", signed.time().ok() ? signed.time().tsa() : "");
      row(grid, texts, "profile", texts.get("profile." + signed.profile()));
    }
    word(grid, texts, "integrity", signed.integrity());
    word(grid, texts, "chain", signed.chain());
    word(grid, texts, "revocation", signed.revocation());
    word(grid, texts, "changes", signed.changes().changeClass());
    entry.words(texts).forEach((key, said) -> row(grid, texts, key, said));
    return grid;
  }

  private static void word(GridPane grid, Texts texts, String key, Enum<?> found) {
    row(grid, texts, key, texts.get("report." + key + "." + JsonReport.word(found)));
  }

  private static void row(GridPane grid, Texts texts, String key, String value) {
    Label name = styled(texts.get("report." + key), "quiet");
    name.setMinWidth(NAMES);
    grid.addRow(grid.getRowCount(), name, styled(Visible.of(value), "fact-value"));
  }

  /** Article 13, clause by clause, with what decides each. */
  public static VBox clauses(VerifiedFile.Entry entry, Texts texts) {
    VBox list = new VBox(5, styled(texts.get("article13.title"), "headline-small"));
    for (Article13.Clause clause : Article13.of(entry)) {
      String words = texts.get("article13.clause." + clause.number());
      words += " · " + texts.get("article13.answer." + clause.answer());
      list.getChildren().add(styled(mark(clause.answer()) + words, "clause-" + clause.answer()));
      for (Article13.Fact fact : clause.facts()) {
        String reason = mark(fact.answer()) + texts.get("article13.fact." + fact.key());
        list.getChildren().add(styled(reason, "fact"));
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
