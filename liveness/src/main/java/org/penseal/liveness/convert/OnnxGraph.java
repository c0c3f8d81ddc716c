// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.convert;

/**
 * An ONNX model of float tensors while it is written; the numbers are the fields of onnx.proto (IR
 * version 7, operator set 11).
 */
final class OnnxGraph {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 11;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int INTS = 7;

  private final Protobuf graph = new Protobuf();
  private int nodes;

  /** Adds a constant of floats. */
  String constant(String name, float[] values, int... shape) {
    graph.message(5, dimensions(shape).number(2, FLOAT).text(8, name).floats(9, values));
    return name;
  }

  /** Adds a constant of whole numbers. */
  String constant(String name, long... values) {
    graph.message(5, dimensions(values.length).number(2, INT64).text(8, name).longs(9, values));
    return name;
  }

  private static Protobuf dimensions(int... shape) {
    Protobuf tensor = new Protobuf();
    for (int side : shape) {
      tensor.number(1, side);
    }
    return tensor;
  }

  /**
   * An attribute of whole numbers.
   *
   * @param name as the operator names it
   * @param values its values
   */
  @SuppressWarnings("ArrayRecordComponent") // written and forgotten
  record Attribute(String name, long... values) {}

  /**
   * Adds an operation.
   *
   * @param operator of the operator set
   * @param inputs names of constants or results
   * @return the name of its result
   */
  String add(String operator, String[] inputs, Attribute... attributes) {
    Protobuf node = new Protobuf();
    for (String input : inputs) {
      node.text(1, input);
    }
    String result = operator.toLowerCase(java.util.Locale.ROOT) + "_" + nodes++;
    node.text(2, result).text(3, result).text(4, operator);
    for (Attribute each : attributes) {
      Protobuf attribute = new Protobuf().text(1, each.name);
      for (long value : each.values) {
        attribute.number(8, value);
      }
      node.message(5, attribute.number(20, INTS));
    }
    graph.message(1, node);
    return result;
  }

  /** The whole model, with one input and one output. */
  byte[] model(String input, int[] inputShape, String output, int[] outputShape) {
    graph.text(2, "face_recognition");
    graph.message(11, value(input, inputShape));
    graph.message(12, value(output, outputShape));
    return new Protobuf()
        .number(1, IR_VERSION)
        .text(2, "penseal")
        .message(7, graph)
        .message(8, new Protobuf().text(1, "").number(2, OPERATOR_SET))
        .toBytes();
  }

  private static Protobuf value(String name, int[] shape) {
    Protobuf dimensions = new Protobuf();
    for (int side : shape) {
      dimensions.message(1, new Protobuf().number(1, side));
    }
    Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, dimensions);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }
}
