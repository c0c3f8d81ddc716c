// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.liveness.convert.OnnxGraph.Attribute;
import org.penseal.liveness.convert.TfjsWeights.Tensor;

/**
 * Makes an ONNX file of face-api's recognition network: the residual network of dlib
 * (dlib_face_recognition_resnet_model_v1) with 29 convolutions, its weights rounded to bytes.
 *
 * <p>Input 1 x 3 x 150 x 150, red, green, blue, {@code (x - mean) / 255}; output 1 x 128. What
 * scales and shifts behind each convolution is multiplied into it.
 */
public final class ResNetConverter {
  private static final int SIDE = 150;
  private static final int FEATURES = 128;
  private static final int FIRST_CHANNELS = 32;

  private final TfjsWeights weights;
  private final OnnxGraph graph = new OnnxGraph();

  private ResNetConverter(TfjsWeights weights) {
    this.weights = weights;
  }

  /**
   * Converts.
   *
   * @param args weights manifest, file to write
   */
  public static void main(String[] args) throws IOException {
    Path manifest = Path.of(args[0]);
    Path target = Path.of(args[1]);
    if (!Files.exists(target)
        || Files.getLastModifiedTime(target).compareTo(Files.getLastModifiedTime(manifest)) < 0) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.write(target, convert(manifest));
    }
  }

  /** The ONNX file of a manifest; the same at every run. */
  static byte[] convert(Path manifest) throws IOException {
    return new ResNetConverter(TfjsWeights.read(manifest)).model();
  }

  private byte[] model() throws IOException {
    String x = relu(convolution("input", "conv32_down", 2, 0));
    x = pool("MaxPool", x, 3);
    int side = ((SIDE - 7) / 2 + 1 - 3) / 2 + 1;
    int channels = FIRST_CHANNELS;
    String[] blocks = {
      "32_1",
      "32_2",
      "32_3",
      "64_down",
      "64_1",
      "64_2",
      "64_3",
      "128_down",
      "128_1",
      "128_2",
      "256_down",
      "256_1",
      "256_2",
      "256_down_out"
    };
    for (String block : blocks) {
      String name = "conv" + block;
      if (block.contains("down")) {
        int wider = Integer.parseInt(block.substring(0, block.indexOf('_')));
        x = smaller(x, name, side, wider - channels);
        side = side / 2;
        channels = wider;
      } else {
        x = residual(x, name);
      }
    }
    String mean = graph.add("GlobalAveragePool", new String[] {x});
    String flat = graph.add("Flatten", new String[] {mean});
    Tensor last = weights.get("fc");
    String matrix = graph.constant("fc", last.values(), last.shape());
    String output = graph.add("MatMul", new String[] {flat, matrix});
    return graph.model("input", new int[] {1, 3, SIDE, SIDE}, output, new int[] {1, FEATURES});
  }

  private String residual(String x, String name) throws IOException {
    String y = relu(convolution(x, name + "/conv1", 1, 1));
    y = convolution(y, name + "/conv2", 1, 1);
    return relu(graph.add("Add", new String[] {y, x}));
  }

  // Half the side. The way around is averaged and gets channels of zeros; where the convolution
  // ends one short of it, it gets a row and a column of zeros.
  private String smaller(String x, String name, int side, int moreChannels) throws IOException {
    String y = relu(convolution(x, name + "/conv1", 2, 0));
    y = convolution(y, name + "/conv2", 1, 1);
    String around = pool("AveragePool", x, 2);
    int short1 = side / 2 - ((side - 3) / 2 + 1);
    if (short1 > 0) {
      y = pad(y, 0, short1);
    }
    if (moreChannels > 0) {
      around = pad(around, moreChannels, 0);
    }
    return relu(graph.add("Add", new String[] {y, around}));
  }

  private String pad(String x, int channels, int side) {
    String pads = graph.constant("pads_of_" + x, 0, 0, 0, 0, 0, channels, side, side);
    return graph.add("Pad", new String[] {x, pads});
  }

  private String pool(String operator, String x, int side) {
    return graph.add(
        operator,
        new String[] {x},
        new Attribute("kernel_shape", side, side),
        new Attribute("strides", 2, 2));
  }

  private String relu(String x) {
    return graph.add("Relu", new String[] {x});
  }

  /** A convolution, the scale and shift behind it multiplied in. */
  private String convolution(String x, String name, int stride, int pad) throws IOException {
    Tensor filters = weights.get(name + "/conv/filters");
    float[] bias = weights.get(name + "/conv/bias").values();
    float[] scale = weights.get(name + "/scale/weights").values();
    float[] shift = weights.get(name + "/scale/biases").values();
    int side = filters.shape()[0];
    int in = filters.shape()[2];
    int out = filters.shape()[3];
    float[] kernel = new float[filters.values().length];
    float[] offset = new float[out];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int k = 0; k < side * side; k++) {
          kernel[(o * in + i) * side * side + k] =
              filters.values()[(k * in + i) * out + o] * scale[o];
        }
      }
      offset[o] = bias[o] * scale[o] + shift[o];
    }
    String kernelName = graph.constant(name + "/kernel", kernel, out, in, side, side);
    String offsetName = graph.constant(name + "/offset", offset, out);
    return graph.add(
        "Conv",
        new String[] {x, kernelName, offsetName},
        new Attribute("kernel_shape", side, side),
        new Attribute("strides", stride, stride),
        new Attribute("pads", pad, pad, pad, pad));
  }
}
