// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDAppearanceContentStream;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.ink.InkFit;
import org.penseal.pdf.ink.InkPiece;

/** Draws ink as vector curves whose width follows the pressure. */
final class InkCurves {
  private InkCurves() {}

  /** Draws the strokes as large as fits into a box, in the middle, without distortion. */
  static void draw(PDAppearanceContentStream out, List<Appearance.Stroke> strokes, InkFit.Box box)
      throws IOException {
    out.setLineCapStyle(1);
    out.setLineJoinStyle(1);
    List<InkPiece> pieces = new ArrayList<>();
    InkPiece.of(strokes, InkFit.of(strokes, box), pieces::add);
    for (InkPiece each : pieces) {
      out.setLineWidth((float) each.width());
      out.moveTo((float) each.x0(), (float) each.y0());
      if (each.isDot()) {
        // Readers paint a line without length as its round cap, but not every curve.
        out.lineTo((float) each.x3(), (float) each.y3());
      } else {
        out.curveTo(
            (float) each.x1(),
            (float) each.y1(),
            (float) each.x2(),
            (float) each.y2(),
            (float) each.x3(),
            (float) each.y3());
      }
      out.stroke();
    }
  }
}
