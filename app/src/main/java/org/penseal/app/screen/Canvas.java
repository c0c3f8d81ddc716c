// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;

/**
 * Pixels, on which shapes are filled by arithmetic alone. No rasteriser of the platform takes part,
 * so that the same calls give the same bytes everywhere.
 */
final class Canvas {
  static final int WHITE = 0xFFFFFF;
  static final int BLACK = 0;

  /** Samples of a pixel in each direction. */
  private static final int SAMPLES = 4;

  /** Of the samples of a pixel so many make it black in one bit. */
  private static final int INK = 7;

  private static final int LINES_OF_A_CURVE = 8;

  private final int width;
  private final int height;
  private final int[] rgb;
  private final boolean smooth;

  /** White. @param smooth whether edges are shaded; else each pixel has one of both colours */
  Canvas(int width, int height, boolean smooth) {
    this.width = width;
    this.height = height;
    this.smooth = smooth;
    this.rgb = new int[width * height];
    Arrays.fill(rgb, WHITE);
  }

  void set(int x, int y, int colour) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      rgb[y * width + x] = colour;
    }
  }

  void fill(PadLayout.Area area, int colour) {
    for (int y = area.top(); y <= area.bottom(); y++) {
      for (int x = area.left(); x <= area.right(); x++) {
        set(x, y, colour);
      }
    }
  }

  /** The edge of an area, one pixel wide, its corners cut. */
  void frame(PadLayout.Area area, int colour) {
    for (int x = area.left() + 2; x <= area.right() - 2; x++) {
      set(x, area.top(), colour);
      set(x, area.bottom(), colour);
    }
    for (int y = area.top() + 2; y <= area.bottom() - 2; y++) {
      set(area.left(), y, colour);
      set(area.right(), y, colour);
    }
    for (int x : new int[] {area.left() + 1, area.right() - 1}) {
      set(x, area.top() + 1, colour);
      set(x, area.bottom() - 1, colour);
    }
  }

  /** One edge of a shape: from the upper to the lower point, with the winding it had. */
  private record Edge(double x0, double y0, double x1, double y1, int winding) {
    double at(double y) {
      return x0 + (y - y0) * (x1 - x0) / (y1 - y0);
    }

    double leftmost() {
      return Math.min(x0, x1);
    }

    double rightmost() {
      return Math.max(x0, x1);
    }
  }

  /** Where an edge crosses a line. */
  private record Crossing(double x, int winding) {}

  /**
   * Fills a shape by the non-zero rule.
   *
   * @param scale pixels of a unit; y of the shape points up
   * @param left x of its origin
   * @param baseline y of its origin
   */
  void fill(Path2D shape, double scale, double left, double baseline, int colour) {
    List<Edge> edges = edges(shape, scale, left, baseline);
    double top = edges.stream().mapToDouble(Edge::y0).min().orElse(0);
    double bottom = edges.stream().mapToDouble(Edge::y1).max().orElse(0);
    int first = Math.max(0, (int) Math.floor(top));
    int last = Math.min(height - 1, (int) Math.floor(bottom));
    int from =
        Math.max(0, (int) Math.floor(edges.stream().mapToDouble(Edge::leftmost).min().orElse(0)));
    int to =
        Math.min(
            width - 1,
            (int) Math.ceil(edges.stream().mapToDouble(Edge::rightmost).max().orElse(0)));
    int[] covered = new int[width];
    for (int row = first; row <= last; row++) {
      Arrays.fill(covered, 0);
      for (int sample = 0; sample < SAMPLES; sample++) {
        cover(covered, edges, row + (sample + 0.5) / SAMPLES);
      }
      for (int x = from; x <= to; x++) {
        if (covered[x] > 0) {
          blend(x, row, covered[x], colour);
        }
      }
    }
  }

  private void cover(int[] covered, List<Edge> edges, double y) {
    List<Crossing> crossings = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.y0 <= y && y < edge.y1) {
        crossings.add(new Crossing(edge.at(y), edge.winding));
      }
    }
    crossings.sort(Comparator.comparingDouble(Crossing::x));
    int winding = 0;
    for (int i = 0; i + 1 < crossings.size(); i++) {
      winding += crossings.get(i).winding;
      if (winding != 0) {
        span(covered, crossings.get(i).x, crossings.get(i + 1).x);
      }
    }
  }

  private void span(int[] covered, double from, double to) {
    int first = Math.max(0, (int) Math.ceil(from * SAMPLES - 0.5));
    int end = Math.min(width * SAMPLES, (int) Math.ceil(to * SAMPLES - 0.5));
    for (int sample = first; sample < end; sample++) {
      covered[sample / SAMPLES]++;
    }
  }

  private void blend(int x, int y, int samples, int colour) {
    if (!smooth) {
      if (samples >= INK) {
        set(x, y, colour);
      }
      return;
    }
    int all = SAMPLES * SAMPLES;
    int under = rgb[y * width + x];
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part =
          ((colour >> shift & 0xFF) * samples + (under >> shift & 0xFF) * (all - samples)) / all;
      mixed |= part << shift;
    }
    set(x, y, mixed);
  }

  private static List<Edge> edges(Path2D shape, double scale, double left, double baseline) {
    List<Edge> edges = new ArrayList<>();
    double[] p = new double[6];
    double startX = 0;
    double startY = 0;
    double x = 0;
    double y = 0;
    for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
      int kind = it.currentSegment(p);
      for (int i = 0; i < p.length; i += 2) {
        p[i] = left + p[i] * scale;
        p[i + 1] = baseline - p[i + 1] * scale;
      }
      switch (kind) {
        case PathIterator.SEG_MOVETO -> {
          add(edges, x, y, startX, startY);
          startX = p[0];
          startY = p[1];
        }
        case PathIterator.SEG_LINETO -> add(edges, x, y, p[0], p[1]);
        case PathIterator.SEG_QUADTO -> curve(edges, x, y, p);
        case PathIterator.SEG_CLOSE -> {
          add(edges, x, y, startX, startY);
          p[0] = startX;
          p[1] = startY;
        }
        default -> throw new IllegalArgumentException("TrueType outlines have no cubic curves");
      }
      boolean quad = kind == PathIterator.SEG_QUADTO;
      x = quad ? p[2] : p[0];
      y = quad ? p[3] : p[1];
    }
    add(edges, x, y, startX, startY);
    return edges;
  }

  private static void curve(List<Edge> edges, double fromX, double fromY, double[] p) {
    double x = fromX;
    double y = fromY;
    for (int i = 1; i <= LINES_OF_A_CURVE; i++) {
      double t = (double) i / LINES_OF_A_CURVE;
      double s = 1 - t;
      double nextX = s * s * fromX + 2 * s * t * p[0] + t * t * p[2];
      double nextY = s * s * fromY + 2 * s * t * p[1] + t * t * p[3];
      add(edges, x, y, nextX, nextY);
      x = nextX;
      y = nextY;
    }
  }

  private static void add(List<Edge> edges, double x0, double y0, double x1, double y1) {
    if (y0 < y1) {
      edges.add(new Edge(x0, y0, x1, y1, 1));
    } else if (y1 < y0) {
      edges.add(new Edge(x1, y1, x0, y0, -1));
    }
  }

  /** The pixels as they are. */
  Pixels pixels() {
    return new Pixels(width, height, rgb);
  }

  /** The pixels as a picture: in one bit, or in colour as a screen of that depth shows them. */
  PadPicture picture(PadPicture.Depth depth) {
    if (depth == PadPicture.Depth.ONE_BIT) {
      int row = (width + 7) / 8;
      byte[] bits = new byte[row * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (rgb[y * width + x] != BLACK) {
            bits[y * row + x / 8] |= (byte) (0x80 >> (x % 8));
          }
        }
      }
      return new PadPicture(width, height, bits);
    }
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return PadPicture.colour(width, height, bytes).reducedTo(depth);
  }
}
