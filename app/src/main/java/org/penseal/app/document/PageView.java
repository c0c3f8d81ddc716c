// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/** One page as large as there is room, and the mark of the signature's place, drawn by dragging. */
public final class PageView extends Pane {
  private static final double MARGIN = 12;

  private final ImageView image = new ImageView();
  private final Pane paper = new Pane(image);
  private final Label mark = new Label();
  private @Nullable DocumentModel model;
  private @Nullable Point2D from;

  /** An empty page. */
  public PageView() {
    paper.getStyleClass().add("paper");
    mark.getStyleClass().add("place-mark");
    mark.setManaged(false);
    mark.setMouseTransparent(true);
    getChildren().addAll(paper, mark);
    setMinSize(100, 100);
  }

  /** Shows this model from now on. */
  public void bind(DocumentModel shown, String markText) {
    model = shown;
    mark.setText(markText);
    shown.picture().subscribe(p -> image.setImage(p == null ? null : toFx(p)));
    shown.picture().subscribe(p -> requestLayout());
    shown.place().subscribe(p -> requestLayout());
    shown.placing().subscribe(on -> paper.setCursor(on ? Cursor.CROSSHAIR : Cursor.DEFAULT));
    paper.setOnMousePressed(e -> from = shown.placing().get() ? within(e) : null);
    paper.setOnMouseDragged(this::dragged);
    paper.setOnMouseReleased(this::dragged);
  }

  private static javafx.scene.image.Image toFx(java.awt.image.BufferedImage picture) {
    return SwingFXUtils.toFXImage(picture, null);
  }

  private static Point2D within(MouseEvent event) {
    return new Point2D(event.getX(), event.getY());
  }

  private void dragged(MouseEvent event) {
    Point2D begin = from;
    if (model != null && begin != null) {
      double width = paper.getWidth();
      double height = paper.getHeight();
      model.choose(
          begin.getX() / width, begin.getY() / height, event.getX() / width, event.getY() / height);
    }
  }

  @Override
  protected void layoutChildren() {
    javafx.scene.image.Image shown = image.getImage();
    paper.setVisible(shown != null);
    mark.setVisible(false);
    if (shown == null) {
      return;
    }
    double room = Math.max(1, getWidth() - 2 * MARGIN);
    double high = Math.max(1, getHeight() - 2 * MARGIN);
    double scale = Math.min(room / shown.getWidth(), high / shown.getHeight());
    double width = Math.floor(shown.getWidth() * scale);
    double height = Math.floor(shown.getHeight() * scale);
    image.setFitWidth(width);
    image.setFitHeight(height);
    image.setSmooth(true);
    paper.resizeRelocate(
        Math.floor((getWidth() - width) / 2),
        Math.floor((getHeight() - height) / 2),
        width,
        height);
    placeMark();
  }

  private void placeMark() {
    DocumentModel shown = model;
    Placement.At at = shown == null ? null : shown.place().get();
    DocumentModel.Opened document = shown == null ? null : shown.opened().get();
    if (shown == null || at == null || document == null || at.page() != shown.page().get()) {
      return;
    }
    PdfPages.Size size = document.sizes().get(at.page() - 1);
    double x = paper.getWidth() / size.width();
    double y = paper.getHeight() / size.height();
    Rectangle2D box =
        new Rectangle2D(
            at.x() * x,
            (size.height() - at.y() - at.height()) * y,
            at.width() * x,
            at.height() * y);
    mark.resizeRelocate(
        paper.getLayoutX() + box.getMinX(),
        paper.getLayoutY() + box.getMinY(),
        box.getWidth(),
        box.getHeight());
    mark.setVisible(true);
  }
}
