// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;
import org.penseal.pdf.Appearance;

/** Ink of a pad as strokes on paper, the width of the line from the pressure. */
public final class InkStrokes {
  // A ballpoint leaves 0.2 to 0.9 mm, from the lightest touch to full pressure.
  private static final double THINNEST_MM = 0.2;
  private static final double PRESSURE_MM = 0.7;

  private InkStrokes() {}

  /** All strokes. */
  public static List<Appearance.Stroke> of(Ink ink) {
    return ink.strokes().stream().map(stroke -> of(stroke, ink.space())).toList();
  }

  /** One stroke. */
  public static Appearance.Stroke of(Stroke stroke, Ink.Space space) {
    return new Appearance.Stroke(
        stroke.samples().stream().map(sample -> point(sample, space)).toList());
  }

  private static Appearance.Point point(PenSample sample, Ink.Space space) {
    double pressure = (double) sample.pressure() / space.maxPressure();
    return new Appearance.Point(
        space.xMm(sample), space.yMm(sample), THINNEST_MM + PRESSURE_MM * Math.min(1, pressure));
  }
}
