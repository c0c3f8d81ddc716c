// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.awt.image.BufferedImage;
import javafx.beans.InvalidationListener;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Small pictures of the pages with their numbers; a click shows the page. */
public final class ThumbnailsView extends ListView<BufferedImage> {

  /** Shows this model's pages from now on. */
  public void bind(DocumentModel model, DocumentFlow flow) {
    setItems(model.thumbnails());
    setCellFactory(list -> new ThumbnailView());
    model.thumbnails().addListener((InvalidationListener) changed -> select(model));
    model.page().subscribe(() -> select(model));
    select(model);
    getSelectionModel()
        .selectedIndexProperty()
        .subscribe(
            index -> {
              int chosen = index.intValue() + 1;
              if (chosen != model.page().get()) {
                flow.show(chosen);
              }
            });
  }

  private void select(DocumentModel model) {
    int index = model.page().get() - 1;
    if (index >= 0 && index < getItems().size()) {
      getSelectionModel().select(index);
    }
  }

  /** One page. */
  private static final class ThumbnailView extends ListCell<BufferedImage> {
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
}
