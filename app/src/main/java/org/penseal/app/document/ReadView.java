// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.SignatureMark;

/** How much of the document was read, what the kind of business asks, and who signed already. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class ReadView extends VBox {
  @FXML private VBox signatures;
  @FXML private Label read;
  @FXML private Label rule;
  @FXML private Button unread;
  @FXML private CheckBox accepted;

  /** Shows this model from now on. */
  public void bind(DocumentModel model, Texts texts) {
    LayoutView.fill(this, model, texts);
    unread.setOnAction(e -> model.reader().firstUnread().ifPresent(model.reader()::goTo));
    accepted.selectedProperty().bindBidirectional(model.unreadAccepted());
    InvalidationListener again = changed -> show(model, texts);
    for (Observable each :
        List.of(
            model.opened(),
            model.unread(),
            model.reader().read(),
            model.signatures(),
            model.places().marks())) {
      each.addListener(again);
    }
    show(model, texts);
  }

  private void show(DocumentModel model, Texts texts) {
    int count = model.reader().count();
    int seen = model.reader().read().get();
    read.setText(texts.get("window.read.seen", seen, count));
    rule.setText(texts.get("window.read.rule." + model.unread().get()));
    signatures(model, texts);
  }

  private void signatures(DocumentModel model, Texts texts) {
    List<EarlierSignature> known = model.signatures().get();
    List<Label> lines =
        known == null
            ? checking(model, texts)
            : known.stream()
                .filter(each -> !each.timestamp())
                .map(each -> line(each, texts))
                .toList();
    signatures.getChildren().setAll(lines);
  }

  private static List<Label> checking(DocumentModel model, Texts texts) {
    boolean signed = model.places().marks().get().stream().anyMatch(SignatureMark::signed);
    return signed ? List.of(label(texts.get("window.read.signed"), null)) : List.of();
  }

  private static Label line(EarlierSignature each, Texts texts) {
    String verdict = each.verdict().name().toLowerCase(Locale.ROOT);
    String signer = each.signer().isEmpty() ? each.field() : each.signer();
    String words =
        texts.get("window.read.signed-by", signer, texts.get("report.verdict." + verdict));
    return label(words, each.verdict());
  }

  private static Label label(String words, Report.@Nullable Verdict verdict) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.getStyleClass().add("verdict-line");
    if (verdict != null) {
      label.getStyleClass().add(verdict.name().toLowerCase(Locale.ROOT));
    }
    return label;
  }
}
