// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one JSON object, no name in it twice and nothing behind it. */
final class StrictJson {
  private static final long LONGEST_BYTES = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * Reads it.
   *
   * @throws IOException also if it is larger than a megabyte, or no such object
   */
  static JsonNode read(Path file) throws IOException {
    if (Files.size(file) > LONGEST_BYTES) {
      throw new IOException("larger than " + LONGEST_BYTES + " bytes");
    }
    JsonNode tree = JSON.readTree(Files.readAllBytes(file));
    if (!tree.isObject()) {
      throw new IOException("no JSON object");
    }
    return tree;
  }
}
