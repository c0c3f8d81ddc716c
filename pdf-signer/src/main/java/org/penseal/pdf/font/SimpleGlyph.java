// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.font;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A simple glyph of the table glyf (OpenType 1.9): to a path and back. */
final class SimpleGlyph {
  private static final int ON_CURVE = 0x01;
  private static final int X_SHORT = 0x02;
  private static final int Y_SHORT = 0x04;
  private static final int REPEAT = 0x08;
  private static final int X_SAME = 0x10;
  private static final int Y_SAME = 0x20;
  private static final int HEADER_BYTES = 10;

  private SimpleGlyph() {}

  private record Dot(int x, int y, boolean onCurve) {}

  /** A glyph as one outline without overlaps; one that is empty or composed stays as it is. */
  static byte[] merged(byte[] glyph) {
    if (glyph.length == 0 || ByteBuffer.wrap(glyph).getShort() <= 0) {
      return glyph;
    }
    return written(dots(new Area(outline(glyph))));
  }

  /** The outline of a simple glyph, to be filled by the non-zero rule. */
  static Path2D outline(byte[] glyph) {
    return path(contours(glyph));
  }

  private static List<List<Dot>> contours(byte[] glyph) {
    ByteBuffer in = ByteBuffer.wrap(glyph);
    int count = in.getShort();
    in.position(HEADER_BYTES);
    int[] ends = new int[count];
    for (int i = 0; i < count; i++) {
      ends[i] = in.getShort() & 0xFFFF;
    }
    int hints = in.getShort() & 0xFFFF;
    in.position(in.position() + hints);
    int points = ends[count - 1] + 1;
    int[] flags = new int[points];
    for (int i = 0; i < points; i++) {
      flags[i] = in.get() & 0xFF;
      if ((flags[i] & REPEAT) != 0) {
        for (int left = in.get() & 0xFF; left > 0; left--, i++) {
          flags[i + 1] = flags[i];
        }
      }
    }
    int[] x = coordinates(in, flags, X_SHORT, X_SAME);
    int[] y = coordinates(in, flags, Y_SHORT, Y_SAME);
    List<List<Dot>> all = new ArrayList<>();
    for (int i = 0, from = 0; i < count; from = ends[i] + 1, i++) {
      List<Dot> contour = new ArrayList<>();
      for (int p = from; p <= ends[i]; p++) {
        contour.add(new Dot(x[p], y[p], (flags[p] & ON_CURVE) != 0));
      }
      all.add(contour);
    }
    return all;
  }

  private static int[] coordinates(ByteBuffer in, int[] flags, int isShort, int same) {
    int[] values = new int[flags.length];
    int at = 0;
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & isShort) != 0) {
        int by = in.get() & 0xFF;
        at += (flags[i] & same) != 0 ? by : -by;
      } else if ((flags[i] & same) == 0) {
        at += in.getShort();
      }
      values[i] = at;
    }
    return values;
  }

  // Between two points off the curve lies one on it, in their middle.
  private static Path2D path(List<List<Dot>> contours) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (List<Dot> contour : contours) {
      int size = contour.size();
      if (size < 2) {
        continue;
      }
      int first = 0;
      while (first < size && !contour.get(first).onCurve()) {
        first++;
      }
      boolean none = first == size;
      Dot a = contour.get(0);
      Dot b = contour.get(size - 1);
      double startX = none ? (a.x() + b.x()) / 2.0 : contour.get(first).x();
      double startY = none ? (a.y() + b.y()) / 2.0 : contour.get(first).y();
      path.moveTo(startX, startY);
      int begin = none ? 0 : first + 1;
      int steps = none ? size : size - 1;
      Dot control = null;
      for (int i = 0; i < steps; i++) {
        Dot dot = contour.get((begin + i) % size);
        if (dot.onCurve()) {
          if (control == null) {
            path.lineTo(dot.x(), dot.y());
          } else {
            path.quadTo(control.x(), control.y(), dot.x(), dot.y());
          }
          control = null;
        } else {
          if (control != null) {
            path.quadTo(
                control.x(),
                control.y(),
                (control.x() + dot.x()) / 2.0,
                (control.y() + dot.y()) / 2.0);
          }
          control = dot;
        }
      }
      if (control != null) {
        path.quadTo(control.x(), control.y(), startX, startY);
      }
      path.closePath();
    }
    return path;
  }

  private static List<List<Dot>> dots(Area area) {
    List<List<Dot>> all = new ArrayList<>();
    List<Dot> now = new ArrayList<>();
    double[] to = new double[6];
    for (PathIterator at = area.getPathIterator(null); !at.isDone(); at.next()) {
      switch (at.currentSegment(to)) {
        case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> add(now, to[0], to[1], true);
        case PathIterator.SEG_QUADTO -> {
          add(now, to[0], to[1], false);
          add(now, to[2], to[3], true);
        }
        case PathIterator.SEG_CLOSE -> {
          end(all, now);
          now = new ArrayList<>();
        }
        default -> throw new IllegalStateException("lines and parabolas give no other curve");
      }
    }
    return all;
  }

  private static void add(List<Dot> contour, double x, double y, boolean onCurve) {
    Dot dot = new Dot((int) Math.round(x), (int) Math.round(y), onCurve);
    if (contour.isEmpty() || !contour.getLast().equals(dot)) {
      contour.add(dot);
    }
  }

  private static void end(List<List<Dot>> all, List<Dot> contour) {
    if (contour.size() > 1 && contour.getFirst().equals(contour.getLast())) {
      contour.removeLast();
    }
    if (contour.size() > 2) {
      all.add(contour);
    }
  }

  private static byte[] written(List<List<Dot>> contours) {
    List<Dot> dots = contours.stream().flatMap(List::stream).toList();
    if (dots.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(out, contours.size());
    put(out, dots.stream().mapToInt(Dot::x).min().orElseThrow());
    put(out, dots.stream().mapToInt(Dot::y).min().orElseThrow());
    put(out, dots.stream().mapToInt(Dot::x).max().orElseThrow());
    put(out, dots.stream().mapToInt(Dot::y).max().orElseThrow());
    int end = -1;
    for (List<Dot> contour : contours) {
      end += contour.size();
      put(out, end);
    }
    put(out, 0); // no hints
    ByteArrayOutputStream x = new ByteArrayOutputStream();
    ByteArrayOutputStream y = new ByteArrayOutputStream();
    Dot before = new Dot(0, 0, true);
    for (Dot dot : dots) {
      int flag = dot.onCurve() ? ON_CURVE : 0;
      flag |= step(x, dot.x() - before.x(), X_SHORT, X_SAME);
      flag |= step(y, dot.y() - before.y(), Y_SHORT, Y_SAME);
      out.write(flag);
      before = dot;
    }
    out.writeBytes(x.toByteArray());
    out.writeBytes(y.toByteArray());
    while (out.size() % 4 != 0) {
      out.write(0);
    }
    return out.toByteArray();
  }

  private static int step(ByteArrayOutputStream out, int by, int isShort, int same) {
    if (by == 0) {
      return same;
    }
    if (Math.abs(by) < 256) {
      out.write(Math.abs(by));
      return isShort | (by > 0 ? same : 0);
    }
    put(out, by);
    return 0;
  }

  private static void put(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
