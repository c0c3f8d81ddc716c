// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

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
import org.penseal.pdf.judge.Judgement.Reach;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Arc;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** Judges signer, chain and time of one signature. May be shared between threads. */
public final class SignatureJudge {
  private final PathJudge paths;
  private final Hashing hashing;
  private final String sm2Id;

  /**
   * Judges against these roots.
   *
   * @param sm2Id user id of the SM2 signers
   */
  public SignatureJudge(TrustStore store, Hashing hashing, String sm2Id) {
    this.sm2Id = sm2Id;
    this.paths = new PathJudge(store);
    this.hashing = hashing;
  }

  private static Report.Time none() {
    return new Report.Time(Report.TimeKind.NONE, false, null, "");
  }

  /** Judges a CMS signature; the setting's time counts where no time is proven. */
  public Judgement signature(CmsSignature cms, Octets digest, CmsForm form, Setting setting) {
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
    TimeFinding token = token(cms, setting, reasons);
    Report.Time time = token.time.ok() ? token.time : shielded(token.time, setting);
    Instant at = time.ok() && time.at() != null ? time.at() : setting.now();
    PathJudge.Question question =
        new PathJudge.Question(signer.get(), pool, Purpose.SIGNER, at, at, setting.now());
    PathJudge.Result chain = paths.judge(question, setting.data());
    reasons.addAll(chain.reasons());
    boolean oneTime = CertificateFacts.hasPolicy(signer.get(), Arc.POLICY_ONE_TIME);
    if (oneTime && time.kind() == Report.TimeKind.NONE) {
      reasons.add("one-time-certificate-without-timestamp");
    }
    // Whoever gathers data for it may not trust the TSA, but has no other time either.
    Instant used = token.claimed.orElse(at);
    List<PathJudge.Question> questions = new ArrayList<>(token.questions);
    questions.addFirst(
        new PathJudge.Question(signer.get(), pool, Purpose.SIGNER, used, used, setting.now()));
    return new Judgement(
        broken,
        reasons,
        chain.status(),
        time,
        chain.demo() || token.demo,
        signer.get(),
        binding,
        reach(chain.covered() && covered(time, token, setting), questions, setting),
        questions);
  }

  private static boolean covered(Report.Time time, TimeFinding token, Setting setting) {
    return switch (time.kind()) {
      case NONE -> false;
      case SIGNATURE_TIMESTAMP -> token.covered;
      case DOCUMENT_TIMESTAMP -> setting.shield().map(Setting.Shield::covered).orElse(false);
    };
  }

  private Reach reach(boolean covered, List<PathJudge.Question> questions, Setting setting) {
    if (!covered) {
      return Reach.PARTIAL;
    }
    boolean lasting =
        !setting.lasting().layers().isEmpty()
            && questions.stream()
                .allMatch(question -> paths.judge(question, setting.lasting()).covered());
    return lasting ? Reach.LASTING : Reach.COVERED;
  }

  // A document time-stamp over the signature proves its time as well as one inside it.
  private static Report.Time shielded(Report.Time own, Setting setting) {
    return setting
        .shield()
        .map(s -> new Report.Time(Report.TimeKind.DOCUMENT_TIMESTAMP, true, s.time(), s.tsa()))
        .orElse(own);
  }

  /**
   * What a token gave.
   *
   * @param claimed its time, if it is intact, whether it is trusted or not
   */
  private record TimeFinding(
      Report.Time time,
      Optional<Instant> claimed,
      boolean demo,
      boolean covered,
      List<PathJudge.Question> questions) {
    static TimeFinding of(Report.Time time) {
      return new TimeFinding(time, Optional.empty(), false, false, List.of());
    }
  }

  private TimeFinding token(CmsSignature cms, Setting setting, List<String> reasons) {
    Optional<Octets> token = cms.timestamp();
    if (token.isEmpty()) {
      return TimeFinding.of(none());
    }
    try {
      Timestamp timestamp = Timestamp.parse(token.get());
      List<String> found = timestamp.check(cms.signatureValue(), hashing);
      reasons.addAll(found);
      PathJudge.@Nullable Result chain = chain(timestamp, setting);
      return finding(
          timestamp, found, Report.TimeKind.SIGNATURE_TIMESTAMP, chain, setting, reasons);
    } catch (SigningException e) {
      reasons.add("timestamp-not-parsable");
      return TimeFinding.of(new Report.Time(Report.TimeKind.SIGNATURE_TIMESTAMP, false, null, ""));
    }
  }

  private PathJudge.@Nullable Result chain(Timestamp timestamp, Setting setting) {
    X509Certificate tsa = timestamp.tsa();
    return tsa == null ? null : paths.judge(question(tsa, timestamp, setting), setting.data());
  }

  private static PathJudge.Question question(
      X509Certificate tsa, Timestamp timestamp, Setting setting) {
    return new PathJudge.Question(
        tsa,
        timestamp.certificates(),
        Purpose.TSA,
        timestamp.time(),
        setting.proven(),
        setting.now());
  }

  private static TimeFinding finding(
      Timestamp timestamp,
      List<String> found,
      Report.TimeKind kind,
      PathJudge.@Nullable Result chain,
      Setting setting,
      List<String> reasons) {
    X509Certificate tsa = timestamp.tsa();
    if (tsa == null || chain == null) {
      return TimeFinding.of(new Report.Time(kind, false, timestamp.time(), ""));
    }
    chain.reasons().forEach(reason -> reasons.add("timestamp-" + reason));
    boolean ok = found.isEmpty() && chain.status() == Report.Chain.TRUSTED;
    return new TimeFinding(
        new Report.Time(kind, ok, timestamp.time(), CertificateFacts.commonName(tsa)),
        found.isEmpty() ? Optional.of(timestamp.time()) : Optional.empty(),
        chain.demo(),
        chain.covered(),
        found.isEmpty() ? List.of(question(tsa, timestamp, setting)) : List.of());
  }

  /** Judges a document time-stamp. */
  public Judgement documentTimestamp(Timestamp timestamp, Octets digest, Setting setting) {
    List<String> broken = timestamp.checkDigest(digest);
    List<String> reasons = new ArrayList<>();
    PathJudge.@Nullable Result chain = chain(timestamp, setting);
    TimeFinding time =
        finding(timestamp, broken, Report.TimeKind.DOCUMENT_TIMESTAMP, chain, setting, reasons);
    return new Judgement(
        broken,
        reasons,
        chain == null ? Report.Chain.INCOMPLETE : chain.status(),
        time.time,
        time.demo,
        timestamp.tsa(),
        null,
        reach(time.covered, time.questions, setting),
        time.questions);
  }

  /** The answer over all signatures. */
  public static Report.Verdict verdict(List<Report.Signed> signatures) {
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
