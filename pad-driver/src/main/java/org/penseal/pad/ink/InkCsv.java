// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PenSample;

/**
 * Ink as a table: header {@code t_ms,x,y,pressure,touch}, optionally {@code azimuth,elevation} in
 * degrees, the columns in any order; x and y in hundredths of a millimetre, y down, pressure 0 to
 * 1, touch 0 or 1. A row of zeros is the report with which the pen leaves.
 *
 * <p>Reading also knows the columns of a Universal Ink export ({@code idx, SPLINE_X, SPLINE_Y,
 * SENSOR_TIMESTAMP, SENSOR_PRESSURE}), see {@link UniversalInkCsv}.
 */
public final class InkCsv {
  static final String FORMAT = "CSV";

  private static final int MAX_ROWS = 1_000_000;
  private static final double UNITS_PER_MM = 100;

  private InkCsv() {}

  /** The table without angles, with a line feed after each row. */
  public static String write(Ink ink) {
    return write(InkDocument.of(ink));
  }

  /** The table, with a line feed after each row. */
  public static String write(InkDocument document) {
    Ink ink = document.ink();
    boolean angles = !document.angles().isEmpty();
    StringBuilder text =
        new StringBuilder("t_ms,x,y,pressure,touch").append(angles ? ",azimuth,elevation\n" : "\n");
    double scale = UNITS_PER_MM / ink.space().unitsPerMm();
    long start = ink.samples().isEmpty() ? 0 : ink.samples().getFirst().timeMs();
    for (int i = 0; i < ink.samples().size(); i++) {
      PenSample s = ink.samples().get(i);
      text.append(s.timeMs() - start).append(',');
      double x = s.leaves() ? 0 : (s.x() - ink.space().minX()) * scale;
      double y = s.leaves() ? 0 : (s.y() - ink.space().minY()) * scale;
      text.append(length(x)).append(',').append(length(y)).append(',');
      double pressure = (double) s.pressure() / ink.space().maxPressure();
      text.append(String.format(Locale.ROOT, "%.4f", pressure));
      text.append(',').append(s.touching() ? 1 : 0);
      if (angles) {
        InkDocument.Angles a = document.angles().get(i);
        text.append(',').append(InkMlWriter.decimal(a.azimuthDeg()));
        text.append(',').append(InkMlWriter.decimal(a.elevationDeg()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Hundredths of a millimetre, with hundredths of these only where a pad is finer. */
  private static String length(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return InkMlWriter.decimal(rounded);
  }

  /**
   * Reads a table into the space of a pad.
   *
   * @param text the table
   * @param space where the samples go; what lies outside of it is refused
   * @throws PadException.UnreadableFile when it is no such table, or a point lies outside
   */
  public static Ink read(String text, Ink.Space space) throws PadException.UnreadableFile {
    return document(text, space).within(space, FORMAT);
  }

  /**
   * Reads a table.
   *
   * @param asked where the samples go when it is large enough
   * @throws PadException.UnreadableFile when it is no such table; names the line
   */
  public static InkDocument document(String text, Ink.Space asked)
      throws PadException.UnreadableFile {
    List<String> lines = text.lines().limit(MAX_ROWS + 2L).toList();
    if (lines.size() > MAX_ROWS + 1) {
      throw new PadException.UnreadableFile(FORMAT, Why.TOO_LARGE);
    }
    Map<String, Integer> columns = lines.isEmpty() ? Map.of() : columns(lines.getFirst());
    if (columns.containsKey("spline_x")) {
      return new InkDocument(
          UniversalInkCsv.read(lines, columns, asked), List.of(), UniversalInkCsv.CHANGED);
    }
    return plain(lines, columns, asked);
  }

  private static Map<String, Integer> columns(String header) {
    Map<String, Integer> columns = new HashMap<>();
    String[] names = header.replace("\uFEFF", "").toLowerCase(Locale.ROOT).split(",", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i].strip(), i);
    }
    return columns;
  }

  private static InkDocument plain(
      List<String> lines, Map<String, Integer> columns, Ink.Space asked)
      throws PadException.UnreadableFile {
    for (String name : List.of("t_ms", "x", "y", "pressure", "touch")) {
      if (!columns.containsKey(name)) {
        throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, 1);
      }
    }
    boolean angles = columns.containsKey("azimuth") && columns.containsKey("elevation");
    InkPoints points = new InkPoints(FORMAT);
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        row(new Row(lines.get(i).split(",", -1), columns, i + 1), angles, points);
      }
    }
    return points.build(asked, null);
  }

  private static void row(Row row, boolean angles, InkPoints points)
      throws PadException.UnreadableFile {
    if (angles) {
      points.angles(row.value("azimuth"), row.value("elevation"));
    }
    double time = row.value("t_ms");
    double x = row.value("x");
    double y = row.value("y");
    double pressure = row.value("pressure");
    boolean touch = row.value("touch") != 0;
    if (!touch && x == 0 && y == 0 && pressure == 0) {
      points.leave(time);
    } else {
      points.add(touch, x / UNITS_PER_MM, y / UNITS_PER_MM, pressure, time);
    }
  }

  /**
   * One row.
   *
   * @param cells its cells
   * @param columns place of each column
   * @param line number in the file, from 1
   */
  record Row(String[] cells, Map<String, Integer> columns, int line) {
    /** The number in a column. */
    double value(String name) throws PadException.UnreadableFile {
      Integer column = columns.get(name);
      if (column != null && column < cells.length) {
        try {
          double value = Double.parseDouble(cells[column].strip());
          if (Math.abs(value) < 1e15) {
            return value;
          }
        } catch (NumberFormatException e) {
          // No cause: it would quote the number, which is ink.
          throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, line);
        }
      }
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT, line);
    }
  }
}
