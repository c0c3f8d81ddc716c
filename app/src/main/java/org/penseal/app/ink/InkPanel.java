// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The writing itself: strokes in colour with their numbers, hovering thin, a bar as its scale. */
final class InkPanel {
  private static final double THINNEST_PX = 1.8;
  private static final double PRESSURE_PX = 4.2;
  private static final double ROOM = 44;
  private static final double MARK = 4.5;

  private final InkTimeline timeline;
  private final Rectangle2D panel;
  private final double pxPerMm;
  private final double left;
  private final double top;
  private final List<Rectangle2D> taken = new ArrayList<>();

  InkPanel(InkTimeline timeline, Rectangle2D panel) {
    this.timeline = timeline;
    this.panel = panel;
    Rectangle2D box = box(timeline);
    double wide = (panel.getWidth() - 2 * ROOM) / Math.max(box.getWidth(), 5);
    double high = (panel.getHeight() - 2 * ROOM) / Math.max(box.getHeight(), 5);
    this.pxPerMm = Math.min(wide, high);
    this.left = panel.getCenterX() - box.getCenterX() * pxPerMm;
    this.top = panel.getCenterY() - box.getCenterY() * pxPerMm;
  }

  /** What is written, in millimetres; hovering comes from afar and is cut off. */
  private static Rectangle2D box(InkTimeline timeline) {
    Rectangle2D box = null;
    for (InkTimeline.Point p : timeline.points()) {
      if (p.touching()) {
        if (box == null) {
          box = new Rectangle2D.Double(p.xMm(), p.yMm(), 0, 0);
        } else {
          box.add(p.xMm(), p.yMm());
        }
      }
    }
    return box == null ? new Rectangle2D.Double(0, 0, 10, 10) : box;
  }

  void draw(Graphics2D g, Font font, ToDoubleFunction<InkTimeline.Point> part, String unit) {
    g.setColor(Shade.PANEL);
    g.fill(panel);
    g.setColor(Shade.LINE);
    g.draw(panel);
    g.setClip(panel);
    hover(g);
    for (InkTimeline.Span stroke : timeline.strokes()) {
      stroke(g, stroke, part);
    }
    bar(g, font, unit);
    numbers(g, font);
    g.setClip(null);
  }

  private double x(InkTimeline.Point p) {
    return left + p.xMm() * pxPerMm;
  }

  private double y(InkTimeline.Point p) {
    return top + p.yMm() * pxPerMm;
  }

  private void hover(Graphics2D g) {
    g.setColor(Shade.HOVER);
    g.setStroke(
        new BasicStroke(
            1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {1, 4}, 0));
    java.awt.geom.Path2D way = new java.awt.geom.Path2D.Double();
    for (int i = 0; i < timeline.points().size(); i++) {
      InkTimeline.Point p = timeline.points().get(i);
      boolean lifted = !p.touching() || (i > 0 && !timeline.points().get(i - 1).touching());
      if (i == 0 || p.apart() || !lifted) {
        way.moveTo(x(p), y(p));
      } else {
        way.lineTo(x(p), y(p));
      }
    }
    g.draw(way);
  }

  private void stroke(
      Graphics2D g, InkTimeline.Span stroke, ToDoubleFunction<InkTimeline.Point> part) {
    for (int i = stroke.from(); i < stroke.to(); i++) {
      InkTimeline.Point p = timeline.points().get(i);
      InkTimeline.Point before = timeline.points().get(Math.max(stroke.from(), i - 1));
      g.setColor(Shade.of(part.applyAsDouble(p)));
      g.setStroke(
          new BasicStroke(
              (float) (THINNEST_PX + PRESSURE_PX * p.pressure()),
              BasicStroke.CAP_ROUND,
              BasicStroke.JOIN_ROUND));
      g.draw(new Line2D.Double(x(before), y(before), x(p), y(p)));
    }
    InkTimeline.Point last = timeline.points().get(stroke.to() - 1);
    g.setStroke(new BasicStroke(1.4f));
    Ellipse2D mark = new Ellipse2D.Double(x(last) - MARK, y(last) - MARK, 2 * MARK, 2 * MARK);
    g.setColor(Color.WHITE);
    g.fill(mark);
    g.setColor(Shade.WORDS);
    g.draw(mark);
  }

  private void bar(Graphics2D g, Font font, String unit) {
    double mm = Scale.step(panel.getWidth() / pxPerMm / 5, 1);
    double width = mm * pxPerMm;
    double x = panel.getMinX() + 18;
    double y = panel.getMaxY() - 18;
    g.setColor(Shade.WORDS);
    g.setStroke(new BasicStroke(1.6f));
    g.draw(new Line2D.Double(x, y, x + width, y));
    g.draw(new Line2D.Double(x, y - 5, x, y + 5));
    g.draw(new Line2D.Double(x + width, y - 5, x + width, y + 5));
    g.setFont(font.deriveFont(14f));
    String words = Scale.words(mm, mm) + " " + unit;
    g.drawString(words, (float) (x + 6), (float) (y - 8));
    taken.add(new Rectangle2D.Double(x - 6, y - 30, width + 12, 40));
  }

  /** Each number stands beside the beginning of its stroke, where least ink is. */
  private void numbers(Graphics2D g, Font font) {
    g.setFont(font.deriveFont(Font.BOLD, 14f));
    FontMetrics metrics = g.getFontMetrics();
    int number = 0;
    for (InkTimeline.Span stroke : timeline.strokes()) {
      String words = Integer.toString(++number);
      InkTimeline.Point first = timeline.points().get(stroke.from());
      Rectangle2D best = place(first, metrics.stringWidth(words) + 8.0, 19);
      taken.add(best);
      g.setColor(Shade.QUIET);
      g.setStroke(new BasicStroke(0.8f));
      g.draw(new Line2D.Double(x(first), y(first), best.getCenterX(), best.getCenterY()));
      g.setColor(new Color(255, 255, 255, 235));
      g.fill(best);
      g.setColor(Shade.WORDS);
      g.draw(best);
      g.drawString(words, (float) best.getX() + 4, (float) best.getMaxY() - 4.5f);
    }
  }

  private Rectangle2D place(InkTimeline.Point first, double width, double height) {
    Rectangle2D best = new Rectangle2D.Double(x(first), y(first), width, height);
    double least = Double.MAX_VALUE;
    for (int away = 16; away <= 40; away += 8) {
      for (int turn = 0; turn < 16; turn++) {
        double angle = Math.PI * (turn + 10) / 8;
        Rectangle2D tried =
            new Rectangle2D.Double(
                x(first) + away * Math.cos(angle) - width / 2,
                y(first) + away * Math.sin(angle) - height / 2,
                width,
                height);
        double cost = away + cost(tried);
        if (cost < least) {
          least = cost;
          best = tried;
        }
      }
    }
    return best;
  }

  private double cost(Rectangle2D tried) {
    double cost = panel.contains(tried) ? 0 : 1000;
    for (Rectangle2D other : taken) {
      cost += other.intersects(tried) ? 1000 : 0;
    }
    for (InkTimeline.Point p : timeline.points()) {
      cost += p.touching() && tried.contains(x(p), y(p)) ? 6 : 0;
    }
    return cost;
  }
}
