// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.PixelsView;
import org.penseal.app.text.Texts;

/** Small pictures of all pages, drawn when they come into sight; choosing one shows the page. */
public final class ThumbnailsView extends ListView<Integer> {
  private static final PseudoClass READ = PseudoClass.getPseudoClass("read");
  private static final double WIDE = 84;
  private static final double HIGH = 118;

  private boolean following;

  /** Shows this model's pages from now on. */
  public void bind(ReaderModel model, PageRequests requests, Texts texts) {
    setAccessibleText(texts.get("window.read.thumbnails"));
    setCellFactory(list -> new ThumbnailView(model, requests, texts));
    model.column().subscribe(column -> fill(column.count()));
    model.page().subscribe(() -> select(model));
    getSelectionModel()
        .selectedIndexProperty()
        .subscribe(
            index -> {
              if (!following && index.intValue() >= 0) {
                model.goTo(index.intValue() + 1);
              }
            });
    select(model);
  }

  private void fill(int count) {
    if (getItems().size() != count) {
      getItems().setAll(IntStream.rangeClosed(1, count).boxed().toList());
    }
  }

  private void select(ReaderModel model) {
    int index = model.page().get() - 1;
    if (index >= 0 && index < getItems().size()) {
      following = true;
      getSelectionModel().select(index);
      getFocusModel().focus(index);
      following = false;
      scrollTo(Math.max(0, index - 2));
    }
  }

  /** One page. */
  private static final class ThumbnailView extends ListCell<Integer> {
    private final ReaderModel model;
    private final PageRequests requests;
    private final Texts texts;
    private final ImageView image = new ImageView();
    private final StackPane sheet = new StackPane(image);
    private @Nullable DrawnPage shown;

    ThumbnailView(ReaderModel model, PageRequests requests, Texts texts) {
      this.model = model;
      this.requests = requests;
      this.texts = texts;
      sheet.getStyleClass().add("paper");
      setContentDisplay(ContentDisplay.TOP);
      model.pictures().drawnSmall().subscribe(this::draw);
      model.read().subscribe(this::draw);
    }

    @Override
    protected void updateItem(@Nullable Integer item, boolean empty) {
      super.updateItem(item, empty);
      draw();
    }

    private void draw() {
      Integer page = isEmpty() ? null : getItem();
      if (page == null || page > model.count()) {
        setText(null);
        setGraphic(null);
        return;
      }
      boolean read = model.isRead(page);
      setText(read ? page + " ✓" : String.valueOf(page));
      setAccessibleText(texts.get(read ? "window.read.page.read" : "window.read.page", page));
      pseudoClassStateChanged(READ, read);
      DrawnPage.Wanted wanted = model.small(page, WIDE, HIGH);
      DrawnPage picture = model.pictures().thumbnail(page);
      if (picture == null) {
        requests.thumbnail(wanted);
      }
      if (picture != shown || picture == null) {
        shown = picture;
        image.setImage(
            picture == null || !picture.drawn()
                ? null
                : PixelsView.of(picture.width(), picture.height(), picture.argb()));
      }
      double scale = wanted.pixelsPerPoint() / model.pixelScale();
      double[] size = model.points(page);
      image.setFitWidth(size[0] * scale);
      image.setFitHeight(size[1] * scale);
      sheet.setMinSize(size[0] * scale, size[1] * scale);
      sheet.setMaxSize(size[0] * scale, size[1] * scale);
      setGraphic(sheet);
    }
  }
}
