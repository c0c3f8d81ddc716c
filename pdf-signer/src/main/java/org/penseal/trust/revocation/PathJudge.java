// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penseal.pdf.Report;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a chain and its revocation at one time, by data that is at hand; asks nobody but whom it
 * was given to ask, and these only about chains that are trusted. May be shared between threads.
 *
 * <p>A revocation counts from its date on, for a compromise from an earlier invalidity date on (RFC
 * 5280, sections 5.3.1 and 5.3.2): what is proven to have existed before is still good (ETSI EN 319
 * 102-1, section 5.5.4). A time-stamping authority is stricter, since its own time is what it
 * proves: without a reason that rules a compromise out, its tokens are good only if something else
 * proves that they existed before (RFC 3161, section 4, items 1 and 2). For the same reason its
 * certificate must not have expired before something newer protects the token (EN 319 102-1,
 * section 5.6.2.2).
 */
public final class PathJudge {
  private static final Logger LOG = LoggerFactory.getLogger(PathJudge.class);

  private final ChainCheck chains;
  private final Sources sources;
  // Nobody answered: every further signature would wait as long again.
  private final Set<X509Certificate> silent = ConcurrentHashMap.newKeySet();

  /** Judges against these roots by what a file holds alone. */
  public PathJudge(TrustStore store) {
    this(store, Sources.NONE);
  }

  /** Judges against these roots, also by what is not in the file. */
  public PathJudge(TrustStore store, Sources sources) {
    this.chains = new ChainCheck(store);
    this.sources = sources;
  }

  /**
   * Where revocation is told of besides the file itself.
   *
   * @param lists revocation lists at hand, DER; believed as far as they verify
   * @param client asks responders and fetches lists, about what neither file nor lists tell as of
   *     the time in question
   */
  public record Sources(List<Octets> lists, Optional<RevocationClient> client) {
    /** The file alone. */
    public static final Sources NONE = new Sources(List.of(), Optional.empty());

    /** Copies the list. */
    public Sources {
      lists = List.copyOf(lists);
    }

    /** Whether anything was asked or given. */
    public boolean asked() {
      return !lists.isEmpty() || client.isPresent();
    }

    /** How much longer work on a file may take because of them. */
    public Duration patience() {
      return client.isPresent() ? RevocationClient.PATIENCE : Duration.ZERO;
    }

    private ProvenData with(ProvenData data, Instant now) {
      if (lists.isEmpty()) {
        return data;
      }
      List<ProvenData.Layer> layers = new ArrayList<>(data.layers());
      layers.add(new ProvenData.Layer(new ValidationData(List.of(), List.of(), lists), now));
      return new ProvenData(layers);
    }
  }

  /**
   * What is asked.
   *
   * @param leaf the certificate in question
   * @param pool where issuers may be found; not trusted by itself
   * @param at the time at which the chain must be good; of a token its own
   * @param proven the time at which what the key made is proven to have existed by something else:
   *     the token that protects it, otherwise now
   * @param now the time of verification: no data may come from later
   */
  public record Question(
      X509Certificate leaf,
      Collection<X509Certificate> pool,
      Purpose purpose,
      Instant at,
      Instant proven,
      Instant now) {}

  /**
   * What came out.
   *
   * @param status the worst finding
   * @param reasons stable codes: those of {@link ChainCheck}, certificate-revoked,
   *     certificate-on-hold, certificate-ended-unprotected, revoked-after-signing (no fault),
   *     revocation-not-checked (no fault by itself), revocation-unknown (beside it, where somebody
   *     was asked) and why data could not be used
   * @param path from the leaf up
   * @param demo whether any certificate carries the demo policy
   * @param covered whether the chain is complete and the file's own data says of every certificate
   *     that needs it whether it was revoked
   */
  public record Result(
      Report.Chain status,
      List<String> reasons,
      List<X509Certificate> path,
      boolean demo,
      boolean covered) {}

