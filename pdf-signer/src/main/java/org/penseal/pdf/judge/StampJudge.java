// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.revocation.PathJudge;

/** Judges time-stamp tokens and the chains of their authorities. May be shared between threads. */
public final class StampJudge {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final PathJudge paths;

  /** Judges chains with this. */
  public StampJudge(PathJudge paths) {
    this.paths = paths;
  }

  /**
   * The result for a token.
   *
   * @param time the time it proves
   * @param claimed its time, if it is intact, whether it is trusted or not
   * @param latest the latest time at which an intact token can have been made
   * @param chain that of the authority
   * @param path the chain from the authority's certificate as far up as it could be built
   * @param demo whether any certificate carries the demo policy
   * @param covered whether data says of the whole chain that it was not revoked
   * @param reasons codes with the prefix timestamp-: of the check, then of the chain
   * @param questions the chain of an intact token, for which data may be gathered
   */
  public record Finding(
      Report.Time time,
      Optional<Instant> claimed,
      Optional<Instant> latest,
      Report.Chain chain,
      List<X509Certificate> path,
      boolean demo,
      boolean covered,
      List<String> reasons,
      List<PathJudge.Question> questions) {
    /** Copies the lists. */
    public Finding {
      path = List.copyOf(path);
      reasons = List.copyOf(reasons);
      questions = List.copyOf(questions);
    }

    static Finding without(Report.Time time, List<String> reasons) {
      return new Finding(
          time,
          Optional.empty(),
          Optional.empty(),
          Report.Chain.INCOMPLETE,
          List.of(),
          false,
          false,
          reasons,
          List.of());
    }
  }

  /** No token, no time. */
  public static Finding none() {
    return Finding.without(Report.Time.NONE, List.of());
  }

  /**
   * Checks and judges the token over a signature value.
   *
   * @param token TimeStampToken, if there is one
   */
  public Finding signature(
      Optional<Octets> token, Octets value, Hashing hashing, VerificationContext setting) {
    if (token.isEmpty()) {
      return none();
    }
    Report.TimeKind kind = Report.TimeKind.SIGNATURE_TIMESTAMP;
    try {
      Timestamp timestamp = Timestamp.parse(token.get());
      return judge(timestamp, timestamp.check(value, hashing), kind, setting);
    } catch (SigningException e) {
      Report.Time time = new Report.Time(kind, false, null, "", false);
      return Finding.without(time, List.of("timestamp-not-parsable"));
    }
  }

  /**
   * Judges a token that was checked.
   *
   * @param broken the reasons that imprint and signature gave; empty if all is well
   */
  public Finding judge(
      Timestamp timestamp, List<String> broken, Report.TimeKind kind, VerificationContext setting) {
    X509Certificate tsa = timestamp.tsa();
    // A message may contain any certificate.
    if (tsa == null || !CertificateFacts.readable(tsa)) {
      return Finding.without(new Report.Time(kind, false, timestamp.time(), "", false), broken);
    }
    PathJudge.Question question =
        new PathJudge.Question(
            tsa,
            timestamp.certificates(),
            Purpose.TSA,
            timestamp.time(),
            setting.proven(),
            setting.now());
    PathJudge.Result chain = paths.judge(question, setting.data());
    List<String> reasons = new ArrayList<>(broken);
    chain.reasons().forEach(reason -> reasons.add("timestamp-" + reason));
    if (chain.status() == Report.Chain.INCOMPLETE) {
      reasons.add("timestamp-revocation-not-checked"); // the status of a missing one is unknown
    }
    boolean intact = broken.isEmpty();
    boolean early = timestamp.time().isAfter(setting.now().plus(CLOCKS_DIFFER));
    if (early) {
      reasons.add("timestamp-in-the-future");
    }
    boolean wide = timestamp.isTooWide();
    if (wide) {
      reasons.add(Timestamp.TOO_WIDE);
    }
    boolean ok = intact && !early && !wide && chain.status() == Report.Chain.TRUSTED;
    return new Finding(
        new Report.Time(kind, ok, timestamp.time(), CertificateFacts.commonName(tsa), chain.demo()),
        intact ? Optional.of(timestamp.time()) : Optional.empty(),
        intact ? Optional.of(timestamp.latest()) : Optional.empty(),
        chain.status(),
        chain.path(),
        chain.demo(),
        chain.covered(),
        reasons,
        intact ? List.of(question) : List.of());
  }
}
