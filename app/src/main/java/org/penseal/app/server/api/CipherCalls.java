// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.util.List;
import java.util.Set;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.CipherMode;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.signature.Octets;

/** Encryption with secret keys of the server; what is larger goes into envelopes. */
final class CipherCalls {
  private static final int MOST_BYTES = 8 << 20;
  private static final int OVERHEAD_BYTES = 128;
  private static final int LONGEST_CONTEXT = 1024;

  private final Resources with;

  CipherCalls(Resources with) {
    this.with = with;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/encrypt", Operation.ENCRYPT, this::encrypt),
        Route.post("/v1/decrypt", Operation.ENCRYPT, this::decrypt));
  }

  private static String context(Request request) throws BadParameter {
    String context = request.parameter("context").orElse("");
    if (context.length() > LONGEST_CONTEXT) {
      throw new BadParameter("context");
    }
    return context;
  }

  private Answer encrypt(Request request, CallSession session) throws Exception {
    request.only(Set.of("key", "algorithm", "context"));
    CipherMode mode =
        CipherMode.of(request.parameter("algorithm").orElse("sm4-gcm"))
            .orElseThrow(() -> new BadParameter("algorithm"));
    String context = context(request);
    NamedKey key = session.key(request.needed("key"), KeyUse.ENCRYPT);
    byte[] plain = session.bytes(request, MOST_BYTES);
    byte[] sealed =
        session.turn(() -> key.encrypt(mode, plain, context, session.now(), with.random()));
    // Not of the plain bytes: a digest of few of them would tell what they are.
    session.took(Octets.of(with.hashing().start("SM3").digest(sealed)));
    return Answer.of(200, "application/octet-stream", sealed);
  }

  private Answer decrypt(Request request, CallSession session) throws Exception {
    request.only(Set.of("key", "context"));
    String context = context(request);
    NamedKey key = session.key(request.needed("key"), KeyUse.ENCRYPT);
    byte[] sealed = session.bytes(request, MOST_BYTES + OVERHEAD_BYTES);
    session.took(Octets.of(with.hashing().start("SM3").digest(sealed)));
    byte[] plain = session.turn(() -> key.decrypt(sealed, context, with.random()));
    return Answer.of(200, "application/octet-stream", plain);
  }
}
