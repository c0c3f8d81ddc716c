// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * How two results of one recognition model are compared.
 *
 * @param measure of two lists of numbers
 * @param match least similarity that counts as one person
 * @param strangersMean mean similarity of two persons
 * @param strangersDeviation standard deviation of it, above 0
 */
public record EmbeddingComparison(
    Measure measure, double match, double strangersMean, double strangersDeviation) {

  /** Of two lists of numbers. */
  public enum Measure {
    /** Cosine of the angle, -1 to 1. */
    COSINE,
    /** One minus the Euclidean distance. */
    DISTANCE
  }

  /**
   * Checks.
   *
   * @throws IllegalArgumentException without a deviation, or for a number that is not finite
   */
  public EmbeddingComparison {
    boolean strangers = Double.isFinite(strangersMean) && Double.isFinite(strangersDeviation);
    if (!strangers || !(strangersDeviation > 0) || !Double.isFinite(match)) {
      throw new IllegalArgumentException("no comparison");
    }
  }

  double similarity(float[] first, float[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException("embeddings of two models");
    }
    double dot = 0;
    double ones = 0;
    double others = 0;
    double apart = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = (double) first[i] - second[i];
      dot += (double) first[i] * second[i];
      ones += (double) first[i] * first[i];
      others += (double) second[i] * second[i];
      apart += difference * difference;
    }
    return switch (measure) {
      case COSINE -> Math.clamp(dot / Math.sqrt(ones * others), -1.0, 1.0);
      case DISTANCE -> 1 - Math.sqrt(apart);
    };
  }

  /** How many deviations above what strangers reach. */
  double deviations(double similarity) {
    return (similarity - strangersMean) / strangersDeviation;
  }
}
