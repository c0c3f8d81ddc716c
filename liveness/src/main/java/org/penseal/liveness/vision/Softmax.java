// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

/** Probabilities from logits. */
final class Softmax {
  private Softmax() {}

  /** Probability of the first class. */
  static double first(float[] logits) {
    return of(logits, 0);
  }

  /** Probability of one class. */
  static double of(float[] logits, int which) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[which]);
    }
    return 1 / sum;
  }
}
