// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.penseal.app.document.reader.DrawnPage.Wanted;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/**
 * What of the pages is on the screen: scale, turn, where the column of pages is scrolled to, which
 * pictures there are, and which pages were read. Lengths in logical pixels. On the screen's thread.
 */
public final class ReaderModel {
  /** The smallest and the largest scale that can be chosen; 1 is 96 dots for each inch. */
  public static final double SMALLEST = 0.25;

  /** See {@link #SMALLEST}. */
  public static final double LARGEST = 4;

  private static final double PIXELS_PER_POINT = 96 / 72.0;
  private static final double STEP = 1.2;
  private static final double SMALLEST_FIT = 0.02;
  // 64 MB for one page, 48 MB for those on the screen and beside.
  private static final double MOST_PIXELS = 16e6;
  private static final double MOST_NEAR = 12e6;
  // The page that is read lies a little above the middle.
  private static final double EYES = 0.4;

  private final ObjectProperty<Fit> fit = new SimpleObjectProperty<>(Fit.WIDTH);
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private final IntegerProperty turns = new SimpleIntegerProperty();
  private final ReadOnlyIntegerWrapper page = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<PageColumn> column =
      new ReadOnlyObjectWrapper<>(PageColumn.EMPTY);
  private final DoubleProperty x = new SimpleDoubleProperty();
  private final DoubleProperty y = new SimpleDoubleProperty();
  private final IntegerProperty read = new SimpleIntegerProperty();
  private final PagePictures pictures = new PagePictures();
  private final ReadPages seen = new ReadPages();
  private List<PdfPages.Size> sizes = List.of();
  private double width = 1;
  private double height = 1;
  private double pixelScale = 1;

  /** How large the pages are. */
  public enum Fit {
    /** As wide as there is room. */
    WIDTH,
    /** One page as large as there is room. */
    PAGE,
    /** As chosen. */
    FREE
  }

  /** Takes another document's pages, or none. */
  public void open(List<PdfPages.Size> pages) {
    sizes = List.copyOf(pages);
    pictures.clear();
    seen.clear();
    read.set(0);
    turns.set(0);
    column.set(PageColumn.EMPTY);
    page.set(sizes.isEmpty() ? 0 : 1);
    x.set(0);
    y.set(0);
    layOut(middle());
  }

  /**
   * What there is room for.
   *
   * @param scale pixels of the screen for each logical pixel
   */
  void room(double wide, double high, double scale) {
    if (wide != width || high != height || scale != pixelScale) {
      double[] middle = middle();
      width = Math.max(1, wide);
      height = Math.max(1, high);
      pixelScale = scale;
      layOut(middle);
    }
  }

  // What is in the middle of the screen: in parts of the column's width, and of the page's height.
  private double[] middle() {
    PageColumn now = column.get();
    if (now.count() == 0) {
      return new double[] {0.5, 0};
    }
    int at = page.get();
    return new double[] {
      (x.get() + width / 2) / Math.max(width, now.width()),
      (y.get() + height / 2 - now.top(at)) / now.height(at)
    };
  }

  private void layOut(double[] middle) {
    if (sizes.isEmpty() || width <= 1) {
      return;
    }
    PageColumn before = column.get();
    boolean fromTop = before.count() == 0 || fit.get() == Fit.PAGE || y.get() == 0;
    int at = Math.max(1, page.get());
    PdfPages.Size size = sizes.get(at - 1);
    boolean lying = turns.get() % 2 != 0;
    double byWidth = (width - 2 * PageColumn.GAP) / (lying ? size.height() : size.width());
    double byHeight = (height - 2 * PageColumn.GAP) / (lying ? size.width() : size.height());
    double scale =
        switch (fit.get()) {
          case WIDTH -> byWidth;
          case PAGE -> Math.min(byWidth, byHeight);
          case FREE -> zoom.get() * PIXELS_PER_POINT;
        };
    scale = Math.clamp(scale, SMALLEST_FIT, LARGEST * PIXELS_PER_POINT);
    zoom.set(scale / PIXELS_PER_POINT);
    PageColumn now = new PageColumn(sizes, turns.get(), scale);
    column.set(now);
    double toX = middle[0] * Math.max(width, now.width()) - width / 2;
    if (fromTop) {
      scrollTo(toX, 0);
      goTo(at);
    } else {
      scrollTo(toX, now.top(at) + middle[1] * now.height(at) - height / 2);
      page.set(at);
    }
  }

