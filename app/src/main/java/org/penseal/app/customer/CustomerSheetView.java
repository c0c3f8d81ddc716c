// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.customer;

import java.awt.geom.Rectangle2D;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.pdf.Placement;

/** A page as large as there is room, and on it where the signature is to stand. */
final class CustomerSheetView extends StackPane {
  private final ImageView picture = new ImageView();
  private final Label mark = new Label();
  private final String words;
  private @Nullable DrawnPage page;
  private Placement.@Nullable At place;

  /**
   * An empty one.
   *
   * @param words on the mark, where they fit
   */
  CustomerSheetView(String words, ObservableDoubleValue width, ObservableDoubleValue height) {
    this.words = words;
    picture.setId("customerPage");
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    picture.fitWidthProperty().bind(width);
    picture.fitHeightProperty().bind(height);
    picture.layoutBoundsProperty().subscribe(bounds -> lay());
    mark.setId("customerMark");
    mark.getStyleClass().add("place-mark");
    mark.setManaged(false);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().addAll(picture, mark);
  }

  /** Shows a page that could be drawn, or none. */
  void show(@Nullable DrawnPage drawn) {
    page = drawn;
    picture.setImage(drawn == null ? null : image(drawn));
    lay();
  }

  /** Where the signature is to stand, or null. */
  void mark(Placement.@Nullable At at) {
    place = at;
    lay();
  }

  private static WritableImage image(DrawnPage drawn) {
    int width = drawn.width();
    int height = drawn.height();
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), drawn.argb(), 0, width);
    return image;
  }

  private void lay() {
    DrawnPage drawn = page;
    Placement.At at = place;
    mark.setVisible(false);
    if (drawn != null && at != null && at.page() == drawn.page()) {
      mark.setVisible(true);
      double scale = picture.getLayoutBounds().getWidth() / drawn.width();
      Rectangle2D box = drawn.on(at);
      mark.setText(words);
      if (mark.prefWidth(-1) > box.getWidth() * scale) {
        mark.setText(""); // half a word says nothing
      }
      mark.resizeRelocate(
          box.getX() * scale, box.getY() * scale, box.getWidth() * scale, box.getHeight() * scale);
    }
  }
}
