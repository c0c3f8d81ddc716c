// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.penseal.app.server.api.CallSession;
import org.penseal.app.server.api.JsonBody;
import org.penseal.app.server.api.Route;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.app.server.refusal.ServeException.LoginRefused;
import org.penseal.app.server.refusal.ServeException.LoginRefused.Ground;
import org.penseal.app.server.store.ChallengeStore;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * Strong authentication: a challenge for an application and an origin, an answer that takes it
 * away, an assertion. After Web eID: 256 bits, once, five minutes. The application says with the
 * challenge which proofs it accepts; the user who logs in does not choose.
 */
public final class LoginCalls {
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int NONCE_BYTES = 32;
  private static final int LONGEST_SIGNATURE = 1024;
  private static final List<String> ORDINARY = List.of(LoginMode.SIGNATURE_CERTIFICATE.word());

  private final ChallengeStore challenges;
  private final LoginProof proof;
  private final Assertions assertions;
  private final NamedKey key;
  private final Hashing hashing;
  private final SecureRandom random;
  private final KnownCertificates certificates = new KnownCertificates();

  LoginCalls(
      ChallengeStore challenges,
      LoginProof proof,
      Assertions assertions,
      NamedKey key,
      Hashing hashing,
      SecureRandom random) {
    this.challenges = challenges;
    this.proof = proof;
    this.assertions = assertions;
    this.key = key;
    this.hashing = hashing;
    this.random = random;
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/login/keys", Operation.LOGIN, this::keys),
        Route.post("/v1/login/challenge", Operation.LOGIN, this::challenge),
        Route.post("/v1/login/answer", Operation.LOGIN, this::answer));
  }

  private Answer keys(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    return JsonBody.answer(assertions.keys());
  }

  private Answer challenge(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    JsonBody body = JsonBody.of(request, session);
    String origin = body.needed("origin");
    Set<LoginMode> modes = LoginMode.all(body.texts("modes").orElse(ORDINARY));
    body.end();
    if (modes.isEmpty()) {
      throw new BadParameter("modes");
    }
    if (!session.application().origins().contains(origin)) {
      throw new ServeException.NotAllowed(ServeException.NotAllowed.What.ORIGIN);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    Instant now = session.now();
    Instant expires = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(LoginText.CHALLENGE_SECONDS);
    String application = session.application().name();
    challenges.put(
        new ChallengeStore.Challenge(text, application, origin, LoginMode.joined(modes), expires),
        now);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("challenge", text);
    json.put("application", application);
    json.put("origin", origin);
    json.put("modes", modes.stream().map(LoginMode::word).toList());
    json.put("expires", expires.toString());
    return JsonBody.answer(json);
  }

  private Answer answer(Request request, CallSession session) throws Exception {
    request.only(Set.of());
    JsonBody body = JsonBody.of(request, session);
    String nonce = body.needed("challenge");
    LoginMode mode = LoginMode.of(body.needed("mode")).orElseThrow(() -> new BadParameter("mode"));
    Optional<String> name = body.text("key");
    List<X509Certificate> chain = body.certificates("certificates", certificates::of);
    Optional<byte[]> signature = body.bytes("signature");
    body.end();
    session.uses(key);
    Instant now = session.now();
    if (!CHALLENGE.matcher(nonce).matches()) {
      throw new LoginRefused(Ground.CHALLENGE);
    }
    // Taken before anything is looked at: there is no second try.
    ChallengeStore.Challenge challenge =
        challenges
            .take(nonce, session.application().name(), now)
            .filter(found -> LoginMode.split(found.modes()).contains(mode))
            .orElseThrow(() -> new LoginRefused(Ground.CHALLENGE));
    byte[] text =
        LoginText.of(
            challenge.application(), challenge.origin(), challenge.nonce(), challenge.expires());
    FairTurns.Work<Shown> work =
        () ->
            switch (mode) {
              case SIGNATURE -> registered(name, text, signature, now);
              case SIGNATURE_CERTIFICATE -> certified(chain, text, signature, now);
              case CERTIFICATE -> shown(request, chain, now);
            };
    boolean brief = mode == LoginMode.SIGNATURE_CERTIFICATE && proof.knows(chain, now);
    Shown shown = brief ? session.briefly(work) : session.turn(work);
    session.took(shown.digest);
    Map<String, Object> json = new LinkedHashMap<>();
    // An assertion says that somebody logged in; of a certificate that was only sent nobody did.
    if (shown.possession) {
      json.put("assertion", assertion(challenge, shown, mode, now));
    }
    json.put("subject", shown.subject);
    json.put("mode", mode.word());
    json.put("possession", shown.possession);
    return JsonBody.answer(json);
  }

  private String assertion(
      ChallengeStore.Challenge challenge, Shown shown, LoginMode mode, Instant now)
      throws SigningException, ServeException {
    return assertions.of(
        new Assertions.Login(
            challenge.application(),
            challenge.origin(),
            challenge.nonce(),
            shown.subject,
            shown.digest.hex(),
            mode),
        now);
  }

  // Who it is, SM3 of the certificate, and whether the key itself was used.
  private record Shown(String subject, Octets digest, boolean possession) {}

  private Shown of(String subject, X509Certificate certificate, boolean possession)
      throws CertificateEncodingException {
    Octets digest = Octets.of(hashing.start("SM3").digest(certificate.getEncoded()));
    return new Shown(subject, digest, possession);
  }

  private Shown registered(
      Optional<String> name, byte[] text, Optional<byte[]> signature, Instant now)
      throws ServeException.Refusal, CertificateEncodingException {
    String known = name.orElseThrow(() -> new BadParameter("key"));
    X509Certificate certificate = proof.registered(known, now);
    LoginProof.requireSignature(certificate, text, value(signature));
    return of(known, certificate, true);
  }

  private Shown certified(
      List<X509Certificate> chain, byte[] text, Optional<byte[]> signature, Instant now)
      throws ServeException.Refusal, CertificateEncodingException {
    X509Certificate leaf = leaf(chain);
    // Cheap before dear: nobody has responders asked for a certificate whose key they lack.
    LoginProof.requireSignature(leaf, text, value(signature));
    proof.requireTrusted(chain, now);
    return of(leaf.getSubjectX500Principal().getName(), leaf, true);
  }

  // One that was only sent proves that it is valid, not that its holder is there.
  private Shown shown(Request request, List<X509Certificate> sent, Instant now)
      throws ServeException.Refusal, CertificateEncodingException {
    List<X509Certificate> inHandshake = request.caller().certificates();
    boolean possession = sent.isEmpty() && !inHandshake.isEmpty();
    List<X509Certificate> chain = possession ? inHandshake : sent;
    X509Certificate leaf = leaf(chain);
    proof.requireTrusted(chain, now);
    return of(leaf.getSubjectX500Principal().getName(), leaf, possession);
  }

  private static X509Certificate leaf(List<X509Certificate> chain) throws BadParameter {
    if (chain.isEmpty()) {
      throw new BadParameter("certificates");
    }
    return chain.getFirst();
  }

  private static byte[] value(Optional<byte[]> signature) throws BadParameter {
    byte[] value = signature.orElseThrow(() -> new BadParameter("signature"));
    if (value.length > LONGEST_SIGNATURE) {
      throw new BadParameter("signature");
    }
    return value;
  }
}
