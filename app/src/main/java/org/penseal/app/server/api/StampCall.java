// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.tsa.Stamper;
import org.penseal.trust.tsa.StampAuthority;

/**
 * Time-stamps over HTTP (RFC 3161, section 3.4), at {@code /tsa} with the first key and at {@code
 * /tsa/NAME} with each. Rejections are answers with status 200; what is no request is a problem.
 */
final class StampCall {
  private static final int LONGEST = 16 << 10;
  private static final String QUERY = "application/timestamp-query";
  private static final String REPLY = "application/timestamp-reply";

  private final Stamper stamper;
  private final List<NamedKey> keys;

  /**
   * @param keys at least one
   */
  StampCall(Stamper stamper, List<NamedKey> keys) {
    this.stamper = stamper;
    this.keys = keys;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(route("/tsa", keys.getFirst()));
    for (NamedKey key : keys) {
      routes.add(route("/tsa/" + key.name(), key));
    }
    return routes;
  }

  private Route route(String path, NamedKey key) {
    return Route.post(
        path, Operation.TIMESTAMP, (request, session) -> stamp(request, session, key));
  }

  private Answer stamp(Request request, CallSession session, NamedKey key) throws Exception {
    request.only(Set.of());
    String type = request.header("content-type").orElse("").split(";", 2)[0].trim();
    if (!type.equalsIgnoreCase(QUERY)) {
      throw new ServeException.BadRequest("content-type");
    }
    session.uses(key);
    StampAuthority.Request asked = StampAuthority.read(request.bytes(LONGEST));
    session.took(asked.imprint());
    return Answer.of(200, REPLY, stamper.stamp(asked, key).der().bytes());
  }
}
