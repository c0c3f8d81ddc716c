// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.guide.Navigator;
import org.penseal.app.text.Texts;

/** A button that reads a picture of the card, and what came of it. */
public final class CardPictureView extends HBox {
  private final Button choose = new Button();
  private final Label note = new Label();

  /** Not read yet. */
  public CardPictureView() {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    choose.setId("scanCard");
    note.setId("scanNote");
    note.getStyleClass().add("quiet");
    note.setWrapText(true);
    getChildren().addAll(choose, note);
  }

  /** Reads pictures for this model from now on. */
  public void bind(IdentifyModel model, Navigator navigator, Texts texts) {
    choose.setText(texts.get("window.identify.scan"));
    choose.setOnAction(e -> choose(model, navigator));
    choose.disableProperty().bind(model.picture().scanning());
    model.picture().note().subscribe(() -> say(model, texts));
    model.reader().subscribe(() -> say(model, texts));
    say(model, texts);
  }

  private void say(IdentifyModel model, Texts texts) {
    String said = model.picture().note().get();
    String words = said.isEmpty() ? "" : texts.get("window.identify." + said);
    // Else nobody would know why the picture is not among the evidence.
    boolean beside = model.reader().get() && !said.isEmpty() && !model.picture().scanning().get();
    note.setText(beside ? words + " " + texts.get("window.identify.reader") : words);
  }

  private void choose(IdentifyModel model, Navigator navigator) {
    LastFolder last = new LastFolder(model.picture().folder());
    FileChooser chooser = last.files();
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("JPEG, PNG", "*.jpg", "*.jpeg", "*.png", "*.JPG"));
    last.chosen(chooser.showOpenDialog(getScene().getWindow()))
        .ifPresent(navigator::readCardPicture);
  }
}
