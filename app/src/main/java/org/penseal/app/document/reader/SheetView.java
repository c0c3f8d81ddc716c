// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.PixelsView;
import org.penseal.pdf.Placement;

/** One page on the screen: its picture, and on it what was found and marked. */
final class SheetView extends Pane {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private static final double TAG = 20;

  private final PixelsView image = new PixelsView();
  private final Pane marks = new Pane();
  private final Label words = new Label();
  private @Nullable DrawnPage shown;

  /** Marks what is to be marked. */
  interface Marker {
    /** On a page whose sheet has just got its place. */
    void mark(int page, SheetView sheet, PageColumn column);

    /** When all sheets have their places. */
    void done(SheetsView pages);
  }

  SheetView() {
    getStyleClass().add("paper");
    words.getStyleClass().add("sheet-words");
    marks.setMouseTransparent(true);
    setManaged(false);
    getChildren().addAll(words, image, marks);
  }

  /**
   * Shows a picture; one of another scale is stretched until the right one is there.
   *
   * @param pixelScale pixels of the screen for each logical pixel
   * @param text in place of a picture that is missing
   */
  void show(@Nullable DrawnPage picture, boolean exact, double pixelScale, String text) {
    if (picture != shown) {
      shown = picture;
      if (picture == null || !picture.drawn()) {
        image.setImage(null);
      } else if (exact) {
        image.show(picture.width(), picture.height(), picture.argb());
      } else {
        image.setImage(PixelsView.of(picture.width(), picture.height(), picture.argb()));
      }
    }
    words.setText(image.getImage() == null ? text : "");
    if (exact && picture != null && picture.drawn()) {
      image.setFitWidth(Math.max(1, picture.width() / pixelScale));
      image.setFitHeight(Math.max(1, picture.height() / pixelScale));
    } else {
      image.setFitWidth(getWidth());
      image.setFitHeight(getHeight());
    }
    words.resizeRelocate(0, 0, getWidth(), Math.min(getHeight(), 200));
  }

  /** It goes out of sight, and keeps nothing of its page. */
  void leave() {
    shown = null;
    image.setImage(null);
    clearMarks();
  }

  /** Marks are made anew. */
  void clearMarks() {
    marks.getChildren().clear();
  }

  /**
   * Marks a place of this page.
   *
   * @param styles of the mark; the first one also names that of its text
   * @param text above it; may be empty
   */
  void mark(PageColumn column, Placement.At at, List<String> styles, String text, boolean current) {
    PageColumn.Box box = column.onSheet(at);
    Region frame = new Region();
    frame.getStyleClass().addAll(styles);
    frame.pseudoClassStateChanged(CURRENT, current);
    frame.setManaged(false);
    frame.resizeRelocate(box.x(), box.y(), box.width(), box.height());
    marks.getChildren().add(frame);
    if (!text.isEmpty()) {
      Label tag = new Label(text);
      tag.getStyleClass().addAll("mark-tag", styles.getFirst() + "-tag");
      tag.getStyleClass().addAll(styles.subList(1, styles.size()));
      tag.setMaxWidth(Math.max(120, box.width()));
      marks.getChildren().add(tag);
      tag.relocate(box.x(), Math.max(0, box.y() - TAG));
    }
  }
}
