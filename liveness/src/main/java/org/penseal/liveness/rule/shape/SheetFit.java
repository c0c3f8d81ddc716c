// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.shape;

import org.penseal.liveness.Measures.SkinMotion;

/**
 * How badly the movement of the skin in a turn is explained by a sheet bent round a cylinder. On a
 * sheet bent round an upright one all points of one upright line move aside alike, however it is
 * bent and turned: {@code x' = f(x)}. In a head they do not, since nose, lips, brow and chin lie at
 * different depths: {@code x' = f(x) + g(x, y)}. Both are fitted with smooth {@code f} and {@code
 * g}; what counts is how much {@code g} explains that {@code f} cannot, root mean square, by the
 * size of the face. Points that have drifted are explained by neither, so they weigh little. Of all
 * directions a cylinder may lean to, the one that explains most is taken.
 *
 * <p>The points must be followed in the picture. Those of the mesh will not do: on a bent photo the
 * network sees a turned head and puts its points where a head would have them.
 */
public final class SheetFit {
  /** Fewer points say nothing against the unknowns below. */
  public static final int LEAST_POINTS = 20;

  /** Powers of x, and what perspective and a cylinder that leans a little add: y and xy. */
  private static final int[][] SHEET = {
    {0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {0, 1}, {1, 1}
  };

  /** The same, and what relief adds. */
  private static final int[][] RELIEF = {
    {0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {0, 1}, {1, 1}, {2, 1}, {0, 2}, {1, 2}, {2, 2},
    {0, 3}, {1, 3}, {0, 4}
  };

  private static final int MOST_LEANING = 30; // degrees
  private static final int LEANING_STEP = 10;

  private SheetFit() {}

  /**
   * Near 0 for a sheet, larger the more relief there is.
   *
   * @return NaN with fewer than {@link #LEAST_POINTS} points
   */
  public static double relief(SkinMotion motion) {
    if (motion.count() < LEAST_POINTS) {
      return Double.NaN;
    }
    double size = motion.start().landmarks().size();
    double least = Double.POSITIVE_INFINITY;
    for (int lean = -MOST_LEANING; lean <= MOST_LEANING; lean += LEANING_STEP) {
      double angle = Math.toRadians(lean);
      double[] x = across(motion.from(), angle, size);
      double[] y = across(motion.from(), angle + Math.PI / 2, size);
      double[] moved = across(motion.to(), angle, size);
      double more = left(SHEET, x, y, moved) - left(RELIEF, x, y, moved);
      least = Math.min(least, Math.sqrt(Math.max(0, more)));
    }
    return least;
  }

  /** Where all points are in a direction, from their mean, by the size of the face. */
  private static double[] across(float[] xy, double angle, double size) {
    double[] values = new double[xy.length / 2];
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = xy[2 * i] * Math.cos(angle) + xy[2 * i + 1] * Math.sin(angle);
      mean += values[i] / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean) / size;
    }
    return values;
  }

  /** The mean square that the best polynomial of some terms leaves unexplained. */
  private static double left(int[][] terms, double[] x, double[] y, double[] moved) {
    double[][] rows = new double[x.length][terms.length];
    LeastSquares squares = new LeastSquares(terms.length);
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < terms.length; k++) {
        rows[i][k] = Math.pow(x[i], terms[k][0]) * Math.pow(y[i], terms[k][1]);
      }
      squares.add(rows[i], moved[i]);
    }
    double[] weights = squares.solve();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double off = -moved[i];
      for (int k = 0; k < weights.length; k++) {
        off += weights[k] * rows[i][k];
      }
      sum += off * off;
    }
    return sum / x.length;
  }
}
