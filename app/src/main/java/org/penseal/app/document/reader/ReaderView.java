// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;

/** The pages below each other with their scroll bars, what is marked on them, and the place. */
public final class ReaderView extends Region {
  private static final double LINE = 48;

  private final ScrollBar across = new ScrollBar();
  private final ScrollBar down = new ScrollBar();
  private @Nullable ReaderModel model;
  private @Nullable SheetsView sheets;

  /** Without pages. */
  public ReaderView() {
    down.setOrientation(Orientation.VERTICAL);
    for (ScrollBar bar : List.of(across, down)) {
      bar.setManaged(false);
      bar.setFocusTraversable(false);
    }
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SCROLL_PANE);
    setMinSize(160, 160);
  }

  /**
   * Shows these models from now on.
   *
   * @param requests what answers what the pages need
   */
  public void bind(PageModels models, PageRequests requests, Texts texts) {
    ReaderModel reader = models.reader();
    model = reader;
    PageMarksView marks = new PageMarksView(models, texts);
    PlaceMarkView place = new PlaceMarkView(models.places(), models.placing(), reader, texts);
    List<Observable> changes = new ArrayList<>(marks.changes());
    changes.addAll(place.changes());
    SheetsView pages = new SheetsView(reader, requests, texts, new Marks(marks, place), changes);
    sheets = pages;
    pages.setManaged(false);
    pages.cover(place);
    getChildren().setAll(pages, across, down);
    new PlaceDrawView(pages, place, models, requests).bind();
    setAccessibleText(texts.get("window.read.pages"));
    InvalidationListener again = changed -> requestLayout();
    for (Observable each : List.of(reader.column(), reader.x(), reader.y())) {
      each.addListener(again);
    }
    down.valueProperty().subscribe(to -> reader.scrollToBar(reader.x().get(), to.doubleValue()));
    across.valueProperty().subscribe(to -> reader.scrollToBar(to.doubleValue(), reader.y().get()));
    addEventFilter(ScrollEvent.SCROLL, e -> wheel(e, reader));
    setOnMousePressed(e -> requestFocus());
  }

  private record Marks(PageMarksView marks, PlaceMarkView place) implements SheetView.Marker {
    @Override
    public void mark(int page, SheetView sheet, PageColumn column) {
      marks.mark(page, sheet, column);
    }

    @Override
    public void done(SheetsView pages) {
      place.lay(pages);
    }
  }

  private static void wheel(ScrollEvent event, ReaderModel reader) {
    if (event.isShortcutDown()) {
      if (event.getDeltaY() != 0) {
        reader.larger(event.getDeltaY() > 0);
      }
    } else {
      reader.scrollBy(-event.getDeltaX(), -event.getDeltaY());
    }
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    if (model == null || sheets == null) {
      return;
    }
    double bar = Math.max(12, down.prefWidth(-1));
    double wide = Math.max(1, getWidth() - bar);
    double high = Math.max(1, getHeight() - bar);
    sheets.resizeRelocate(0, 0, wide, high);
    sheets.requestLayout();
    PageColumn column = model.column().get();
    set(down, model.y().get(), column.height() - high, high, column.height());
    set(across, model.x().get(), column.width() - wide, wide, column.width());
    down.resizeRelocate(wide, 0, bar, high);
    across.resizeRelocate(0, high, wide, bar);
  }

  private static void set(ScrollBar bar, double value, double most, double seen, double all) {
    bar.setVisible(most > 1);
    bar.setMax(Math.max(0, most));
    bar.setVisibleAmount(Math.max(0, most) * seen / Math.max(1, all));
    bar.setUnitIncrement(LINE);
    bar.setBlockIncrement(seen * 0.9);
    bar.setValue(value);
  }
}
