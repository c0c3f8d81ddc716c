// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.nio.charset.StandardCharsets;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.Stroke;

/**
 * Ink as InkML (W3C Recommendation of 2011-09-20): one trace for each stroke, channels X, Y, F, T
 * with the raw values; T is milliseconds since the first contact. Hovering is not part of it.
 */
public final class InkMlWriter {
  private static final double MM_PER_INCH = 25.4;

  private InkMlWriter() {}

  /** The document in UTF-8. */
  public static byte[] write(Ink ink) {
    Ink.Space space = ink.space();
    String perInch = Double.toString(Math.rint(space.unitsPerMm() * MM_PER_INCH * 1e6) / 1e6);
    StringBuilder xml = new StringBuilder();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<ink xmlns=\"http://www.w3.org/2003/InkML\">\n");
    xml.append("  <definitions>\n    <context xml:id=\"pad\">\n");
    xml.append("      <inkSource xml:id=\"source\">\n        <traceFormat>\n");
    channel(xml, "X", space.maxX(), "dev");
    channel(xml, "Y", space.maxY(), "dev");
    channel(xml, "F", space.maxPressure(), "dev");
    xml.append("          <channel name=\"T\" type=\"integer\" units=\"ms\"/>\n");
    xml.append("        </traceFormat>\n        <channelProperties>\n");
    for (String name : new String[] {"X", "Y"}) {
      xml.append("          <channelProperty channel=\"").append(name);
      xml.append("\" name=\"resolution\" value=\"").append(perInch);
      xml.append("\" units=\"1/in\"/>\n");
    }
    xml.append("        </channelProperties>\n      </inkSource>\n    </context>\n");
    xml.append("  </definitions>\n");
    traces(xml, ink);
    return xml.append("</ink>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void channel(StringBuilder xml, String name, int max, String units) {
    xml.append("          <channel name=\"").append(name);
    xml.append("\" type=\"integer\" min=\"0\" max=\"").append(max);
    xml.append("\" units=\"").append(units).append("\"/>\n");
  }

  private static void traces(StringBuilder xml, Ink ink) {
    long start = -1;
    for (Stroke stroke : ink.strokes()) {
      start = start < 0 ? stroke.first().timeMs() : start;
      xml.append("  <trace contextRef=\"#pad\">");
      String between = "";
      for (PenSample s : stroke.samples()) {
        xml.append(between).append(s.x()).append(' ').append(s.y()).append(' ');
        xml.append(s.pressure()).append(' ').append(s.timeMs() - start);
        between = ", ";
      }
      xml.append("</trace>\n");
    }
  }
}
