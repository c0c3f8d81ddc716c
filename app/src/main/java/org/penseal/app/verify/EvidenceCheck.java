// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.penseal.app.verify.EvidenceReport.State.DIFFERS;
import static org.penseal.app.verify.EvidenceReport.State.MATCHES;
import static org.penseal.app.verify.EvidenceReport.State.MISSING;
import static org.penseal.app.verify.EvidenceReport.State.NOT_OPENED;
import static org.penseal.app.verify.EvidenceReport.State.SEALED;
import static org.penseal.app.verify.EvidenceReport.State.STATED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.verify.EvidenceReport.BoundBy;
import org.penseal.app.verify.EvidenceReport.DeviceState;
import org.penseal.app.verify.EvidenceReport.State;
import org.penseal.cms.envelope.Envelope;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.ink.InkJson;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.TrustStore;

/** Recomputes, from the signed bytes alone, every digest that binds evidence to a signature. */
final class EvidenceCheck {
  /** Reason code: no event certificate binds the evidence, and it is no operator's own claim. */
  static final String NOT_BOUND = "evidence-not-bound";

  /** Reason code: what the event certificate binds is not in the file. */
  static final String EVIDENCE_MISSING = "evidence-missing";

  /** Reason code: what stands in the place of the manifest is none. */
  static final String MANIFEST_MALFORMED = "manifest-malformed";

  /** Reason code: the share that was given does not open this ink. */
  static final String SHARE_DOES_NOT_OPEN = "share-does-not-open";

  /** Reason code: the escrow key that was given does not open this ink. */
  static final String KEY_DOES_NOT_OPEN = "escrow-key-does-not-open";

  private static final Set<String> DOUBTS =
      Set.of(
          NOT_BOUND,
          MANIFEST_MALFORMED,
          SHARE_DOES_NOT_OPEN,
          KEY_DOES_NOT_OPEN,
          StatementReview.DEVICE_NOT_TRUSTED,
          StatementReview.STATION_NOT_REGISTERED,
          StatementReview.MODEL_UNKNOWN,
          StatementReview.CAPTURE_NOT_RECORDED,
          Origins.NOT_KNOWN,
          Origins.NOT_DRAWN);

  private final TrustStore trust;
  private final Optional<InkKeys> keys;
  private final Instant now;
  private final Hashing hashing;

  EvidenceCheck(TrustStore trust, Optional<InkKeys> keys, Instant now, Hashing hashing) {
    this.hashing = hashing;
    this.trust = trust;
    this.keys = keys;
    this.now = now;
  }

  /**
   * The evidence of one signature.
   *
   * @param report what was recomputed
   * @param demo whether it rests on a simulator or a demo device CA
   * @param reasons stable reason codes of what keeps the evidence from being proven
   * @param ink the handwriting that was signed, if it was opened
   */
  record Result(EvidenceReport report, boolean demo, List<String> reasons, @Nullable Ink ink) {
    Result {
      reasons = List.copyOf(reasons);
    }

    /** Whether something keeps the file from being valid without making it invalid. */
    boolean doubtful() {
      return reasons.stream().anyMatch(DOUBTS::contains);
    }
  }

  /** What one signature's evidence is made of, read once. */
  private record Evidence(
      EvidenceStreams streams,
      @Nullable EvidenceBinding binding,
      @Nullable Manifest manifest,
      @Nullable ChipStatement statement) {

    /** Who vouches for it. */
    BoundBy boundBy() {
      if (binding != null) {
        return BoundBy.CERTIFICATE;
      }
      boolean own = manifest != null && manifest.isOwnClaim() && streams.statement().size() == 0;
      return own ? BoundBy.SIGNER : BoundBy.NONE;
    }

    /** What an agreement is worth. */
    State state(boolean agrees) {
      return agrees ? binding == null ? STATED : MATCHES : DIFFERS;
    }
  }

  /**
   * What was signed.
   *
   * @param whole whether all of it was, or its first bytes, to which the signature was added
   * @param pages how many pages it has; 0 for data
   */
  record Source(Path file, boolean whole, int pages) {}

