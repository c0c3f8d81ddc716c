// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a signature covers, and its parameters: the only member of a field Signature-Input (RFC
 * 9421, section 4.1). Components with parameters of their own are not read.
 *
 * @param label of the signature
 * @param components that it covers, in their order, none twice
 * @param parameters in their order; a {@link Long} or a {@link String}
 */
record SignatureInput(String label, List<String> components, Map<String, Object> parameters) {
  private static final int MOST_COMPONENTS = 32;
  private static final Set<String> INTEGERS = Set.of("created", "expires");
  private static final Set<String> STRINGS = Set.of("nonce", "keyid", "alg", "tag");

  SignatureInput {
    components = List.copyOf(components);
  }

  /** Reads the field; empty if it is malformed, or has another number of members than one. */
  static Optional<SignatureInput> of(String field) {
    FieldReader in = new FieldReader(field);
    Optional<String> label = in.key();
    if (label.isEmpty() || !in.takes('=')) {
      return Optional.empty();
    }
    Optional<List<String>> components = components(in);
    if (components.isEmpty()) {
      return Optional.empty();
    }
    Optional<Map<String, Object>> parameters = parameters(in);
    return parameters.isPresent() && in.ended()
        ? Optional.of(new SignatureInput(label.get(), components.get(), parameters.get()))
        : Optional.empty();
  }

  private static Optional<List<String>> components(FieldReader in) {
    if (!in.takes('(')) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>();
    in.spaces();
    while (!in.takes(')')) {
      Optional<String> name = in.string();
      if (name.isEmpty() || all.size() == MOST_COMPONENTS) {
        return Optional.empty();
      }
      all.add(name.get());
      if (!in.spaces() && !in.isNext(')')) {
        return Optional.empty();
      }
    }
    return new HashSet<>(all).size() == all.size() ? Optional.of(all) : Optional.empty();
  }

  private static Optional<Map<String, Object>> parameters(FieldReader in) {
    Map<String, Object> all = new LinkedHashMap<>();
    while (in.takes(';')) {
      in.spaces();
      String name = in.key().orElse("");
      if (!in.takes('=')) {
        return Optional.empty();
      }
      Optional<?> value =
          INTEGERS.contains(name)
              ? in.integer()
              : STRINGS.contains(name) ? in.string() : Optional.empty();
      if (value.isEmpty() || all.put(name, value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }

  Optional<Long> number(String name) {
    return parameters.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  Optional<String> text(String name) {
    return parameters.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The value of {@code @signature-params}, as it is always written (RFC 8941, section 4.1.1). */
  String written() {
    StringBuilder out = new StringBuilder("(");
    for (String each : components) {
      out.append(out.length() > 1 ? " " : "").append(quoted(each));
    }
    out.append(')');
    parameters.forEach(
        (name, value) ->
            out.append(';')
                .append(name)
                .append('=')
                .append(value instanceof String text ? quoted(text) : value.toString()));
    return out.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
