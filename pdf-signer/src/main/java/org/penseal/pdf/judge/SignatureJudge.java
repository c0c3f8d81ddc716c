// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.cms.CmsForm;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignerChecks;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;
import org.penseal.pdf.judge.Judgement.Reach;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.EventProfile;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** Judges signer, chain and time of one signature. May be shared between threads. */
public final class SignatureJudge {
  private final PathJudge paths;
  private final PathJudge own;
  private final StampJudge stamps;
  private final Hashing hashing;
  private final String sm2Id;

  /**
   * Judges against these roots.
   *
   * @param sm2Id user id of the SM2 signers
   */
  public SignatureJudge(TrustStore store, Hashing hashing, String sm2Id) {
    this(store, hashing, sm2Id, PathJudge.Sources.NONE);
  }

  /**
   * Judges against these roots.
   *
   * @param sm2Id user id of the SM2 signers
   * @param sources of revocation data besides the file
   */
  public SignatureJudge(
      TrustStore store, Hashing hashing, String sm2Id, PathJudge.Sources sources) {
    this.sm2Id = sm2Id;
    this.paths = new PathJudge(store, sources);
    this.own = new PathJudge(store);
    this.stamps = new StampJudge(paths);
    this.hashing = hashing;
  }

  /** Judges a CMS signature; the setting's time counts where no time is proven. */
  public Judgement signature(
      CmsSignature cms, Octets digest, CmsForm form, VerificationContext setting) {
    List<X509Certificate> pool;
    Optional<X509Certificate> signer;
    List<String> broken;
    EvidenceBinding binding;
    try {
      broken = SignerChecks.check(cms, digest, new SignerChecks.Rules(form, sm2Id), hashing);
      pool = cms.certificates();
      signer = cms.signerCertificate(sm2Id);
      binding = signer.isEmpty() ? null : CertificateFacts.binding(signer.get()).orElse(null);
    } catch (SigningException e) {
      return Judgement.broken("certificate-not-parsable");
    }
    if (signer.isEmpty()) {
      return Judgement.broken("no-signer-certificate");
    }
    StampJudge.Finding token =
        stamps.signature(cms.timestamps(), cms.signatureValue(), hashing, setting);
    List<String> reasons = new ArrayList<>(token.reasons());
    Report.Time time = token.time().ok() ? token.time() : shielded(token.time(), setting);
    Optional<Instant> proven =
        token.time().ok()
            ? token.latest()
            : setting.shield().map(VerificationContext.Shield::latest);
    Instant at = proven.orElse(setting.now());
    PathJudge.Question question =
        new PathJudge.Question(signer.get(), pool, Purpose.SIGNER, at, at, setting.now());
    PathJudge.Result chain = paths.judge(question, setting.data());
    reasons.addAll(chain.reasons());
    reasons.addAll(EventProfile.broken(signer.get()));
    boolean oneTime = CertificateFacts.hasPolicy(signer.get(), ProjectOids.POLICY_ONE_TIME);
    if (oneTime && time.kind() == Report.TimeKind.NONE) {
      reasons.add("one-time-certificate-without-timestamp");
    }
    // Long-term data may be gathered by someone who does not trust the TSA, but has no other time.
    Instant used = token.claimed().orElse(at);
    List<PathJudge.Question> questions = new ArrayList<>(token.questions());
    questions.addFirst(
        new PathJudge.Question(signer.get(), pool, Purpose.SIGNER, used, used, setting.now()));
    return new Judgement(
        new Judgement.Codes(broken, reasons, token.further()),
        chain.status(),
        time,
        assurance(chain.demo() || token.demo() || time.demo()),
        Judgement.by(
            signer.get(),
            new Report.UnknownRoots(
                Judgement.unknownRoot(chain.status(), chain.path()),
                Judgement.unknownRoot(token.chain(), token.path()))),
        binding,
        new Judgement.Lasting(
            reach(chain.covered() && covered(time, token, setting), questions, setting),
            questions));
  }

  private static Report.Assurance assurance(boolean demo) {
    return demo ? Report.Assurance.DEMO : Report.Assurance.PRODUCTION;
  }

  private static boolean covered(
      Report.Time time, StampJudge.Finding token, VerificationContext setting) {
    return switch (time.kind()) {
      case NONE -> false;
      case SIGNATURE_TIMESTAMP -> token.covered();
      case DOCUMENT_TIMESTAMP ->
          setting.shield().map(VerificationContext.Shield::covered).orElse(false);
    };
  }

  private Reach reach(
      boolean covered, List<PathJudge.Question> questions, VerificationContext setting) {
    if (!covered) {
      return Reach.PARTIAL;
    }
    boolean lasting =
        !setting.lasting().layers().isEmpty()
            && questions.stream()
                .allMatch(question -> own.judge(question, setting.lasting()).covered());
    return lasting ? Reach.LASTING : Reach.COVERED;
  }

  // A document time-stamp over the signature proves its time just as one inside it does.
  private static Report.Time shielded(Report.Time own, VerificationContext setting) {
    return setting
        .shield()
        .map(
            s ->
                new Report.Time(
                    Report.TimeKind.DOCUMENT_TIMESTAMP, true, s.time(), s.tsa(), s.demo()))
        .orElse(own);
  }

  /** Judges a document time-stamp. */
  public Judgement documentTimestamp(
      Timestamp timestamp, Octets digest, VerificationContext setting) {
    List<String> broken = timestamp.checkDigest(digest);
    StampJudge.Finding found =
        stamps.judge(timestamp, broken, Report.TimeKind.DOCUMENT_TIMESTAMP, setting);
    List<String> reasons = new ArrayList<>(found.reasons());
    reasons.removeAll(broken); // reported separately
    return new Judgement(
        new Judgement.Codes(broken, reasons, List.of()),
        found.chain(),
        found.time(),
        assurance(found.demo()),
        Judgement.by(
            timestamp.tsa(),
            new Report.UnknownRoots(null, Judgement.unknownRoot(found.chain(), found.path()))),
        null,
        new Judgement.Lasting(
            reach(found.covered(), found.questions(), setting), found.questions()));
  }

  /** The verdict over all signatures. */
  public static Report.Verdict verdict(List<Report.Signed> signatures) {
    boolean invalid =
        signatures.stream()
            .anyMatch(
                s ->
                    s.broken()
                        || s.chain() == Report.Chain.REVOKED
                        || !s.changes().allowed()
                        || s.reasons().contains(Report.Signed.CHANGED_WHILE_SIGNING));
    if (invalid) {
      return Report.Verdict.INVALID;
    }
    boolean valid =
        !signatures.isEmpty()
            && signatures.stream()
                .allMatch(
                    s ->
                        s.intact()
                            && !s.doubtful()
                            && s.chain() == Report.Chain.TRUSTED
                            && (s.time().ok()
                                || s.time().kind() == Report.TimeKind.NONE && !oneTime(s)));
    return valid ? Report.Verdict.VALID : Report.Verdict.INDETERMINATE;
  }

  private static boolean oneTime(Report.Signed signed) {
    return signed.certificate() != null
        && CertificateFacts.hasPolicy(signed.certificate(), ProjectOids.POLICY_ONE_TIME);
  }
}
