// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.penseal.cms.data.SignerFinding;
import org.penseal.pdf.Report;
import org.penseal.pdf.judge.StampJudge;
import org.penseal.pdf.judge.VerificationContext;
import org.penseal.signature.Hashing;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.EventProfile;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** Judges chain and time of the signers of one message, and what they amount to together. */
final class SignerJudge {
  private static final Report.Time NO_TIME = Report.Time.NONE;

  private final PathJudge paths;
  private final StampJudge stamps;
  private final Hashing hashing;

  SignerJudge(TrustStore store, Hashing hashing, PathJudge.Sources sources) {
    this.paths = new PathJudge(store, sources);
    this.stamps = new StampJudge(paths);
    this.hashing = hashing;
  }

  /** Judges one signer; {@code setting} has the validation data of the message. */
  DataReport.Signer judge(
      SignerFinding finding, List<X509Certificate> pool, VerificationContext setting) {
    List<String> reasons = new ArrayList<>(finding.broken());
    if (finding.certificate().isEmpty()) {
      return unjudged(finding, reasons);
    }
    X509Certificate certificate = finding.certificate().get();
    if (!CertificateFacts.readable(certificate)) {
      reasons.add("certificate-not-parsable");
      return unjudged(finding, reasons);
    }
    StampJudge.Finding stamp =
        stamps.signature(finding.timestamps(), finding.value(), hashing, setting);
    reasons.addAll(stamp.reasons());
    reasons.addAll(stamp.further());
    Instant proven = stamp.latest().orElse(stamp.time().at());
    Instant at = stamp.time().ok() && proven != null ? proven : setting.now();
    PathJudge.Result chain =
        paths.judge(
            new PathJudge.Question(certificate, pool, Purpose.SIGNER, at, at, setting.now()),
            setting.data());
    reasons.addAll(chain.reasons());
    reasons.addAll(EventProfile.broken(certificate));
    boolean unproven = stamp.time().kind() == Report.TimeKind.NONE;
    if (unproven && CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_ONE_TIME)) {
      reasons.add("one-time-certificate-without-timestamp");
    }
    return new DataReport.Signer(
        finding, chain.status(), chain.path(), stamp.time(), chain.demo() || stamp.demo(), reasons);
  }

  private static DataReport.Signer unjudged(SignerFinding finding, List<String> reasons) {
    return new DataReport.Signer(
        finding, Report.Chain.INCOMPLETE, List.of(), NO_TIME, false, reasons);
  }

  /** The answer over all: invalid outweighs indeterminate, and that valid. */
  static Report.Verdict verdict(List<DataReport.Signer> signers) {
    boolean invalid =
        signers.stream()
            .anyMatch(
                s ->
                    s.finding().integrity() == Report.Integrity.BROKEN
                        || s.chain() == Report.Chain.REVOKED);
    if (invalid) {
      return Report.Verdict.INVALID;
    }
    boolean valid = signers.stream().allMatch(SignerJudge::holds);
    return valid ? Report.Verdict.VALID : Report.Verdict.INDETERMINATE;
  }

  private static boolean holds(DataReport.Signer signer) {
    boolean timely = signer.time().ok() || signer.time().kind() == Report.TimeKind.NONE;
    return signer.finding().integrity() == Report.Integrity.INTACT
        && signer.chain() == Report.Chain.TRUSTED
        && timely
        && Collections.disjoint(signer.reasons(), EventProfile.CODES)
        && !signer.reasons().contains("one-time-certificate-without-timestamp");
  }
}
