// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.app.verify.json.DataJson;
import org.penseal.pdf.Report;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.ProvenData;
import org.penseal.trust.revocation.ValidationData;

/** Reads and checks certificates, and tells which keys there are for the caller. */
final class CertificateCalls {
  private static final int LONGEST = 64 << 10;
  private static final Duration LIMIT = Duration.ofSeconds(9);
  // RFC 5280, section 4.2.1.3, in the order of the bits.
  private static final List<String> USAGES =
      List.of(
          "digitalSignature",
          "contentCommitment",
          "keyEncipherment",
          "dataEncipherment",
          "keyAgreement",
          "keyCertSign",
          "cRLSign",
          "encipherOnly",
          "decipherOnly");

  private final Resources with;
  private final Trust trust;

  CertificateCalls(Resources with, Trust trust) {
    this.with = with;
    this.trust = trust;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/keys", Operation.KEYS, this::keys),
        Route.post("/v1/certificate/parse", Operation.CERTIFICATE, this::parse),
        Route.post("/v1/certificate/check", Operation.CERTIFICATE, this::check));
  }

  private Answer keys(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    List<Map<String, Object>> all = new ArrayList<>();
    for (NamedKey key : with.keys().all()) {
      boolean open = key.use() != KeyUse.TLS && key.isFor(session.application().name());
      if (!open) {
        continue;
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", key.name());
      json.put("use", key.use().word());
      boolean on = with.switches().isOn(Switches.What.KEY, key.name());
      json.put("ready", on && key.there(session.now()));
      List<String> certificates = new ArrayList<>();
      for (X509Certificate each : key.certificates()) {
        certificates.add(Base64.getEncoder().encodeToString(each.getEncoded()));
      }
      json.put("certificates", certificates);
      all.add(json);
    }
    return JsonBody.answer(Map.of("keys", all));
  }

  private Answer parse(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    byte[] encoded = request.bytes(LONGEST);
    session.took(Octets.of(with.hashing().start("SM3").digest(encoded)));
    X509Certificate read = JsonBody.certificate("certificate", encoded);
    if (!CertificateFacts.readable(read)) {
      throw new BadParameter("certificate");
    }
    return JsonBody.answer(facts(read));
  }

  private Map<String, Object> facts(X509Certificate read) throws Exception {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", read.getSubjectX500Principal().getName());
    json.put("commonName", CertificateFacts.commonName(read));
    json.put("issuer", read.getIssuerX500Principal().getName());
    json.put("serialNumber", hex(read.getSerialNumber()));
    json.put("notBefore", read.getNotBefore().toInstant().toString());
    json.put("notAfter", read.getNotAfter().toInstant().toString());
    json.put("key", keyKind(read));
    json.put("keyUsage", usages(read));
    json.put("extendedKeyUsage", CertificateFacts.extendedKeyUsages(read));
    json.put("authority", read.getBasicConstraints() >= 0);
    json.put("demo", CertificateFacts.hasPolicy(read, ProjectOids.POLICY_DEMO));
    json.put("sm3", Octets.of(with.hashing().start("SM3").digest(read.getEncoded())).hex());
    json.put("sha256", Octets.of(with.hashing().start("SHA-256").digest(read.getEncoded())).hex());
    return json;
  }

  private static String hex(BigInteger number) {
    return number.toString(16).toLowerCase(Locale.ROOT);
  }

  private static String keyKind(X509Certificate read) {
    try {
      return Suite.of(read.getPublicKey()).key();
    } catch (SigningException e) {
      return "other";
    }
  }

  private static List<String> usages(X509Certificate read) {
    List<String> all = new ArrayList<>();
    boolean[] bits = read.getKeyUsage();
    for (int i = 0; bits != null && i < bits.length && i < USAGES.size(); i++) {
      if (bits[i]) {
        all.add(USAGES.get(i));
      }
    }
    return all;
  }

  private Answer check(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    JsonBody body = JsonBody.of(request, session);
    byte[] encoded = body.bytes("certificate").orElseThrow(() -> new BadParameter("certificate"));
    X509Certificate leaf = JsonBody.certificate("certificate", encoded);
    List<X509Certificate> pool = body.certificates("issuers");
    Purpose purpose = purpose(body.text("purpose").orElse("signer"));
    body.end();
    session.took(Octets.of(with.hashing().start("SM3").digest(encoded)));
    if (!CertificateFacts.readable(leaf)) {
      throw new BadParameter("certificate");
    }
    Instant now = session.now();
    PathJudge.Result result =
        session.turn(
            () ->
                TimeLimit.within(
                    LIMIT.plus(trust.asking()),
                    Path.of("certificate"),
                    () ->
                        new PathJudge(with.trust(), trust.sources())
                            .judge(
                                new PathJudge.Question(leaf, pool, purpose, now, now, now),
                                ProvenData.unprotected(ValidationData.NONE, now))));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("purpose", purpose.folder());
    json.put("at", now.toString());
    json.put("chain", DataJson.word(result.status()));
    json.put("revocation", DataJson.word(Report.Revocation.of(result.reasons(), result.status())));
    json.put("path", DataJson.subjects(result.path()));
    json.put("assurance", result.demo() ? "demo" : "production");
    json.put("reasons", result.reasons());
    return JsonBody.answer(json);
  }

  private static Purpose purpose(String word) throws BadParameter {
    for (Purpose each : List.of(Purpose.SIGNER, Purpose.TSA, Purpose.DEVICE)) {
      if (each.folder().equals(word)) {
        return each;
      }
    }
    throw new BadParameter("purpose");
  }
}
