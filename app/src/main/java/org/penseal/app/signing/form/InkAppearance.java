// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.Signer;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;
import org.penseal.pdf.Appearance;

/** Translates ink from the pad into the curves of the visible signature. */
final class InkAppearance {
  // A ballpoint leaves 0.2 to 0.9 mm, from the lightest touch to full pressure.
  private static final double THINNEST_MM = 0.2;
  private static final double PRESSURE_MM = 0.7;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss xxx");

  private InkAppearance() {}

  static Appearance of(CapturedInk captured, Signer signer, OffsetDateTime now, boolean demo) {
    Ink ink = captured.ink();
    List<Appearance.Stroke> strokes =
        captured.pad().layout().handwriting(ink).stream()
            .map(stroke -> curve(stroke, ink.space()))
            .toList();
    return new Appearance(strokes, signer.name(), TIME.format(now), List.of(), demo);
  }

  private static Appearance.Stroke curve(Stroke stroke, Ink.Space space) {
    return new Appearance.Stroke(
        stroke.samples().stream().map(sample -> point(sample, space)).toList());
  }

  private static Appearance.Point point(PenSample sample, Ink.Space space) {
    double pressure = (double) sample.pressure() / space.maxPressure();
    return new Appearance.Point(
        space.xMm(sample), space.yMm(sample), THINNEST_MM + PRESSURE_MM * Math.min(1, pressure));
  }
}
