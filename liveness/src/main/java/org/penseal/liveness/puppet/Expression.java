// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import org.penseal.liveness.Landmarks;

/** How closing the eyes and opening the mouth moves each point of a face. */
final class Expression {
  /** How far the edge of the upper lid comes down to the lower one. */
  private static final double CLOSING = 0.9;

  private static final double LOWER_RISE = 0.1;
  private static final double FOLD_FOLLOWS = 0.35;

  /**
   * A closing lid shows skin from beyond the fold, so that no lash or iris is drawn out: the mesh
   * puts the edge of the lid a little into the eye.
   */
  private static final double LID_SKIN = 1.3;

  /** The skin of the fold itself comes from further up, by its distance from the lid. */
  private static final double FOLD_SKIN = 0.6;

  /** The lower lid shows skin from the row below it. */
  private static final double LOWER_SKIN = 0.8;

  /** How far the lower lip goes down, by the width of the mouth. */
  private static final double OPENING = 0.36;

  private final double[] lidX = new double[Landmarks.COUNT];
  private final double[] lidY = new double[Landmarks.COUNT];
  private final double[] lidZ = new double[Landmarks.COUNT];
  private final double[] skinX = new double[Landmarks.COUNT];
  private final double[] skinY = new double[Landmarks.COUNT];
  private final double[] jawY = new double[Landmarks.COUNT];
  private final double[] dark = new double[Landmarks.COUNT];
  private final boolean[] lips = new boolean[Landmarks.COUNT];
  private final boolean[] folds = new boolean[Landmarks.COUNT];
  private final boolean[] eyes = new boolean[Landmarks.COUNT];

  Expression(Landmarks points) {
    lids(points);
    jaw(points);
    for (int i : Regions.FOLDS) {
      folds[i] = true;
    }
    for (int[] row : new int[][] {Regions.UPPER_LIDS, Regions.LOWER_LIDS, Regions.EYE_CORNERS}) {
      for (int i : row) {
        eyes[i] = true;
      }
    }
    // Where teeth show in the still they stay, darker towards the lower lip.
    boolean teeth = points.distance(13, 14) > 0.1 * points.distance(78, 308);
    for (int i : Regions.UPPER_INNER) {
      lips[i] = true;
      dark[i] = teeth ? 0.1 : 0.8;
    }
    for (int i : Regions.LOWER_INNER) {
      lips[i] = true;
      dark[i] = 0.95;
    }
  }

  private void lids(Landmarks p) {
    for (int k = 0; k < Regions.UPPER_LIDS.length; k++) {
      int upper = Regions.UPPER_LIDS[k];
      int lower = Regions.LOWER_LIDS[k];
      double dx = p.x(lower) - p.x(upper);
      double dy = p.y(lower) - p.y(upper);
      double dz = p.z(lower) - p.z(upper);
      double down = CLOSING * (1 - LOWER_RISE);
      move(upper, down * dx, down * dy, down * dz);
      move(lower, -LOWER_RISE * dx, -LOWER_RISE * dy, -LOWER_RISE * dz);
      int fold = Regions.FOLDS[k];
      move(fold, FOLD_FOLLOWS * dx, FOLD_FOLLOWS * dy, 0);
      skinX[upper] = LID_SKIN * (p.x(fold) - p.x(upper));
      skinY[upper] = LID_SKIN * (p.y(fold) - p.y(upper));
      skinX[fold] = FOLD_SKIN * (p.x(fold) - p.x(upper));
      skinY[fold] = FOLD_SKIN * (p.y(fold) - p.y(upper));
      int bag = Regions.BAGS[k];
      skinX[lower] = LOWER_SKIN * (p.x(bag) - p.x(lower));
      skinY[lower] = LOWER_SKIN * (p.y(bag) - p.y(lower));
    }
  }

  private void move(int i, double dx, double dy, double dz) {
    lidX[i] = dx;
    lidY[i] = dy;
    lidZ[i] = dz;
  }

  /** The lower lip goes with the jaw, fully in the middle, not at all at the corners. */
  private void jaw(Landmarks p) {
    double width = p.distance(78, 308);
    double middle = (p.x(78) + p.x(308)) / 2;
    double line = (p.y(78) + p.y(308)) / 2;
    double way = OPENING * width;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      double aside = Math.abs(p.x(i) - middle) / width;
      double below = (p.y(i) - Math.max(line, p.y(17))) / width;
      if (below > 0) {
        jawY[i] = way * Math.exp(-1.2 * aside * aside) * Math.exp(-0.9 * below);
      }
    }
    for (int[] row : new int[][] {Regions.LOWER_INNER, Regions.LOWER_LIP}) {
      for (int i : row) {
        double aside = Math.min(1, 2 * Math.abs(p.x(i) - middle) / width);
        jawY[i] = way * Math.sqrt(Math.max(0, 1 - aside * aside));
      }
    }
  }

  double moveX(int i, Gesture gesture) {
    return gesture.lids() * lidX[i];
  }

  double moveY(int i, Gesture gesture) {
    return gesture.lids() * lidY[i] + gesture.mouth() * jawY[i];
  }

  double moveZ(int i, Gesture gesture) {
    return gesture.lids() * lidZ[i];
  }

  /** How far along x the skin shown at a point is taken from elsewhere in the still. */
  double skinX(int i, Gesture gesture) {
    return gesture.lids() * skinX[i];
  }

  /** The same along y. */
  double skinY(int i, Gesture gesture) {
    return gesture.lids() * skinY[i];
  }

  /** How dark point {@code i} becomes as a corner of a triangle inside the mouth, 0 to 1. */
  double mouthShade(int i, Gesture gesture) {
    return Math.min(1, 2 * gesture.mouth()) * dark[i];
  }

  /** How dark an eye becomes when it closes: the narrow gap that is left is the line of lashes. */
  double eyeShade(Gesture gesture) {
    return 0.85 * gesture.lids();
  }

  /** How far a closing lid takes on the even colour of the cheek. */
  double lidTint(Gesture gesture) {
    return 0.6 * gesture.lids();
  }

  /** Whether a point lies on the inner edge of the lips. */
  boolean lip(int i) {
    return lips[i];
  }

  /** Whether a point lies on the edge of an eye. */
  boolean eye(int i) {
    return eyes[i];
  }

  /** Whether a point lies on an upper lid: its edge or its fold. */
  boolean lid(int i) {
    return eyes[i] || folds[i];
  }
}
