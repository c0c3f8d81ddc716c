// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.TsaRefused.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.TlsTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of time-stamping authorities (RFC 3161 over HTTP).
 *
 * <p>They are asked in order, those that failed when they were asked last after the others; the
 * first good token counts. Status, imprint, nonce, accuracy, signature and usage of a token's
 * signer are checked; its chain too by a client that knows roots ({@link #trusting}), else it is a
 * matter of verification. May be shared between threads.
 */
public final class TimestampClient {
  private static final Logger LOG = LoggerFactory.getLogger(TimestampClient.class);
  private static final int NONCE_BITS = 64;

  private final List<URI> uris;
  private final Hashing hashing;
  private final SecureRandom random;
  private final HttpExchange http;
  private final Map<URI, Boolean> failing;
  private final @Nullable TrustStore roots;
  private final Predicate<Timestamp> admitted;

  /** Reason code: a token of a trusted authority that its caller does not take. */
  public static final String NOT_ADMITTED = "timestamp-of-another-origin";

  /**
   * A client.
   *
   * @param uris http or https; without any, every request is refused
   * @param timeout for each exchange
   * @param random for nonces
   */
  public TimestampClient(List<URI> uris, Duration timeout, Hashing hashing, SecureRandom random) {
    this(uris, timeout, TlsTrust.system(), hashing, random);
  }

  /**
   * A client with its own trust in servers.
   *
   * @param uris http, https, sm+https or tlcp+https; without any, every request is refused
   * @param trust which servers are trusted
   */
  public TimestampClient(
      List<URI> uris, Duration timeout, TlsTrust trust, Hashing hashing, SecureRandom random) {
    this.uris = uris.stream().distinct().toList();
    this.hashing = hashing;
    this.random = random;
    this.http = new HttpExchange(timeout, trust);
    this.failing = new ConcurrentHashMap<>();
    this.roots = null;
    this.admitted = token -> true;
  }

  private TimestampClient(
      TimestampClient same,
      List<URI> uris,
      @Nullable TrustStore roots,
      Predicate<Timestamp> admitted) {
    this.uris = uris;
    this.hashing = same.hashing;
    this.random = same.random;
    this.http = same.http;
    this.failing = same.failing;
    this.roots = roots;
    this.admitted = admitted;
  }

  /**
   * The same authorities, of which only those count whose chain ends in a root for {@link
   * Purpose#TSA}.
   */
  public TimestampClient trusting(TrustStore trusted) {
    return new TimestampClient(this, uris, trusted, admitted);
  }

  /** The same authorities, of which only those count whose tokens their caller takes. */
  public TimestampClient admitting(Predicate<Timestamp> further) {
    return new TimestampClient(this, uris, roots, admitted.and(further));
  }

  /** The same client without an authority: every request is refused. */
  public TimestampClient unnamed() {
    return new TimestampClient(this, List.of(), roots, admitted);
  }

  /**
   * What came of asking.
   *
   * @param uri who answered well
   * @param timestamp the token
   * @param passedOver who was asked before, each with a reason code
   */
  public record Answer(URI uri, Timestamp timestamp, List<String> passedOver) {
    /** Copies the list. */
    public Answer {
      passedOver = List.copyOf(passedOver);
    }
  }

  /** Has the data of an SM2 signer stamped; as {@link #stamp(Octets, String)} with SM3. */
  public Timestamp stamp(Octets data) throws SigningException {
    return stamp(data, Suite.SM2_SM3.digest());
  }

  /**
   * Has bytes stamped.
   *
   * @param data for a signature time-stamp the signature value
   * @param digest JCA name of the imprint's digest: SM3, SHA-256, SHA-384, SHA-512
   * @throws ServiceException.TsaRefused if there is one authority, and it did not answer well
   * @throws ServiceException.TsaUntrusted if there is one authority, and it is not trusted
   * @throws ServiceException.TsaUnreachable if there is one authority, and no answer came in time
   * @throws ServiceException.NoTsa if there are several, and none answered well
   * @throws ServiceException.TsaNotNamed if there is none
   */
  public Timestamp stamp(Octets data, String digest) throws SigningException {
    return ask(Octets.of(hashing.start(digest).digest(data.bytes())), digest).timestamp();
  }

  /**
   * Has a digest stamped.
   *
   * @param imprint a digest of that algorithm
   * @throws SigningException as {@link #stamp(Octets, String)}
   */
  public Answer ask(Octets imprint, String digest) throws SigningException {
    requireNamed();
    List<ServiceException> failures = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (URI uri : healthyFirst()) {
      try {
        Timestamp timestamp = ask(uri, imprint, digest);
        failing.remove(uri);
        told.forEach(each -> LOG.warn("passed over a TSA: {}", each));
        return new Answer(uri, timestamp, told);
      } catch (ServiceException.OwnKeyFailed e) {
        // The next service would ask for the same key.
        throw e;
      } catch (ServiceException e) {
        told.add(uri + " " + code(e));
        failures.add(e);
      }
      failing.put(uri, true);
    }
    throw failures.size() == 1 ? failures.getFirst() : new ServiceException.NoTsa(told);
  }

  private void requireNamed() throws ServiceException.TsaNotNamed {
    if (uris.isEmpty()) {
      throw new ServiceException.TsaNotNamed();
    }
  }

  private static String code(ServiceException failure) {
    return switch (failure) {
      case ServiceException.TsaRefused e -> e.reason();
      case ServiceException.TsaUntrusted e -> e.reasons.getFirst();
      case ServiceException.UntrustedServer e ->
          switch (e.why) {
            case EXPIRED -> "expired";
            case REVOKED -> "revoked";
            case REVOCATION_UNKNOWN -> "revocation-unknown";
            case UNTRUSTED -> "untrusted";
          };
      case ServiceException.WrongHost e -> "wrong-host";
      case ServiceException.TlsFailed e -> "tls-" + e.alert;
      default -> "no-answer";
    };
  }

  // A stable sort: among equals the order of the settings stays.
  private List<URI> healthyFirst() {
    return uris.stream()
        .sorted(Comparator.comparing((URI uri) -> failing.containsKey(uri)))
        .toList();
  }

  /** As {@link #probe(String)} with SM3. */
  public int probe() throws SigningException {
    return probe(Suite.SM2_SM3.digest()).largestTokenBytes();
  }

  /**
   * The health of all authorities.
   *
   * @param tokens one of each that answered well, first of the one that will be asked first
   * @param largestTokenBytes size of the largest token that any of them gave
   * @param failures who did not answer well, each with a reason code
   */
  public record Health(List<Timestamp> tokens, int largestTokenBytes, List<String> failures) {
    /** Copies the lists. */
    public Health {
      tokens = List.copyOf(tokens);
      failures = List.copyOf(failures);
    }

    /** The token of the one that will be asked first. */
    public Timestamp first() {
      return tokens.getFirst();
    }
  }

  /**
   * Asks all authorities at once for a token over nothing: shows which of them answer, and how
   * large their tokens are.
   *
   * @throws SigningException as {@link #stamp(Octets, String)}, if none answers well
   */
  public Health probe(String digest) throws SigningException {
    requireNamed();
    Octets imprint = Octets.of(hashing.start(digest).digest());
    List<Callable<Timestamp>> work = new ArrayList<>();
    uris.forEach(uri -> work.add(() -> ask(uri, imprint, digest)));
    List<Timestamp> good = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<SigningException> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Timestamp>> results = threads.invokeAll(work);
      for (int i = 0; i < results.size(); i++) {
        health(uris.get(i), results.get(i), good, told, failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException.TsaUnreachable(uris.getFirst(), e);
    }
    if (good.isEmpty()) {
      throw failures.size() == 1 ? failures.getFirst() : new ServiceException.NoTsa(told);
    }
    int largest = good.stream().mapToInt(each -> each.der().size()).max().orElseThrow();
    return new Health(good, largest, told);
  }

  private void health(
      URI uri,
      Future<Timestamp> result,
      List<Timestamp> good,
      List<String> told,
      List<SigningException> failures)
      throws InterruptedException {
    try {
      good.add(result.get());
      failing.remove(uri);
    } catch (ExecutionException e) {
      failing.put(uri, true);
      switch (e.getCause()) {
        case ServiceException refused -> {
          told.add(uri + " " + code(refused));
          failures.add(refused);
        }
        case null, default -> throw new IllegalStateException("unforeseen", e);
      }
    }
  }

  private Timestamp ask(URI uri, Octets imprint, String digest) throws ServiceException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    TimeStampRequest request =
        generator.generate(
            new ASN1ObjectIdentifier(Timestamp.digestOid(digest)),
            imprint.bytes(),
            new BigInteger(NONCE_BITS, random));
    HttpAnswer answer;
    try {
      answer = http.post(uri, "application/timestamp-query", request.getEncoded());
    } catch (IOException e) {
      throw new ServiceException.TsaUnreachable(uri, e);
    }
    if (answer.status() != 200) {
      throw new ServiceException.TsaRefused(uri, Why.HTTP, Integer.toString(answer.status()), null);
    }
    Timestamp timestamp = read(uri, request, answer.body());
    List<String> reasons = timestamp.checkDigest(imprint);
    if (!reasons.isEmpty()) {
      throw new ServiceException.TsaRefused(uri, Why.TOKEN, reasons.getFirst(), null);
    }
    if (timestamp.isTooWide()) {
      throw new ServiceException.TsaRefused(uri, Why.TOKEN, Timestamp.TOO_WIDE, null);
    }
    requireTrusted(uri, timestamp);
    if (!admitted.test(timestamp)) {
      throw new ServiceException.TsaRefused(uri, Why.TOKEN, NOT_ADMITTED, null);
    }
    return timestamp;
  }

  private void requireTrusted(URI uri, Timestamp timestamp) throws ServiceException.TsaUntrusted {
    TrustStore trusted = roots;
    X509Certificate tsa = timestamp.tsa();
    if (trusted == null || tsa == null) {
      return; // without its certificate it was refused before
    }
    List<String> reasons =
        new ChainCheck(trusted)
            .check(tsa, timestamp.certificates(), Purpose.TSA, timestamp.time())
            .reasons();
    if (!reasons.isEmpty()) {
      throw new ServiceException.TsaUntrusted(uri, reasons);
    }
  }

  private static Timestamp read(URI uri, TimeStampRequest request, byte[] body)
      throws ServiceException.TsaRefused {
    TimeStampResponse response;
    try {
      response = new TimeStampResponse(body);
    } catch (IOException | TSPException | RuntimeException e) {
      // BouncyCastle throws unchecked ones for parts that are missing, null for an empty answer.
      throw new ServiceException.TsaRefused(uri, Why.BAD_ANSWER, e);
    }
    // PKIStatus granted and grantedWithMods, RFC 3161 section 2.4.2
    if (response.getStatus() != 0 && response.getStatus() != 1) {
      throw new ServiceException.TsaRefused(
          uri, Why.STATUS, Integer.toString(response.getStatus()), null);
    }
    try {
      // Compares nonce, imprint, version and policy with the request.
      response.validate(request);
      return Timestamp.parse(Octets.of(response.getTimeStampToken().getEncoded()));
    } catch (TSPException e) {
      throw new ServiceException.TsaRefused(uri, Why.ANSWER_TO_ANOTHER_REQUEST, e);
    } catch (IOException | SigningException e) {
      throw new ServiceException.TsaRefused(uri, Why.BAD_ANSWER, e);
    }
  }
}
