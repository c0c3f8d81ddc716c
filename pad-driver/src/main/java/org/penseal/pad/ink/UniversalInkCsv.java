// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;

/**
 * Rows of a Universal Ink export: stroke number {@code idx}, {@code SPLINE_X} and {@code SPLINE_Y}
 * in 96ths of an inch, {@code SENSOR_PRESSURE} 0 to 1, {@code SENSOR_TIMESTAMP}. The ink is moved
 * to the middle of the space and made smaller when it does not fit.
 *
 * <p>In such files the time of a stroke's beginning counts milliseconds, but seconds within the
 * stroke are simply added to it: a stroke whose points are less than 0.5 apart on average is taken
 * to be so.
 */
final class UniversalInkCsv {
  private static final double UNITS_PER_INCH = 96;
  private static final double FILL_WIDTH = 0.8;

  /** Half of the height keeps clear of the buttons of the standard layout. */
  private static final double FILL_HEIGHT = 0.5;

  private static final long LIFT_MS = 7;

  /** What such a file always has changed. */
  static final Set<Dropped> CHANGED =
      Set.of(
          Dropped.CHANNELS,
          Dropped.POSITION_FITTED,
          Dropped.POSITION_ROUNDED,
          Dropped.PRESSURE_ROUNDED,
          Dropped.TIME_ROUNDED,
          Dropped.ADDED_LIFT);

  private record Row(double stroke, double x, double y, double time, double pressure) {}

  private UniversalInkCsv() {}

  /** The ink of all lines, of which the first is the header. */
  static Ink read(List<String> lines, Map<String, Integer> columns, Ink.Space space)
      throws PadException.UnreadableFile {
    List<List<Row>> strokes = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      InkCsv.Row cells = new InkCsv.Row(lines.get(i).split(",", -1), columns, i + 1);
      Row row =
          new Row(
              cells.value("idx"),
              cells.value("spline_x"),
              cells.value("spline_y"),
              cells.value("sensor_timestamp"),
              cells.value("sensor_pressure"));
      if (strokes.isEmpty() || strokes.getLast().getFirst().stroke != row.stroke) {
        strokes.add(new ArrayList<>());
      }
      strokes.getLast().add(row);
    }
    return new Ink(space, samples(strokes, space), 0);
  }

  private static List<PenSample> samples(List<List<Row>> strokes, Ink.Space space) {
    double left = bound(strokes, 1, false);
    double right = bound(strokes, 1, true);
    double top = bound(strokes, 2, false);
    double bottom = bound(strokes, 2, true);
    double scale = space.unitsPerMm() * 25.4 / UNITS_PER_INCH;
    scale =
        Math.min(scale, FILL_WIDTH * (space.maxX() - space.minX()) / Math.max(right - left, 1e-9));
    scale =
        Math.min(scale, FILL_HEIGHT * (space.maxY() - space.minY()) / Math.max(bottom - top, 1e-9));
    List<PenSample> samples = new ArrayList<>();
    double start = strokes.isEmpty() ? 0 : strokes.getFirst().getFirst().time;
    for (List<Row> stroke : strokes) {
      double begin = stroke.getFirst().time;
      double step = (stroke.getLast().time - begin) / Math.max(1, stroke.size() - 1);
      double perMs = step < 0.5 ? 1000 : 1;
      for (Row row : stroke) {
        add(
            samples,
            space,
            begin - start + (row.time - begin) * perMs,
            point(row, left, right, top, bottom, scale, space),
            row.pressure,
            true);
      }
      // The export has no points of a lifted pen; one ends the stroke.
      double end = begin - start + (stroke.getLast().time - begin) * perMs + LIFT_MS;
      add(
          samples,
          space,
          end,
          point(stroke.getLast(), left, right, top, bottom, scale, space),
          0,
          false);
    }
    return samples;
  }

  private static double[] point(
      Row row,
      double left,
      double right,
      double top,
      double bottom,
      double scale,
      Ink.Space space) {
    return new double[] {
      (space.minX() + space.maxX()) / 2.0 + (row.x - (left + right) / 2) * scale,
      (space.minY() + space.maxY()) / 2.0 + (row.y - (top + bottom) / 2) * scale
    };
  }

  private static void add(
      List<PenSample> samples,
      Ink.Space space,
      double timeMs,
      double[] point,
      double pressure,
      boolean touch) {
    long time = Math.max(0, Math.round(timeMs));
    if (!samples.isEmpty()) {
      time = Math.max(time, samples.getLast().timeMs());
    }
    double part = touch ? Math.clamp(pressure, 1.0 / space.maxPressure(), 1) : 0;
    samples.add(
        new PenSample(
            (int) Math.clamp(Math.round(point[0]), space.minX(), space.maxX()),
            (int) Math.clamp(Math.round(point[1]), space.minY(), space.maxY()),
            (int) Math.round(part * space.maxPressure()),
            true,
            touch ? 1 : 0,
            time,
            samples.size() + 1,
            0));
  }

  private static double bound(List<List<Row>> strokes, int axis, boolean greatest) {
    var values = strokes.stream().flatMap(List::stream).mapToDouble(r -> axis == 1 ? r.x : r.y);
    return (greatest ? values.max() : values.min()).orElse(0);
  }
}
