// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;

/** Draws ink as a picture, its width by the pressure. */
public final class InkPicture {
  private static final double THINNEST_MM = 0.2;
  private static final double PRESSURE_MM = 0.7;

  private InkPicture() {}

  /**
   * Draws black ink on white, the whole pad.
   *
   * @param pixelsPerMm scale
   */
  public static BufferedImage of(List<Stroke> strokes, Ink.Space space, double pixelsPerMm) {
    int width = (int) Math.ceil(space.widthMm() * pixelsPerMm);
    int height = (int) Math.ceil(space.heightMm() * pixelsPerMm);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (Stroke stroke : strokes) {
      draw(graphics, stroke, space, pixelsPerMm);
    }
    graphics.dispose();
    return image;
  }

  private static void draw(
      Graphics2D graphics, Stroke stroke, Ink.Space space, double pixelsPerMm) {
    PenSample last = stroke.first();
    for (PenSample sample : stroke.samples()) {
      double pressure = Math.min(1, (double) sample.pressure() / space.maxPressure());
      float width = (float) ((THINNEST_MM + PRESSURE_MM * pressure) * pixelsPerMm);
      graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(
          new Line2D.Double(
              space.xMm(last) * pixelsPerMm,
              space.yMm(last) * pixelsPerMm,
              space.xMm(sample) * pixelsPerMm,
              space.yMm(sample) * pixelsPerMm));
      last = sample;
    }
  }
}
