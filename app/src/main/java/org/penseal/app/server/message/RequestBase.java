// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.util.Locale;
import java.util.Optional;
import org.penseal.app.server.http.NamedHost;
import org.penseal.app.server.http.Request;

/** The text that a signature of a request is over (RFC 9421, section 2.5). */
final class RequestBase {
  private RequestBase() {}

  /**
   * The text; empty if a covered component is not there, is none that is known here, or not in
   * ASCII.
   */
  static Optional<String> of(Request request, SignatureInput input) {
    StringBuilder out = new StringBuilder();
    for (String name : input.components()) {
      Optional<String> value = name.startsWith("@") ? derived(request, name) : field(request, name);
      if (value.filter(RequestBase::isAscii).isEmpty()) {
        return Optional.empty();
      }
      out.append('"').append(name).append("\": ").append(value.get()).append('\n');
    }
    return Optional.of(out.append("\"@signature-params\": ").append(input.written()).toString());
  }

  // Section 2.5: nothing else can be written, and all of it would look the same.
  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c < 0x80);
  }

  // Section 2.1: values without the space around them, joined by a comma and a space.
  private static Optional<String> field(Request request, String name) {
    return Optional.ofNullable(request.headers().get(name))
        .filter(values -> name.equals(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(", ", values.stream().map(String::strip).toList()));
  }

  // Section 2.2.
  private static Optional<String> derived(Request request, String name) {
    return switch (name) {
      case "@method" -> Optional.of(request.method());
      case "@authority" -> NamedHost.of(request);
      case "@scheme" -> Optional.of(scheme(request));
      case "@target-uri" ->
          NamedHost.of(request).map(host -> scheme(request) + "://" + host + request.target());
      case "@request-target" -> Optional.of(request.target());
      case "@path" -> Optional.of(request.path());
      case "@query" -> Optional.of(query(request));
      default -> Optional.empty();
    };
  }

  private static String scheme(Request request) {
    return request.caller().secure() ? "https" : "http";
  }

  // Section 2.2.7: a question mark alone where there is no query.
  private static String query(Request request) {
    int mark = request.target().indexOf('?');
    return mark < 0 ? "?" : request.target().substring(mark);
  }
}
