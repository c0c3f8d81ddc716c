// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import javafx.beans.Observable;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;

/**
 * The mark of the signature's place: moved with the mouse or the arrow keys, resized at its lower
 * right corner or with Shift.
 */
final class PlaceMarkView extends Label {
  private static final PseudoClass COVERS = PseudoClass.getPseudoClass("covers");
  private static final double CORNER = 14;
  private static final double STEP_PT = 2;
  private static final double LONG_STEP_PT = 20;

  private final PlaceModel places;
  private final ObservableBooleanValue placing;
  private final PageRequests requests;
  private final ReaderModel reader;
  private Point2D grip = Point2D.ZERO;
  private Placement.@Nullable At gripped;
  private boolean resizing;

  PlaceMarkView(
      PlaceModel places,
      ObservableBooleanValue placing,
      ReaderModel reader,
      PageRequests requests,
      Texts texts) {
    super(texts.get("window.place.mark"));
    this.places = places;
    this.placing = placing;
    this.reader = reader;
    this.requests = requests;
    setId("placeMark");
    getStyleClass().add("place-mark");
    setManaged(false);
    setVisible(false);
    setFocusTraversable(true);
    setAccessibleText(texts.get("window.place.mark.keys"));
    setOnKeyPressed(this::key);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseMoved(e -> setCursor(corner(e) ? Cursor.SE_RESIZE : Cursor.MOVE));
  }

  /** What makes it change. */
  List<Observable> changes() {
    return List.of(places.place(), places.covered(), placing);
  }

  private boolean corner(MouseEvent event) {
    return reader.column().get().turns() == 0
        && event.getX() > getWidth() - CORNER
        && event.getY() > getHeight() - CORNER;
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    grip = localToParent(event.getX(), event.getY());
    gripped = places.place().get();
    resizing = corner(event);
    if (gripped != null) {
      requests.guides(gripped.page());
    }
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (gripped != null) {
      Point2D by = localToParent(event.getX(), event.getY()).subtract(grip);
      change(gripped, by.getX(), by.getY(), resizing, !event.isAltDown());
    }
    event.consume();
  }

  // By pixels of the screen.
  private void change(Placement.At from, double dx, double dy, boolean size, boolean snaps) {
    double[] zero = reader.column().get().onPage(from.page(), 0, 0);
    double[] by = reader.column().get().onPage(from.page(), dx, dy);
    if (size) {
      places.resize(from, by[0] - zero[0], zero[1] - by[1], snaps);
    } else {
      places.move(from, by[0] - zero[0], by[1] - zero[1], snaps);
    }
  }

  private void key(KeyEvent event) {
    Placement.At at = places.place().get();
    double step = event.isShortcutDown() ? LONG_STEP_PT : STEP_PT;
    double by = step * reader.column().get().scale();
    if (at == null || !event.getCode().isArrowKey()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> change(at, -by, 0, event.isShiftDown(), false);
      case RIGHT -> change(at, by, 0, event.isShiftDown(), false);
      case UP -> change(at, 0, -by, event.isShiftDown(), false);
      default -> change(at, 0, by, event.isShiftDown(), false);
    }
    reader.reveal(places.placeOr(at));
    event.consume();
  }

  /** Puts it over its page, once the pages have their places. */
  void lay(SheetsView pages) {
    Placement.At at = places.place().get();
    SheetView sheet = at == null ? null : pages.sheet(at.page());
    setVisible(sheet != null && placing.get());
    if (at != null && sheet != null) {
      PageColumn.Box box = reader.column().get().onSheet(at);
      resizeRelocate(
          sheet.getLayoutX() + box.x(), sheet.getLayoutY() + box.y(), box.width(), box.height());
      pseudoClassStateChanged(COVERS, places.covered().get() != null);
      toFront();
    }
  }
}
