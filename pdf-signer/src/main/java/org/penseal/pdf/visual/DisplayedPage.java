// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.DrawingInputs;

/** A page of a revision in the coordinates in which it is displayed. */
record DisplayedPage(PDPage page) {

  /** User space to points from the upper left corner of the displayed page. */
  private AffineTransform toDisplay() {
    PDRectangle crop = page.getCropBox();
    double w = crop.getWidth();
    double h = crop.getHeight();
    AffineTransform display =
        switch (Math.floorMod(page.getRotation(), 360)) {
          case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 180 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 270 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(1, 0, 0, -1, 0, h);
        };
    display.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
    return display;
  }

  /** Where an annotation stands, or null if it has no rectangle. */
  @Nullable Region place(COSDictionary annotation) {
    COSArray corners = annotation.getCOSArray(COSName.RECT);
    if (corners == null || corners.size() < 4) {
      return null;
    }
    PDRectangle box = new PDRectangle(corners);
    Rectangle2D shown =
        toDisplay()
            .createTransformedShape(
                new Rectangle2D.Double(
                    box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()))
            .getBounds2D();
    return new Region(shown.getX(), shown.getY(), shown.getWidth(), shown.getHeight());
  }

  /** Rectangles of annotations that are not the same on the other page: old and new ones. */
  static List<Region> changed(
      DrawingInputs.Changed annotations, DisplayedPage before, DisplayedPage after) {
    return Stream.concat(
            annotations.before().stream().map(before::place),
            annotations.after().stream().map(after::place))
        .filter(Objects::nonNull)
        .toList();
  }
}
