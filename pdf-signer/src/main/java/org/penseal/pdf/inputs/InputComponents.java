// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.pdf.inputs.InputNode.Edge;

/**
 * Visits the strongly connected components below a node, each after those that it leads to (Tarjan,
 * 1972), without recursion.
 */
final class InputComponents {
  /** What is done with the components. */
  interface Work {
    /** Whether a node was settled before, and what is below it need not be visited. */
    boolean isSettled(InputNode node);

    /** Settles nodes that all lead to each other, or a single node. */
    void settle(Map<InputNode, List<Edge>> component);
  }

  private static final class Frame {
    private final InputNode node;
    private final List<Edge> edges;
    private final int index;
    private int low;
    private int next;

    Frame(InputNode node, List<Edge> edges, int index) {
      this.node = node;
      this.edges = edges;
      this.index = index;
      this.low = index;
    }
  }

  private final InputGraph graph;
  private final Work work;
  private final Map<InputNode, Frame> open = new HashMap<>();
  private final Deque<Frame> path = new ArrayDeque<>();
  private final List<Frame> unsettled = new ArrayList<>();
  private int count;

  InputComponents(InputGraph graph, Work work) {
    this.graph = graph;
    this.work = work;
  }

  void visit(InputNode start) {
    if (!work.isSettled(start)) {
      enter(start);
    }
    while (!path.isEmpty()) {
      Frame frame = path.peek();
      if (frame.next == frame.edges.size()) {
        leave(path.pop());
        continue;
      }
      InputNode child = frame.edges.get(frame.next++).node();
      if (child == null || work.isSettled(child)) {
        continue;
      }
      Frame known = open.get(child);
      if (known == null) {
        enter(child);
      } else {
        frame.low = Math.min(frame.low, known.index);
      }
    }
  }

  private void enter(InputNode node) {
    Frame frame = new Frame(node, graph.edges(node), count++);
    open.put(node, frame);
    path.push(frame);
    unsettled.add(frame);
  }

  private void leave(Frame frame) {
    Frame above = path.peek();
    if (above != null) {
      above.low = Math.min(above.low, frame.low);
    }
    if (frame.low == frame.index) {
      Map<InputNode, List<Edge>> component = new LinkedHashMap<>();
      Frame member;
      do {
        member = unsettled.removeLast();
        open.remove(member.node);
        component.put(member.node, member.edges);
      } while (member != frame);
      work.settle(component);
    }
  }
}
