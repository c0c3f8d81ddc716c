// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
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

  private static final String NAMESPACE = "http://www.w3.org/2003/InkML";

  private final XMLStreamWriter xml;
  private int depth = 1;

  private InkMlWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The document in UTF-8, without angles. */
  public static byte[] write(Ink ink) {
    return write(InkDocument.of(ink));
  }

  /** The document in UTF-8. */
  public static byte[] write(InkDocument document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      new InkMlWriter(xml).ink(document);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // numbers and fixed names into memory
    }
    return out.toByteArray();
  }

  private void ink(InkDocument document) throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("ink");
    xml.writeDefaultNamespace(NAMESPACE);
    start("definitions");
    start("context", "xml:id", "pad");
    start("inkSource", "xml:id", "source");
    format(document);
    resolution(document.ink().space());
    end();
    end();
    end();
    traces(document);
    end();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void format(InkDocument document) throws XMLStreamException {
    Ink.Space space = document.ink().space();
    start("traceFormat");
    channel("X", space.minX(), space.maxX());
    channel("Y", space.minY(), space.maxY());
    channel("F", 0, space.maxPressure());
    empty("channel", "name", "T", "type", "integer", "units", "ms");
    if (!document.angles().isEmpty()) {
      empty("channel", "name", "OA", "type", "decimal", "units", "deg");
      empty("channel", "name", "OE", "type", "decimal", "units", "deg");
    }
    end();
  }

  private void channel(String name, int min, int max) throws XMLStreamException {
    String least = Integer.toString(min);
    String most = Integer.toString(max);
    empty("channel", "name", name, "type", "integer", "min", least, "max", most, "units", "dev");
  }

  private void resolution(Ink.Space space) throws XMLStreamException {
    String perInch = Double.toString(Math.rint(space.unitsPerMm() * MM_PER_INCH * 1e6) / 1e6);
    start("channelProperties");
    for (String name : List.of("X", "Y")) {
      empty(
          "channelProperty",
          "channel",
          name,
          "name",
          "resolution",
          "value",
          perInch,
          "units",
          "1/in");
    }
    end();
  }

  private void traces(InkDocument document) throws XMLStreamException {
    List<PenSample> samples = document.ink().samples();
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < samples.size(); i++) {
      boolean touches = samples.get(i).touching();
      if (i > 0 && touches != samples.get(i - 1).touching()) {
        trace(points, !touches);
      }
      points.append(points.isEmpty() ? "" : ", ");
      point(points, samples.get(i));
      if (!document.angles().isEmpty()) {
        InkDocument.Angles angles = document.angles().get(i);
        points.append(' ').append(decimal(angles.azimuthDeg()));
        points.append(' ').append(decimal(angles.elevationDeg()));
      }
    }
    if (!samples.isEmpty()) {
      trace(points, samples.getLast().touching());
    }
  }

  private void trace(StringBuilder points, boolean touches) throws XMLStreamException {
    indent();
    xml.writeStartElement("trace");
    xml.writeAttribute("contextRef", "#pad");
    if (!touches) {
      xml.writeAttribute("type", "penUp");
    }
    xml.writeCharacters(points.toString());
    xml.writeEndElement();
    points.setLength(0);
  }

  private void start(String name, String... attributes) throws XMLStreamException {
    indent();
    xml.writeStartElement(name);
    attributes(attributes);
    depth++;
  }

  private void empty(String name, String... attributes) throws XMLStreamException {
    indent();
    xml.writeEmptyElement(name);
    attributes(attributes);
  }

  private void attributes(String... names) throws XMLStreamException {
    for (int i = 0; i < names.length; i += 2) {
      xml.writeAttribute(names[i], names[i + 1]);
    }
  }

  private void end() throws XMLStreamException {
    depth--;
    indent();
    xml.writeEndElement();
  }

  private void indent() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static void point(StringBuilder points, PenSample s) {
    if (s.near()) {
      points.append(s.x()).append(' ').append(s.y()).append(' ').append(s.pressure());
    } else {
      points.append("? ? ?");
    }
    points.append(' ').append(s.timeMs());
  }

  /** A number without a needless fraction. */
  static String decimal(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
