// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
  /** How many tokens of a signature are looked at, the first ones: anybody may add some. */
  public static final int MOST_TOKENS = 32;

  /** Prefix of the codes of a token that does not count beside another one. */
  public static final String FURTHER = "further-";

  /** Reason code: a signature has more tokens than are looked at. */
  public static final String MORE = "timestamps-not-all-looked-at";

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  // What nobody was asked about a token that does not count leaves nothing open.
  private static final Pattern NO_FAULT =
      Pattern.compile("timestamp-revo(cation-not-checked|cation-unknown|ked-after-signing)");

  private final PathJudge paths;

  /** Judges chains with this. */
  public StampJudge(PathJudge paths) {
    this.paths = paths;
  }

  /**
   * What a token gave.
   *
   * @param time the time it proves
   * @param claimed its time, if it is intact, whether it is trusted or not
   * @param latest the latest time at which an intact token can have been made
   * @param chain that of the authority
   * @param path the chain from the authority's certificate as far up as it could be built
   * @param covered whether data says of the whole chain that it was not revoked
   * @param reasons codes with the prefix timestamp-: of the check, then of the chain
   * @param questions the chain of an intact token, for which data may be gathered
   * @param further codes of the other tokens of the same signature: those of the ones that prove
   *     nothing with the prefix {@link #FURTHER}, and {@link #MORE}
   */
  public record Finding(
      Report.Time time,
      Optional<Instant> claimed,
      Optional<Instant> latest,
      Report.Chain chain,
      List<X509Certificate> path,
      boolean covered,
      List<String> reasons,
      List<PathJudge.Question> questions,
      List<String> further) {
    /** Copies the lists. */
    public Finding {
      path = List.copyOf(path);
      reasons = List.copyOf(reasons);
      questions = List.copyOf(questions);
      further = List.copyOf(further);
    }

    /** Whether any certificate of its chain carries the demo policy. */
    public boolean demo() {
      return time.demo();
    }

    Finding beside(List<String> others) {
      return new Finding(time, claimed, latest, chain, path, covered, reasons, questions, others);
    }

    static Finding without(Report.Time time, List<String> reasons) {
      return new Finding(
          time,
          Optional.empty(),
          Optional.empty(),
          Report.Chain.INCOMPLETE,
          List.of(),
          false,
          reasons,
          List.of(),
          List.of());
    }
  }

  /** No token, no time. */
  public static Finding none() {
    return Finding.without(Report.Time.NONE, List.of());
  }

  /**
   * Checks and judges the tokens over a signature value. Of those that are valid and trusted the
   * earliest counts (ETSI EN 319 102-1, section 5.5.4), whatever it makes of the signer's chain. If
   * none is, the first intact one stands for all: it proves nothing either.
   *
   * @param tokens TimeStampTokens, of which the first {@link #MOST_TOKENS} are looked at
   */
  public Finding signature(
      List<Octets> tokens, Octets value, Hashing hashing, VerificationContext setting) {
    List<Finding> found =
        tokens.stream()
            .limit(MOST_TOKENS)
            .map(each -> signature(each, value, hashing, setting))
            .toList();
    Finding counting =
        found.stream()
            .filter(each -> each.time.ok())
            .min(Comparator.comparing(each -> each.latest.orElseThrow()))
            .or(() -> found.stream().filter(each -> each.claimed.isPresent()).findFirst())
            .or(() -> found.stream().findFirst())
            .orElseGet(StampJudge::none);
    List<String> further = new ArrayList<>();
    found.stream()
        .filter(each -> !each.time.ok() && !each.equals(counting))
        .flatMap(each -> each.reasons.stream())
        .filter(reason -> !NO_FAULT.matcher(reason).matches())
        .distinct()
        .forEach(reason -> further.add(FURTHER + reason));
    if (tokens.size() > MOST_TOKENS) {
      further.add(MORE);
    }
    return counting.beside(further);
  }

  private Finding signature(
      Octets token, Octets value, Hashing hashing, VerificationContext setting) {
    Report.TimeKind kind = Report.TimeKind.SIGNATURE_TIMESTAMP;
    try {
      Timestamp timestamp = Timestamp.parse(token);
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
    // A message may bring along any certificate.
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
      reasons.add("timestamp-revocation-not-checked"); // of whom is missing nobody knows
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
        chain.covered(),
        reasons,
        intact ? List.of(question) : List.of(),
        List.of());
  }
}