  /** Scrolls to a point of the column, as far as it goes. */
  void scrollTo(double toX, double toY) {
    PageColumn now = column.get();
    x.set(Math.clamp(toX, 0, Math.max(0, now.width() - width)));
    y.set(Math.clamp(toY, 0, Math.max(0, now.height() - height)));
    if (now.count() > 0) {
      page.set(now.pageAt(y.get() + height * EYES));
    }
  }

  /** Follows a scroll bar, which may only repeat what the model says. */
  void scrollToBar(double toX, double toY) {
    if (Math.abs(toX - x.get()) > 0.5 || Math.abs(toY - y.get()) > 0.5) {
      scrollTo(toX, toY);
    }
  }

  /** Scrolls by this much. */
  public void scrollBy(double dx, double dy) {
    scrollTo(x.get() + dx, y.get() + dy);
  }

  /** Scrolls by screens; a page that fits the screen is turned as a whole. */
  public void screens(int count) {
    if (fit.get() == Fit.PAGE) {
      goTo(page.get() + count);
    } else {
      scrollBy(0, count * height * 0.9);
    }
  }

  /** Shows a page from its top; the nearest one where there is none of that number. */
  public void goTo(int number) {
    PageColumn now = column.get();
    if (now.count() > 0) {
      int to = Math.clamp(number, 1, now.count());
      double spare = Math.max(PageColumn.GAP, (height - now.height(to)) / 2);
      scrollTo(x.get(), now.top(to) - (fit.get() == Fit.PAGE ? spare : PageColumn.GAP));
      page.set(to);
    }
  }

  /** Scrolls just so far that a place can be seen. */
  public void reveal(Placement.At at) {
    PageColumn now = column.get();
    if (at.page() > now.count()) {
      return;
    }
    PageColumn.Box box = now.onSheet(at);
    double left = left(at.page()) + x.get() + box.x();
    double top = now.top(at.page()) + box.y();
    boolean seenX = left >= x.get() && left + box.width() <= x.get() + width;
    boolean seenY = top >= y.get() && top + box.height() <= y.get() + height;
    scrollTo(
        seenX ? x.get() : left + box.width() / 2 - width / 2,
        seenY ? y.get() : top + box.height() / 2 - height / 2);
    page.set(at.page());
  }

  /** Makes the pages fit. */
  public void fit(Fit how) {
    double[] middle = middle();
    fit.set(how);
    layOut(middle);
  }

  /** One step larger or smaller. */
  public void larger(boolean up) {
    zoom(zoom.get() * (up ? STEP : 1 / STEP));
  }

  /** A scale of one's own, within what can be chosen. */
  public void zoom(double wanted) {
    double[] middle = middle();
    fit.set(Fit.FREE);
    zoom.set(Math.clamp(wanted, SMALLEST, LARGEST));
    layOut(middle);
  }

  /** Turns the view by a quarter, clockwise; the document stays as it is. */
  public void turn() {
    double[] middle = middle();
    turns.set((turns.get() + 1) % 4);
    layOut(middle);
  }

  /** The pages of which something is on the screen. */
  List<Integer> visible() {
    PageColumn now = column.get();
    List<Integer> all = new ArrayList<>();
    if (now.count() > 0) {
      for (int each = now.pageAt(y.get());
          each <= now.count() && now.top(each) < y.get() + height;
          each++) {
        if (now.top(each) + now.height(each) > y.get()) {
          all.add(each);
        }
      }
    }
    return all;
  }

  private Wanted wanted(int number) {
    double[] size = points(number);
    double most = Math.sqrt(MOST_PIXELS / (size[0] * size[1]));
    return new Wanted(number, Math.min(most, column.get().scale() * pixelScale), turns.get());
  }

  /** The thumbnail of a page that fits into a box of logical pixels. */
  Wanted small(int number, double wide, double high) {
    double[] size = points(number);
    double scale = Math.min(wide / size[0], high / size[1]);
    return new Wanted(number, scale * pixelScale, 0);
  }

