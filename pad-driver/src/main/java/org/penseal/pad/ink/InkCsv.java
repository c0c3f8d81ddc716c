// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;

/**
 * Ink as a table: header {@code t_ms,x,y,pressure,touch}, optionally {@code azimuth,elevation}, the
 * columns in any order; x and y in hundredths of a millimetre, y down, pressure 0 to 1, touch 0 or
 * 1.
 *
 * <p>Reading also knows the columns of a Universal Ink export ({@code idx, SPLINE_X, SPLINE_Y,
 * SENSOR_TIMESTAMP, SENSOR_PRESSURE}), see {@link UniversalInkCsv}.
 */
public final class InkCsv {
  private static final int MAX_ROWS = 1_000_000;
  private static final double UNITS_PER_MM = 100;

  private InkCsv() {}

  /**
   * The table, with a line feed after each row. Leave reports, which are no points, are left out.
   */
  public static String write(Ink ink) {
    StringBuilder text = new StringBuilder("t_ms,x,y,pressure,touch\n");
    double scale = UNITS_PER_MM / ink.space().unitsPerMm();
    long start = ink.samples().isEmpty() ? 0 : ink.samples().getFirst().timeMs();
    for (PenSample s : ink.samples()) {
      if (s.leaves()) {
        continue;
      }
      text.append(s.timeMs() - start).append(',');
      text.append(Math.round((s.x() - ink.space().minX()) * scale)).append(',');
      text.append(Math.round((s.y() - ink.space().minY()) * scale)).append(',');
      double pressure = (double) s.pressure() / ink.space().maxPressure();
      text.append(String.format(Locale.ROOT, "%.4f", pressure));
      text.append(',').append(s.touching() ? 1 : 0).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads a table into the space of a pad.
   *
   * @param text the table
   * @param space where the samples go; what lies outside of it is refused
   * @throws PadException.Malformed when it is no such table, or a point lies outside
   */
  public static Ink read(String text, Ink.Space space) throws PadException.Malformed {
    List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
    if (lines.isEmpty() || lines.size() > MAX_ROWS) {
      throw malformed(null);
    }
    Map<String, Integer> columns = columns(lines.getFirst());
    try {
      if (columns.containsKey("spline_x")) {
        return UniversalInkCsv.read(lines.subList(1, lines.size()), columns, space);
      }
      return plain(lines.subList(1, lines.size()), columns, space);
    } catch (IllegalArgumentException e) {
      // The cause would quote numbers, which are ink.
      throw malformed(null);
    }
  }

  private static Map<String, Integer> columns(String header) {
    Map<String, Integer> columns = new HashMap<>();
    String[] names = header.replace("\uFEFF", "").toLowerCase(Locale.ROOT).split(",", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i].strip(), i);
    }
    return columns;
  }

  private static Ink plain(List<String> rows, Map<String, Integer> columns, Ink.Space space) {
    double scale = space.unitsPerMm() / UNITS_PER_MM;
    List<PenSample> samples = new ArrayList<>(rows.size());
    double start = Double.NaN;
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      double time = value(cells, columns, "t_ms");
      start = Double.isNaN(start) ? time : start;
      samples.add(
          sample(
              space,
              Math.round(time - start),
              value(cells, columns, "x") * scale,
              value(cells, columns, "y") * scale,
              value(cells, columns, "pressure"),
              value(cells, columns, "touch") != 0,
              samples.size() + 1));
    }
    return new Ink(space, samples, 0);
  }

  static PenSample sample(
      Ink.Space space,
      long timeMs,
      double x,
      double y,
      double pressure,
      boolean touch,
      long sequence) {
    if (x < 0 || x > space.maxX() + 0.5 || y < 0 || y > space.maxY() + 0.5) {
      throw new IllegalArgumentException("point outside of the space");
    }
    double part = touch ? Math.clamp(pressure, 1.0 / space.maxPressure(), 1) : 0;
    return new PenSample(
        (int) Math.round(x),
        (int) Math.round(y),
        (int) Math.round(part * space.maxPressure()),
        true,
        touch ? 1 : 0,
        timeMs,
        sequence,
        0);
  }

  static double value(String[] cells, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    if (column == null || column >= cells.length) {
      throw new IllegalArgumentException("missing column " + name);
    }
    double value = Double.parseDouble(cells[column].strip());
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a number in column " + name);
    }
    return value;
  }

  private static PadException.Malformed malformed(
      @org.jspecify.annotations.Nullable Exception cause) {
    return new PadException.Malformed("ink table", cause);
  }
}
