// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.penseal.liveness.EmbeddingComparison;
import org.penseal.liveness.LivenessException.ModelUnfit;

/** A descriptor as JSON. Nothing is guessed: a number that is not there would be a zero. */
final class DescriptorJson {
  /** Longest descriptor, bytes. */
  static final int LONGEST = 1 << 20;

  private static final JsonMapper JSON =
      strict()
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addMixIn(EmbeddingComparison.class, ComparisonFields.class)
          .build();

  private DescriptorJson() {}

  /** Reads what an operator writes about models; what is doubtful is refused. */
  static JsonMapper.Builder strict() {
    return JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
  }

  /** What must be said of a {@link EmbeddingComparison}, which itself knows of no file. */
  private interface ComparisonFields {
    @Needed
    EmbeddingComparison.Measure measure();

    @Needed
    double match();

    @Needed
    double strangersMean();

    @Needed
    double strangersDeviation();
  }

  /**
   * Reads one.
   *
   * @param model how it is called in the error
   * @throws ModelUnfit if it is no descriptor, or lacks what is needed
   */
  static ModelDescriptor read(byte[] text, String model) throws ModelUnfit {
    if (text.length > LONGEST) {
      throw new ModelUnfit(model, null);
    }
    try {
      ModelDescriptor found = JSON.readValue(text, ModelDescriptor.class);
      if (found == null) {
        throw new ModelUnfit(model, null);
      }
      return found;
    } catch (IOException e) {
      throw new ModelUnfit(model, e);
    }
  }
}
