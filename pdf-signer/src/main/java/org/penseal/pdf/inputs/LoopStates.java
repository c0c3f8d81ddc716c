// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.InputNode.Edge;
import org.penseal.signature.Octets;

/**
 * Loops that were digested before, so that one that is partly unrolled is found equal to the loop
 * that it leads into.
 */
final class LoopStates {
  private record Arc(String label, @Nullable Octets scalar, @Nullable Octets target) {}

  private record State(Octets head, List<Arc> arcs) {}

  private final Function<InputNode, Octets> heads;
  private final Map<InputNode, Octets> digests;
  private final Visits visits;
  // By the digest of each state, all states of its loop.
  private final Map<Octets, Map<Octets, State>> loops = new HashMap<>();

  LoopStates(Function<InputNode, Octets> heads, Map<InputNode, Octets> digests, Visits visits) {
    this.heads = heads;
    this.digests = digests;
    this.visits = visits;
  }

  /** Remembers a loop whose members have their digests. */
  void add(Map<InputNode, List<Edge>> component) {
    Map<Octets, State> states = new HashMap<>();
    component.forEach(
        (node, edges) ->
            states.computeIfAbsent(
                Objects.requireNonNull(digests.get(node)),
                digest -> new State(heads.apply(node), arcs(edges))));
    states.keySet().forEach(digest -> loops.put(digest, states));
  }

  private List<Arc> arcs(List<Edge> edges) {
    List<Arc> arcs = new ArrayList<>();
    for (Edge each : edges) {
      if (!each.isNothing()) {
        arcs.add(new Arc(each.label(), scalar(each), digests.get(each.node())));
      }
    }
    return arcs;
  }

  private static @Nullable Octets scalar(Edge edge) {
    byte @Nullable [] scalar = edge.scalar();
    return scalar == null ? null : Octets.of(scalar);
  }

  /** The digests of a loop that unfolds to the same as one that it leads to; empty without one. */
  Map<InputNode, Octets> known(Map<InputNode, List<Edge>> component) {
    Set<Map<Octets, State>> tried = Collections.newSetFromMap(new IdentityHashMap<>());
    InputNode start = component.keySet().iterator().next();
    for (List<Edge> edges : component.values()) {
      for (Edge edge : edges) {
        Octets below = edge.node() == null ? null : digests.get(edge.node());
        Map<Octets, State> loop = below == null ? null : loops.get(below);
        if (loop != null && tried.add(loop)) {
          for (Octets each : loop.keySet()) {
            Map<InputNode, Octets> found = matched(component, start, each, loop);
            if (!found.isEmpty()) {
              return found;
            }
          }
        }
      }
    }
    return Map.of();
  }

  private Map<InputNode, Octets> matched(
      Map<InputNode, List<Edge>> component,
      InputNode start,
      Octets state,
      Map<Octets, State> loop) {
    Map<InputNode, Octets> found = new HashMap<>(Map.of(start, state));
    Deque<InputNode> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      visits.take();
      InputNode node = open.pop();
      State expected = loop.get(Objects.requireNonNull(found.get(node)));
      List<Edge> edges =
          Objects.requireNonNull(component.get(node)).stream()
              .filter(edge -> !edge.isNothing())
              .toList();
      if (expected == null
          || !expected.head.equals(heads.apply(node))
          || expected.arcs.size() != edges.size()) {
        return Map.of();
      }
      for (int i = 0; i < edges.size(); i++) {
        if (!follows(edges.get(i), expected.arcs.get(i), component, found, open)) {
          return Map.of();
        }
      }
    }
    return found;
  }

  private boolean follows(
      Edge edge,
      Arc arc,
      Map<InputNode, List<Edge>> component,
      Map<InputNode, Octets> found,
      Deque<InputNode> open) {
    if (!edge.label().equals(arc.label) || !Objects.equals(scalar(edge), arc.scalar)) {
      return false;
    }
    InputNode node = edge.node();
    if (node == null || !component.containsKey(node)) {
      return Objects.equals(node == null ? null : digests.get(node), arc.target);
    }
    if (arc.target == null) {
      return false;
    }
    Octets before = found.putIfAbsent(node, arc.target);
    if (before == null) {
      open.push(node);
    }
    return before == null || before.equals(arc.target);
  }
}
