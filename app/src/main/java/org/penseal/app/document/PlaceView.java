// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.util.Iterator;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.document.place.ProposalWords;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.SignatureMark;

/** Beside the pages: where the signature is to stand, what else is proposed, what it covers. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class PlaceView extends VBox {
  private static final double MM = 25.4 / 72;

  @FXML private Label place;
  @FXML private VBox proposals;
  @FXML private Label covers;
  @FXML private CheckBox overEarlier;
  @FXML private Button clearLine;

  /** Shows this model from now on; a proposal that is taken is shown on its page. */
  public void bind(DocumentModel document, Texts texts) {
    LayoutView.fill(this, document, texts);
    PlaceModel model = document.places();
    place
        .textProperty()
        .bind(Bindings.createStringBinding(() -> words(model.place().get(), texts), model.place()));
    model
        .covered()
        .subscribe(
            mark ->
                covers.setText(mark == null ? "" : texts.get("window.place.covers", name(mark))));
    overEarlier.selectedProperty().bindBidirectional(model.overEarlier());
    clearLine.setOnAction(e -> model.clearLine());
    InvalidationListener again = changed -> list(model, document.reader(), texts);
    model.proposals().addListener(again);
    model.taken().addListener(again);
    list(model, document.reader(), texts);
  }

  private static String name(@Nullable SignatureMark mark) {
    return mark == null ? "" : mark.field();
  }

  private static String words(Placement.@Nullable At at, Texts texts) {
    return at == null
        ? texts.get("window.place.none")
        : texts.get(
            "window.place.at",
            at.page(),
            Math.round(at.width() * MM),
            Math.round(at.height() * MM));
  }

  private void list(PlaceModel model, ReaderModel reader, Texts texts) {
    proposals.getChildren().clear();
    ToggleGroup group = new ToggleGroup();
    Iterator<String> words = ProposalWords.of(model.proposals(), texts).iterator();
    for (Proposal each : model.proposals()) {
      RadioButton button = button(words.next(), group);
      button.setId("proposal-" + each.kind());
      button.setSelected(each.equals(model.taken().get()));
      button.setOnAction(
          e -> {
            model.take(each);
            reader.reveal(each.at());
          });
    }
    if (!model.proposals().isEmpty()) {
      RadioButton own = button(texts.get("window.place.proposal.own"), group);
      own.setSelected(model.taken().get() == null);
      own.setDisable(model.taken().get() != null); // chosen by moving or drawing the mark
      own.setId("proposal-own");
    }
  }

  private RadioButton button(String words, ToggleGroup group) {
    RadioButton button = new RadioButton(words);
    button.setWrapText(true);
    button.setToggleGroup(group);
    proposals.getChildren().add(button);
    return button;
  }
}
