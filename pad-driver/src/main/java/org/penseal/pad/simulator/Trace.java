// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;

/**
 * Ink as a simulated pen plays it: in the pad's units, at the pad's report rate, times from 0.
 *
 * @param points in order of time
 */
record Trace(List<Point> points) {
  /** Lowest pressure of a point that touches, above the contact threshold of 21. */
  private static final int TOUCH = 24;

  /**
   * Where the pen is.
   *
   * @param timeMs since the beginning
   * @param x tablet units
   * @param y tablet units
   * @param pressure 0 while it hovers
   * @param leaves whether it leaves here; the position then means nothing
   */
  record Point(long timeMs, int x, int y, int pressure, boolean leaves) {
    Point within(PadModel.Tablet tablet) {
      return new Point(
          timeMs,
          place(x, tablet.minX(), tablet.maxX()),
          place(y, tablet.minY(), tablet.maxY()),
          pressure,
          leaves);
    }
  }

  Trace {
    points = List.copyOf(points);
  }

  /**
   * The trace of some ink. Samples that are at the pad's rate already stay what they are; others
   * are put on the pad's grid of times on straight lines between them.
   */
  static Trace of(Ink ink, PadModel model, int rateHz) {
    List<Point> points = new ArrayList<>();
    long start = ink.samples().isEmpty() ? 0 : ink.samples().getFirst().timeMs();
    Ink.Space to = model.space();
    double scaleX = model.unitsPerMm() / ink.space().unitsPerMm();
    double scalePressure = (double) model.maxPressure() / ink.space().maxPressure();
    for (PenSample s : ink.samples()) {
      int pressure = (int) Math.round(s.pressure() * scalePressure);
      pressure = s.touching() ? Math.clamp(pressure, TOUCH, model.maxPressure()) : 0;
      points.add(
          new Point(
              s.timeMs() - start,
              (int) Math.round(to.minX() + (s.x() - ink.space().minX()) * scaleX),
              (int) Math.round(to.minY() + (s.y() - ink.space().minY()) * scaleX),
              pressure,
              !s.near()));
    }
    return atRate(fitted(points, model), rateHz);
  }

  /** Made smaller and moved into the writing area when it would not lie within. */
  private static List<Point> fitted(List<Point> points, PadModel model) {
    List<Point> touching = points.stream().filter(p -> p.pressure() > 0).toList();
    if (touching.isEmpty()) {
      return points.stream().map(p -> p.within(model.tablet())).toList();
    }
    PadLayout layout = model.layout();
    IntSummaryStatistics x = touching.stream().mapToInt(Point::x).summaryStatistics();
    IntSummaryStatistics y = touching.stream().mapToInt(Point::y).summaryStatistics();
    int left = layout.xOf(layout.ink().left());
    int top = layout.yOf(layout.ink().top());
    int right = layout.xOf(layout.ink().right());
    int bottom = layout.yOf(layout.ink().bottom());
    boolean inside =
        x.getMin() >= left && x.getMax() <= right && y.getMin() >= top && y.getMax() <= bottom;
    if (inside) {
      return points.stream().map(p -> p.within(model.tablet())).toList();
    }
    double scale = Math.min(1, (double) (right - left) / Math.max(1, x.getMax() - x.getMin()));
    scale = Math.min(scale, (double) (bottom - top) / Math.max(1, y.getMax() - y.getMin()));
    double middleX = (x.getMin() + x.getMax()) / 2.0;
    double middleY = (y.getMin() + y.getMax()) / 2.0;
    List<Point> moved = new ArrayList<>();
    for (Point p : points) {
      moved.add(
          new Point(
              p.timeMs(),
              place(
                  (left + right) / 2.0 + (p.x() - middleX) * scale,
                  model.tablet().minX(),
                  model.maxX()),
              place(
                  (top + bottom) / 2.0 + (p.y() - middleY) * scale,
                  model.tablet().minY(),
                  model.maxY()),
              p.pressure(),
              p.leaves()));
    }
    return moved;
  }

  private static int place(double at, int least, int most) {
    return (int) Math.clamp(Math.round(at), least, (long) most);
  }

  /** Time of the n-th report at a rate: at 150 Hz the steps are 6 and 7 ms. */
  static long timeOf(long n, int rateHz) {
    return n * 1000 / rateHz;
  }

  private static Trace atRate(List<Point> points, int rateHz) {
    if (points.size() < 2 || onGrid(points, rateHz)) {
      return new Trace(points);
    }
    List<Point> out = new ArrayList<>();
    int at = 0;
    long end = points.getLast().timeMs();
    for (long n = 0; timeOf(n, rateHz) <= end; n++) {
      long time = timeOf(n, rateHz);
      while (at + 2 < points.size() && points.get(at + 1).timeMs() <= time) {
        at++;
      }
      out.add(between(points.get(at), points.get(at + 1), time));
    }
    return new Trace(out);
  }

  private static boolean onGrid(List<Point> points, int rateHz) {
    for (Point point : points) {
      long n = (point.timeMs() * rateHz + 999) / 1000;
      if (timeOf(n, rateHz) != point.timeMs() && !point.leaves()) {
        return false;
      }
    }
    for (int i = 1; i < points.size(); i++) {
      // Without gaps and without two reports at one time.
      long step = points.get(i).timeMs() - points.get(i - 1).timeMs();
      if (step < 1000 / rateHz || step > 2000) {
        return false;
      }
    }
    return true;
  }

  private static Point between(Point a, Point b, long time) {
    double part =
        b.timeMs() == a.timeMs() ? 1 : (double) (time - a.timeMs()) / (b.timeMs() - a.timeMs());
    part = Math.clamp(part, 0, 1);
    boolean both = (a.pressure() > 0) == (b.pressure() > 0) && !a.leaves() && !b.leaves();
    Point nearest = part < 0.5 ? a : b;
    if (!both) {
      return new Point(time, nearest.x(), nearest.y(), nearest.pressure(), nearest.leaves());
    }
    return new Point(
        time,
        (int) Math.round(a.x() + part * (b.x() - a.x())),
        (int) Math.round(a.y() + part * (b.y() - a.y())),
        (int) Math.round(a.pressure() + part * (b.pressure() - a.pressure())),
        false);
  }
}
