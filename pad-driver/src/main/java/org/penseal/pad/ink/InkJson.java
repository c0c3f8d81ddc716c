// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PenSample;

/**
 * The native trace: ink without loss as JSON in UTF-8, always the same bytes for the same ink.
 *
 * <p>{@code {"format":"penseal-ink/1","space":{"maxX":…,"maxY":…,"maxPressure":…,"unitsPerMm":…},
 * "lost":…,"samples":[[x,y,pressure,near,buttons,timeMs,sequence],…]}}, one row a line, all
 * integers but {@code unitsPerMm}, near 0 or 1. The space has {@code minX} and {@code minY} before
 * the others when one of them is not 0, and {@code "counters":"host"} after them when the host
 * counted time and sequence. Only where they are known, {@code "angles":[[azimuth,elevation],…]} in
 * degrees follows, one row for each sample. The time of the host is not part of it, and who writes
 * it is told so ({@link Dropped#HOST_TIME}).
 */
public final class InkJson {
  /** The media type of a trace. */
  public static final String MEDIA_TYPE = "application/vnd.penseal.ink+json";

  /** Format id. */
  public static final String FORMAT = "penseal-ink/1";

  private static final int MAX_SAMPLES = 1_000_000;

  /** Greatest time and number of a report: 30,000 years. */
  private static final long MOST = 1_000_000_000_000_000L;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private InkJson() {}

  /** The canonical bytes. */
  public static byte[] write(Ink ink) {
    return write(InkDocument.of(ink));
  }

  /** The canonical bytes, with angles where they are known. */
  public static byte[] write(InkDocument document) {
    Ink ink = document.ink();
    Ink.Space space = ink.space();
    StringBuilder json = new StringBuilder("{\"format\":\"" + FORMAT + "\",\n\"space\":{");
    // Only where they differ from what every trace had at first: digests of those stay.
    if (space.minX() != 0 || space.minY() != 0) {
      json.append("\"minX\":").append(space.minX());
      json.append(",\"minY\":").append(space.minY()).append(',');
    }
    json.append("\"maxX\":").append(space.maxX());
    json.append(",\"maxY\":").append(space.maxY());
    json.append(",\"maxPressure\":").append(space.maxPressure());
    json.append(",\"unitsPerMm\":").append(number(space.unitsPerMm()));
    if (space.counters() == Ink.Counters.HOST) {
      json.append(",\"counters\":\"host\"");
    }
    json.append("},\n\"lost\":").append(ink.lostReports()).append(",\n\"samples\":[");
    String between = "\n";
    for (PenSample s : ink.samples()) {
      json.append(between).append('[').append(s.x()).append(',').append(s.y());
      json.append(',').append(s.pressure()).append(',').append(s.near() ? 1 : 0);
      json.append(',').append(s.buttons()).append(',').append(s.timeMs());
      json.append(',').append(s.sequence()).append(']');
      between = ",\n";
    }
    angles(json, document.angles());
    return json.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void angles(StringBuilder json, List<InkDocument.Angles> angles) {
    String between = "\n],\n\"angles\":[\n";
    for (InkDocument.Angles a : angles) {
      json.append(between).append('[').append(InkMlWriter.decimal(a.azimuthDeg()));
      json.append(',').append(InkMlWriter.decimal(a.elevationDeg())).append(']');
      between = ",\n";
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && value < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * Reads it.
   *
   * @throws PadException.UnreadableFile when it is not this format, or a value is out of range
   */
  public static Ink read(byte[] json) throws PadException.UnreadableFile {
    return document(json).ink();
  }

  /**
   * Reads it with the angles.
   *
   * @throws PadException.UnreadableFile when it is not this format, or a value is out of range
   */
  public static InkDocument document(byte[] json) throws PadException.UnreadableFile {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (!FORMAT.equals(root.path("format").asText())) {
        throw new PadException.UnreadableFile(FORMAT, Why.FORMAT);
      }
      Ink.Space space = space(root.required("space"));
      JsonNode rows = root.required("samples");
      if (rows.size() > MAX_SAMPLES) {
        throw new PadException.UnreadableFile(FORMAT, Why.TOO_LARGE);
      }
      requireArray(rows);
      List<PenSample> samples = new ArrayList<>(rows.size());
      for (JsonNode row : rows) {
        samples.add(sample(row));
      }
      Ink ink = new Ink(space, samples, number(root.required("lost")));
      return new InkDocument(ink, angles(root.path("angles")), Set.of());
    } catch (IOException | IllegalArgumentException e) {
      // No cause: it would quote the text, which is ink.
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT);
    }
  }

  private static void requireArray(JsonNode rows) {
    if (!rows.isArray()) {
      throw new IllegalArgumentException("not an array");
    }
  }

  private static List<InkDocument.Angles> angles(JsonNode rows) {
    List<InkDocument.Angles> angles = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      angles.add(new InkDocument.Angles(angle(row.path(0)), angle(row.path(1))));
    }
    return angles;
  }

  private static double angle(JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("not a number");
    }
    return node.doubleValue();
  }

  private static Ink.Space space(JsonNode s) {
    JsonNode counters = s.path("counters");
    if (!counters.isMissingNode() && !counters.asText().equals("host")) {
      throw new IllegalArgumentException("counters of nobody");
    }
    JsonNode unitsPerMm = s.required("unitsPerMm");
    if (!unitsPerMm.isNumber()) {
      throw new IllegalArgumentException("not a number");
    }
    Ink.Space space =
        new Ink.Space(
            s.has("minX") ? integer(s.get("minX")) : 0,
            s.has("minY") ? integer(s.get("minY")) : 0,
            integer(s.required("maxX")),
            integer(s.required("maxY")),
            integer(s.required("maxPressure")),
            unitsPerMm.asDouble(),
            counters.isMissingNode() ? Ink.Counters.DEVICE : Ink.Counters.HOST);
    if (!InkPoints.isPossible(space)) {
      throw new IllegalArgumentException("a space that no pad has");
    }
    return space;
  }

  private static PenSample sample(JsonNode row) {
    if (row.size() != 7) {
      throw new IllegalArgumentException("a row has seven numbers");
    }
    return new PenSample(
        integer(row.get(0)),
        integer(row.get(1)),
        integer(row.get(2)),
        integer(row.get(3)) != 0,
        integer(row.get(4)),
        number(row.get(5)),
        number(row.get(6)),
        0);
  }

  private static int integer(JsonNode node) {
    if (!node.isInt()) {
      throw new IllegalArgumentException("not an integer");
    }
    return node.intValue();
  }

  private static long number(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() > MOST) {
      throw new IllegalArgumentException("not an integer that a pad could count to");
    }
    return node.longValue();
  }
}
