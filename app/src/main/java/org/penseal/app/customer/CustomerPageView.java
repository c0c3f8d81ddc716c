// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.customer;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.guide.Step;
import org.penseal.app.text.Texts;

/**
 * The page that the operator has before him, whole, and on it where the signature is to stand;
 * words of welcome without one, and of thanks once it is signed.
 */
final class CustomerPageView extends VBox {
  private final Label where = new Label();
  private final CustomerSheetView sheet;
  private final Texts texts;

  CustomerPageView(Texts texts) {
    super(12);
    this.texts = texts;
    this.sheet =
        new CustomerSheetView(
            texts.get("window.place.mark"),
            widthProperty().subtract(32),
            heightProperty().subtract(80));
    setAlignment(Pos.CENTER);
    setStyle("-fx-background-color: -color-neutral-muted;"); // white paper is seen on it
    where.setId("customerWhere");
    where.getStyleClass().add("headline");
    StackPane room = new StackPane(sheet);
    room.setMinSize(0, 0);
    VBox.setVgrow(room, Priority.ALWAYS);
    getChildren().addAll(where, room);
  }

  /** Shows the page of this document from now on, until its subscription ends. */
  Subscription follow(DocumentModel document, ObjectProperty<Step> step) {
    ReaderModel reader = document.reader();
    Consumer<Object> turn =
        changed -> {
          int now = reader.page().get();
          if (step.get() == Step.REPORT) {
            say("pad.thanks");
          } else {
            show(reader.count(), now == 0 ? null : reader.pictures().page(now));
          }
        };
    return Subscription.combine(
        step.subscribe(turn),
        reader.page().subscribe(turn),
        reader.pictures().drawn().subscribe(turn),
        document.pages().places().place().subscribe(sheet::mark));
  }

  private void show(int count, @Nullable DrawnPage drawn) {
    if (drawn == null || !drawn.drawn()) {
      say("window.customer.welcome");
    } else {
      where.setText(texts.get("window.customer.page", drawn.page(), count));
      sheet.show(drawn);
    }
  }

  private void say(String key) {
    where.setText(texts.get(key));
    sheet.show(null);
  }
}
