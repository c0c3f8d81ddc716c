// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;

/** The pages that are on the screen, and above them whatever is put there. */
final class SheetsView extends Region {
  private final Map<Integer, SheetView> sheets = new HashMap<>();
  private final Deque<SheetView> spare = new ArrayDeque<>(); // out of sight, to be used again
  private final Rectangle clip = new Rectangle();
  private final ReaderModel model;
  private final PageRequests requests;
  private final Texts texts;
  private final SheetView.Marker marker;

  /**
   * @param changes what makes marks change
   */
  SheetsView(
      ReaderModel model,
      PageRequests requests,
      Texts texts,
      SheetView.Marker marker,
      List<Observable> changes) {
    this.model = model;
    this.requests = requests;
    this.texts = texts;
    this.marker = marker;
    setClip(clip);
    InvalidationListener again = changed -> requestLayout();
    changes.forEach(each -> each.addListener(again));
    List.of(model.column(), model.x(), model.y(), model.pictures().drawn())
        .forEach(each -> each.addListener(again));
  }

  /** Puts something above the pages. */
  void cover(Node above) {
    getChildren().add(above);
  }

  /** The sheet of a page, if it is on the screen. */
  @Nullable SheetView sheet(int page) {
    return sheets.get(page);
  }

  /** The page under a point of this view; 0 for none. */
  int pageAt(double x, double y) {
    return sheets.entrySet().stream()
        .filter(each -> each.getValue().getBoundsInParent().contains(x, y))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  @Override
  protected void layoutChildren() {
    Window window = getScene() == null ? null : getScene().getWindow();
    double pixels = window == null ? 1 : window.getOutputScaleX();
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    model.room(getWidth(), getHeight(), pixels);
    PageColumn column = model.column().get();
    List<Integer> visible = model.visible();
    List<Integer> gone = new ArrayList<>(sheets.keySet());
    gone.removeAll(visible);
    gone.forEach(this::leave);
    if (visible.isEmpty()) {
      spare.clear();
    }
    for (int page : visible) {
      SheetView sheet = sheets.computeIfAbsent(page, p -> fresh());
      sheet.resizeRelocate(
          model.left(page),
          Math.round(column.top(page) - model.y().get()),
          column.width(page),
          column.height(page));
      DrawnPage picture = model.pictures().page(page);
      boolean failed = picture != null && !picture.drawn();
      sheet.show(
          picture == null ? model.pictures().thumbnail(page) : picture,
          model.isExact(page),
          pixels,
          texts.get(failed ? "window.read.broken" : "window.read.drawing", page));
      sheet.clearMarks();
      marker.mark(page, sheet, column);
    }
    marker.done(this);
    requests.pictures(model.missing());
    model.look();
  }

  private void leave(int page) {
    SheetView sheet = sheets.remove(page);
    if (sheet != null) {
      getChildren().remove(sheet);
      sheet.leave();
      spare.push(sheet);
    }
  }

  private SheetView fresh() {
    SheetView known = spare.poll();
    SheetView sheet = known == null ? new SheetView() : known;
    getChildren().addFirst(sheet);
    return sheet;
  }
}
