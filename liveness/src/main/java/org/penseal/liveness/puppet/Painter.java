// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.util.Arrays;
import org.penseal.liveness.Frame;

/** Paints a posed head over its still: triangles with a depth buffer, texture from the still. */
final class Painter {
  /** Colour of lashes and of the inside of a mouth: blue, green, red. */
  private static final double[] DARK = {30, 24, 44};

  /** Step in depth between two pixels that counts as an edge, pixels. */
  private static final double EDGE = 5;

  private final byte[] texture;
  private final Head head;
  private final int width;
  private final int height;
  private final double[] depth;
  private final double[] cheek;

  /** Rows that the frame in work has painted: from the first, to before the second. */
  private int top;

  private int bottom;

  Painter(Frame canvas, Head head) {
    this.texture = canvas.bgr();
    this.head = head;
    this.width = canvas.width();
    this.height = canvas.height();
    this.depth = new double[width * height];
    this.cheek = cheek();
  }

  /** Mean colour of four points below the eyes. */
  private double[] cheek() {
    double[] mean = new double[3];
    for (int point : new int[] {117, 346, 50, 280}) {
      for (int channel = 0; channel < 3; channel++) {
        mean[channel] += sample(head.stillX(point), head.stillY(point), channel) / 4;
      }
    }
    return mean;
  }

  /** Pixels of one frame. */
  byte[] paint(Gesture gesture) {
    byte[] out = texture.clone();
    Arrays.fill(depth, Double.POSITIVE_INFINITY);
    top = height;
    bottom = 0;
    double[] posed = head.pose(gesture);
    int[] corners = head.triangles();
    for (int t = 0; t < corners.length; t += 3) {
      triangle(out, posed, new int[] {corners[t], corners[t + 1], corners[t + 2]}, gesture);
    }
    return smoothEdges(out);
  }

  /** Where one part of the head lies before another, the step in depth would show as a saw. */
  private byte[] smoothEdges(byte[] sharp) {
    byte[] out = sharp.clone();
    // A step needs a painted pixel on one of its sides.
    for (int y = Math.max(1, top - 1); y < Math.min(height - 1, bottom + 1); y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        if (edge(at)) {
          for (int channel = 0; channel < 3; channel++) {
            out[3 * at + channel] = (byte) blurred(sharp, at, channel);
          }
        }
      }
    }
    return out;
  }

  private boolean edge(int at) {
    double here = depth[at];
    return Math.abs(here - depth[at + 1]) > EDGE
        || Math.abs(here - depth[at - 1]) > EDGE
        || Math.abs(here - depth[at + width]) > EDGE
        || Math.abs(here - depth[at - width]) > EDGE;
  }

  private int blurred(byte[] bgr, int at, int channel) {
    int sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
        sum += weight * (bgr[3 * (at + dy * width + dx) + channel] & 0xff);
      }
    }
    return sum / 16;
  }

  private static double cross(double ax, double ay, double bx, double by) {
    return ax * by - ay * bx;
  }

  private void triangle(byte[] out, double[] p, int[] c, Gesture gesture) {
    double x0 = p[3 * c[0]];
    double y0 = p[3 * c[0] + 1];
    double x1 = p[3 * c[1]];
    double y1 = p[3 * c[1] + 1];
    double x2 = p[3 * c[2]];
    double y2 = p[3 * c[2] + 1];
    double area = cross(x1 - x0, y1 - y0, x2 - x0, y2 - y0);
    if (Math.abs(area) < 1e-6 || Math.signum(area) != Math.signum(stillArea(c))) {
      return; // seen from behind
    }
    Head.Tint tint = head.tint(c, gesture);
    double[] skin = new double[6];
    for (int k = 0; k < 3; k++) {
      skin[2 * k] = head.skinX(c[k], gesture);
      skin[2 * k + 1] = head.skinY(c[k], gesture);
    }
    double[] colour = tint.skin() ? cheek : DARK;
    double[] shade = tint.amounts();
    int fromY = (int) Math.max(0, Math.ceil(Math.min(y0, Math.min(y1, y2)) - 1e-6));
    int toY = (int) Math.min(height - 1.0, Math.floor(Math.max(y0, Math.max(y1, y2)) + 1e-6));
    int fromX = (int) Math.max(0, Math.ceil(Math.min(x0, Math.min(x1, x2)) - 1e-6));
    int toX = (int) Math.min(width - 1.0, Math.floor(Math.max(x0, Math.max(x1, x2)) + 1e-6));
    top = Math.min(top, fromY);
    bottom = Math.max(bottom, toY + 1);
    for (int y = fromY; y <= toY; y++) {
      for (int x = fromX; x <= toX; x++) {
        double w1 = cross(x - x0, y - y0, x2 - x0, y2 - y0) / area;
        if (w1 < -1e-6) {
          continue;
        }
        double w2 = cross(x1 - x0, y1 - y0, x - x0, y - y0) / area;
        double w0 = 1 - w1 - w2;
        if (w0 < -1e-6 || w2 < -1e-6) {
          continue;
        }
        double z = w0 * p[3 * c[0] + 2] + w1 * p[3 * c[1] + 2] + w2 * p[3 * c[2] + 2];
        int at = y * width + x;
        if (z < depth[at]) {
          depth[at] = z;
          double u = w0 * skin[0] + w1 * skin[2] + w2 * skin[4];
          double v = w0 * skin[1] + w1 * skin[3] + w2 * skin[5];
          pixel(out, 3 * at, u, v, w0 * shade[0] + w1 * shade[1] + w2 * shade[2], colour);
        }
      }
    }
  }

  private double stillArea(int[] c) {
    return cross(
        head.stillX(c[1]) - head.stillX(c[0]),
        head.stillY(c[1]) - head.stillY(c[0]),
        head.stillX(c[2]) - head.stillX(c[0]),
        head.stillY(c[2]) - head.stillY(c[0]));
  }

  /** The three channels of one pixel: between the four around (u, v) of the still, and tinted. */
  private void pixel(byte[] out, int to, double u, double v, double amount, double[] colour) {
    double x = within(u, width);
    double y = within(v, height);
    int at = 3 * ((int) y * width + (int) x);
    double fx = x - (int) x;
    double fy = y - (int) y;
    for (int channel = 0; channel < 3; channel++) {
      double value = (1 - amount) * between(at + channel, fx, fy) + amount * colour[channel];
      out[to + channel] = (byte) (int) (value + 0.5);
    }
  }

  private double sample(double u, double v, int channel) {
    double x = within(u, width);
    double y = within(v, height);
    return between(3 * ((int) y * width + (int) x) + channel, x - (int) x, y - (int) y);
  }

  // Math.clamp examines its bounds, too, for every pixel.
  private static double within(double at, int size) {
    return at < 0 ? 0 : Math.min(at, size - 1.001);
  }

  /** One channel of the still between a pixel, the next, and the two below them. */
  private double between(int at, double fx, double fy) {
    int below = at + 3 * width;
    double top = (1 - fx) * (texture[at] & 0xff) + fx * (texture[at + 3] & 0xff);
    double bottom = (1 - fx) * (texture[below] & 0xff) + fx * (texture[below + 3] & 0xff);
    return (1 - fy) * top + fy * bottom;
  }
}
