// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.pdf.Placement;

/** The mouse: draws the signature's place on the pages, drags its mark, and resizes it. */
final class PlaceDrawView {
  private static final double SLIP = 4;
  private static final double CORNER = 14;

  private final SheetsView pages;
  private final PlaceMarkView mark;
  private final PageModels models;
  private final PlaceModel places;
  private final PageRequests requests;
  private Point2D from = Point2D.ZERO;
  private int page; // that it is drawn on, or 0
  private Placement.@Nullable At gripped;
  private boolean resizing;

  PlaceDrawView(SheetsView pages, PlaceMarkView mark, PageModels models, PageRequests requests) {
    this.pages = pages;
    this.mark = mark;
    this.models = models;
    this.places = models.places();
    this.requests = requests;
  }

  /** Draws and drags from now on, while the place is being chosen. */
  void bind() {
    models.placing().subscribe(on -> pages.setCursor(on ? Cursor.CROSSHAIR : Cursor.DEFAULT));
    pages.setOnMousePressed(
        e -> {
          page = models.placing().get() ? pages.pageAt(e.getX(), e.getY()) : 0;
          from = new Point2D(e.getX(), e.getY());
        });
    pages.setOnMouseDragged(this::draw);
    pages.setOnMouseReleased(this::draw);
    mark.setOnMousePressed(this::grip);
    mark.setOnMouseDragged(this::drag);
    mark.setOnMouseMoved(e -> mark.setCursor(corner(e) ? Cursor.SE_RESIZE : Cursor.MOVE));
  }

  private void draw(MouseEvent event) {
    Node sheet = page == 0 ? null : pages.sheet(page);
    if (sheet != null && from.distance(event.getX(), event.getY()) > SLIP) {
      Point2D begin = sheet.parentToLocal(from);
      Point2D end = sheet.parentToLocal(event.getX(), event.getY());
      PageColumn column = models.reader().column().get();
      double[] a = column.onPage(page, begin.getX(), begin.getY());
      double[] b = column.onPage(page, end.getX(), end.getY());
      requests.guides(page);
      places.draw(page, a[0], a[1], b[0], b[1]);
    }
  }

  private boolean corner(MouseEvent event) {
    return models.reader().column().get().turns() == 0
        && event.getX() > mark.getWidth() - CORNER
        && event.getY() > mark.getHeight() - CORNER;
  }

  private void grip(MouseEvent event) {
    mark.requestFocus();
    page = 0;
    from = mark.localToParent(event.getX(), event.getY());
    gripped = places.place().get();
    resizing = corner(event);
    if (gripped != null) {
      requests.guides(gripped.page());
    }
    event.consume();
  }

  private void drag(MouseEvent event) {
    if (gripped != null) {
      Point2D by = mark.localToParent(event.getX(), event.getY()).subtract(from);
      mark.change(gripped, by.getX(), by.getY(), resizing, !event.isAltDown());
    }
    event.consume();
  }
}
