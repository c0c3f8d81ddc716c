// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;

/** Shapes that fill their bounding box. */
final class Boxes {
  private static final double SAME_POINTS = 0.01;

  private Boxes() {}

  /** Whether a path is a single upright rectangle. */
  static boolean isRectangle(GeneralPath path) {
    double[] at = new double[6];
    double lastX = 0;
    double lastY = 0;
    int corners = 0;
    int figures = 0;
    for (PathIterator each = path.getPathIterator(null); !each.isDone(); each.next()) {
      switch (each.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> {
          figures++;
          corners = 1;
        }
        case PathIterator.SEG_LINETO -> {
          boolean upright =
              Math.abs(at[0] - lastX) < SAME_POINTS || Math.abs(at[1] - lastY) < SAME_POINTS;
          if (!upright) {
            return false;
          }
          corners++;
        }
        case PathIterator.SEG_CLOSE -> {
          continue;
        }
        default -> {
          return false;
        }
      }
      lastX = at[0];
      lastY = at[1];
    }
    return figures == 1 && corners >= 4 && corners <= 5;
  }
}
