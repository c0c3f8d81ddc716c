// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;

/**
 * Ink as InkML (W3C Recommendation of 2011-09-20): one trace for each stroke and, of type {@code
 * penUp}, for each way between them; channels X, Y, F with the raw values and T with the pad's
 * clock in milliseconds, in every point; OA and OE in degrees when the angles are known. Where the
 * pen leaves, X, Y and F are not known.
 */
public final class InkMlWriter {
  private static final double MM_PER_INCH = 25.4;

  private InkMlWriter() {}

  /** The document in UTF-8, without angles. */
  public static byte[] write(Ink ink) {
    return write(InkDocument.of(ink));
  }

  /** The document in UTF-8. */
  public static byte[] write(InkDocument document) {
    Ink.Space space = document.ink().space();
    String perInch = Double.toString(Math.rint(space.unitsPerMm() * MM_PER_INCH * 1e6) / 1e6);
    StringBuilder xml = new StringBuilder();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<ink xmlns=\"http://www.w3.org/2003/InkML\">\n");
    xml.append("  <definitions>\n    <context xml:id=\"pad\">\n");
    xml.append("      <inkSource xml:id=\"source\">\n        <traceFormat>\n");
    channel(xml, "X", space.minX(), space.maxX());
    channel(xml, "Y", space.minY(), space.maxY());
    channel(xml, "F", 0, space.maxPressure());
    xml.append("          <channel name=\"T\" type=\"integer\" units=\"ms\"/>\n");
    if (!document.angles().isEmpty()) {
      xml.append("          <channel name=\"OA\" type=\"decimal\" units=\"deg\"/>\n");
      xml.append("          <channel name=\"OE\" type=\"decimal\" units=\"deg\"/>\n");
    }
    xml.append("        </traceFormat>\n        <channelProperties>\n");
    for (String name : List.of("X", "Y")) {
      xml.append("          <channelProperty channel=\"").append(name);
      xml.append("\" name=\"resolution\" value=\"").append(perInch);
      xml.append("\" units=\"1/in\"/>\n");
    }
    xml.append("        </channelProperties>\n      </inkSource>\n    </context>\n");
    xml.append("  </definitions>\n");
    traces(xml, document);
    return xml.append("</ink>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void channel(StringBuilder xml, String name, int min, int max) {
    xml.append("          <channel name=\"").append(name);
    xml.append("\" type=\"integer\" min=\"").append(min);
    xml.append("\" max=\"").append(max);
    xml.append("\" units=\"dev\"/>\n");
  }

  private static void traces(StringBuilder xml, InkDocument document) {
    List<PenSample> samples = document.ink().samples();
    for (int i = 0; i < samples.size(); i++) {
      boolean touches = samples.get(i).touching();
      if (i == 0 || touches != samples.get(i - 1).touching()) {
        xml.append(i == 0 ? "" : "</trace>\n");
        xml.append("  <trace contextRef=\"#pad\"").append(touches ? ">" : " type=\"penUp\">");
      } else {
        xml.append(", ");
      }
      point(xml, samples.get(i));
      if (!document.angles().isEmpty()) {
        InkDocument.Angles angles = document.angles().get(i);
        xml.append(' ').append(decimal(angles.azimuthDeg()));
        xml.append(' ').append(decimal(angles.elevationDeg()));
      }
    }
    xml.append(samples.isEmpty() ? "" : "</trace>\n");
  }

  private static void point(StringBuilder xml, PenSample s) {
    if (s.near()) {
      xml.append(s.x()).append(' ').append(s.y()).append(' ').append(s.pressure());
    } else {
      xml.append("? ? ?");
    }
    xml.append(' ').append(s.timeMs());
  }

  /** A number without a needless fraction. */
  static String decimal(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