  Result of(Report.Signed signed, Source document) throws SigningException {
    EvidenceStreams streams = signed.evidence();
    EvidenceBinding binding = signed.binding();
    if (streams == null) {
      EvidenceReport report =
          binding == null ? EvidenceReport.NONE : withoutStreams(signed, binding);
      List<String> reasons = new ArrayList<>(differing(report));
      if (binding != null) {
        reasons.add(EVIDENCE_MISSING);
      }
      return new Result(report, false, reasons, null);
    }
    Evidence evidence =
        new Evidence(streams, binding, manifest(streams), statement(streams.statement()));
    Manifest manifest = evidence.manifest();
    Opened opened = open(evidence);
    StatementReview stated = reviewed(signed, evidence, document);
    List<String> contradicting =
        manifest == null ? List.of() : ManifestReview.contradicting(manifest, signed, document);
    Origins origins = Origins.of(manifest);
    boolean synthetic = manifest != null && manifest.identity().synthetic();
    boolean invented =
        manifest != null
            && manifest.identity().authority() != null
            && manifest.identity().authority().demo();
    EvidenceReport report =
        new EvidenceReport(
            true,
            contradicting.isEmpty() ? manifestState(evidence) : DIFFERS,
            documentState(signed, evidence, document),
            stated.state(),
            inkState(signed, evidence, opened),
            stated.device(),
            annotationState(evidence, opened),
            manifest == null ? 0 : manifest.ink().attemptsDiscarded(),
            synthetic,
            OriginReport.of(origins, signed),
            evidence.boundBy(),
            EvidenceReport.authority(manifest, trust, EvidenceReport.vouched(signed)),
            EscrowReview.of(manifest, streams.sealedInk(), trust));
    List<String> reasons = reasons(evidence, report, opened);
    reasons.addAll(contradicting);
    reasons.addAll(stated.reasons());
    reasons.addAll(origins.reasons());
    if (OriginReport.contradicts(origins, signed) && !reasons.contains(Origins.NOT_KNOWN)) {
      reasons.add(Origins.NOT_KNOWN);
    }
    boolean demo = stated.demo() || origins.demo() || synthetic || invented;
    return new Result(report, demo, reasons, SealCheck.ink(opened.seal(), report.ink()));
  }

  private static List<String> reasons(Evidence evidence, EvidenceReport report, Opened opened) {
    List<String> reasons = new ArrayList<>();
    if (evidence.binding() != null && report.anyMissing()) {
      reasons.add(EVIDENCE_MISSING);
    }
    if (evidence.manifest() == null) {
      reasons.add(MANIFEST_MALFORMED);
    }
    if (report.binding() == BoundBy.NONE) {
      reasons.add(NOT_BOUND);
    }
    if (opened.failure() != null) {
      reasons.add(opened.failure());
    }
    reasons.addAll(differing(report));
    return reasons;
  }

  private static List<String> differing(EvidenceReport report) {
    Map<String, State> states = new LinkedHashMap<>();
    states.put("manifest", report.manifest());
    states.put("document", report.document());
    states.put("statement", report.statement());
    states.put("ink", report.ink());
    states.put("annotation", report.annotation());
    states.put("escrow", State.of(report.escrow().state() != EscrowReview.State.DIFFERS));
    return states.entrySet().stream()
        .filter(state -> state.getValue() == DIFFERS)
        .map(state -> "evidence-" + state.getKey() + "-differs")
        .toList();
  }

  // The certificate alone still says for which document it was issued.
  private static EvidenceReport withoutStreams(Report.Signed signed, EvidenceBinding binding) {
    Octets found = signed.documentDigest();
    State document = State.of(found != null && found.equals(binding.documentDigest()));
    return new EvidenceReport(
        false,
        MISSING,
        document,
        MISSING,
        MISSING,
        DeviceState.UNKNOWN,
        MISSING,
        0,
        false,
        Map.of(),
        BoundBy.CERTIFICATE,
        EvidenceReport.Answered.NONE,
        EscrowReview.NONE);
  }

  private static @Nullable Manifest manifest(EvidenceStreams streams) {
    try {
      return Manifest.decode(streams.manifest().bytes());
    } catch (IOException e) {
      // reasons() says so
      return null;
    }
  }

  private static @Nullable ChipStatement statement(Octets bytes) {
    try {
      return ChipStatement.decode(bytes.bytes());
    } catch (PadException e) {
      return null;
    }
  }

  private static State manifestState(Evidence evidence) {
    EvidenceBinding binding = evidence.binding();
    ChipStatement statement = evidence.statement();
    Manifest manifest = evidence.manifest();
    Octets bytes = evidence.streams().manifest();
    if (bytes.size() == 0 || (binding == null && manifest == null)) {
      return MISSING;
    }
    Octets digest = Octets.of(Sm3.of(bytes.bytes()));
    boolean bound = binding == null || digest.equals(binding.manifestDigest());
    boolean stated =
        statement == null
            || Arrays.equals(digest.bytes(), statement.body().manifestDigest().bytes());
    boolean sameCase =
        manifest != null && (binding == null || manifest.caseId().equals(binding.caseId()));
    boolean counted =
        manifest != null
            && manifest.count(ArtefactType.ATTEMPT_DISCARDED) == manifest.ink().attemptsDiscarded();
    return evidence.state(bound && stated && sameCase && counted);
  }

