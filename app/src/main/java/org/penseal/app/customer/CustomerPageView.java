// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.customer;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.app.text.Texts;

/** The page that the operator has before him, whole; words of welcome without one. */
final class CustomerPageView extends VBox {
  private final Label where = new Label();
  private final ImageView page = new ImageView();
  private final Texts texts;

  CustomerPageView(Texts texts) {
    super(12);
    this.texts = texts;
    setAlignment(Pos.CENTER);
    setStyle("-fx-background-color: -color-neutral-muted;"); // white paper is seen on it
    where.setId("customerWhere");
    where.getStyleClass().add("headline");
    StackPane room = new StackPane(page);
    room.setMinSize(0, 0);
    VBox.setVgrow(room, Priority.ALWAYS);
    page.setId("customerPage");
    page.setPreserveRatio(true);
    page.setSmooth(true);
    page.fitWidthProperty().bind(widthProperty().subtract(32));
    page.fitHeightProperty().bind(heightProperty().subtract(80));
    getChildren().addAll(where, room);
  }

  /**
   * Shows a page.
   *
   * @param count how many pages the document has
   * @param drawn null for none
   */
  void show(int count, @Nullable DrawnPage drawn) {
    if (drawn == null || !drawn.drawn()) {
      where.setText(texts.get("window.customer.welcome"));
      page.setImage(null);
      return;
    }
    where.setText(texts.get("window.customer.page", drawn.page(), count));
    WritableImage image = new WritableImage(drawn.width(), drawn.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            drawn.width(),
            drawn.height(),
            PixelFormat.getIntArgbInstance(),
            drawn.argb(),
            0,
            drawn.width());
    page.setImage(image);
  }
}
