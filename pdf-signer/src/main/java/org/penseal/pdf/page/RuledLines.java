// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.penseal.pdf.stream.BoundedFont;

/** The upright and level lines that are drawn on one page, also as thin rectangles. */
final class RuledLines extends PDFGraphicsStreamEngine {
  private static final double STRAIGHT_PT = 0.5;
  private static final double SHORTEST_PT = 20;
  private static final int MOST = 4000;

  private final AffineTransform toDisplay;
  private final GeneralPath path = new GeneralPath();
  private final SortedSet<Double> level = new TreeSet<>();
  private final SortedSet<Double> upright = new TreeSet<>();
  private final List<PageGuides.Rule> rules = new ArrayList<>();

  private RuledLines(PDPage page) {
    super(page);
    toDisplay = PageSpace.of(page, 1).toDisplay();
  }

  /** Reads a page's own content. */
  static RuledLines of(PDPage page) throws IOException {
    RuledLines read = new RuledLines(page);
    read.processPage(page);
    return read;
  }

  /** Heights of level lines, points from the lower edge as displayed. */
  List<Double> level() {
    return List.copyOf(level);
  }

  /** Level lines with their ends. */
  List<PageGuides.Rule> rules() {
    return List.copyOf(rules);
  }

  /** Upright lines, points from the left edge as displayed. */
  List<Double> upright() {
    return List.copyOf(upright);
  }

  private void drawn() {
    double[] to = new double[6];
    Point2D from = null;
    Point2D start = null;
    for (PathIterator at = path.getPathIterator(toDisplay);
        !at.isDone() && level.size() + upright.size() < MOST;
        at.next()) {
      int kind = at.currentSegment(to);
      Point2D next =
          switch (kind) {
            case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO ->
                new Point2D.Double(to[0], to[1]);
            case PathIterator.SEG_QUADTO -> new Point2D.Double(to[2], to[3]);
            case PathIterator.SEG_CUBICTO -> new Point2D.Double(to[4], to[5]);
            default -> start;
          };
      boolean straight = kind == PathIterator.SEG_LINETO || kind == PathIterator.SEG_CLOSE;
      if (straight && from != null && next != null) {
        note(from, next);
      }
      if (kind == PathIterator.SEG_MOVETO) {
        start = next;
      }
      from = next;
    }
    path.reset();
  }

  private void note(Point2D a, Point2D b) {
    double wide = Math.abs(a.getX() - b.getX());
    double high = Math.abs(a.getY() - b.getY());
    if (high < STRAIGHT_PT && wide > SHORTEST_PT) {
      level.add(a.getY());
      if (rules.size() < MOST) {
        rules.add(
            new PageGuides.Rule(
                (a.getY() + b.getY()) / 2,
                Math.min(a.getX(), b.getX()),
                Math.max(a.getX(), b.getX())));
      }
    } else if (wide < STRAIGHT_PT && high > SHORTEST_PT) {
      upright.add(a.getX());
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    Predictors.requireEnd(operator);
    BoundedFont.require(getResources(), operator, operands);
    super.processOperator(operator, operands);
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    path.moveTo(p0.getX(), p0.getY());
    path.lineTo(p1.getX(), p1.getY());
    path.lineTo(p2.getX(), p2.getY());
    path.lineTo(p3.getX(), p3.getY());
    path.closePath();
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    path.lineTo(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    path.curveTo(x1, y1, x2, y2, x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    return path.getCurrentPoint();
  }

  @Override
  public void closePath() {
    path.closePath();
  }

  @Override
  public void endPath() {
    path.reset();
  }

  @Override
  public void strokePath() {
    drawn();
  }

  @Override
  public void fillPath(int windingRule) {
    drawn();
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    drawn();
  }

  @Override
  public void clip(int windingRule) {
    // draws nothing
  }

  @Override
  public void drawImage(PDImage image) {
    // no line
  }

  @Override
  public void shadingFill(COSName name) {
    // no line
  }
}
