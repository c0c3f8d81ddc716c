// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/**
 * All pages below each other at one scale and turn; lengths in the screen's logical pixels, from
 * the upper left corner of the whole column.
 */
final class PageColumn {
  /** Around and between the pages. */
  static final double GAP = 12;

  static final PageColumn EMPTY = new PageColumn(List.of(), 0, 1);

  private final List<PdfPages.Size> sizes;
  private final int turns;
  private final double scale;
  private final double[] tops;
  private final double width;

  /**
   * A rectangle on the screen.
   *
   * @param x left edge
   * @param y upper edge
   */
  record Box(double x, double y, double width, double height) {}

  /**
   * @param sizes of the pages in points
   * @param turns quarter turns clockwise in which they are looked at, 0 to 3
   * @param scale pixels for each point
   */
  PageColumn(List<PdfPages.Size> sizes, int turns, double scale) {
    this.sizes = sizes;
    this.turns = turns;
    this.scale = scale;
    this.tops = new double[sizes.size() + 1];
    double widest = 0;
    tops[0] = GAP;
    for (int i = 0; i < sizes.size(); i++) {
      tops[i + 1] = tops[i] + height(i + 1) + GAP;
      widest = Math.max(widest, width(i + 1));
    }
    this.width = widest + 2 * GAP;
  }

  int count() {
    return sizes.size();
  }

  double scale() {
    return scale;
  }

  int turns() {
    return turns;
  }

  double width() {
    return width;
  }

  double height() {
    return tops[tops.length - 1];
  }

  /** Of a page, in whole pixels. */
  double width(int page) {
    PdfPages.Size size = sizes.get(page - 1);
    return Math.max(1, Math.round((turns % 2 == 0 ? size.width() : size.height()) * scale));
  }

  /** Of a page, in whole pixels. */
  double height(int page) {
    PdfPages.Size size = sizes.get(page - 1);
    return Math.max(1, Math.round((turns % 2 == 0 ? size.height() : size.width()) * scale));
  }

  double top(int page) {
    return tops[page - 1];
  }

  /** The page at a height; the nearest one above or below the column. */
  int pageAt(double y) {
    int low = 1;
    int high = count();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (tops[middle - 1] <= y) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Where a rectangle of a page lies on its sheet. */
  Box onSheet(Placement.At at) {
    PdfPages.Size size = sizes.get(at.page() - 1);
    double left = at.x() / size.width();
    double top = 1 - (at.y() + at.height()) / size.height();
    double[] a = turned(left, top, turns);
    double[] b = turned(left + at.width() / size.width(), top + at.height() / size.height(), turns);
    double wide = width(at.page());
    double high = height(at.page());
    return new Box(
        Math.min(a[0], b[0]) * wide,
        Math.min(a[1], b[1]) * high,
        Math.abs(a[0] - b[0]) * wide,
        Math.abs(a[1] - b[1]) * high);
  }

  /**
   * The point of a page under a point of its sheet.
   *
   * @return in points from the lower left of the page
   */
  double[] onPage(int page, double x, double y) {
    PdfPages.Size size = sizes.get(page - 1);
    double[] part = turned(x / width(page), y / height(page), (4 - turns) % 4);
    return new double[] {part[0] * size.width(), (1 - part[1]) * size.height()};
  }

  /**
   * What of a page is in the room, in parts of it from its upper left corner.
   *
   * @param left edge of its sheet, from the room's left edge
   * @param top edge of its sheet, from the room's upper edge
   * @return left, top, right, bottom
   */
  double[] part(int page, double left, double top, double roomWidth, double roomHeight) {
    double[] a = onPage(page, Math.max(0, -left), Math.max(0, -top));
    double[] b =
        onPage(
            page,
            Math.min(width(page), roomWidth - left),
            Math.min(height(page), roomHeight - top));
    PdfPages.Size size = sizes.get(page - 1);
    return new double[] {
      Math.min(a[0], b[0]) / size.width(),
      1 - Math.max(a[1], b[1]) / size.height(),
      Math.max(a[0], b[0]) / size.width(),
      1 - Math.min(a[1], b[1]) / size.height()
    };
  }

  /**
   * How far it is on a page, in points to the right and up, when it is this far on the screen.
   *
   * @param dx pixels to the right
   * @param dy pixels down
   */
  double[] pointsOf(int page, double dx, double dy) {
    double[] from = onPage(page, 0, 0);
    double[] to = onPage(page, dx, dy);
    return new double[] {to[0] - from[0], to[1] - from[1]};
  }

  /** A point in parts of a page, after quarter turns clockwise. */
  private static double[] turned(double x, double y, int turns) {
    return switch (turns) {
      case 1 -> new double[] {1 - y, x};
      case 2 -> new double[] {1 - x, 1 - y};
      case 3 -> new double[] {y, 1 - x};
      default -> new double[] {x, y};
    };
  }
}
