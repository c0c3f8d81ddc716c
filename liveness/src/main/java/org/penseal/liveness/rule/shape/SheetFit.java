// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.shape;

import org.penseal.liveness.Measures.SkinMotion;

/**
 * How badly the movement of the skin in a turn is explained by a sheet bent round an upright
 * cylinder. On such a sheet all points of one upright line move aside alike, however it is bent and
 * turned: {@code x' = f(x)}. In a head they do not, since nose, lips, brow and chin lie at
 * different depths. The misfit of the best smooth {@code f}, root mean square, by the size of the
 * face.
 *
 * <p>The points must be followed in the picture. Those of the mesh will not do: on a bent photo the
 * network sees a turned head and puts its points where a head would have them.
 */
public final class SheetFit {
  /** Fewer points say nothing against the unknowns below. */
  public static final int LEAST_POINTS = 20;

  private static final int POWERS = 6;

  private SheetFit() {}

  /**
   * Near 0 for a sheet, larger the more relief there is; never smaller for the noise of the camera.
   *
   * @return NaN with fewer than {@link #LEAST_POINTS} points
   */
  public static double misfit(SkinMotion motion) {
    int count = motion.count();
    if (count < LEAST_POINTS) {
      return Double.NaN;
    }
    double size = motion.start().landmarks().size();
    double[] x = normalised(motion.from(), 0, size);
    double[] y = normalised(motion.from(), 1, size);
    double[] moved = normalised(motion.to(), 0, size);
    double[][] rows = new double[count][];
    LeastSquares squares = new LeastSquares(POWERS + 2);
    for (int i = 0; i < count; i++) {
      rows[i] = row(x[i], y[i]);
      squares.add(rows[i], moved[i]);
    }
    double[] f = squares.solve();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double off = -moved[i];
      for (int k = 0; k < f.length; k++) {
        off += f[k] * rows[i][k];
      }
      sum += off * off;
    }
    return Math.sqrt(sum / count);
  }

  /** One coordinate of all points, from their mean, by the size of the face. */
  private static double[] normalised(float[] xy, int which, double size) {
    double[] values = new double[xy.length / 2];
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = xy[2 * i + which];
      mean += values[i] / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean) / size;
    }
    return values;
  }

  /** A polynomial of x, and what a cylinder that leans a little adds: y and xy. */
  private static double[] row(double x, double y) {
    double[] row = new double[POWERS + 2];
    double power = 1;
    for (int k = 0; k < POWERS; k++) {
      row[k] = power;
      power *= x;
    }
    row[POWERS] = y;
    row[POWERS + 1] = x * y;
    return row;
  }
}
