// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of a TensorFlow.js model, written as floats or as one byte each with a scale and a
 * least value for the tensor (TensorFlow.js converter, "weights manifest").
 */
final class TfjsWeights {
  /**
   * A tensor.
   *
   * @param shape as in the manifest
   * @param values row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // buffers of megabytes
  record Tensor(int[] shape, float[] values) {}

  private final Map<String, Tensor> tensors = new HashMap<>();

  private TfjsWeights() {}

  /**
   * Reads.
   *
   * @param manifest JSON with one group; the file that it names lies beside it
   * @throws IOException if a file cannot be read, or holds more or less than the manifest says
   */
  static TfjsWeights read(Path manifest) throws IOException {
    JsonNode group = new ObjectMapper().readTree(manifest.toFile()).get(0);
    byte[] bytes = Files.readAllBytes(manifest.resolveSibling(group.get("paths").get(0).asText()));
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    TfjsWeights weights = new TfjsWeights();
    for (JsonNode each : group.get("weights")) {
      String name = each.get("name").asText();
      try {
        weights.tensors.put(name, tensor(each, data));
      } catch (BufferUnderflowException e) {
        throw new IOException(name + " ends behind the file", e);
      }
    }
    if (data.hasRemaining()) {
      throw new IOException(data.remaining() + " bytes belong to no tensor");
    }
    return weights;
  }

  private static Tensor tensor(JsonNode entry, ByteBuffer data) throws IOException {
    JsonNode code = entry.path("quantization");
    boolean inBytes = code.path("dtype").asText().equals("uint8");
    if (!inBytes && !(code.isMissingNode() && entry.get("dtype").asText().equals("float32"))) {
      throw new IOException(entry.get("name") + " is neither of bytes nor of floats");
    }
    int[] shape = new ObjectMapper().convertValue(entry.get("shape"), int[].class);
    int count = 1;
    for (int side : shape) {
      count = Math.multiplyExact(count, side);
    }
    float[] values = new float[count];
    double scale = code.path("scale").asDouble();
    double least = code.path("min").asDouble();
    for (int i = 0; i < count; i++) {
      values[i] = inBytes ? (float) ((data.get() & 0xff) * scale + least) : data.getFloat();
    }
    return new Tensor(shape, values);
  }

  /**
   * A tensor.
   *
   * @throws IOException if there is none of this name
   */
  Tensor get(String name) throws IOException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IOException("no tensor " + name);
    }
    return tensor;
  }
}
