// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.app.verify.json.DataJson;
import org.penseal.cms.data.SignatureForm;
import org.penseal.data.DataReport;
import org.penseal.data.DataSigner;
import org.penseal.data.SignatureVerifier;
import org.penseal.data.SigningPlan;
import org.penseal.file.ByteSource;
import org.penseal.file.Keeping;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;

/**
 * Digests, and signatures over any data. What is signed are always signed attributes, never the
 * bytes of a caller: those could be a certificate, or an answer to somebody else's challenge.
 */
final class DataCalls {
  // What is at most so long never lies on the disk.
  private static final int SMALL_BYTES = 64 << 10;
  private static final String SIGNATURE_TYPE = "application/pkcs7-signature";

  private final Resources with;
  private final Trust trust;

  DataCalls(Resources with, Trust trust) {
    this.with = with;
    this.trust = trust;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/digest", Operation.DIGEST, this::digest),
        Route.post("/v1/data/sign", Operation.SIGN_DATA, this::sign),
        Route.post("/v1/data/verify", Operation.VERIFY, this::verify),
        Route.post("/v1/cms/verify", Operation.VERIFY, this::verifyAttached));
  }

  private Answer digest(Request request, CallSession session) throws Exception {
    request.only(Set.of("algorithm"));
    String algorithm = request.parameter("algorithm").orElse(Operations.DIGESTS.getFirst());
    if (!Operations.DIGESTS.contains(algorithm)) {
      throw new BadParameter("algorithm");
    }
    MessageDigest digest = with.hashing().start(algorithm);
    long bytes = 0;
    byte[] buffer = new byte[1 << 16];
    InputStream in = request.body();
    int count;
    while ((count = in.read(buffer)) >= 0) {
      digest.update(buffer, 0, count);
      bytes += count;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("algorithm", algorithm);
    json.put("digest", HexFormat.of().formatHex(digest.digest()));
    json.put("bytes", bytes);
    return JsonBody.answer(json);
  }

  private Answer sign(Request request, CallSession session) throws Exception {
    request.only(Set.of("key", "form", "attached", "timestamp"));
    SignatureForm form = form(request.parameter("form").orElse("cms"));
    boolean attached = request.flag("attached", false);
    boolean stamped = request.flag("timestamp", false);
    NamedKey named = session.key(request.needed("key"), KeyUse.SIGN);
    SigningPlan plan = new SigningPlan(form, attached, true, stamped ? trust.stampers() : null);
    DataSigner signer = new DataSigner(with.hashing(), with.clock(), Keeping.PASSING);
    // Folder and files take as long as the signature.
    return isSmall(request)
        ? signedInMemory(request, session, named, signer, plan)
        : signedOnDisk(request, session, named, signer, plan);
  }

  private static boolean isSmall(Request request) {
    return request
        .header("content-length")
        .map(length -> Long.parseLong(length) <= SMALL_BYTES)
        .orElse(false);
  }

  private Answer signedInMemory(
      Request request, CallSession session, NamedKey named, DataSigner signer, SigningPlan plan)
      throws Exception {
    byte[] content = session.bytes(request, SMALL_BYTES);
    session.took(Octets.of(with.hashing().start("SM3").digest(content)));
    try (SigningKey.Streaming key = named.signing(session.now())) {
      byte[] message = session.turn(() -> signer.sign(content, key, plan));
      return Answer.of(200, SIGNATURE_TYPE, message);
    }
  }

  private Answer signedOnDisk(
      Request request, CallSession session, NamedKey named, DataSigner signer, SigningPlan plan)
      throws Exception {
    WorkFolder.Desk desk = with.folder().desk();
    boolean kept = false;
    try {
      session.took(desk.take(request.body(), "content"));
      Path out = desk.file("signature");
      try (SigningKey.Streaming key = named.signing(session.now())) {
        session.turn(() -> signer.sign(desk.file("content"), key, plan, out));
      }
      Answer answer = Answer.file(SIGNATURE_TYPE, out, desk::close);
      kept = true;
      return answer;
    } finally {
      if (!kept) {
        desk.close();
      }
    }
  }

  private static SignatureForm form(String word) throws BadParameter {
    for (SignatureForm each : SignatureForm.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new BadParameter("form");
  }

  private Answer verify(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    JsonBody body = JsonBody.of(request, session, JsonBody.CONTENT_BYTES);
    byte[] signature = body.bytes("signature").orElseThrow(() -> new BadParameter("signature"));
    Optional<byte[]> content = body.bytes("content");
    Optional<String> sm2Id = body.text("sm2Id");
    body.end();
    session.took(Octets.of(with.hashing().start("SM3").digest(signature)));
    try (WorkFolder.Desk desk = with.folder().desk()) {
      desk.take(ByteSource.of(signature).stream(), "signature");
      if (content.isPresent()) {
        desk.take(ByteSource.of(content.get()).stream(), "content");
      }
      Path file = content.isPresent() ? desk.file("content") : null;
      return report(session, desk.file("signature"), file, sm2Id.orElse(null));
    }
  }

  private Answer verifyAttached(Request request, CallSession session) throws Exception {
    request.only(Set.of("sm2Id"));
    try (WorkFolder.Desk desk = with.folder().desk()) {
      session.took(desk.take(request.body(), "signature"));
      return report(session, desk.file("signature"), null, request.parameter("sm2Id").orElse(null));
    }
  }

  private Answer report(
      CallSession session, Path signature, @Nullable Path content, @Nullable String sm2Id)
      throws Exception {
    SignatureVerifier verifier =
        new SignatureVerifier(with.trust(), with.hashing(), sm2Id, trust.sources());
    Duration limit =
        content == null ? TimeLimit.reading(signature) : TimeLimit.reading(signature, content);
    Duration patience = limit.plus(trust.asking());
    DataReport report =
        session.turn(
            () ->
                TimeLimit.within(
                    patience, signature, () -> verifier.verify(signature, content, session.now())));
    Map<String, @Nullable Object> json = DataJson.of(signature, report, null);
    json.put("file", "");
    return JsonBody.answer(json);
  }
}
