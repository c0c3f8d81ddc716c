// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.CmsForm;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignerChecks;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Report;
import org.penseal.pdf.Suite;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Arc;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;

/** Judges signer, chain and time of one signature. */
final class SignatureJudge {
  private final ChainCheck chains;
  private final Hashing hashing;
  private final String sm2Id;

  SignatureJudge(TrustStore store, Hashing hashing, String sm2Id) {
    this.sm2Id = sm2Id;
    this.chains = new ChainCheck(store);
    this.hashing = hashing;
  }

  /**
   * What came out.
   *
   * @param broken reasons why the signature is broken
   * @param reasons further reasons
   */
  record Judgement(
      List<String> broken,
      List<String> reasons,
      Report.Chain chain,
      Report.Time time,
      boolean demo,
      @Nullable X509Certificate certificate,
      @Nullable EvidenceBinding binding) {
    String signer() {
      return certificate == null ? "" : CertificateFacts.commonName(certificate);
    }

    String algorithm() {
      try {
        return certificate == null ? "" : Suite.of(certificate.getPublicKey()).key();
      } catch (SigningException e) {
        return "";
      }
    }

    static Judgement broken(String reason) {
      return new Judgement(
          List.of(reason), List.of(), Report.Chain.INCOMPLETE, none(), false, null, null);
    }
  }

  private static Report.Time none() {
    return new Report.Time(Report.TimeKind.NONE, false, null, "");
  }

  /** Judges a CMS signature; {@code now} counts where no time is proven. */
  Judgement signature(CmsSignature cms, Octets digest, CmsForm form, Instant now) {
    List<X509Certificate> pool;
    Optional<X509Certificate> signer;
    List<String> broken;
    EvidenceBinding binding;
    try {
      broken = SignerChecks.check(cms, digest, new SignerChecks.Rules(form, sm2Id), hashing);
      pool = cms.certificates();
      signer = cms.signerCertificate();
      binding = signer.isEmpty() ? null : CertificateFacts.binding(signer.get()).orElse(null);
    } catch (SigningException e) {
      return Judgement.broken("certificate-not-parsable");
    }
    if (signer.isEmpty()) {
      return Judgement.broken("no-signer-certificate");
    }
    List<String> reasons = new ArrayList<>();
    TimeFinding time = time(cms, reasons);
    boolean proven = time.time.ok() && time.time.at() != null;
    Instant at = proven && time.time.at() != null ? time.time.at() : now;
    ChainCheck.Result chain = chains.check(signer.get(), pool, Purpose.SIGNER, at);
    reasons.addAll(chain.reasons());
    boolean oneTime = CertificateFacts.hasPolicy(signer.get(), Arc.POLICY_ONE_TIME);
    if (oneTime && time.time.kind() == Report.TimeKind.NONE) {
      reasons.add("one-time-certificate-without-timestamp");
    }
    return new Judgement(
        broken,
        reasons,
        chain.status(),
        time.time,
        chain.demo() || time.demo,
        signer.get(),
        binding);
  }

  private record TimeFinding(Report.Time time, boolean demo) {}

  private TimeFinding time(CmsSignature cms, List<String> reasons) {
    Optional<Octets> token = cms.timestamp();
    if (token.isEmpty()) {
      return new TimeFinding(none(), false);
    }
    try {
      Timestamp timestamp = Timestamp.parse(token.get());
      List<String> found = timestamp.check(cms.signatureValue(), hashing);
      return judged(timestamp, found, Report.TimeKind.SIGNATURE_TIMESTAMP, reasons);
    } catch (SigningException e) {
      reasons.add("timestamp-not-parsable");
      return new TimeFinding(
          new Report.Time(Report.TimeKind.SIGNATURE_TIMESTAMP, false, null, ""), false);
    }
  }

  private TimeFinding judged(
      Timestamp timestamp, List<String> found, Report.TimeKind kind, List<String> reasons) {
    reasons.addAll(found);
    X509Certificate tsa = timestamp.tsa();
    if (tsa == null) {
      return new TimeFinding(new Report.Time(kind, false, timestamp.time(), ""), false);
    }
    ChainCheck.Result chain =
        chains.check(tsa, timestamp.certificates(), Purpose.TSA, timestamp.time());
    chain.reasons().forEach(reason -> reasons.add("timestamp-" + reason));
    boolean ok = found.isEmpty() && chain.status() == Report.Chain.TRUSTED;
    return new TimeFinding(
        new Report.Time(kind, ok, timestamp.time(), CertificateFacts.commonName(tsa)),
        chain.demo());
  }

  /** Judges a document time-stamp. */
  Judgement documentTimestamp(Timestamp timestamp, Octets digest) {
    List<String> broken = timestamp.checkDigest(digest);
    List<String> reasons = new ArrayList<>();
    TimeFinding time = judged(timestamp, List.of(), Report.TimeKind.DOCUMENT_TIMESTAMP, reasons);
    X509Certificate tsa = timestamp.tsa();
    Report.Chain chain =
        tsa == null
            ? Report.Chain.INCOMPLETE
            : chains.check(tsa, timestamp.certificates(), Purpose.TSA, timestamp.time()).status();
    Report.Time result =
        broken.isEmpty()
            ? time.time
            : new Report.Time(time.time.kind(), false, time.time.at(), time.time.tsa());
    return new Judgement(broken, reasons, chain, result, time.demo, tsa, null);
  }

  /** The answer over all signatures. */
  static Report.Verdict verdict(List<Report.Signed> signatures) {
    boolean invalid =
        signatures.stream()
            .anyMatch(
                s -> !s.intact() || s.chain() == Report.Chain.REVOKED || !s.changes().allowed());
    if (invalid) {
      return Report.Verdict.INVALID;
    }
    boolean valid =
        !signatures.isEmpty()
            && signatures.stream()
                .allMatch(
                    s ->
                        s.chain() == Report.Chain.TRUSTED
                            && (s.time().ok()
                                || s.time().kind() == Report.TimeKind.NONE && !oneTime(s)));
    return valid ? Report.Verdict.VALID : Report.Verdict.INDETERMINATE;
  }

  private static boolean oneTime(Report.Signed signed) {
    return signed.certificate() != null
        && CertificateFacts.hasPolicy(signed.certificate(), Arc.POLICY_ONE_TIME);
  }
}
