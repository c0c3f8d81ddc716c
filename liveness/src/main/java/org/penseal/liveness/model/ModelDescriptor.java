// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.EmbeddingComparison;

/**
 * What is known of a model file, and what is not; read from the JSON file beside it. Texts that it
 * does not give are empty; it must give file, length and sha256.
 *
 * @param name of the model
 * @param file resource name
 * @param role what it does here
 * @param packageName package of the npm registry it comes from
 * @param version of that package
 * @param path inside the package
 * @param offset first byte inside that file
 * @param length bytes, 1 to 2^29
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
    @Needed String file,
    String role,
    @JsonProperty("package") String packageName,
    String version,
    String path,
    long offset,
    @Needed long length,
    @Needed String sha256,
    String licence,
    String trainingData,
    String input,
    String output,
    Map<String, String> thresholds,
    @Nullable Feed feed,
    @Nullable EmbeddingComparison comparison) {
  private static final long LARGEST = 1L << 29;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks and copies; the hex may be given in either case.
   *
   * @throws IllegalArgumentException if no file can be found and verified by it
   */
  public ModelDescriptor {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    boolean kept = length > 0 && length <= LARGEST && offset >= 0;
    if (file.isBlank() || !kept || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("no file is described");
    }
    name = given(name);
    role = given(role);
    packageName = given(packageName);
    version = given(version);
    path = given(path);
    licence = given(licence);
    trainingData = given(trainingData);
    input = given(input);
    output = given(output);
    thresholds = thresholds == null ? Map.of() : Map.copyOf(thresholds);
  }

  private static String given(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
