// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A picture of the shapes of a mark. A word has more lines than a tick, a cross or a dot: a row or
 * a column meets more than two of them.
 */
final class MarkRaster {
  private static final int RASTER = 128;
  // Pixels; no gap is left between a shape and its outline.
  private static final double THINNEST = 2;
  private static final int MOST_LINES = 2;
  private static final double FLATTEST = 0.5;

  private final Rectangle2D box;
  private final BufferedImage picture =
      new BufferedImage(RASTER, RASTER, BufferedImage.TYPE_BYTE_BINARY);
  private final Raster pixels = picture.getRaster();

  MarkRaster(Rectangle2D box) {
    this.box = box;
  }

  /**
   * Paints a shape, thin lines as wide as they are seen.
   *
   * @param clip what is seen of it
   */
  void add(Shape shape, Shape clip) {
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(RASTER / box.getWidth(), RASTER / box.getHeight());
    g.translate(-box.getX(), -box.getY());
    g.clip(clip);
    g.fill(shape);
    double side = Math.max(box.getWidth(), box.getHeight());
    g.setStroke(new BasicStroke((float) (THINNEST * side / RASTER)));
    g.draw(shape);
    g.dispose();
  }

  /**
   * Whether nothing is painted, or one piece of few lines that is about as wide as high.
   *
   * @param aspect width by height to which the box is stretched
   */
  boolean isSimple(double aspect) {
    int[] seen = {RASTER, RASTER, -1, -1};
    for (int i = 0; i < RASTER; i++) {
      int across = 0;
      int down = 0;
      for (int j = 0; j < RASTER; j++) {
        across += begins(j, i, 1, 0) ? 1 : 0;
        down += begins(i, j, 0, 1) ? 1 : 0;
        if (pixels.getSample(j, i, 0) != 0) {
          seen[0] = Math.min(seen[0], j);
          seen[1] = Math.min(seen[1], i);
          seen[2] = Math.max(seen[2], j);
          seen[3] = Math.max(seen[3], i);
        }
      }
      if (across > MOST_LINES || down > MOST_LINES) {
        return false;
      }
    }
    double wide = seen[2] - seen[0] + 1.0;
    double high = seen[3] - seen[1] + 1.0;
    double ratio = wide / high * aspect;
    return seen[2] < 0 || ratio >= FLATTEST && ratio <= 1 / FLATTEST && isOnePiece();
  }

  private boolean begins(int x, int y, int right, int down) {
    return pixels.getSample(x, y, 0) != 0
        && (x < right || y < down || pixels.getSample(x - right, y - down, 0) == 0);
  }

  private boolean isOnePiece() {
    boolean[][] reached = new boolean[RASTER][RASTER];
    int pieces = 0;
    for (int i = 0; i < RASTER * RASTER; i++) {
      int x = i % RASTER;
      int y = i / RASTER;
      if (pixels.getSample(x, y, 0) != 0 && !reached[y][x]) {
        pieces++;
        reach(reached, x, y);
      }
    }
    return pieces == 1;
  }

  private void reach(boolean[][] reached, int x, int y) {
    Deque<int[]> open = new ArrayDeque<>();
    reached[y][x] = true;
    open.push(new int[] {x, y});
    while (!open.isEmpty()) {
      int[] at = open.pop();
      for (int i = 0; i < 9; i++) {
        int nextX = at[0] + i % 3 - 1;
        int nextY = at[1] + i / 3 - 1;
        if (Math.min(nextX, nextY) >= 0
            && Math.max(nextX, nextY) < RASTER
            && !reached[nextY][nextX]
            && pixels.getSample(nextX, nextY, 0) != 0) {
          reached[nextY][nextX] = true;
          open.push(new int[] {nextX, nextY});
        }
      }
    }
  }
}