  private State documentState(Report.Signed signed, Evidence evidence, Source document)
      throws SigningException {
    EvidenceBinding binding = evidence.binding();
    Manifest manifest = evidence.manifest();
    if (manifest == null) {
      return MISSING;
    }
    // No digest: the file is shorter (or, as data, of another length) than the document bound.
    Octets found = binding == null ? digest(manifest, document) : signed.documentDigest();
    return evidence.state(
        found != null
            && (binding == null || found.equals(binding.documentDigest()))
            && found.hex().equals(manifest.document().sm3())
            && (binding == null || binding.documentLength() == manifest.document().length())
            && !signed.reasons().contains(Report.Signed.CHANGED_WHILE_SIGNING));
  }

  // What nothing binds is recomputed by what the manifest itself says.
  private @Nullable Octets digest(Manifest manifest, Source document) throws SigningException {
    long length = manifest.document().length();
    try (FileBytes bytes = new FileBytes(document.file())) {
      boolean fits = document.whole() ? length == bytes.length() : length <= bytes.length();
      return length > 0 && fits ? bytes.digest(length, EvidenceBinding.DIGEST, hashing) : null;
    } catch (IOException e) {
      throw new FileException.InputUnreadable(document.file(), "cannot be read", e);
    }
  }

  private StatementReview reviewed(Report.Signed signed, Evidence evidence, Source document) {
    EvidenceStreams streams = evidence.streams();
    return StatementReview.of(
        streams.statement().bytes(),
        evidence.statement(),
        new StatementReview.Beside(
            signed,
            evidence.binding(),
            evidence.manifest(),
            streams.manifest().bytes(),
            document.pages()),
        trust,
        now);
  }

  /** What came out of both seals, or why nothing did. */
  private record Opened(@Nullable InkSeal seal, @Nullable String failure) {}

  private Opened open(Evidence evidence) {
    if (keys.isEmpty() || evidence.streams().sealedInk().size() == 0) {
      return new Opened(null, null);
    }
    byte[] inner;
    try {
      inner = outer(evidence.streams(), keys.get());
    } catch (SigningException e) {
      return new Opened(null, KEY_DOES_NOT_OPEN);
    }
    try {
      return new Opened(InkSeal.open(inner, keys.get().share()), null);
    } catch (IOException e) {
      return new Opened(null, SHARE_DOES_NOT_OPEN);
    }
  }

  private static State unopened(Opened opened) {
    return opened.failure() == null ? SEALED : NOT_OPENED;
  }

  private State inkState(Report.Signed signed, Evidence evidence, Opened opened) {
    EvidenceBinding binding = evidence.binding();
    ChipStatement statement = evidence.statement();
    Manifest manifest = evidence.manifest();
    if (evidence.streams().sealedInk().size() == 0 || manifest == null) {
      return MISSING;
    }
    InkSeal seal = opened.seal();
    if (seal == null) {
      return unopened(opened);
    }
    if (!SealCheck.fits(manifest, seal, binding == null ? null : signed.certificate(), keys)) {
      return DIFFERS;
    }
    Octets digest = Octets.of(Sm3.of(seal.ink()));
    boolean same =
        digest.hex().equals(manifest.ink().sm3())
            && (binding == null || digest.equals(binding.inkDigest()));
    try {
      Ink ink = InkJson.read(seal.ink());
      same &= SealCheck.counts(manifest, ink);
      boolean stated =
          statement == null
              || Arrays.equals(statement.body().pen().digest().bytes(), InkDigest.sm3(ink));
      return evidence.state(same && stated);
    } catch (PadException e) {
      // It came out of the seal and is no ink.
      return DIFFERS;
    }
  }

  private static State annotationState(Evidence evidence, Opened opened) {
    Manifest manifest = evidence.manifest();
    if (manifest == null || evidence.streams().sealedInk().size() == 0) {
      return MISSING;
    }
    if (!AnnotationCheck.consistent(manifest)) {
      return DIFFERS;
    }
    InkSeal seal = opened.seal();
    if (seal == null) {
      // Without the keys nothing says whether more was sealed than the manifest knows of.
      return manifest.annotation() == null ? MISSING : unopened(opened);
    }
    boolean matches = AnnotationCheck.matches(manifest, seal);
    return matches && manifest.annotation() == null ? MISSING : evidence.state(matches);
  }

  private static byte[] outer(EvidenceStreams streams, InkKeys keys) throws SigningException {
    return Envelope.open(
        streams.sealedInk(), keys.escrow().key(), keys.escrow().chain().getFirst());
  }
}
