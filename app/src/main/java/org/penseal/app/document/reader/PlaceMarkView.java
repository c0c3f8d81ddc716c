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
 * The mark of the signature's place: moved with the mouse or the arrow keys, to another page with
 * Page Up, Page Down, Home and End, resized at its lower right corner or with Shift.
 */
final class PlaceMarkView extends Label {
  private static final PseudoClass COVERS = PseudoClass.getPseudoClass("covers");
  private static final double STEP_PT = 2;
  private static final double LONG_STEP_PT = 20;

  private final PlaceModel places;
  private final ObservableBooleanValue placing;
  private final ReaderModel reader;
  private final Texts texts;
  private final String words;

  PlaceMarkView(
      PlaceModel places, ObservableBooleanValue placing, ReaderModel reader, Texts texts) {
    super(texts.get("window.place.mark"));
    this.words = getText();
    this.places = places;
    this.placing = placing;
    this.reader = reader;
    this.texts = texts;
    setId("placeMark");
    getStyleClass().add("place-mark");
    setManaged(false);
    setFocusTraversable(true);
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
    int page = at == null ? 0 : page(event.getCode(), at.page());
    if (at != null && page != 0) {
      turn(at, page);
      event.consume();
      return;
    }
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

  // The page to which a key takes it; 0 for none.
  private int page(KeyCode key, int now) {
    return switch (key) {
      case PAGE_UP -> Math.max(1, now - 1);
      case PAGE_DOWN -> Math.min(reader.count(), now + 1);
      case HOME -> 1;
      case END -> reader.count();
      default -> 0;
    };
  }

  // To the same place of it; a page that is smaller has it inside.
  private void turn(Placement.At at, int page) {
    if (page != at.page()) {
      places.move(new Placement.At(page, at.x(), at.y(), at.width(), at.height()), 0, 0, false);
      reader.reveal(places.placeOr(at));
    }
  }

  /** Puts it over its page, once the pages have their places. */
  void lay(SheetsView pages) {
    Placement.At at = places.place().get();
    SheetView sheet = at == null ? null : pages.sheet(at.page());
    setVisible(sheet != null && placing.get());
    if (at != null) {
      setAccessibleText(texts.get("window.place.mark.keys", at.page(), reader.count()));
    }
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
