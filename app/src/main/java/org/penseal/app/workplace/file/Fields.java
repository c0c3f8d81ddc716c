// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.workplace.file.WorkplaceException.WrongField;
import org.penseal.app.workplace.file.WorkplaceException.WrongField.Why;

/** The fields of one JSON object, read strictly: what was not asked for is refused at its end. */
final class Fields {
  private final String path;
  private final JsonNode object;
  private final Set<String> known = new HashSet<>();

  Fields(String path, JsonNode object) throws WrongField {
    this.path = path;
    this.object = object;
    if (!object.isObject()) {
      throw new WrongField(path, Why.TYPE);
    }
  }

  /** Turns a text into a value; empty if it is none. */
  @FunctionalInterface
  interface Reading<T> {
    Optional<T> of(String text);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Optional<JsonNode> field(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name));
  }

  WrongField wrong(String name, Why why) {
    return new WrongField(at(name), why);
  }

  Optional<Fields> object(String name) throws WrongField {
    Optional<JsonNode> found = field(name);
    return found.isPresent() ? Optional.of(new Fields(at(name), found.get())) : Optional.empty();
  }

  <T> Optional<T> value(String name, Reading<T> reading) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(value(found.get(), at(name), reading));
  }

  <T> T needed(String name, Reading<T> reading) throws WrongField {
    return value(name, reading).orElseThrow(() -> wrong(name, Why.MISSING));
  }

  private static <T> T value(JsonNode node, String at, Reading<T> reading) throws WrongField {
    if (!node.isTextual()) {
      throw new WrongField(at, Why.TYPE);
    }
    return reading.of(node.asText()).orElseThrow(() -> new WrongField(at, Why.VALUE));
  }

  <T> List<T> list(String name, Reading<T> reading) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isEmpty()) {
      return List.of();
    }
    if (!found.get().isArray()) {
      throw wrong(name, Why.TYPE);
    }
    List<T> all = new ArrayList<>();
    for (JsonNode each : found.get()) {
      all.add(value(each, at(name) + "." + all.size(), reading));
    }
    return all;
  }

  int number(String name, int least, int most, int otherwise) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isEmpty()) {
      return otherwise;
    }
    if (!found.get().isInt()) {
      throw wrong(name, Why.TYPE);
    }
    int value = found.get().asInt();
    if (value < least || value > most) {
      throw wrong(name, Why.VALUE);
    }
    return value;
  }

  boolean flag(String name) throws WrongField {
    return flag(name, false);
  }

  boolean flag(String name, boolean otherwise) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isPresent() && !found.get().isBoolean()) {
      throw wrong(name, Why.TYPE);
    }
    return found.map(JsonNode::asBoolean).orElse(otherwise);
  }

  /** Refuses fields that were not read, such as misspelt ones. */
  void end() throws WrongField {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        throw wrong(name, Why.UNKNOWN);
      }
    }
  }
}
