// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.penseal.app.document.place.PlaceModel;

/** Draws the signature's place on the pages with the mouse. */
final class PlaceDrawView {
  private static final double SLIP = 4;

  private final SheetsView pages;
  private final ReaderModel reader;
  private final PlaceModel places;
  private final PageRequests requests;
  private Point2D from = Point2D.ZERO;
  private int page; // that it is drawn on, or 0

  PlaceDrawView(SheetsView pages, ReaderModel reader, PlaceModel places, PageRequests requests) {
    this.pages = pages;
    this.reader = reader;
    this.places = places;
    this.requests = requests;
  }

  /** Draws from now on, while the place is being chosen. */
  void bind(ObservableBooleanValue placing) {
    placing.subscribe(on -> pages.setCursor(on ? Cursor.CROSSHAIR : Cursor.DEFAULT));
    pages.setOnMousePressed(
        e -> {
          page = placing.get() ? pages.pageAt(e.getX(), e.getY()) : 0;
          from = new Point2D(e.getX(), e.getY());
        });
    pages.setOnMouseDragged(this::draw);
    pages.setOnMouseReleased(this::draw);
  }

  private void draw(MouseEvent event) {
    Node sheet = page == 0 ? null : pages.sheet(page);
    if (sheet != null && from.distance(event.getX(), event.getY()) > SLIP) {
      Point2D begin = sheet.parentToLocal(from);
      Point2D end = sheet.parentToLocal(event.getX(), event.getY());
      PageColumn column = reader.column().get();
      double[] a = column.onPage(page, begin.getX(), begin.getY());
      double[] b = column.onPage(page, end.getX(), end.getY());
      requests.guides(page);
      places.draw(page, a[0], a[1], b[0], b[1]);
    }
  }
}
