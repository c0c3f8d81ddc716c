// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Origin;

/** Every way in which exactly one value of a JSON document differs from it. */
final class Edits {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;
  private final List<Edit> all = new ArrayList<>();

  private Edits(JsonNode root) {
    this.root = root;
  }

  /**
   * One of them.
   *
   * @param path of what was changed, for example {@code artefacts[0].sm3}
   * @param what was done
   * @param value what stands there now, if it is the value of a name
   */
  record Edit(String path, String what, Optional<String> value, byte[] bytes) {
    @Override
    public String toString() {
      return path + " " + what;
    }
  }

  static List<Edit> of(JsonNode document) throws JsonProcessingException {
    Edits edits = new Edits(document.deepCopy());
    edits.below(edits.root, "");
    return edits.all;
  }

  private void below(JsonNode node, String path) throws JsonProcessingException {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(names(object))) {
        JsonNode was = object.get(name);
        String at = path.isEmpty() ? name : path + "." + name;
        object.remove(name);
        add(at, "removed", Optional.empty());
        for (JsonNode other : others(at, was)) {
          object.set(name, other);
          add(at, "was " + was + " is " + other, value(other));
        }
        object.set(name, was);
        below(was, at);
      }
      object.put("other", "x");
      add(path.isEmpty() ? "other" : path + ".other", "added", Optional.of("x"));
      object.remove("other");
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode was = array.get(i);
        String at = path + "[" + i + "]";
        array.remove(i);
        add(at, "removed", Optional.empty());
        array.insert(i, was);
        for (JsonNode other : others(at, was)) {
          array.set(i, other);
          add(at, "was " + was + " is " + other, Optional.empty());
        }
        array.set(i, was);
        array.add(was);
        add(at, "added again", Optional.empty());
        array.remove(array.size() - 1);
        below(was, at);
      }
      array.add("x");
      add(path, "added x", Optional.empty());
      array.set(array.size() - 1, IntNode.valueOf(1));
      add(path, "added 1", Optional.empty());
      array.remove(array.size() - 1);
    }
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Optional<String> value(JsonNode node) {
    return node.isNull() || !node.isValueNode() ? Optional.empty() : Optional.of(node.asText());
  }

  private void add(String path, String what, Optional<String> value)
      throws JsonProcessingException {
    all.add(new Edit(path, what, value, JSON.writeValueAsBytes(root)));
  }

  private static List<JsonNode> others(String path, JsonNode was) {
    List<JsonNode> others = new ArrayList<>();
    others.add(NullNode.instance);
    if (was.isTextual()) {
      texts(path, was.asText())
          .filter(text -> !text.equals(was.asText()))
          .forEach(text -> others.add(TextNode.valueOf(text)));
      others.add(IntNode.valueOf(1));
    } else if (was.isBoolean()) {
      others.add(BooleanNode.valueOf(!was.asBoolean()));
    } else if (was.isIntegralNumber()) {
      others.add(JsonNodeFactory.instance.numberNode(was.asLong() + 1));
      others.add(JsonNodeFactory.instance.numberNode(was.asLong() - 1));
      others.add(TextNode.valueOf(was.asText()));
      others.add(DoubleNode.valueOf(was.asLong() + 0.5));
    } else if (was.isNumber()) {
      others.add(DoubleNode.valueOf(was.asDouble() + 0.1));
      others.add(DoubleNode.valueOf(-was.asDouble()));
      others.add(TextNode.valueOf(was.asText()));
    }
    return others;
  }

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "format", List.of("penseal-manifest/1", "penseal-manifest/3"),
          "mode", List.of("real-person", "phone", "portrait", "operator"),
          "result", List.of("match", "portrait-kept", "not-checked"),
          "provider", List.of("counter", "Ministry"),
          "liveness", List.of("not live"),
          "origin", List.of("chip", "host"),
          "language", List.of("zh", "en"),
          "depth", List.of("one-bit", "rgb565", "rgb24"),
          "mediaType",
              List.of("application/pdf", "application/octet-stream", "text/plain", "image/jpeg"),
          "type", Stream.of(ArtefactType.values()).map(ArtefactType::label).toList());

  private static Stream<String> texts(String path, String was) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    Stream<String> others = WORDS.getOrDefault(name, List.of()).stream();
    if (path.startsWith("origins.")) {
      others = Stream.of(Origin.values()).map(Origin::label);
    }
    if (was.matches("20[0-9]{2}-.*Z")) {
      Instant at = Instant.parse(was);
      others =
          Stream.of(at.plus(1, ChronoUnit.DAYS), at.minus(1, ChronoUnit.DAYS))
              .map(Instant::toString);
    }
    char last = was.isEmpty() ? 'x' : was.charAt(was.length() - 1);
    String turned =
        was.isEmpty() ? "x" : was.substring(0, was.length() - 1) + (last == '1' ? '2' : '1');
    return Stream.concat(others, Stream.of(turned, was + "x", "")).distinct();
  }
}
