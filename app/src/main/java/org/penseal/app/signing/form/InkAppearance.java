// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Origins;
import org.penseal.app.ink.InkStrokes;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.Signer;
import org.penseal.pad.Ink;
import org.penseal.pad.Stroke;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.ink.InkFit;

/** Translates ink from the pad into the curves of the visible signature. */
public final class InkAppearance {
  private static final double LINE_GAP_MM = 3;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss xxx");

  private InkAppearance() {}

  static Appearance of(
      CapturedInk captured,
      Signer signer,
      SignatureSpec.Terms terms,
      OffsetDateTime now,
      Sources sources) {
    Ink ink = captured.ink();
    List<Appearance.Stroke> strokes =
        captured.pad().layout().handwriting(ink).stream()
            .map(stroke -> InkStrokes.of(stroke, ink.space()))
            .toList();
    String device = captured.pad().model().id() + " " + captured.pad().serialNumber();
    // On the line of the name, so that a signature without a reason has two lines.
    String who = signer.name() + "　" + device.strip();
    List<String> lines = new ArrayList<>(said(terms));
    sources.line().ifPresent(lines::add);
    return new Appearance(strokes, who, TIME.format(now), lines, sources.demo());
  }

  /**
   * Where everything comes from.
   *
   * @param origins of the case
   * @param demo whether the mark 演示 DEMO is printed
   */
  record Sources(Origins origins, boolean demo) {
    private static final Map<String, String> NAMES =
        Map.of(
            Origins.PAD, "签名板 pad",
            Origins.PERSON, "证件 card",
            Origins.CAMERA, "摄像头 camera");

    private static final Map<Origin, String> WORDS =
        Map.of(
            Origin.SIMULATED,
            "模拟 simulated",
            Origin.RECORDED,
            "录制 recorded",
            Origin.UNKNOWN,
            "来源不明 unknown");

    // The mark says it of services; a device needs no word: nobody takes it for a simulation.
    Optional<String> line() {
      List<String> said =
          origins.laboratory().stream()
              .map(
                  source ->
                      NAMES.getOrDefault(source, source)
                          + " "
                          + WORDS.get(
                              Origin.of(origins.stated().getOrDefault(source, "")).orElseThrow()))
              .toList();
      return said.isEmpty() ? Optional.empty() : Optional.of(String.join("；", said));
    }
  }

  /** Lines for what a signature says, in Chinese and English side by side. */
  public static List<String> said(SignatureSpec.Terms terms) {
    List<String> lines = new ArrayList<>();
    if (!terms.reason().isEmpty()) {
      lines.add("事由 Reason: " + terms.reason());
    }
    if (!terms.location().isEmpty()) {
      lines.add("地点 Location: " + terms.location());
    }
    return lines;
  }

  /** The strokes of an annotation that stand, its screens one below the other. */
  static List<Appearance.Stroke> of(Annotation annotation) {
    List<Appearance.Stroke> all = new ArrayList<>();
    double down = 0;
    for (Annotation.Screen screen : annotation.screens()) {
      List<Appearance.Stroke> strokes =
          screen.captures().stream().flatMap(InkAppearance::standing).toList();
      if (strokes.isEmpty()) {
        continue;
      }
      InkFit.Extent extent = InkFit.Extent.of(strokes);
      double by = down - extent.minY();
      strokes.forEach(stroke -> all.add(moved(stroke, by)));
      down += extent.maxY() - extent.minY() + LINE_GAP_MM;
    }
    return all;
  }

  private static Stream<Appearance.Stroke> standing(Annotation.Capture capture) {
    List<Stroke> strokes = capture.ink().strokes();
    return capture.standing().stream()
        .map(i -> InkStrokes.of(strokes.get(i), capture.ink().space()));
  }

  private static Appearance.Stroke moved(Appearance.Stroke stroke, double byMm) {
    return new Appearance.Stroke(
        stroke.points().stream()
            .map(p -> new Appearance.Point(p.xMm(), p.yMm() + byMm, p.widthMm()))
            .toList());
  }
}
