// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;

/**
 * Ink over time, for a picture: every point where the pen was near, with its speed.
 *
 * @param points in order
 * @param strokes of each stroke the first point and the one after its last
 */
record InkTimeline(List<Point> points, List<Span> strokes) {
  /** Speed is measured over the points so many before and after. */
  private static final int REACH = 2;

  /**
   * A point.
   *
   * @param ms since the first contact; negative before it
   * @param xMm from the left
   * @param yMm from above
   * @param speed millimetres a second
   * @param pressure 0 to 1
   * @param touching whether the tip touches
   * @param apart whether the pen was gone between the point before and this one
   */
  record Point(
      double ms,
      double xMm,
      double yMm,
      double speed,
      double pressure,
      boolean touching,
      boolean apart) {}

  /**
   * A stroke.
   *
   * @param from index of its first point
   * @param to index after its last
   */
  record Span(int from, int to) {}

  static InkTimeline of(Ink ink) {
    List<PenSample> near = new ArrayList<>();
    List<Boolean> apart = new ArrayList<>();
    boolean gone = true;
    for (PenSample s : ink.samples()) {
      if (s.near()) {
        near.add(s);
        apart.add(gone);
      }
      gone = !s.near();
    }
    long begin =
        near.stream()
            .filter(PenSample::touching)
            .mapToLong(PenSample::timeMs)
            .findFirst()
            .orElse(near.isEmpty() ? 0 : near.getFirst().timeMs());
    List<Point> points = new ArrayList<>(near.size());
    for (int i = 0; i < near.size(); i++) {
      PenSample s = near.get(i);
      points.add(
          new Point(
              s.timeMs() - begin,
              ink.space().xMm(s),
              ink.space().yMm(s),
              speed(near, apart, i) / ink.space().unitsPerMm(),
              Math.min(1, (double) s.pressure() / ink.space().maxPressure()),
              s.touching(),
              apart.get(i)));
    }
    return new InkTimeline(points, strokes(points));
  }

  /** Length of the way around a point over its time, units a second. */
  private static double speed(List<PenSample> near, List<Boolean> apart, int at) {
    int from = at;
    while (from > Math.max(0, at - REACH) && !apart.get(from)) {
      from--;
    }
    int to = at;
    while (to < Math.min(near.size() - 1, at + REACH) && !apart.get(to + 1)) {
      to++;
    }
    double way = 0;
    for (int i = from; i < to; i++) {
      PenSample a = near.get(i);
      PenSample b = near.get(i + 1);
      way += Math.hypot(b.x() - a.x(), b.y() - a.y());
    }
    long ms = near.get(to).timeMs() - near.get(from).timeMs();
    return ms <= 0 ? 0 : way * 1000 / ms;
  }

  private static List<Span> strokes(List<Point> points) {
    List<Span> strokes = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= points.size(); i++) {
      boolean touches =
          i < points.size() && points.get(i).touching && (from < 0 || !points.get(i).apart);
      if (touches && from < 0) {
        from = i;
      } else if (!touches && from >= 0) {
        strokes.add(new Span(from, i));
        from = i < points.size() && points.get(i).touching ? i : -1;
      }
    }
    return Collections.unmodifiableList(strokes);
  }

  /** Greatest speed of a touching point that is not among the fastest hundredth; at least 1. */
  double fastest() {
    double[] speeds =
        points.stream().filter(Point::touching).mapToDouble(Point::speed).sorted().toArray();
    return speeds.length == 0 ? 1 : Math.max(1, speeds[(int) (0.99 * (speeds.length - 1))]);
  }

  /** From the first contact to the last, milliseconds. */
  double durationMs() {
    return strokes.isEmpty() ? 0 : points.get(strokes.getLast().to - 1).ms;
  }
}
