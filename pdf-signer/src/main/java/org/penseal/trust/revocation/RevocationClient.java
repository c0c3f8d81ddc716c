// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt.Why;
import org.penseal.signature.Octets;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tls.HttpAnswer;

/**
 * A client of OCSP responders (RFC 6960, appendix A) and of revocation lists over HTTP.
 *
 * <p>Configured places are asked first, then those of the certificate; OCSP before lists. An answer
 * counts only after it was verified. The certificate identifier is hashed with SHA-1, which every
 * responder understands (RFC 5019, section 2.1.1); it only names the issuer. May be shared between
 * threads.
 */
public final class RevocationClient {
  /**
   * How much longer work on a file may take because others are asked: some certificates with two
   * addresses each, of which none answers.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(100);

  private static final int NONCE_BYTES = 16;
  // RFC 6960, appendix A.1: GET up to 255 bytes after encoding.
  private static final int LONGEST_GET = 255;

  private final HttpExchange http;
  private final RevocationCache cache;
  private final List<LocalResponder> local;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * A client.
   *
   * @param local places to ask before those that certificates name
   * @param random for nonces
   */
  public RevocationClient(
      HttpExchange http,
      RevocationCache cache,
      List<LocalResponder> local,
      Clock clock,
      SecureRandom random) {
    this.http = http;
    this.cache = cache;
    this.local = List.copyOf(local);
    this.clock = clock;
    this.random = random;
  }

  /**
   * What a question gave.
   *
   * @param status good or revoked
   * @param data the one answer that says so
   */
  record Answer(Status status, ValidationData data) {}

  /** The time by which answers are judged. */
  Instant now() {
    return clock.instant();
  }

  /**
   * Asks.
   *
   * @throws ServiceException.RevocationUnavailable if nobody gave a usable answer; it has every
   *     address with what was wrong there
   */
  Answer ask(Subject subject) throws ServiceException.RevocationUnavailable {
    List<Attempt> tried = new ArrayList<>();
    for (URI uri : places(subject, LocalResponder::ocsp, Addresses.ocsp(subject.certificate()))) {
      Optional<Answer> answer =
          cached(
              "o" + subject.serial(),
              uri,
              subject,
              () -> ocsp(uri, subject, tried),
              der -> OcspReading.of(der, subject, null),
              ValidationData::ofOcsp);
      if (answer.isPresent()) {
        Optional<Answer> vouched = vouched(uri, subject, answer.get(), tried);
        if (vouched.isPresent()) {
          return vouched.get();
        }
      }
    }
    Optional<Answer> listed = lists(subject, tried);
    if (listed.isPresent()) {
      return listed.get();
    }
    throw new ServiceException.RevocationUnavailable(subject.serial(), tried);
  }

