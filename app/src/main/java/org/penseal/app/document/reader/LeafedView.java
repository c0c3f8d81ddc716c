// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;

/** Pages with their thumbnails, beside them or over them. */
public final class LeafedView extends Pane {
  private boolean beside = true;

  /** Without pages; the reader is the first child, its thumbnails the second one. */
  public LeafedView() {
    setMinSize(160, 160);
  }

  /**
   * Follows this model from now on.
   *
   * @param root the whole page, whose width decides
   */
  public void bind(ThumbnailsModel model, Pane root) {
    root.widthProperty().subscribe(width -> model.width(width.doubleValue()));
    root.addEventFilter(KeyEvent.KEY_PRESSED, e -> close(e, model));
    Node list = getChildren().getLast();
    // Chosen by a click or by Enter; the arrow keys go on.
    list.setOnMouseClicked(e -> uncover(model));
    list.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER && uncover(model)) {
            e.consume();
          }
        });
    model
        .roomy()
        .subscribe(
            roomy -> {
              beside = roomy;
              requestLayout();
            });
    model
        .shown()
        .subscribe(
            shown -> {
              requestLayout();
              if (shown && !model.roomy().get()) {
                list.requestFocus();
              }
            });
  }

  private void close(KeyEvent event, ThumbnailsModel model) {
    if (event.getCode() == KeyCode.ESCAPE && uncover(model)) {
      event.consume();
    }
  }

  private boolean uncover(ThumbnailsModel model) {
    boolean lay = model.uncover();
    if (lay) {
      getChildren().getFirst().requestFocus();
    }
    return lay;
  }

  @Override
  protected void layoutChildren() {
    Node pages = getChildren().getFirst();
    Node list = getChildren().getLast();
    double wide = list.isVisible() ? Math.min(list.prefWidth(-1), getWidth()) : 0;
    double left = beside ? wide : 0;
    list.resizeRelocate(0, 0, wide, getHeight());
    pages.resizeRelocate(left, 0, getWidth() - left, getHeight());
  }
}
