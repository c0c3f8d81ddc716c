// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.server.api.JsonBody;
import org.penseal.app.server.refusal.ServeException.BadParameter;

/** The parameters of a call, read strictly: what was not asked for is refused at the end. */
final class Triples {
  private static final int LONGEST_NAME = 64;

  private final Map<String, Triple> left = new LinkedHashMap<>();

  private Triples() {}

  /**
   * Those in {@code Data}.
   *
   * @throws BadParameter if one stands there twice, has an unknown type, or is none
   */
  static Triples of(JsonBody body) throws BadParameter {
    Triples read = new Triples();
    for (JsonBody each : body.objects("Data")) {
      String name = each.needed("Name");
      if (name.length() > LONGEST_NAME) {
        throw new BadParameter("Name");
      }
      Triple.Type type =
          Triple.Type.of(each.needed("Type")).orElseThrow(() -> new BadParameter("Type"));
      boolean list = each.isList("Value");
      List<String> values =
          list
              ? each.texts("Value").orElseThrow(() -> new BadParameter("Value"))
              : List.of(each.needed("Value"));
      each.end();
      if (read.left.put(name, new Triple(name, type, values, list)) != null) {
        throw new BadParameter(name);
      }
    }
    body.end();
    return read;
  }

  /** Whether one is there that was not read yet. */
  boolean has(String name) {
    return left.containsKey(name);
  }

  /** A text. */
  Optional<String> text(String name) throws BadParameter {
    Optional<Triple> found = Optional.ofNullable(left.remove(name));
    if (found.isPresent() && (found.get().list() || found.get().type() != Triple.Type.RAW)) {
      throw new BadParameter(name);
    }
    return found.map(triple -> triple.values().getFirst());
  }

  /** A text that must be there. */
  String needed(String name) throws BadParameter {
    return text(name).orElseThrow(() -> new BadParameter(name));
  }

  /** Texts; empty if the parameter is not there. */
  Optional<List<String>> texts(String name) throws BadParameter {
    Optional<Triple> found = Optional.ofNullable(left.remove(name));
    if (found.isPresent() && (!found.get().list() || found.get().type() != Triple.Type.RAW)) {
      throw new BadParameter(name);
    }
    return found.map(Triple::values);
  }

  /** Bytes that must be there. */
  byte[] bytes(String name) throws BadParameter {
    Triple found = left.remove(name);
    if (found == null || found.list()) {
      throw new BadParameter(name);
    }
    String value = found.values().getFirst();
    try {
      return switch (found.type()) {
        case RAW -> value.getBytes(StandardCharsets.UTF_8);
        case BASE64 -> Base64.getDecoder().decode(value);
        case HEX -> HexFormat.of().parseHex(value);
        case DATE_TIME -> throw new BadParameter(name);
      };
    } catch (IllegalArgumentException e) {
      throw new BadParameter(name);
    }
  }

  /** Refuses whatever nobody asked for: a misspelt one must not be ignored. */
  void end() throws BadParameter {
    Optional<String> unknown = left.keySet().stream().findFirst();
    if (unknown.isPresent()) {
      throw new BadParameter(unknown.get());
    }
  }
}
