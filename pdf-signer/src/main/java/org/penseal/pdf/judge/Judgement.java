// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.revocation.PathJudge;

/**
 * The result for one signature.
 *
 * @param codes what is wrong, and what is noted
 * @param chain the signer's chain
 * @param time the proven time
 * @param assurance whether any certificate carries the demo policy
 * @param by the signer
 * @param binding what the event certificate binds, or null
 * @param lasting what the data in the file prove
 */
public record Judgement(
    Codes codes,
    Report.Chain chain,
    Report.Time time,
    Report.Assurance assurance,
    Report.SignedBy by,
    @Nullable EvidenceBinding binding,
    Lasting lasting) {
  /**
   * Stable codes.
   *
   * @param broken reasons why the signature is broken
   * @param reasons further reasons
   * @param warnings what is noted without deciding: time-stamps that do not count
   */
  public record Codes(List<String> broken, List<String> reasons, List<String> warnings) {
    /** Copies the lists. */
    public Codes {
      broken = List.copyOf(broken);
      reasons = List.copyOf(reasons);
      warnings = List.copyOf(warnings);
    }
  }

  /** Reasons why the signature is broken. */
  public List<String> broken() {
    return codes.broken;
  }

  /** Further reasons. */
  public List<String> reasons() {
    return codes.reasons;
  }

  /** What is noted without deciding. */
  public List<String> warnings() {
    return codes.warnings;
  }

  /**
   * Data for long-term proof.
   *
   * @param reach how far the data reach
   * @param questions the chains for which data must be gathered
   */
  public record Lasting(Reach reach, List<PathJudge.Question> questions) {}

  /** For which certificates the data in the file show that they were not revoked. */
  public enum Reach {
    /** Not for all. */
    PARTIAL,
    /** For all certificates of signer and time-stamp. */
    COVERED,
    /** For all, and a later document time-stamp protects the data. */
    LASTING
  }

  /** Whether an intact time-stamp states the time of the signature, trusted or not. */
  public boolean timed() {
    return time.ok()
        || lasting.questions().stream().anyMatch(each -> each.purpose() == Purpose.TSA);
  }

  /** Who signed, by the certificate; names are empty without one. */
  static Report.SignedBy by(@Nullable X509Certificate certificate, Report.UnknownRoots unknown) {
    return certificate == null
        ? new Report.SignedBy("", "", null, Report.UnknownRoots.NONE)
        : new Report.SignedBy(
            CertificateFacts.commonName(certificate), algorithm(certificate), certificate, unknown);
  }

  /** The end of a chain that is not trusted, if it is a root; else null. */
  static @Nullable X509Certificate unknownRoot(Report.Chain chain, List<X509Certificate> path) {
    X509Certificate last = path.isEmpty() ? null : path.getLast();
    return last != null
            && chain == Report.Chain.UNTRUSTED
            && last.getBasicConstraints() >= 0
            && last.getIssuerX500Principal().equals(last.getSubjectX500Principal())
        ? last
        : null;
  }

  private static String algorithm(X509Certificate certificate) {
    try {
      return Suite.of(certificate.getPublicKey()).key();
    } catch (SigningException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for unknown curves.
      return "";
    }
  }

  /** The result for a broken signature, with nothing else known. */
  public static Judgement broken(String reason) {
    return new Judgement(
        new Codes(List.of(reason), List.of(), List.of()),
        Report.Chain.INCOMPLETE,
        Report.Time.NONE,
        Report.Assurance.PRODUCTION,
        by(null, Report.UnknownRoots.NONE),
        null,
        new Lasting(Reach.PARTIAL, List.of()));
  }
}
