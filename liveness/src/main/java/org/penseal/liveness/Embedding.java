// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * What a face recognition model keeps of a face: 512 numbers of length one. Biometric data: never
 * logged, never kept beyond the comparison.
 *
 * @param values unit length; never changed after creation
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer, see Frame
public record Embedding(float[] values) {
  /** Cosine of the angle between two embeddings, -1 to 1; strangers lie near 0. */
  public double similarity(Embedding other) {
    if (values.length != other.values.length) {
      throw new IllegalArgumentException("embeddings of two models");
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return Math.clamp(sum, -1.0, 1.0);
  }

  /** Says only what it is. */
  @Override
  public String toString() {
    return "Embedding[" + values.length + "]";
  }
}
