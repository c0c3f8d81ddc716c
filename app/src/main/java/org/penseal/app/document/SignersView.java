// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.penseal.app.business.BusinessType;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.SignerPlaces;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;

/** The signers of one document in their order, where there are several: whose place is chosen. */
public final class SignersView extends VBox {
  /** One signer. */
  public SignersView() {
    super(6);
    setId("signers");
  }

  /** Shows this model's signers from now on. */
  public void bind(PlaceModel model, ReaderModel reader, Texts texts) {
    SignerPlaces signers = model.signers();
    InvalidationListener again = any -> list(model, reader, texts);
    signers.observed().forEach(each -> each.addListener(again));
    signers.edited().addListener(again);
    model.place().addListener(again);
    list(model, reader, texts);
  }

  private void list(PlaceModel model, ReaderModel reader, Texts texts) {
    SignerPlaces signers = model.signers();
    List<BusinessType.Words> roles = signers.roles().get();
    if (roles.size() < 2) {
      getChildren().clear();
      return;
    }
    boolean focused = getChildren().stream().anyMatch(Node::isFocused);
    Label head = new Label(texts.get("window.place.signers"));
    head.getStyleClass().add("headline-small");
    getChildren().setAll(head);
    ToggleGroup group = new ToggleGroup();
    for (int i = 0; i < roles.size(); i++) {
      int signer = i;
      RadioButton each = new RadioButton(words(signer, model, texts));
      each.setId("signer-" + signer);
      each.setWrapText(true);
      each.setToggleGroup(group);
      each.setSelected(signer == signers.edited().get());
      each.setDisable(signer < signers.turn());
      each.setOnAction(
          e -> {
            model.edit(signer);
            Placement.At at = model.place().get();
            if (at != null) {
              reader.reveal(at);
            }
          });
      getChildren().add(each);
      if (focused && each.isSelected()) {
        each.requestFocus();
      }
    }
  }

  private static String words(int signer, PlaceModel model, Texts texts) {
    SignerPlaces signers = model.signers();
    String role = signers.roles().get().get(signer).in(texts.locale().getLanguage());
    Placement.At at =
        signer == signers.edited().get()
            ? model.place().get()
            : signers.of(signer).map(SignerPlaces.Chosen::at).orElse(null);
    String where =
        signer < signers.turn()
            ? texts.get("window.place.signed")
            : at == null
                ? texts.get("window.place.later")
                : texts.get("window.read.page", at.page());
    return texts.get("window.place.signer", signer + 1, role, where);
  }
}