  /** Judges. */
  public Result judge(Question question, ProvenData data) {
    List<X509Certificate> pool = new ArrayList<>(question.pool);
    pool.addAll(data.all().parsed());
    // Anything may be in there; no chain can be built of what cannot be read.
    pool.removeIf(each -> !CertificateFacts.readable(each));
    ChainCheck.Result chain = chains.check(question.leaf, pool, question.purpose, question.at);
    List<String> reasons = new ArrayList<>(chain.reasons());
    Report.Chain status = chain.status();
    boolean covered = true;
    List<X509Certificate> path = chain.path();
    List<X509Certificate> told = withIssuer(path, pool);
    if (told.size() == 1 && chain.status() == Report.Chain.TRUSTED && !ownIssuer(told.getFirst())) {
      reasons.addAll(
          sources.asked()
              ? List.of("revocation-not-checked", "revocation-unknown")
              : List.of("revocation-not-checked"));
      covered = false;
    }
    for (int i = 0; i + 1 < told.size(); i++) {
      Subject subject = new Subject(told.get(i), told.get(i + 1));
      Instant end = subject.certificate().getNotAfter().toInstant();
      if (question.purpose == Purpose.TSA && end.isBefore(question.proven)) {
        reasons.add("certificate-ended-unprotected");
        status = status == Report.Chain.TRUSTED ? Report.Chain.EXPIRED : status;
      }
      Found found = found(subject, question, data, chain.status());
      if (!subject.needsAnswer() && found.worst == Report.Chain.TRUSTED) {
        continue;
      }
      reasons.addAll(found.reasons);
      covered &= found.covered;
      if (found.worst != Report.Chain.TRUSTED && status != Report.Chain.REVOKED) {
        status = found.worst == Report.Chain.REVOKED ? found.worst : worse(status, found.worst);
      }
    }
    boolean built = status != Report.Chain.INCOMPLETE;
    return new Result(
        status, reasons.stream().distinct().toList(), path, chain.demo(), covered && built);
  }

  // Who is trusted for himself can be revoked all the same, and his issuer may be at hand.
  private static List<X509Certificate> withIssuer(
      List<X509Certificate> path, List<X509Certificate> pool) {
    List<X509Certificate> all = new ArrayList<>(path);
    if (path.size() == 1 && !ownIssuer(path.getFirst())) {
      ChainCheck.issuer(path.getFirst(), pool).ifPresent(all::add);
    }
    return all;
  }

  private static boolean ownIssuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  private static Report.Chain worse(Report.Chain status, Report.Chain other) {
    return status == Report.Chain.TRUSTED ? other : status;
  }

  private record Found(Report.Chain worst, List<String> reasons, boolean covered) {
    boolean open() {
      return reasons.contains("revocation-not-checked");
    }
  }

  private Found found(Subject subject, Question question, ProvenData data, Report.Chain chain) {
    Found own = found(subject, question, data);
    if (!sources.asked() || own.worst == Report.Chain.REVOKED || subject.itself()) {
      return own;
    }
    ProvenData all = sources.with(data, question.now);
    Found found = found(subject, question, all);
    // Addresses in a certificate that nobody trusts are anybody's.
    if (sources.client.isPresent()
        && chain == Report.Chain.TRUSTED
        && subject.needsAnswer()
        && found.worst != Report.Chain.REVOKED
        && (found.open() || !told(subject, question, all))) {
      found = asked(subject, question, all).orElse(found);
    }
    List<String> reasons = new ArrayList<>(found.reasons);
    if (found.open()) {
      reasons.add("revocation-unknown");
    }
    return new Found(found.worst, reasons, own.covered);
  }

  // Who took an authority's key later can make tokens of any time: what was said then is too old.
  private static boolean told(Subject subject, Question question, ProvenData data) {
    Instant since = question.purpose == Purpose.TSA ? question.proven : question.at;
    return RevocationCheck.isToldSince(subject, data, since, question.now);
  }

  private Optional<Found> asked(Subject subject, Question question, ProvenData all) {
    if (sources.client.isEmpty() || silent.contains(subject.certificate())) {
      return Optional.empty();
    }
    try {
      List<ProvenData.Layer> layers = new ArrayList<>(all.layers());
      layers.add(new ProvenData.Layer(sources.client.get().ask(subject).data(), question.now));
      return Optional.of(found(subject, question, new ProvenData(layers)));
    } catch (ServiceException.RevocationUnavailable e) {
      LOG.info("{}: {}", e.serial, e.reason());
      silent.add(subject.certificate());
      return Optional.empty();
    }
  }

  private static Found found(Subject subject, Question question, ProvenData data) {
    return switch (RevocationCheck.of(subject, data, question.at, question.now)) {
      case Status.Good good -> new Found(Report.Chain.TRUSTED, List.of(), true);
      case Status.Unknown unknown -> {
        List<String> reasons = new ArrayList<>(unknown.reasons());
        reasons.add("revocation-not-checked");
        yield new Found(Report.Chain.TRUSTED, reasons, false);
      }
      case Status.Revoked revoked -> {
        if (stillGood(revoked, question)) {
          yield new Found(Report.Chain.TRUSTED, List.of("revoked-after-signing"), true);
        }
        yield revoked.onHold()
            ? new Found(Report.Chain.UNTRUSTED, List.of("certificate-on-hold"), false)
            : new Found(Report.Chain.REVOKED, List.of("certificate-revoked"), true);
      }
    };
  }

  /** Whether what the key made counts in spite of a revocation. */
  static boolean stillGood(Status.Revoked revoked, Question question) {
    if (question.purpose != Purpose.TSA) {
      return question.at.isBefore(revoked.effective());
    }
    return question.proven.isBefore(revoked.effective())
        || (revoked.endedInOrder() && question.at.isBefore(revoked.effective()));
  }
}
