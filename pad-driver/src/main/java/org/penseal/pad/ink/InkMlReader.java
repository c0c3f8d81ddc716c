// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads InkML (W3C Recommendation of 2011-09-20) as far as signatures need it: the first trace
 * format, traces with absolute values and first and second differences, {@code timeOffset}, files
 * without a T channel. The ink is scaled by its resolution into the space asked for.
 */
public final class InkMlReader {
  private static final int MAX_POINTS = 1_000_000;
  private static final double MM_PER_INCH = 25.4;
  private static final int STEP_MS = 10;
  private static final int LIFT_MS = 100;

  private final Ink.Space space;
  private final List<String> channels = new ArrayList<>();
  private final Map<String, Double> maxima = new HashMap<>();
  private final List<PenSample> samples = new ArrayList<>();
  private double unitsPerMm;
  private boolean secondsInTime;
  private long latestMs = -LIFT_MS;

  private InkMlReader(Ink.Space space) {
    this.space = space;
    this.unitsPerMm = space.unitsPerMm();
  }

  /**
   * Reads a document.
   *
   * @param space where the samples go
   * @throws PadException.Malformed when it is no InkML that can be read, or lies outside
   */
  public static Ink read(byte[] xml, Ink.Space space) throws PadException.Malformed {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The default handler prints to standard error.
      builder.setErrorHandler(new DefaultHandler());
      Document document = builder.parse(new ByteArrayInputStream(xml));
      return new InkMlReader(space).read(document);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("no XML parser", e);
    } catch (SAXException | IOException | IllegalArgumentException e) {
      // No cause: it would quote the text, which is ink.
      throw new PadException.Malformed("InkML", null);
    }
  }

  private Ink read(Document document) {
    if (!"ink".equals(document.getDocumentElement().getLocalName())) {
      throw new IllegalArgumentException("no ink element");
    }
    format(document);
    for (Element trace : elements(document, "trace")) {
      trace(trace);
    }
    return new Ink(space, samples, 0);
  }

  private void format(Document document) {
    List<Element> formats = elements(document, "traceFormat");
    if (!formats.isEmpty()) {
      NodeList found = formats.getFirst().getElementsByTagNameNS("*", "channel");
      for (int i = 0; i < found.getLength(); i++) {
        Element channel = (Element) found.item(i);
        String name = channel.getAttribute("name");
        channels.add(name);
        if (channel.hasAttribute("max")) {
          maxima.put(name, Double.valueOf(channel.getAttribute("max")));
        }
        secondsInTime |= name.equals("T") && channel.getAttribute("units").equals("s");
      }
    }
    if (channels.isEmpty()) {
      channels.addAll(List.of("X", "Y"));
    }
    for (Element property : elements(document, "channelProperty")) {
      if (property.getAttribute("channel").equals("X")
          && property.getAttribute("name").equals("resolution")) {
        double value = Double.parseDouble(property.getAttribute("value"));
        unitsPerMm =
            switch (property.getAttribute("units")) {
              case "1/in" -> value / MM_PER_INCH;
              case "1/cm" -> value / 10;
              case "1/m" -> value / 1000;
              default -> value;
            };
      }
    }
  }

  private void trace(Element trace) {
    double[][] points = InkMlPoints.parse(trace.getTextContent(), channels.size());
    if (points.length == 0 || samples.size() + points.length > MAX_POINTS) {
      throw new IllegalArgumentException("too few or too many points");
    }
    int timeChannel = channels.indexOf("T");
    double offset =
        trace.hasAttribute("timeOffset") ? Double.parseDouble(trace.getAttribute("timeOffset")) : 0;
    long begin = trace.hasAttribute("timeOffset") ? Math.round(offset) : latestMs + LIFT_MS;
    double perMs = secondsInTime ? 1000 : 1;
    PenSample last = point(points[0], Math.max(latestMs, 0));
    for (int i = 0; i < points.length; i++) {
      long time =
          timeChannel < 0
              ? begin + (long) i * STEP_MS
              : Math.round(offset + points[i][timeChannel] * perMs);
      last = point(points[i], Math.max(time, Math.max(latestMs, 0)));
      latestMs = last.timeMs();
      samples.add(last);
    }
    // InkML has no points of a lifted pen here; one ends the stroke.
    latestMs++;
    samples.add(new PenSample(last.x(), last.y(), 0, true, 0, latestMs, samples.size() + 1, 0));
  }

  private PenSample point(double[] values, long timeMs) {
    int x = channels.indexOf("X");
    int y = channels.indexOf("Y");
    int force = channels.indexOf("F");
    if (x < 0 || y < 0) {
      throw new IllegalArgumentException("no X or Y channel");
    }
    double scale = space.unitsPerMm() / unitsPerMm;
    double full = maxima.getOrDefault("F", (double) space.maxPressure());
    double pressure = force < 0 ? 0.5 : values[force] / full;
    return InkCsv.sample(
        space, timeMs, values[x] * scale, values[y] * scale, pressure, true, samples.size() + 1);
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
