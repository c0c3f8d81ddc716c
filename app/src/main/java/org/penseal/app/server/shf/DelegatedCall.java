// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.server.api.CallSession;
import org.penseal.app.server.api.Route;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.app.server.refusal.ServeException.TooLarge;

/**
 * The operation that does the work, asked within the caller's own session: with the rights, limits
 * and record of a caller who asks it directly.
 */
final class DelegatedCall {
  // Of the parameters that a caller can get wrong; a refusal names what the caller has sent.
  private static final Map<String, String> NAMES =
      Map.of(
          "key", "KeyId",
          "form", "Form",
          "algorithm", "Algorithm",
          "context", "Context",
          "recipient", "PublicKey",
          "certificate", "Certificate");

  private final Route route;
  private final Request asked;
  private final CallSession session;
  private final Map<String, List<String>> query = new HashMap<>();
  private final Map<String, List<String>> headers = new HashMap<>();

  DelegatedCall(Route route, Request asked, CallSession session) {
    this.route = route;
    this.asked = asked;
    this.session = session;
  }

  CallSession session() {
    return session;
  }

  DelegatedCall with(String parameter, String value) {
    query.put(parameter, List.of(value));
    return this;
  }

  DelegatedCall with(String parameter, Optional<String> value) {
    value.ifPresent(given -> with(parameter, given));
    return this;
  }

  DelegatedCall header(String name, String value) {
    headers.put(name, List.of(value));
    return this;
  }

  /**
   * Asks it.
   *
   * @throws TooLarge if the result is longer than an answer here may be
   */
  byte[] answered(GivenContent content, int mostBytes) throws Exception {
    headers.put("content-length", List.of(Long.toString(content.length())));
    Request request =
        new Request(
            route.method(),
            route.path(),
            route.path(),
            query,
            headers,
            content.in(),
            asked.caller());
    try (Answer.Content result = route.call().answer(request, session).content()) {
      if (result.length() > mostBytes) {
        throw new TooLarge(mostBytes);
      }
      session.reserve(result.length());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) result.length());
      result.write(bytes);
      return bytes.toByteArray();
    } catch (BadParameter e) {
      throw new BadParameter(NAMES.getOrDefault(e.name, e.name));
    }
  }
}
