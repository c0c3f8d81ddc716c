// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.util.List;

/**
 * What the recognition models keep of a face: the numbers of one model, or of two that are asked
 * together. Biometric data: never logged, never kept beyond the comparison.
 *
 * @param parts one for each model, in the same order for every face
 */
public record Embedding(List<Part> parts) {
  /**
   * The numbers of one model.
   *
   * @param values never changed after creation
   * @param comparison of that model
   */
  @SuppressWarnings("ArrayRecordComponent") // a buffer, see Frame
  public record Part(float[] values, EmbeddingComparison comparison) {}

  /** Copies the list. */
  public Embedding {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no model");
    }
  }

  /**
   * How alike two faces are: by the measure of the model; of two models the mean of how many
   * standard deviations each lies above what strangers reach.
   */
  public double similarity(Embedding other) {
    if (parts.size() != other.parts.size()) {
      throw new IllegalArgumentException("embeddings of other models");
    }
    double sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      EmbeddingComparison comparison = parts.get(i).comparison;
      double similarity = comparison.similarity(parts.get(i).values, other.parts.get(i).values);
      sum += parts.size() == 1 ? similarity : comparison.deviations(similarity);
    }
    return sum / parts.size();
  }

  /** Says only what it is. */
  @Override
  public String toString() {
    return "Embedding[" + parts.size() + "]";
  }
}
