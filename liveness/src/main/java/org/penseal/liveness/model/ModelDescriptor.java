// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Comparison;

/**
 * What is known of a model file, and what is not; read from the JSON file beside it.
 *
 * @param name of the model
 * @param file resource name
 * @param role what it does here
 * @param packageName package of the npm registry it comes from
 * @param version of that package
 * @param path inside the package
 * @param offset first byte inside that file
 * @param length bytes
 * @param sha256 of the bytes used, lower-case hex
 * @param licence as stated by the publisher
 * @param trainingData what is said about it, and what is unknown
 * @param input tensor
 * @param output tensors
 * @param thresholds each with where it comes from
 * @param feed what an embedder or a passive check is given; null for other models
 * @param comparison how an embedder's results are compared; null for other models
 */
public record ModelDescriptor(
    String name,
    String file,
    String role,
    @com.fasterxml.jackson.annotation.JsonProperty("package") String packageName,
    String version,
    String path,
    long offset,
    long length,
    String sha256,
    String licence,
    String trainingData,
    String input,
    String output,
    Map<String, String> thresholds,
    @Nullable Feed feed,
    @Nullable Comparison comparison) {
  public ModelDescriptor {
    thresholds = Map.copyOf(thresholds);
  }
}