  private Optional<Answer> lists(Subject subject, List<Attempt> tried) {
    for (URI uri : places(subject, LocalResponder::crls, Addresses.crls(subject.certificate()))) {
      Optional<Answer> answer =
          cached(
              "c",
              uri,
              subject,
              () -> crl(uri, subject, tried),
              der -> CrlReading.of(der, subject),
              ValidationData::ofCrl);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  // A delegated responder without ocsp-nocheck counts only together with a list that it is not on.
  private Optional<Answer> vouched(URI uri, Subject subject, Answer answer, List<Attempt> tried) {
    Reading reading = OcspReading.of(answer.data.ocsps().getFirst(), subject, null);
    X509Certificate responder =
        reading instanceof Reading.Statement statement ? statement.responder() : null;
    if (responder == null || !RevocationCheck.needsCheck(responder)) {
      return Optional.of(answer);
    }
    Optional<Answer> own = lists(new Subject(responder, subject.issuer()), tried);
    ValidationData both = own.map(a -> answer.data.plus(a.data)).orElse(answer.data);
    Status status = RevocationCheck.of(subject, ProvenData.unprotected(both, now()), now(), now());
    if (status instanceof Status.Unknown unknown) {
      tried.add(unknown.attempt(uri));
      return Optional.empty();
    }
    return Optional.of(new Answer(status, both));
  }

  private List<URI> places(
      Subject subject, Function<LocalResponder, List<URI>> kind, List<URI> named) {
    List<URI> all = new ArrayList<>();
    for (LocalResponder each : local) {
      if (each.issuer().equals(subject.issuer())) {
        all.addAll(kind.apply(each));
      }
    }
    all.addAll(named);
    return all.stream().distinct().toList();
  }

  private interface Fetch {
    Optional<Octets> get();
  }

  private Optional<Answer> cached(
      String kind,
      URI uri,
      Subject subject,
      Fetch fetch,
      Function<Octets, Reading> read,
      Function<Octets, ValidationData> kept) {
    String key = key(kind, uri, subject);
    Optional<Octets> known = cache.get(key).filter(der -> usable(subject, read.apply(der)));
    Optional<Octets> der = known.isPresent() ? known : fetch.get();
    if (known.isEmpty() && der.isPresent()) {
      cache.put(key, der.get());
    }
    return der.map(
        each -> new Answer(RevocationCheck.of(subject, read.apply(each), now()), kept.apply(each)));
  }

  private boolean usable(Subject subject, Reading reading) {
    return reading instanceof Reading.Statement statement
        && statement.speaksOf(subject.certificate(), now(), now())
        && !(statement.status() instanceof Status.Unknown);
  }

  private Optional<Octets> ocsp(URI uri, Subject subject, List<Attempt> tried) {
    byte[] random16 = new byte[NONCE_BYTES];
    random.nextBytes(random16);
    Octets nonce = Octets.of(random16);
    try {
      HttpAnswer answer = http.post(uri, "application/ocsp-request", request(subject, nonce));
      if (answer.status() != 200) {
        return plainOcsp(uri, subject, answer.status(), tried);
      }
      Octets der = Octets.of(answer.body());
      return accepted(uri, subject, der, OcspReading.of(der, subject, nonce), tried);
    } catch (IOException | ServiceException e) {
      tried.add(new Attempt(uri, Why.NO_ANSWER, ""));
      return Optional.empty();
    }
  }

  // A responder behind a cache may know GET only, and then without a nonce (RFC 5019, section 5).
  private Optional<Octets> plainOcsp(URI uri, Subject subject, int status, List<Attempt> tried)
      throws IOException, ServiceException {
    String base64 = Base64.getEncoder().encodeToString(request(subject, null));
    String encoded = URLEncoder.encode(base64, StandardCharsets.US_ASCII);
    String address = uri.toString();
    if (encoded.length() > LONGEST_GET) {
      tried.add(new Attempt(uri, Why.HTTP, Integer.toString(status)));
      return Optional.empty();
    }
    HttpAnswer answer =
        http.get(URI.create((address.endsWith("/") ? address : address + "/") + encoded));
    if (answer.status() != 200) {
      tried.add(new Attempt(uri, Why.HTTP, Integer.toString(answer.status())));
      return Optional.empty();
    }
    Octets der = Octets.of(answer.body());
    return accepted(uri, subject, der, OcspReading.of(der, subject, null), tried);
  }

  private Optional<Octets> crl(URI uri, Subject subject, List<Attempt> tried) {
    try {
      HttpAnswer answer = http.get(uri);
      if (answer.status() != 200) {
        tried.add(new Attempt(uri, Why.HTTP, Integer.toString(answer.status())));
        return Optional.empty();
      }
      Octets der = Octets.of(answer.body());
      return accepted(uri, subject, der, CrlReading.of(der, subject), tried);
    } catch (IOException | ServiceException e) {
      tried.add(new Attempt(uri, Why.NO_ANSWER, ""));
      return Optional.empty();
    }
  }

  private Optional<Octets> accepted(
      URI uri, Subject subject, Octets der, Reading reading, List<Attempt> tried) {
    Status status = RevocationCheck.of(subject, reading, now());
    if (status instanceof Status.Unknown unknown) {
      tried.add(unknown.attempt(uri));
      return Optional.empty();
    }
    return Optional.of(der);
  }

  private static byte[] request(Subject subject, @Nullable Octets nonce) throws IOException {
    try {
      OCSPReqBuilder builder = new OCSPReqBuilder();
      builder.addRequest(
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder()
                  .setProvider("BC")
                  .build()
                  .get(CertificateID.HASH_SHA1),
              new X509CertificateHolder(subject.issuer().getEncoded()),
              subject.certificate().getSerialNumber()));
      if (nonce != null) {
        builder.setRequestExtensions(
            new Extensions(
                new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    new DEROctetString(nonce.bytes()).getEncoded())));
      }
      return builder.build().getEncoded();
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("no request can be made", e);
    }
  }

  private static String key(String kind, URI uri, Subject subject) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((kind + " " + uri + " ").getBytes(StandardCharsets.UTF_8));
      digest.update(subject.issuer().getEncoded());
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
