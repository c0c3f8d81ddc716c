// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/** A page as it is drawn; not changed any more once it is made, until it is let go. */
public final class DrawnPage {
  private static final int OPAQUE = 0xFF000000;
  private static final int[] NONE = new int[0];

  private final Wanted wanted;
  private final int width;
  private final int height;
  // Where this object has become old, nothing but null frees the pixels at the next collection.
  private int[] argb;

  /**
   * A page.
   *
   * @param width pixels; 0 if the page cannot be drawn
   * @param height pixels
   * @param argb without transparency, row by row; not copied
   */
  DrawnPage(Wanted wanted, int width, int height, int[] argb) {
    this.wanted = wanted;
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /**
   * A picture that is asked for.
   *
   * @param page from 1
   * @param pixelsPerPoint its scale
   * @param turns quarter turns clockwise
   */
  public record Wanted(int page, double pixelsPerPoint, int turns) {}

  static DrawnPage none(Wanted wanted) {
    return new DrawnPage(wanted, 0, 0, NONE);
  }

  /** Takes the pixels of an RGB picture and turns them. */
  static DrawnPage of(Wanted wanted, BufferedImage rgb) {
    int[] from = ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
    int wide = rgb.getWidth();
    int high = rgb.getHeight();
    boolean across = wanted.turns() % 2 != 0;
    int width = across ? high : wide;
    int[] to = wanted.turns() == 0 ? from : new int[from.length];
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        int target =
            switch (wanted.turns()) {
              case 1 -> x * width + high - 1 - y;
              case 2 -> (high - 1 - y) * width + wide - 1 - x;
              case 3 -> (wide - 1 - x) * width + y;
              default -> y * width + x;
            };
        to[target] = from[y * wide + x] | OPAQUE;
      }
    }
    return new DrawnPage(wanted, width, across ? wide : high, to);
  }

  /** Whether the page could be drawn. */
  public boolean drawn() {
    return width > 0;
  }

  /** What was asked for. */
  public Wanted wanted() {
    return wanted;
  }

  /** Pixels; 0 if the page cannot be drawn. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** Where a rectangle of the page lies on it, in its pixels from the upper left corner. */
  public Rectangle2D.Double on(Placement.At at) {
    boolean across = wanted.turns() % 2 != 0;
    double scale = wanted.pixelsPerPoint();
    PdfPages.Size size =
        new PdfPages.Size((across ? height : width) / scale, (across ? width : height) / scale);
    PageColumn.Box box =
        new PageColumn(List.of(size), wanted.turns(), scale)
            .onSheet(new Placement.At(1, at.x(), at.y(), at.width(), at.height()));
    return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
  }

  /** The pixels without transparency, row by row; not copied. */
  public int[] argb() {
    return argb;
  }

  /** Nobody shows it any more: frees its pixels. */
  void letGo() {
    argb = NONE;
  }

  /** Which page it is, from 1. */
  public int page() {
    return wanted.page();
  }
}
