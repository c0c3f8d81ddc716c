// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.penseal.pdf.Placement;

/**
 * From the user space of a page to points from the lower left of the page as it is displayed
 * (rotation and crop box: ISO 32000-1, 7.7.3.3 and 14.11.2).
 */
record PageSpace(int page, AffineTransform toDisplay) {

  /**
   * @param number of the page, from 1
   */
  static PageSpace of(PDPage page, int number) {
    PDRectangle crop = page.getCropBox();
    double w = crop.getWidth();
    double h = crop.getHeight();
    AffineTransform display =
        switch (Math.floorMod(page.getRotation(), 360)) {
          case 90 -> new AffineTransform(0, -1, 1, 0, 0, w);
          case 180 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 270 -> new AffineTransform(0, 1, -1, 0, h, 0);
          default -> new AffineTransform();
        };
    display.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
    return new PageSpace(number, display);
  }

  /** A rectangle of the user space, as it is displayed. */
  Placement.At displayed(PDRectangle box) {
    Rectangle2D shown =
        toDisplay
            .createTransformedShape(
                new Rectangle2D.Double(
                    box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()))
            .getBounds2D();
    return new Placement.At(page, shown.getX(), shown.getY(), shown.getWidth(), shown.getHeight());
  }
}
