// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A random graph of dictionaries, arrays and streams, and ways to write it down. */
final class ValueGraph {
  /** Kinds: 0 dictionary, 1 array, 2 stream. A child is an Integer (a node) or a String. */
  static final class Node {
    final int kind;
    final List<Object> children = new ArrayList<>();
    String content = "";

    Node(int kind) {
      this.kind = kind;
    }
  }

  final List<Node> nodes = new ArrayList<>();

  static ValueGraph random(Random random) {
    ValueGraph graph = new ValueGraph();
    int count = 3 + random.nextInt(10);
    for (int i = 0; i < count; i++) {
      Node node = new Node(random.nextInt(5) == 0 ? 2 : random.nextInt(2));
      node.content = node.kind == 2 ? "q Q" + random.nextInt(2) : "";
      int width = 1 + random.nextInt(3);
      for (int k = 0; k < width; k++) {
        boolean leaf = random.nextInt(3) == 0;
        node.children.add(leaf ? scalar(random) : (Object) random.nextInt(count));
      }
      graph.nodes.add(node);
    }
    return graph;
  }

  private static String scalar(Random random) {
    return List.of("1", "(a)", "/N", "true", "null", "2.5").get(random.nextInt(6));
  }

  ValueGraph copy() {
    ValueGraph copy = new ValueGraph();
    for (Node each : nodes) {
      Node node = new Node(each.kind);
      node.children.addAll(each.children);
      node.content = each.content;
      copy.nodes.add(node);
    }
    return copy;
  }

  /** Nodes that can be reached from the first. */
  List<Integer> reached() {
    List<Integer> found = new ArrayList<>(List.of(0));
    for (int i = 0; i < found.size(); i++) {
      for (Object child : nodes.get(found.get(i)).children) {
        if (child instanceof Integer node && !found.contains(node)) {
          found.add(node);
        }
      }
    }
    return found;
  }

  /** Whether the first nodes unfold to the same tree, told pair by pair. */
  static boolean same(ValueGraph one, ValueGraph other) {
    return same(one, 0, other, 0, new HashSet<>());
  }

  private static boolean same(
      ValueGraph one, int a, ValueGraph other, int b, Set<List<Integer>> open) {
    if (!open.add(List.of(a, b))) {
      return true;
    }
    Node x = one.nodes.get(a);
    Node y = other.nodes.get(b);
    if (x.kind != y.kind || !x.content.equals(y.content)) {
      return false;
    }
    int count = Math.max(x.children.size(), y.children.size());
    if (x.kind == 1 && x.children.size() != y.children.size()) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      Object p = i < x.children.size() ? x.children.get(i) : "null";
      Object q = i < y.children.size() ? y.children.get(i) : "null";
      boolean equal =
          p instanceof Integer m && q instanceof Integer n
              ? same(one, m, other, n, open)
              : Objects.equals(p, q);
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  /**
   * Texts of the nodes as objects.
   *
   * @param numbers the object number of each node
   */
  Map<Integer, String> objects(int[] numbers) {
    Map<Integer, String> objects = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      objects.put(numbers[i], text(i, numbers));
    }
    return objects;
  }

  String text(int index, int[] numbers) {
    Node node = nodes.get(index);
    StringBuilder inner = new StringBuilder();
    for (int i = 0; i < node.children.size(); i++) {
      inner.append(node.kind == 1 ? " " : "/K" + i + " ");
      Object child = node.children.get(i);
      inner.append(child instanceof Integer target ? numbers[target] + " 0 R" : child);
    }
    return switch (node.kind) {
      case 1 -> "[" + inner + "]";
      case 2 -> ObjectFile.stream(inner.toString(), node.content);
      default -> "<<" + inner + ">>";
    };
  }
}
