// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import java.util.List;

/**
 * What a network that can be exchanged is given: a square of the picture, each number of it {@code
 * (x - mean) * scale}.
 *
 * @param side pixels
 * @param rgb whether red comes first; otherwise blue does
 * @param mean one for each channel in this order, 0 to 255
 * @param scale as is
 * @param cut how the square is cut out
 * @param margin for {@link Cut#BOX}: side of the square by the longer side of the face's box
 * @param live for a passive check: which of the outputs is the living one, from 0
 */
public record Feed(
    @Needed int side,
    @Needed boolean rgb,
    @Needed List<Double> mean,
    @Needed double scale,
    @Needed Cut cut,
    double margin,
    int live) {
  private static final int CHANNELS = 3;
  private static final int LARGEST_SIDE = 1024;

  /** How the square is cut out. */
  public enum Cut {
    /** The five points of ArcFace (Deng et al. 2019). */
    ARCFACE,
    /** The five points of dlib's face chips, with a quarter of padding. */
    DLIB,
    /** The face's box, widened. */
    BOX
  }

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number makes no sense
   */
  public Feed {
    mean = List.copyOf(mean);
    boolean means = mean.size() == CHANNELS && mean.stream().allMatch(Double::isFinite);
    boolean numbers = means && Double.isFinite(scale) && scale != 0 && Double.isFinite(margin);
    boolean square = side > 0 && side <= LARGEST_SIDE && (cut != Cut.BOX || margin > 0);
    if (!numbers || !square || live < 0) {
      throw new IllegalArgumentException("a network cannot be fed like this");
    }
  }
}
