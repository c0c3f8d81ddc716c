// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.refusal.ServeException.WrongField.Why;

/** The fields of one JSON object, read strictly: what was not asked for is refused at its end. */
final class ServeFields {
  private final String path;
  private final JsonNode object;
  private final Set<String> known = new HashSet<>();

  ServeFields(String path, JsonNode object) throws WrongField {
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

  /** Reads an object to its end. */
  @FunctionalInterface
  interface Part<T> {
    T of(ServeFields fields) throws WrongField;
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

  <T> Optional<T> object(String name, Part<T> part) throws WrongField {
    Optional<JsonNode> found = field(name);
    return found.isPresent()
        ? Optional.of(whole(new ServeFields(at(name), found.get()), part))
        : Optional.empty();
  }

  private static <T> T whole(ServeFields fields, Part<T> part) throws WrongField {
    T read = part.of(fields);
    fields.end();
    return read;
  }

  <T> List<T> objects(String name, Part<T> part) throws WrongField {
    List<T> all = new ArrayList<>();
    for (JsonNode each : array(name)) {
      all.add(whole(new ServeFields(at(name) + "." + all.size(), each), part));
    }
    return all;
  }

  private Iterable<JsonNode> array(String name) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isPresent() && !found.get().isArray()) {
      throw wrong(name, Why.TYPE);
    }
    return found.isPresent() ? found.get() : List.of();
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
    List<T> all = new ArrayList<>();
    for (JsonNode each : array(name)) {
      all.add(value(each, at(name) + "." + all.size(), reading));
    }
    return all;
  }

  long number(String name, long least, long most, long otherwise) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isEmpty()) {
      return otherwise;
    }
    if (!found.get().isIntegralNumber() || !found.get().canConvertToLong()) {
      throw wrong(name, Why.TYPE);
    }
    long value = found.get().asLong();
    if (value < least || value > most) {
      throw wrong(name, Why.VALUE);
    }
    return value;
  }

  boolean flag(String name, boolean otherwise) throws WrongField {
    Optional<JsonNode> found = field(name);
    if (found.isEmpty()) {
      return otherwise;
    }
    if (!found.get().isBoolean()) {
      throw wrong(name, Why.TYPE);
    }
    return found.get().asBoolean();
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
