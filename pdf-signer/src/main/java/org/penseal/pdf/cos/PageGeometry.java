// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.penseal.pdf.Placement;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

/**
 * From a displayed page to its user space: rotation and crop box (ISO 32000-1, 7.7.3.3 and
 * 14.11.2).
 *
 * @param rotation clockwise, 0, 90, 180 or 270
 * @param box the crop box in user space
 */
record PageGeometry(int rotation, PDRectangle box) {

  static PageGeometry of(PDPage page) {
    return new PageGeometry(Math.floorMod(page.getRotation(), 360), page.getCropBox());
  }

  double width() {
    return rotation % 180 == 0 ? box.getWidth() : box.getHeight();
  }

  double height() {
    return rotation % 180 == 0 ? box.getHeight() : box.getWidth();
  }

  /** The rectangle in user space, or PlacementOutside if it is not wholly on the page. */
  PDRectangle userSpace(Placement.At at) throws SigningException {
    double slack = 0.01;
    if (at.width() <= 0
        || at.height() <= 0
        || at.x() < -slack
        || at.y() < -slack
        || at.x() + at.width() > width() + slack
        || at.y() + at.height() > height() + slack) {
      throw new PlacementException.PlacementOutside(at.page(), width(), height(), null);
    }
    double w0 = box.getWidth();
    double h0 = box.getHeight();
    boolean turned = rotation % 180 != 0;
    double x =
        switch (rotation) {
          case 90 -> w0 - at.y() - at.height();
          case 180 -> w0 - at.x() - at.width();
          case 270 -> at.y();
          default -> at.x();
        };
    double y =
        switch (rotation) {
          case 90 -> at.x();
          case 180 -> h0 - at.y() - at.height();
          case 270 -> h0 - at.x() - at.width();
          default -> at.y();
        };
    return new PDRectangle(
        (float) (box.getLowerLeftX() + x),
        (float) (box.getLowerLeftY() + y),
        (float) (turned ? at.height() : at.width()),
        (float) (turned ? at.width() : at.height()));
  }

  /**
   * The matrix that turns an appearance so that it stands upright on the displayed page.
   *
   * @param width of the appearance as displayed, points
   * @param height of the appearance as displayed, points
   */
  Matrix upright(double width, double height) {
    float w = (float) width;
    float h = (float) height;
    return switch (rotation) {
      case 90 -> new Matrix(0, 1, -1, 0, h, 0);
      case 180 -> new Matrix(-1, 0, 0, -1, w, h);
      case 270 -> new Matrix(0, -1, 1, 0, 0, w);
      default -> new Matrix();
    };
  }

  /**
   * A point of an upright rectangle, in the rectangle as it lies in user space.
   *
   * @param x from the left edge as displayed
   * @param y from the lower edge as displayed
   * @param width of the rectangle as displayed
   * @param height of the rectangle as displayed
   * @return from its lower left corner in user space
   */
  double[] turned(double x, double y, double width, double height) {
    return switch (rotation) {
      case 90 -> new double[] {height - y, x};
      case 180 -> new double[] {width - x, height - y};
      case 270 -> new double[] {y, width - x};
      default -> new double[] {x, y};
    };
  }
}
