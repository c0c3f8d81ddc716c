// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.data.Sealer;
import org.penseal.refusal.CmsException;
import org.penseal.signature.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Envelopes of any size: the content goes through files, not through memory. Nothing of a content
 * is given out before all of it was found in order.
 */
final class EnvelopeCalls {
  private static final Logger LOG = LoggerFactory.getLogger(EnvelopeCalls.class);
  private static final int MOST_RECIPIENTS = 16;

  private final Resources with;

  EnvelopeCalls(Resources with) {
    this.with = with;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/envelope/seal", Operation.SEAL, this::seal),
        Route.post("/v1/envelope/open", Operation.OPEN, this::open));
  }

  private Answer seal(Request request, CallSession session) throws Exception {
    request.only(Set.of("form", "recipient"));
    EnvelopeForm form = form(request.parameter("form").orElse("auth"));
    List<Recipient> recipients = recipients(request, session);
    Sealer sealer = new Sealer(with.random(), with.clock());
    return worked(
        request,
        session,
        "application/pkcs7-mime",
        false,
        (in, out) -> sealer.seal(in, form, recipients, out));
  }

  private static EnvelopeForm form(String word) throws BadParameter {
    for (EnvelopeForm each : EnvelopeForm.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new BadParameter("form");
  }

  // Keys of the server by name; others' certificates in headers, since the body is the content.
  private static List<Recipient> recipients(Request request, CallSession session)
      throws ServeException.Refusal {
    List<Recipient> recipients = new ArrayList<>();
    for (String name : request.query().getOrDefault("recipient", List.of())) {
      NamedKey key = session.key(name, KeyUse.OPEN);
      recipients.add(new Recipient.Certified(key.certificate(session.now())));
    }
    for (String given : request.headers().getOrDefault("penseal-recipient", List.of())) {
      recipients.add(new Recipient.Certified(certificate(given)));
    }
    if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
      throw new BadParameter("recipient");
    }
    return recipients;
  }

  private static X509Certificate certificate(String given) throws BadParameter {
    try {
      return JsonBody.certificate("recipient", Base64.getDecoder().decode(given.trim()));
    } catch (IllegalArgumentException e) {
      throw new BadParameter("recipient");
    }
  }

  private Answer open(Request request, CallSession session) throws Exception {
    request.only(Set.of("key", "form"));
    Optional<String> wanted = request.parameter("form");
    Optional<EnvelopeForm> form =
        wanted.isPresent() ? Optional.of(form(wanted.get())) : Optional.empty();
    NamedKey key = session.key(request.needed("key"), KeyUse.OPEN);
    Sealer sealer = new Sealer(with.random(), with.clock());
    return worked(
        request,
        session,
        "application/octet-stream",
        true,
        (in, out) -> opened(sealer, key, form, in, out));
  }

  // One answer for all failures: none tells how far it came.
  private static void opened(
      Sealer sealer, NamedKey key, Optional<EnvelopeForm> form, Path in, Path out)
      throws Exception {
    for (Opener opener : key.openers()) {
      try {
        EnvelopeForm found = sealer.open(in, opener, out).form();
        if (form.isPresent() && found != form.get()) {
          throw new ServeException.NotDecrypted();
        }
        return;
      } catch (CmsException.SealBroken e) {
        LOG.debug("not opened; another version of the key may be its recipient", e);
      }
    }
    throw new ServeException.NotDecrypted();
  }

  @FunctionalInterface
  private interface FileWork {
    void run(Path in, Path out) throws Exception;
  }

  private Answer worked(
      Request request, CallSession session, String type, boolean sealedGoesIn, FileWork work)
      throws Exception {
    WorkFolder.Desk desk = with.folder().desk();
    boolean kept = false;
    try {
      Octets digest = desk.take(request.body(), "content");
      if (sealedGoesIn) {
        session.took(digest);
      }
      Path out = desk.file("result");
      session.turn(
          () -> {
            work.run(desk.file("content"), out);
            return out;
          });
      Answer answer = Answer.file(type, out, desk::close);
      kept = true;
      return answer;
    } finally {
      if (!kept) {
        desk.close();
      }
    }
  }
}
