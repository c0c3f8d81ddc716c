// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import javafx.beans.Observable;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;

/**
 * The mark of the signature's place: moved with the mouse or the arrow keys, resized at its lower
 * right corner or with Shift.
 */
final class PlaceMarkView extends Label {
  private static final PseudoClass COVERS = PseudoClass.getPseudoClass("covers");
  private static final double STEP_PT = 2;
  private static final double LONG_STEP_PT = 20;

  private final PlaceModel places;
  private final ObservableBooleanValue placing;
  private final ReaderModel reader;
  private final String words;

  PlaceMarkView(
      PlaceModel places, ObservableBooleanValue placing, ReaderModel reader, Texts texts) {
    super(texts.get("window.place.mark"));
    this.words = getText();
    this.places = places;
    this.placing = placing;
    this.reader = reader;
    setId("placeMark");
    getStyleClass().add("place-mark");
    setManaged(false);
    setFocusTraversable(true);
    setAccessibleText(texts.get("window.place.mark.keys"));
    setOnKeyPressed(this::key);
  }

  /** What makes it change. */
  List<Observable> changes() {
    return List.of(places.place(), places.covered(), placing);
  }

  /** Moves or resizes it by pixels of the screen. */
  void change(Placement.At from, double dx, double dy, boolean size, boolean snaps) {
    double[] by = reader.column().get().pointsOf(from.page(), dx, dy);
    if (size) {
      places.resize(from, by[0], -by[1], snaps);
    } else {
      places.move(from, by[0], by[1], snaps);
    }
  }

  private void key(KeyEvent event) {
    Placement.At at = places.place().get();
    double step = event.isShortcutDown() ? LONG_STEP_PT : STEP_PT;
    double by = step * reader.column().get().scale();
    if (at == null || !event.getCode().isArrowKey()) {
      return;
    }
    KeyCode key = event.getCode();
    double dx = key == KeyCode.LEFT ? -by : key == KeyCode.RIGHT ? by : 0;
    double dy = key == KeyCode.UP ? -by : key == KeyCode.DOWN ? by : 0;
    change(at, dx, dy, event.isShiftDown(), false);
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
      setText(words);
      if (prefWidth(-1) > box.width()) {
        setText(""); // half a word says nothing
      }
      resizeRelocate(
          sheet.getLayoutX() + box.x(), sheet.getLayoutY() + box.y(), box.width(), box.height());
      pseudoClassStateChanged(COVERS, places.covered().get() != null);
      toFront();
    }
  }
}
