// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.shape;

/** Linear least squares by the normal equations; for a handful of unknowns of like size. */
final class LeastSquares {
  private final int unknowns;
  private final double[][] normal;

  LeastSquares(int unknowns) {
    this.unknowns = unknowns;
    this.normal = new double[unknowns][unknowns + 1];
  }

  /** One more equation: the unknowns weighted by a row add up to a value. */
  void add(double[] row, double value) {
    for (int r = 0; r < unknowns; r++) {
      for (int c = 0; c < unknowns; c++) {
        normal[r][c] += row[r] * row[c];
      }
      normal[r][unknowns] += row[r] * value;
    }
  }

  /**
   * Gaussian elimination with pivoting, once; numbers without sense when there were too few
   * different equations.
   */
  double[] solve() {
    double[][] m = normal;
    for (int c = 0; c < unknowns; c++) {
      int pivot = c;
      for (int r = c + 1; r < unknowns; r++) {
        if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) {
          pivot = r;
        }
      }
      double[] swap = m[c];
      m[c] = m[pivot];
      m[pivot] = swap;
      for (int r = 0; r < unknowns; r++) {
        if (r != c) {
          double factor = m[r][c] / m[c][c];
          for (int k = c; k <= unknowns; k++) {
            m[r][k] -= factor * m[c][k];
          }
        }
      }
    }
    double[] solution = new double[unknowns];
    for (int r = 0; r < unknowns; r++) {
      solution[r] = m[r][unknowns] / m[r][r];
    }
    return solution;
  }
}
