// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.ToDoubleFunction;

/**
 * One value over time; the strokes are shaded bands.
 *
 * @param panel where it is drawn
 * @param title what is shown, with its unit
 * @param colour of the curve
 * @param top greatest value of the axis
 * @param whileTouching whether the curve is drawn only where the tip touches
 */
record CurvePanel(
    Rectangle2D panel, String title, Color colour, double top, boolean whileTouching) {
  private static final int MOST_STEPS = 4;
  private static final int MOST_TIMES = 12;

  void draw(
      Graphics2D g, Font font, InkTimeline timeline, ToDoubleFunction<InkTimeline.Point> value) {
    double from = from(timeline);
    double to = to(timeline);
    g.setColor(Shade.PANEL);
    g.fill(panel);
    bands(g, timeline, from, to);
    grid(g, font);
    g.setColor(Shade.LINE);
    g.setStroke(new BasicStroke(1f));
    g.draw(panel);
    g.setClip(panel);
    curve(g, timeline, value, from, to);
    g.setClip(null);
    g.setColor(colour);
    g.setFont(font.deriveFont(Font.BOLD, 15f));
    g.drawString(title, (float) panel.getMinX(), (float) panel.getMinY() - 8);
  }

  private static double from(InkTimeline timeline) {
    return timeline.points().isEmpty() ? 0 : Math.min(0, timeline.points().getFirst().ms());
  }

  private static double to(InkTimeline timeline) {
    return timeline.points().isEmpty() ? 1 : Math.max(1, timeline.points().getLast().ms());
  }

  private double x(double ms, double from, double to) {
    return panel.getMinX() + (ms - from) / Math.max(1, to - from) * panel.getWidth();
  }

  private double y(double value) {
    return panel.getMaxY() - Math.clamp(value / top, 0, 1) * panel.getHeight();
  }

  private void bands(Graphics2D g, InkTimeline timeline, double from, double to) {
    g.setColor(Shade.STROKE_BAND);
    for (InkTimeline.Span stroke : timeline.strokes()) {
      double left = x(timeline.points().get(stroke.from()).ms(), from, to);
      double right = x(timeline.points().get(stroke.to() - 1).ms(), from, to);
      g.fill(
          new Rectangle2D.Double(
              left, panel.getMinY(), Math.max(1, right - left), panel.getHeight()));
    }
  }

  private void grid(Graphics2D g, Font font) {
    g.setFont(font.deriveFont(13f));
    FontMetrics metrics = g.getFontMetrics();
    double step = Scale.step(top, MOST_STEPS);
    for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
      double y = y(i * step);
      g.setColor(Shade.LINE);
      g.setStroke(new BasicStroke(0.8f));
      g.draw(new Line2D.Double(panel.getMinX(), y, panel.getMaxX(), y));
      g.setColor(Shade.QUIET);
      String words = Scale.words(i * step, step);
      g.drawString(
          words, (float) panel.getMinX() - metrics.stringWidth(words) - 8, (float) y + 4.5f);
    }
  }

  private void curve(
      Graphics2D g,
      InkTimeline timeline,
      ToDoubleFunction<InkTimeline.Point> value,
      double from,
      double to) {
    Path2D way = new Path2D.Double();
    boolean pen = false;
    for (InkTimeline.Point p : timeline.points()) {
      if (whileTouching && !p.touching()) {
        pen = false;
        continue;
      }
      double x = x(p.ms(), from, to);
      double y = y(value.applyAsDouble(p));
      if (pen && !p.apart()) {
        way.lineTo(x, y);
      } else {
        way.moveTo(x, y);
      }
      pen = true;
    }
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(way);
  }

  /** Numbers of the strokes above this panel, as far as they find room. */
  void strokeNumbers(Graphics2D g, Font font, InkTimeline timeline) {
    g.setFont(font.deriveFont(12f));
    g.setColor(Shade.QUIET);
    FontMetrics metrics = g.getFontMetrics();
    double free = panel.getMinX();
    for (int i = 0; i < timeline.strokes().size(); i++) {
      InkTimeline.Span stroke = timeline.strokes().get(i);
      double middle =
          (timeline.points().get(stroke.from()).ms() + timeline.points().get(stroke.to() - 1).ms())
              / 2;
      String words = Integer.toString(i + 1);
      double x = x(middle, from(timeline), to(timeline)) - metrics.stringWidth(words) / 2.0;
      if (x >= free) {
        g.drawString(words, (float) x, (float) panel.getMinY() + 14);
        free = x + metrics.stringWidth(words) + 5;
      }
    }
  }

  /** The axis of time below this panel. */
  void times(Graphics2D g, Font font, InkTimeline timeline, String title) {
    double from = from(timeline);
    double to = to(timeline);
    double step = Scale.step((to - from) / 1000, MOST_TIMES);
    g.setFont(font.deriveFont(13f));
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(Shade.QUIET);
    for (double s = Math.ceil(from / 1000 / step) * step; s <= to / 1000; s += step) {
      double x = x(s * 1000, from, to);
      g.draw(new Line2D.Double(x, panel.getMaxY(), x, panel.getMaxY() + 5));
      String words = Scale.words(s + 0.0, step);
      double width = metrics.stringWidth(words);
      g.drawString(words, (float) (x - width / 2), (float) panel.getMaxY() + 21);
    }
    g.setColor(Shade.WORDS);
    g.drawString(
        title, (float) panel.getMaxX() - metrics.stringWidth(title), (float) panel.getMaxY() + 41);
  }
}
