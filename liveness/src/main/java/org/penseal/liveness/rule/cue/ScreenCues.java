// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import org.penseal.liveness.Box;
import org.penseal.liveness.Frame;

/**
 * Looks for what a filmed screen or print adds to a face; see {@link org.penseal.liveness.Cues}.
 */
public final class ScreenCues {
  private static final int SIDE = 128; // pixels of the spectrum, a power of two
  private static final int FINE = 24; // of 64: periods below 5.3 pixels
  private static final int BLOCK = SIDE / 8; // JPEG's blocks of 8 pixels have their lines here
  private static final int STEP = 24; // grey levels between the two sides of an edge
  private static final double WHOLE = 0.8; // of a side
  private static final int COARSE = 4; // pixels for one

  private ScreenCues() {}

  /**
   * How far a regular grid stands out: the highest power of the fine frequencies by their mean.
   * Without a grid 10 to 80, of a picture that was made larger more than of a fresh one; NaN for a
   * picture too small.
   */
  public static double grid(Frame frame, Box face) {
    if (frame.width() < SIDE || frame.height() < SIDE) {
      return Double.NaN;
    }
    int left = (int) Math.clamp(face.centreX() - SIDE / 2.0, 0, frame.width() - SIDE);
    int top = (int) Math.clamp(face.centreY() - SIDE / 2.0, 0, frame.height() - SIDE);
    double[][] re = new double[SIDE][SIDE];
    double[][] im = new double[SIDE][SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = 3 * ((top + y) * frame.width() + left + x) + 1;
        re[y][x] = (frame.bgr()[at] & 0xff) * hann(x) * hann(y);
      }
      transform(re[y], im[y]);
    }
    double[][] re2 = turned(re);
    double[][] im2 = turned(im);
    for (int x = 0; x < SIDE; x++) {
      transform(re2[x], im2[x]);
    }
    return peak(re2, im2);
  }

  private static double peak(double[][] re, double[][] im) {
    double most = 0;
    double sum = 0;
    int count = 0;
    for (int fx = 0; fx < SIDE; fx++) {
      for (int fy = 0; fy <= SIDE / 2; fy++) {
        int ax = Math.min(fx, SIDE - fx);
        boolean fine = Math.max(ax, fy) >= FINE && !block(ax) && !block(fy);
        if (fine) {
          double power = re[fx][fy] * re[fx][fy] + im[fx][fy] * im[fx][fy];
          most = Math.max(most, power);
          sum += power;
          count++;
        }
      }
    }
    return sum == 0 ? 1 : most * count / sum;
  }

  private static boolean block(int frequency) {
    int rest = frequency % BLOCK;
    return frequency > 1 && (rest <= 1 || rest >= BLOCK - 1);
  }

  private static double hann(int i) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIDE);
  }

  private static double[][] turned(double[][] m) {
    double[][] t = new double[SIDE][SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        t[x][y] = m[y][x];
      }
    }
    return t;
  }

  /** Fast Fourier transform in place (Cooley and Tukey 1965, radix 2). */
  static void transform(double[] re, double[] im) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double r = re[i];
        re[i] = re[j];
        re[j] = r;
        double m = im[i];
        im[i] = im[j];
        im[j] = m;
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      butterflies(re, im, length);
    }
  }

  private static void butterflies(double[] re, double[] im, int length) {
    int half = length / 2;
    for (int k = 0; k < half; k++) {
      double c = Math.cos(-2 * Math.PI * k / length);
      double s = Math.sin(-2 * Math.PI * k / length);
      for (int a = k; a < re.length; a += length) {
        int b = a + half;
        double r = re[b] * c - im[b] * s;
        double i = re[b] * s + im[b] * c;
        re[b] = re[a] - r;
        im[b] = im[a] - i;
        re[a] += r;
        im[a] += i;
      }
    }
  }

  /**
   * On how many of four sides a straight edge runs along the face, beyond it, over its whole
   * length.
   *
   * @return 0, 0.25, 0.5, 0.75 or 1
   */
  public static double border(Frame frame, Box face) {
    int w = frame.width() / COARSE;
    int h = frame.height() / COARSE;
    int left = (int) Math.clamp(face.x() / COARSE, 0, w - 1.0);
    int right = (int) Math.clamp((face.x() + face.width()) / COARSE, 0, w - 1.0);
    int top = (int) Math.clamp(face.y() / COARSE, 0, h - 1.0);
    int bottom = (int) Math.clamp((face.y() + face.height()) / COARSE, 0, h - 1.0);
    Edges edges = new Edges(frame, w, h);
    int sides = 0;
    sides += edges.upright(2, left - 2, top, bottom) ? 1 : 0;
    sides += edges.upright(right + 2, w - 2, top, bottom) ? 1 : 0;
    sides += edges.lying(2, top - 2, left, right) ? 1 : 0;
    sides += edges.lying(bottom + 2, h - 2, left, right) ? 1 : 0;
    return sides / 4.0;
  }

  /** Steps of light in the picture made small. */
  private record Edges(Frame frame, int width, int height) {
    private int grey(int x, int y) {
      int cx = Math.clamp(x, 0, width - 1) * COARSE;
      int cy = Math.clamp(y, 0, height - 1) * COARSE;
      return frame.bgr()[3 * (cy * frame.width() + cx) + 1] & 0xff;
    }

    boolean upright(int from, int to, int top, int bottom) {
      for (int x = from; x < to; x++) {
        if (whole(x, top, bottom, true)) {
          return true;
        }
      }
      return false;
    }

    boolean lying(int from, int to, int left, int right) {
      for (int y = from; y < to; y++) {
        if (whole(y, left, right, false)) {
          return true;
        }
      }
      return false;
    }

    private boolean whole(int line, int from, int to, boolean upright) {
      int up = 0;
      int down = 0;
      for (int i = from; i < to; i++) {
        int most = 0;
        int least = 0;
        for (int aside = -1; aside <= 1; aside++) { // a little tilt
          int at = line + aside;
          int step =
              upright ? grey(at + 1, i) - grey(at - 1, i) : grey(i, at + 1) - grey(i, at - 1);
          most = Math.max(most, step);
          least = Math.min(least, step);
        }
        up += most > STEP ? 1 : 0;
        down += least < -STEP ? 1 : 0;
      }
      return to > from && Math.max(up, down) >= WHOLE * (to - from);
    }
  }
}
