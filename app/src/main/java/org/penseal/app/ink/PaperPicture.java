// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.penseal.pad.Ink;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.ink.InkFit;
import org.penseal.pdf.ink.InkPiece;

/**
 * Ink as it looks on paper, in its real size, without a background: SVG (curves in millimetres) or
 * PNG (300 pixels to the inch).
 */
public final class PaperPicture {
  private static final double MARGIN_MM = 1;
  private static final double PIXELS_PER_MM = 300 / 25.4;
  private static final Color COLOUR = new Color(12, 20, 60);
  private static final int LONGEST_PIXELS = 20_000;

  private final double widthMm;
  private final double heightMm;
  private final List<Appearance.Stroke> strokes;

  private PaperPicture(double widthMm, double heightMm, List<Appearance.Stroke> strokes) {
    this.widthMm = widthMm;
    this.heightMm = heightMm;
    this.strokes = strokes;
  }

  /**
   * A picture that is as large as the ink and a margin.
   *
   * @throws IllegalArgumentException if there is no stroke
   */
  public static PaperPicture of(Ink ink) {
    List<Appearance.Stroke> strokes = InkStrokes.of(ink);
    if (strokes.isEmpty()) {
      throw new IllegalArgumentException("no stroke");
    }
    InkFit.Extent extent = InkFit.Extent.of(strokes);
    return new PaperPicture(
        extent.maxX() - extent.minX() + 2 * MARGIN_MM,
        extent.maxY() - extent.minY() + 2 * MARGIN_MM,
        strokes);
  }

  private List<InkPiece> pieces(double scale) {
    InkFit.Extent extent = InkFit.Extent.of(strokes);
    InkFit fit =
        new InkFit(
            scale,
            (MARGIN_MM - extent.minX()) * scale,
            (heightMm - MARGIN_MM + extent.minY()) * scale);
    List<InkPiece> pieces = new ArrayList<>();
    InkPiece.of(strokes, fit, pieces::add);
    return pieces;
  }

  /** SVG 1.1. */
  public byte[] svg() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.3fmm\" height=\"%.3fmm\"",
            widthMm,
            heightMm));
    // Ten units to the millimetre: the thinnest line of a piece is one for points.
    out.append(
        String.format(Locale.ROOT, " viewBox=\"0 0 %.2f %.2f\">\n", widthMm * 10, heightMm * 10));
    out.append("<g fill=\"none\" stroke=\"#0c143c\" stroke-linecap=\"round\">\n");
    double down = heightMm * 10;
    for (InkPiece p : pieces(10)) {
      out.append(
          String.format(
              Locale.ROOT,
              "<path stroke-width=\"%.2f\" d=\"M%.2f %.2fC%.2f %.2f %.2f %.2f %.2f %.2f\"/>\n",
              p.width(),
              p.x0(),
              down - p.y0(),
              p.x1(),
              down - p.y1(),
              p.x2(),
              down - p.y2(),
              p.x3(),
              down - p.y3()));
    }
    out.append("</g>\n</svg>\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** PNG with a transparent background. */
  public byte[] png() throws IOException {
    double scale = Math.min(PIXELS_PER_MM, LONGEST_PIXELS / Math.max(widthMm, heightMm));
    int width = (int) Math.ceil(widthMm * scale);
    int height = (int) Math.ceil(heightMm * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(COLOUR);
    double down = heightMm * scale;
    for (InkPiece p : pieces(scale)) {
      graphics.setStroke(
          new BasicStroke((float) p.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(
          new CubicCurve2D.Double(
              p.x0(),
              down - p.y0(),
              p.x1(),
              down - p.y1(),
              p.x2(),
              down - p.y2(),
              p.x3(),
              down - p.y3()));
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
