// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.util.Iterator;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
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
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.SignatureMark;

/** Beside the pages: where the signature is to stand, what else is proposed, what it covers. */
public final class PlaceView extends VBox {
  private static final double MM = 25.4 / 72;

  private final Label place = new Label();
  private final VBox proposals = new VBox(6);
  private final Label covers = new Label();
  private final CheckBox overEarlier = new CheckBox();
  private final StruckView struck = new StruckView();
  private final CrowdedView crowded = new CrowdedView();

  /** No place yet. */
  public PlaceView() {
    super(10);
    place.setId("placeWords");
    place.setWrapText(true);
    covers.getStyleClass().add("demo-note");
    covers.setId("placeCovers");
    covers.setWrapText(true);
    covers.setMaxWidth(Double.MAX_VALUE);
    overEarlier.setId("overEarlier");
    overEarlier.setWrapText(true);
    covers.managedProperty().bind(covers.visibleProperty());
    overEarlier.visibleProperty().bind(covers.visibleProperty());
    overEarlier.managedProperty().bind(covers.visibleProperty());
    getChildren().addAll(covers, overEarlier, struck, crowded, proposals, place);
  }

  /** Shows this model from now on; a proposal that is taken is shown on its page. */
  public void bind(PlaceModel model, ReaderModel reader, Texts texts) {
    place
        .textProperty()
        .bind(Bindings.createStringBinding(() -> words(model.place().get(), texts), model.place()));
    covers.visibleProperty().bind(model.covered().isNotNull());
    model
        .covered()
        .subscribe(
            mark ->
                covers.setText(mark == null ? "" : texts.get("window.place.covers", name(mark))));
    overEarlier.setText(texts.get("window.place.over"));
    overEarlier.selectedProperty().bindBidirectional(model.overEarlier());
    struck.bind(model, texts);
    crowded.bind(model, texts);
    InvalidationListener again = changed -> list(model, reader, texts);
    model.proposals().addListener(again);
    model.taken().addListener(again);
    list(model, reader, texts);
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
