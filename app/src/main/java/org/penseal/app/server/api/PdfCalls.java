// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.revocation.RevocationClient;

/** Signs PDF files with keys of the server, and verifies them. */
final class PdfCalls {
  private final Resources with;
  private final Trust trust;

  PdfCalls(Resources with, Trust trust) {
    this.with = with;
    this.trust = trust;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/pdf/sign", Operation.SIGN_PDF, this::sign),
        Route.post("/v1/pdf/verify", Operation.VERIFY, this::verify));
  }

  private Answer sign(Request request, CallSession session) throws Exception {
    request.only(Set.of("key", "profile", "at", "reason", "location"));
    PdfOrder order = PdfOrder.of(request);
    NamedKey named = session.key(request.needed("key"), KeyUse.SIGN);
    WorkFolder.Desk desk = with.folder().desk();
    boolean kept = false;
    try {
      session.took(desk.take(request.body(), "document.pdf"));
      Path out = desk.file("signed.pdf");
      try (SigningKey key = named.signing(session.now())) {
        PdfSigning signing = new PdfSigning(with, trust, key);
        session.turn(
            () ->
                TimeLimit.within(
                    TimeLimit.reading(desk.file("document.pdf")).plus(RevocationClient.PATIENCE),
                    desk.file("document.pdf"),
                    () -> signing.sign(desk.file("document.pdf"), order, out)));
      }
      Answer answer = Answer.file("application/pdf", out, desk::close);
      kept = true;
      return answer;
    } finally {
      if (!kept) {
        desk.close();
      }
    }
  }

  private Answer verify(Request request, CallSession session) throws Exception {
    request.only(Set.of("sm2Id"));
    String sm2Id = request.parameter("sm2Id").orElse(Suite.DEFAULT_SM2_ID);
    try (WorkFolder.Desk desk = with.folder().desk()) {
      session.took(desk.take(request.body(), "document.pdf"));
      Path file = desk.file("document.pdf");
      Verification verification =
          new Verification(
              with.trust(),
              Optional.empty(),
              session.now(),
              sm2Id,
              new Verification.Revocation(trust.sources(), false));
      VerifiedFile verified =
          session.turn(
              () -> {
                TimeLimit limit = TimeLimit.of(trust.asking(), file);
                return TimeLimit.within(
                    limit.verdict().left(),
                    file,
                    () -> verification.of(file, Optional.empty(), null, limit));
              });
      Map<String, @Nullable Object> json = JsonReport.of(verified);
      json.put("file", "");
      return JsonBody.answer(json);
    }
  }
}