  /** Width and height of a page in points, not turned. */
  double[] points(int number) {
    PdfPages.Size size = sizes.get(number - 1);
    return new double[] {Math.max(1, size.width()), Math.max(1, size.height())};
  }

  /** Pixels of the screen for each logical pixel. */
  double pixelScale() {
    return pixelScale;
  }

  /** Pictures that are missing: of the pages on the screen, then of those beside them. */
  List<Wanted> missing() {
    return near().stream().map(this::wanted).filter(each -> !isThere(each)).toList();
  }

  // The pages on the screen, the one that is read first, and those beside them for which there is
  // memory: what is asked for here is kept, or it would be drawn over and over.
  private List<Integer> near() {
    List<Integer> near = visible();
    List<Integer> beside =
        near.isEmpty() ? List.of() : List.of(near.getLast() + 1, near.getFirst() - 1);
    near.sort((a, b) -> Math.abs(a - page.get()) - Math.abs(b - page.get()));
    double pixels = near.stream().mapToDouble(this::pixels).sum();
    for (int each : beside) {
      if (each >= 1 && each <= sizes.size() && pixels + pixels(each) <= MOST_NEAR) {
        pixels += pixels(each);
        near.add(each);
      }
    }
    return near;
  }

  private double pixels(int number) {
    double[] size = points(number);
    return size[0] * size[1] * Math.pow(wanted(number).pixelsPerPoint(), 2);
  }

  private boolean isThere(Wanted wanted) {
    DrawnPage known = pictures.page(wanted.page());
    return known != null && known.wanted().equals(wanted);
  }

  /** A page was drawn. */
  public void take(DrawnPage picture) {
    if (picture.page() <= sizes.size()) {
      pictures.take(picture, near());
    }
  }

  /** A thumbnail was drawn. */
  public void takeSmall(DrawnPage picture) {
    if (picture.page() <= sizes.size()) {
      pictures.takeSmall(picture);
    }
  }

  /** The pictures that there are. */
  public PagePictures pictures() {
    return pictures;
  }

  /** From the left edge of the room to a page. */
  double left(int number) {
    PageColumn now = column.get();
    return Math.round((Math.max(width, now.width()) - now.width(number)) / 2 - x.get());
  }

  /** Whether the picture of a page is of the scale and turn that are shown. */
  boolean isExact(int number) {
    return isThere(wanted(number));
  }

  /** What is on the screen now is noted as shown, as far as it is drawn. */
  void look() {
    PageColumn now = column.get();
    for (int each : visible()) {
      DrawnPage picture = pictures.page(each);
      if (picture == null || !picture.drawn() || !isExact(each)) {
        continue;
      }
      double[] part = now.part(each, left(each), now.top(each) - y.get(), width, height);
      if (seen.shown(each, part[0], part[1], part[2], part[3])) {
        read.set(read.get() + 1);
      }
    }
  }

  /** The pages that were read, in order. */
  public List<Integer> seen() {
    return seen.pages();
  }

  /** Whether every part of this page was on the screen. */
  boolean isRead(int number) {
    return seen.contains(number);
  }

  /** The first page that was not read. */
  public OptionalInt firstUnread() {
    return seen.firstMissing(sizes.size());
  }

  /** How many pages were read. */
  public IntegerProperty read() {
    return read;
  }

  /** How many pages there are. */
  public int count() {
    return sizes.size();
  }

  /** The page that is read now, from 1; 0 without a document. */
  public ReadOnlyIntegerProperty page() {
    return page.getReadOnlyProperty();
  }

  /** The scale; 1 is 96 dots for each inch. */
  public ReadOnlyDoubleProperty zoom() {
    return zoom.getReadOnlyProperty();
  }

  /** How large the pages are; changed by {@link #fit(Fit)}. */
  public ObjectProperty<Fit> fit() {
    return fit;
  }

  ReadOnlyObjectProperty<PageColumn> column() {
    return column.getReadOnlyProperty();
  }

  DoubleProperty x() {
    return x;
  }

  DoubleProperty y() {
    return y;
  }

  double roomHeight() {
    return height;
  }
}
