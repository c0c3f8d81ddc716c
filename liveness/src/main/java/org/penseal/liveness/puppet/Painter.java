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

  private final Frame canvas;
  private final Head head;
  private final int width;
  private final int height;
  private final double[] depth;
  private final double[] cheek;

  Painter(Frame canvas, Head head) {
    this.canvas = canvas;
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
    byte[] out = canvas.bgr().clone();
    Arrays.fill(depth, Double.POSITIVE_INFINITY);
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
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        if (step(at, at + 1) || step(at, at - 1) || step(at, at + width) || step(at, at - width)) {
          for (int channel = 0; channel < 3; channel++) {
            out[3 * at + channel] = (byte) blurred(sharp, at, channel);
          }
        }
      }
    }
    return out;
  }

  private boolean step(int a, int b) {
    return Math.abs(depth[a] - depth[b]) > EDGE;
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
    int fromY = (int) Math.max(0, Math.ceil(Math.min(y0, Math.min(y1, y2)) - 1e-6));
    int toY = (int) Math.min(height - 1.0, Math.floor(Math.max(y0, Math.max(y1, y2)) + 1e-6));
    int fromX = (int) Math.max(0, Math.ceil(Math.min(x0, Math.min(x1, x2)) - 1e-6));
    int toX = (int) Math.min(width - 1.0, Math.floor(Math.max(x0, Math.max(x1, x2)) + 1e-6));
    for (int y = fromY; y <= toY; y++) {
      for (int x = fromX; x <= toX; x++) {
        double w1 = cross(x - x0, y - y0, x2 - x0, y2 - y0) / area;
        double w2 = cross(x1 - x0, y1 - y0, x - x0, y - y0) / area;
        double w0 = 1 - w1 - w2;
        if (w0 >= -1e-6 && w1 >= -1e-6 && w2 >= -1e-6) {
          pixel(out, y * width + x, p, c, skin, new double[] {w0, w1, w2}, tint);
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

  private void pixel(
      byte[] out, int at, double[] p, int[] c, double[] skin, double[] w, Head.Tint tint) {
    double z = 0;
    double u = 0;
    double v = 0;
    double amount = 0;
    for (int k = 0; k < 3; k++) {
      z += w[k] * p[3 * c[k] + 2];
      u += w[k] * skin[2 * k];
      v += w[k] * skin[2 * k + 1];
      amount += w[k] * tint.amounts()[k];
    }
    if (z >= depth[at]) {
      return;
    }
    depth[at] = z;
    double[] colour = tint.skin() ? cheek : DARK;
    for (int channel = 0; channel < 3; channel++) {
      double value = (1 - amount) * sample(u, v, channel) + amount * colour[channel];
      out[3 * at + channel] = (byte) Math.round(value);
    }
  }

  private double sample(double u, double v, int channel) {
    double x = Math.clamp(u, 0.0, width - 1.001);
    double y = Math.clamp(v, 0.0, height - 1.001);
    int ix = (int) x;
    int iy = (int) y;
    double fx = x - ix;
    double fy = y - iy;
    byte[] bgr = canvas.bgr();
    int at = 3 * (iy * width + ix) + channel;
    double top = (1 - fx) * (bgr[at] & 0xff) + fx * (bgr[at + 3] & 0xff);
    at += 3 * width;
    double bottom = (1 - fx) * (bgr[at] & 0xff) + fx * (bgr[at + 3] & 0xff);
    return (1 - fy) * top + fy * bottom;
  }
}
