// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.InputNode.Edge;
import org.penseal.signature.Octets;

/**
 * SHA-256 of values with everything below them: equal for equal trees of values, whatever their
 * objects are numbered, where they stand, and which of them are shared. A reference is another
 * value than what it leads to.
 *
 * <p>Members of a loop are digested as states of the smallest automaton that unfolds to the same
 * tree.
 */
final class ValueDigest implements InputComponents.Work {
  /** What need not be read, since it is known to be the same in the other revision. */
  interface Known {
    /** A name for all of a node, or null. */
    @Nullable String whole(InputNode node);

    /** A name for the octets of a stream, or null. */
    @Nullable String octets(InputNode stream);
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputGraph graph;
  private final @Nullable Known known;
  private final InputComponents components;
  private final Map<InputNode, Octets> digests = new HashMap<>();
  private final Map<InputNode, byte[]> heads = new HashMap<>();
  // By what a member of a loop leads to: a node outside that leads to the same is equal to it.
  private final Map<Octets, Octets> members = new HashMap<>();
  private final LoopStates loops;

  ValueDigest(InputGraph graph, @Nullable Known known) {
    this.graph = graph;
    this.known = known;
    this.components = new InputComponents(graph, this);
    this.loops = new LoopStates(node -> Octets.of(head(node)), digests, graph.visits());
  }

  /** The digest of some entries together. */
  Octets of(List<Edge> edges) {
    for (Edge each : edges) {
      if (each.node() != null) {
        components.visit(each.node());
      }
    }
    return combined(InputGraph.bytes("entries"), edges, node -> get(digests, node));
  }

  @Override
  public boolean isSettled(InputNode node) {
    if (digests.containsKey(node)) {
      return true;
    }
    String name = known == null ? null : known.whole(node);
    if (name != null) {
      digests.put(node, digest(InputGraph.bytes("known " + name)));
    }
    return name != null;
  }

  @Override
  public void settle(Map<InputNode, List<Edge>> component) {
    boolean loop =
        component.size() > 1
            || component.values().iterator().next().stream()
                .anyMatch(edge -> edge.node() != null && component.containsKey(edge.node()));
    if (loop) {
      loop(component);
    } else {
      component.forEach(
          (node, edges) -> {
            Octets own = step(node, edges);
            digests.put(node, members.getOrDefault(own, own));
          });
    }
    component.keySet().forEach(heads::remove);
  }

  // Moore's refinement (1956): until no more members can be told apart.
  private void loop(Map<InputNode, List<Edge>> component) {
    Map<InputNode, Octets> known = loops.known(component);
    if (!known.isEmpty()) {
      digests.putAll(known);
      return;
    }
    Map<InputNode, Octets> names = named(component, node -> digest(InputGraph.bytes("loop")));
    int classes = 1;
    while (true) {
      Map<InputNode, Octets> now = refined(component, names);
      int more = new HashSet<>(now.values()).size();
      if (more == classes) {
        break;
      }
      names = now;
      classes = more;
    }
    Map<InputNode, Octets> stable = names;
    Map<InputNode, Octets> next = refined(component, stable);
    TreeSet<String> automaton =
        component.keySet().stream()
            .map(node -> get(stable, node).hex() + get(next, node).hex())
            .collect(Collectors.toCollection(TreeSet::new));
    String whole = String.join("", automaton);
    component.keySet().forEach(n -> digests.put(n, digest(member(get(stable, n), whole))));
    component.forEach((n, edges) -> members.put(step(n, edges), get(digests, n)));
    loops.add(component);
  }

  private static <T> T get(Map<InputNode, T> map, InputNode node) {
    return Objects.requireNonNull(map.get(node));
  }

  private static byte[] member(Octets name, String automaton) {
    return InputGraph.bytes("member " + name.hex() + automaton);
  }

  private Octets step(InputNode node, List<Edge> edges) {
    return combined(head(node), edges, each -> get(digests, each));
  }

  private Map<InputNode, Octets> refined(
      Map<InputNode, List<Edge>> component, Map<InputNode, Octets> names) {
    return named(
        component,
        node -> {
          graph.visits().take();
          return combined(
              head(node),
              get(component, node),
              each -> get(names.containsKey(each) ? names : digests, each));
        });
  }

  private static Map<InputNode, Octets> named(
      Map<InputNode, List<Edge>> component, Function<InputNode, Octets> name) {
    return component.keySet().stream().collect(Collectors.toMap(node -> node, name));
  }

  private byte[] head(InputNode node) {
    return heads.computeIfAbsent(node, this::newHead);
  }

  private byte[] newHead(InputNode node) {
    if (node.object() instanceof COSArray) {
      return InputGraph.bytes("array");
    }
    if (!(node.object() instanceof COSStream stream)) {
      return InputGraph.bytes("dictionary");
    }
    String name = known == null ? null : known.octets(node);
    return InputGraph.bytes(name == null ? "stream " + octets(stream) : "known stream " + name);
  }

  private static String octets(COSStream stream) {
    MessageDigest digest = sha256();
    try (InputStream in = stream.createRawInputStream()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Octets.of(digest.digest()).hex();
  }

  private static Octets combined(
      byte[] head, List<Edge> edges, Function<InputNode, Octets> digests) {
    MessageDigest digest = sha256();
    put(digest, head);
    for (Edge each : edges) {
      if (!each.isNothing()) {
        put(digest, InputGraph.bytes(each.label()));
        InputNode node = each.node();
        byte @Nullable [] scalar = each.scalar();
        digest.update((byte) (node == null ? 0 : 1));
        if (node != null) {
          put(digest, digests.apply(node).bytes());
        } else if (scalar != null) {
          put(digest, scalar);
        }
      }
    }
    return Octets.of(digest.digest());
  }

  private static void put(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  /** The digest of octets, in hexadecimal digits. */
  static String hex(byte[] bytes) {
    return digest(bytes).hex();
  }

  private static Octets digest(byte[] bytes) {
    return Octets.of(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
