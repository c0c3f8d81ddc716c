// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Deadline;

/**
 * Areas and pictures that are thinner than a pixel: PDFBox paints next to nothing of them, other
 * readers each pixel that they touch (ISO 32000-2, 10.7.4).
 */
final class Hairlines {
  private static final double FLAT = 0.1;
  private static final int MOST_PIECES = 1 << 18;
  private static final int MOST_OF_AN_EDGE = 1 << 12;
  private static final int MOST_LOOKS = 1 << 26;
  // The cosine of the angle between two edges that run along each other.
  private static final double PARALLEL = 0.7;
  // Pixels: along an outline between two such edges, from one to the other along them, and around a
  // dot.
  private static final double APART = 1.1;
  private static final double BESIDE = 0.6;
  private static final double LARGEST_DOT = 6;

  private Hairlines() {}

  /**
   * What has to be painted besides an area, so that its thin parts are a pixel wide: an edge is one
   * of a thin part if another runs along it within a pixel.
   *
   * @param pixel its side in the coordinates of the area
   * @return null for nothing
   */
  static @Nullable Shape beside(GeneralPath area, double pixel) {
    List<Piece> pieces = pieces(area, pixel);
    Map<Long, List<Piece>> near = new HashMap<>();
    for (Piece each : pieces) {
      near.computeIfAbsent(cell(each, pixel, 0, 0), none -> new ArrayList<>()).add(each);
    }
    Path2D thin = new Path2D.Double();
    Piece last = null;
    int looks = 0;
    for (Piece each : pieces) {
      boolean found = each.part.isDot(pixel);
      for (int way = 0; !found && way < 9; way++) {
        List<Piece> others =
            near.getOrDefault(cell(each, pixel, way % 3 - 1, way / 3 - 1), List.of());
        looks += others.size();
        found = others.stream().anyMatch(other -> each.runsAlong(other, pixel));
      }
      if (looks > MOST_LOOKS) {
        throw new Deadline.Over();
      }
      if (found) {
        if (last == null || last.part != each.part || last.to != each.from) {
          thin.moveTo(each.x - each.right, each.y - each.up);
        }
        thin.lineTo(each.x + each.right, each.y + each.up);
        last = each;
      }
    }
    return thin.getCurrentPoint() == null
        ? null
        : new BasicStroke((float) pixel, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_BEVEL)
            .createStrokedShape(thin);
  }

  /** How long an outline is. */
  static double length(GeneralPath outline) {
    double length = 0;
    double[] last = new double[2];
    double[] n = new double[6];
    for (PathIterator all = outline.getPathIterator(null, 1); !all.isDone(); all.next()) {
      int kind = all.currentSegment(n);
      length += kind == PathIterator.SEG_LINETO ? Math.hypot(n[0] - last[0], n[1] - last[1]) : 0;
      last = kind == PathIterator.SEG_CLOSE ? last : new double[] {n[0], n[1]};
    }
    return length;
  }

  /**
   * A piece of an edge, no longer than a pixel.
   *
   * @param x of its middle
   * @param right half of it, from left to right
   * @param up half of it, upwards
   * @param from how far along the outline it begins
   * @param to how far along the outline it ends
   */
  private record Piece(
      double x, double y, double right, double up, Outline part, double from, double to) {
    boolean runsAlong(Piece other, double pixel) {
      double own = Math.hypot(right, up);
      double others = Math.hypot(other.right, other.up);
      double level = Math.abs(right * other.right + up * other.up);
      if (other == this || level < PARALLEL * own * others) {
        return false;
      }
      double across = Math.abs((other.x - x) * up - (other.y - y) * right) / own;
      double along = Math.abs((other.x - x) * right + (other.y - y) * up) / own;
      double between = Math.abs(from - other.from);
      boolean next = part == other.part && Math.min(between, part.length - between) < APART * pixel;
      return !next && across <= pixel && along <= BESIDE * pixel;
    }
  }

  private static final class Outline {
    private double length;
    private double twice;

    // Too short for pieces that run along each other.
    boolean isDot(double pixel) {
      return length < LARGEST_DOT * pixel && Math.abs(twice) < pixel * length;
    }
  }

  private static long cell(Piece piece, double pixel, int right, int up) {
    return (long) Math.floor(piece.x / pixel) + right << 32
        | (long) Math.floor(piece.y / pixel) + up & 0xffffffffL;
  }

  private static List<Piece> pieces(GeneralPath area, double pixel) {
    List<Piece> pieces = new ArrayList<>();
    Outline part = new Outline();
    double[] start = new double[2];
    double[] last = new double[2];
    double[] n = new double[6];
    for (PathIterator all = area.getPathIterator(null, FLAT * pixel); ; all.next()) {
      boolean done = all.isDone();
      int kind = done ? PathIterator.SEG_MOVETO : all.currentSegment(n);
      boolean line = kind == PathIterator.SEG_LINETO;
      // An area is closed where its outline is not.
      add(pieces, part, last, line ? n : start, pixel);
      if (done) {
        return pieces;
      }
      if (kind == PathIterator.SEG_MOVETO) {
        part = new Outline();
        start = new double[] {n[0], n[1]};
      }
      last = line ? new double[] {n[0], n[1]} : start;
    }
  }

  private static void add(
      List<Piece> pieces, Outline part, double[] from, double[] to, double pixel) {
    double length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    double count = Math.min(MOST_OF_AN_EDGE, Math.ceil(length / pixel));
    if (pieces.size() + count > MOST_PIECES) {
      throw new Deadline.Over();
    }
    part.twice += from[0] * to[1] - to[0] * from[1];
    double right = (to[0] - from[0]) / count / 2;
    double up = (to[1] - from[1]) / count / 2;
    for (int i = 0; i < count; i++) {
      double x = from[0] + (2 * i + 1) * right;
      double y = from[1] + (2 * i + 1) * up;
      double at = part.length;
      part.length += length / count;
      pieces.add(new Piece(x, y, right, up, part, at, part.length));
    }
  }

  /**
   * Where a picture is painted, at least a pixel high and wide.
   *
   * @param at where its unit square is
   * @param pixel its side in those coordinates
   */
  static Matrix widened(Matrix at, double pixel) {
    double[] u = {at.getScaleX(), at.getShearY()};
    double[] v = {at.getShearX(), at.getScaleY()};
    boolean first = Math.hypot(u[0], u[1]) >= Math.hypot(v[0], v[1]);
    double[] along = first ? u : v;
    double length = Math.hypot(along[0], along[1]);
    if (length < pixel) {
      return new Matrix((float) pixel, 0, 0, (float) pixel, at.getTranslateX(), at.getTranslateY());
    }
    double area = u[0] * v[1] - u[1] * v[0];
    if (Math.abs(area) >= pixel * length) {
      return at;
    }
    double side = (area < 0 ? -1 : 1) * (first ? pixel : -pixel) / length;
    double[] across = {-along[1] * side, along[0] * side};
    double[] right = first ? along : across;
    double[] up = first ? across : along;
    return new Matrix(
        (float) right[0],
        (float) right[1],
        (float) up[0],
        (float) up[1],
        at.getTranslateX(),
        at.getTranslateY());
  }
}
