// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penseal.cms.data.SignerFinding;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Arc;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;

/** Judges chain and time of the signers of one message, and what they amount to together. */
final class SignerJudge {
  private static final Report.Time NO_TIME = new Report.Time(Report.TimeKind.NONE, false, null, "");

  private final ChainCheck chains;
  private final StampJudge stamps;
  private final Hashing hashing;

  SignerJudge(TrustStore store, Hashing hashing) {
    this.chains = new ChainCheck(store);
    this.stamps = new StampJudge(chains);
    this.hashing = hashing;
  }

  DataReport.Signer judge(SignerFinding finding, List<X509Certificate> pool, Instant now) {
    List<String> reasons = new ArrayList<>(finding.broken());
    if (finding.certificate().isEmpty()) {
      return new DataReport.Signer(
          finding, Report.Chain.INCOMPLETE, List.of(), NO_TIME, false, reasons);
    }
    X509Certificate certificate = finding.certificate().get();
    if (!CertificateFacts.readable(certificate)) {
      reasons.add("certificate-not-parsable");
      return new DataReport.Signer(
          finding, Report.Chain.INCOMPLETE, List.of(), NO_TIME, false, reasons);
    }
    StampJudge.Judged stamp = stamp(finding);
    reasons.addAll(stamp.reasons());
    Instant proven = stamp.time().at();
    Instant at = stamp.time().ok() && proven != null ? proven : now;
    ChainCheck.Result chain =
        chains.check(certificate, StampJudge.readable(pool), Purpose.SIGNER, at);
    reasons.addAll(chain.reasons());
    boolean unproven = stamp.time().kind() == Report.TimeKind.NONE;
    if (unproven && CertificateFacts.hasPolicy(certificate, Arc.POLICY_ONE_TIME)) {
      reasons.add("one-time-certificate-without-timestamp");
    }
    return new DataReport.Signer(
        finding, chain.status(), chain.path(), stamp.time(), chain.demo() || stamp.demo(), reasons);
  }

  private StampJudge.Judged stamp(SignerFinding finding) {
    if (finding.timestamp().isEmpty()) {
      return untimed(NO_TIME, List.of());
    }
    Report.TimeKind kind = Report.TimeKind.SIGNATURE_TIMESTAMP;
    Octets token = finding.timestamp().get();
    try {
      Timestamp timestamp = Timestamp.parse(token);
      return stamps.judge(timestamp, timestamp.check(finding.value(), hashing), kind);
    } catch (SigningException e) {
      Report.Time none = new Report.Time(kind, false, null, "");
      return untimed(none, List.of("timestamp-not-parsable"));
    }
  }

  private static StampJudge.Judged untimed(Report.Time time, List<String> reasons) {
    return new StampJudge.Judged(time, Report.Chain.INCOMPLETE, List.of(), false, reasons);
  }

  /** The answer over all: invalid outweighs indeterminate, and that valid. */
  static Report.Verdict verdict(List<DataReport.Signer> signers) {
    boolean invalid =
        signers.stream()
            .anyMatch(s -> !s.finding().broken().isEmpty() || s.chain() == Report.Chain.REVOKED);
    if (invalid) {
      return Report.Verdict.INVALID;
    }
    boolean valid = signers.stream().allMatch(SignerJudge::holds);
    return valid ? Report.Verdict.VALID : Report.Verdict.INDETERMINATE;
  }

  private static boolean holds(DataReport.Signer signer) {
    boolean timely = signer.time().ok() || signer.time().kind() == Report.TimeKind.NONE;
    return signer.chain() == Report.Chain.TRUSTED
        && timely
        && !signer.reasons().contains("one-time-certificate-without-timestamp");
  }
}
