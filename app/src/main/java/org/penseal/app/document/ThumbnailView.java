// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.awt.image.BufferedImage;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.ListCell;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A small picture of a page with its number. */
final class ThumbnailView extends ListCell<BufferedImage> {
  @Override
  protected void updateItem(@Nullable BufferedImage item, boolean empty) {
    super.updateItem(item, empty);
    if (item == null || empty) {
      setText(null);
      setGraphic(null);
      return;
    }
    StackPane sheet = new StackPane(new ImageView(SwingFXUtils.toFXImage(item, null)));
    sheet.getStyleClass().add("paper");
    sheet.setMaxSize(item.getWidth(), item.getHeight());
    setText(String.valueOf(getIndex() + 1));
    setGraphic(sheet);
  }
}
