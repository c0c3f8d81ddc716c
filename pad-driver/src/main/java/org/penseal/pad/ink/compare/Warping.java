// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

/**
 * Dynamic time warping without a band: the mean distance along the way through two movements that
 * costs least. Keeps its rows from one comparison to the next; not safe for use by several threads.
 */
public final class Warping {
  private float[] cost = new float[0];
  private float[] total = new float[0];
  private int[] length = new int[0];

  /** Cost of the cheapest way divided by its length; 0 for the same movement. */
  public double distance(Movement a, Movement b) {
    int columns = b.points();
    if (cost.length < columns) {
      cost = new float[columns];
      total = new float[columns];
      length = new int[columns];
    }
    // Loops over these as locals are the ones that the compiler can unroll.
    float[] costs = cost;
    float[] totals = total;
    int[] lengths = length;
    for (int row = 0; row < a.points(); row++) {
      costs(a, row, b, costs, columns);
      if (row == 0) {
        first(costs, totals, lengths, columns);
      } else {
        next(costs, totals, lengths, columns);
      }
    }
    return totals[columns - 1] / lengths[columns - 1];
  }

  private static void costs(Movement a, int row, Movement b, float[] costs, int columns) {
    float a0 = a.feature(0)[row];
    float a1 = a.feature(1)[row];
    float a2 = a.feature(2)[row];
    float a3 = a.feature(3)[row];
    float a4 = a.feature(4)[row];
    float a5 = a.feature(5)[row];
    float[] b0 = b.feature(0);
    float[] b1 = b.feature(1);
    float[] b2 = b.feature(2);
    float[] b3 = b.feature(3);
    float[] b4 = b.feature(4);
    float[] b5 = b.feature(5);
    for (int j = 0; j < columns; j++) {
      float d0 = a0 - b0[j];
      float d1 = a1 - b1[j];
      float d2 = a2 - b2[j];
      float d3 = a3 - b3[j];
      float d4 = a4 - b4[j];
      float d5 = a5 - b5[j];
      costs[j] = (float) Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3 + d4 * d4 + d5 * d5);
    }
  }

  private static void first(float[] costs, float[] totals, int[] lengths, int columns) {
    totals[0] = costs[0];
    lengths[0] = 1;
    for (int j = 1; j < columns; j++) {
      totals[j] = totals[j - 1] + costs[j];
      lengths[j] = j + 1;
    }
  }

  /** One row; the arrays hold the row above and are overwritten from the left. */
  private static void next(float[] costs, float[] totals, int[] lengths, int columns) {
    float diagonal = totals[0];
    int diagonalLength = lengths[0];
    float left = diagonal + costs[0];
    int leftLength = diagonalLength + 1;
    totals[0] = left;
    lengths[0] = leftLength;
    for (int j = 1; j < columns; j++) {
      float up = totals[j];
      int upLength = lengths[j];
      float best = diagonal;
      int bestLength = diagonalLength;
      if (up < best) {
        best = up;
        bestLength = upLength;
      }
      if (left < best) {
        best = left;
        bestLength = leftLength;
      }
      diagonal = up;
      diagonalLength = upLength;
      left = best + costs[j];
      leftLength = bestLength + 1;
      totals[j] = left;
      lengths[j] = leftLength;
    }
  }
}
