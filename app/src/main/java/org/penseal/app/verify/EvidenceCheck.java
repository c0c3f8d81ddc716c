// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.penseal.app.verify.EvidenceReport.ATTESTED;
import static org.penseal.app.verify.EvidenceReport.DIFFERS;
import static org.penseal.app.verify.EvidenceReport.HOST;
import static org.penseal.app.verify.EvidenceReport.MISSING;
import static org.penseal.app.verify.EvidenceReport.SEALED;
import static org.penseal.app.verify.EvidenceReport.SIMULATED;
import static org.penseal.app.verify.EvidenceReport.UNKNOWN;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.cms.envelope.Envelope;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.ink.InkJson;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Recomputes, from the signed bytes alone, every digest that binds evidence to a signature. */
final class EvidenceCheck {
  private final TrustStore trust;
  private final Optional<InkKeys> keys;
  private final Instant now;

  EvidenceCheck(TrustStore trust, Optional<InkKeys> keys, Instant now) {
    this.trust = trust;
    this.keys = keys;
    this.now = now;
  }

  /** The evidence of one signature, and whether it rests on a simulator or a demo device CA. */
  record Result(EvidenceReport report, boolean demo) {}

  Result of(Report.Signed signed) {
    EvidenceStreams streams = signed.evidence();
    EvidenceBinding binding = signed.binding();
    if (streams == null) {
      return new Result(
          binding == null ? EvidenceReport.NONE : withoutStreams(signed, binding), false);
    }
    Manifest manifest = manifest(streams);
    ChipStatement statement = statement(streams);
    Device device = device(statement, signed.time().at());
    boolean synthetic = manifest != null && manifest.identity().synthetic();
    EvidenceReport report =
        new EvidenceReport(
            true,
            manifestState(streams, binding, manifest, statement),
            documentState(signed, binding, manifest),
            statementState(signed, streams, binding, statement),
            inkState(streams, binding, manifest, statement),
            device.state(),
            annotationState(streams, manifest),
            manifest == null ? 0 : manifest.ink().attemptsDiscarded(),
            synthetic);
    return new Result(report, device.demo() || synthetic);
  }

  // The certificate alone still says for which document it was issued.
  private static EvidenceReport withoutStreams(Report.Signed signed, EvidenceBinding binding) {
    Octets found = signed.documentDigest();
    String document = EvidenceReport.state(found != null && found.equals(binding.documentDigest()));
    return new EvidenceReport(
        false, MISSING, document, MISSING, MISSING, UNKNOWN, MISSING, 0, false);
  }

  private static @Nullable Manifest manifest(EvidenceStreams streams) {
    try {
      return Manifest.decode(streams.manifest().bytes());
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable ChipStatement statement(EvidenceStreams streams) {
    try {
      return ChipStatement.decode(streams.statement().bytes());
    } catch (PadException e) {
      return null;
    }
  }

  private static String manifestState(
      EvidenceStreams streams,
      @Nullable EvidenceBinding binding,
      @Nullable Manifest manifest,
      @Nullable ChipStatement statement) {
    boolean comparable = binding != null || statement != null;
    if (streams.manifest().size() == 0 || !comparable) {
      return MISSING;
    }
    Octets digest = Octets.of(Sm3.of(streams.manifest().bytes()));
    boolean bound = binding == null || digest.equals(binding.manifestDigest());
    boolean stated =
        statement == null
            || Arrays.equals(digest.bytes(), statement.body().manifestDigest().bytes());
    boolean sameCase =
        manifest != null && (binding == null || manifest.caseId().equals(binding.caseId()));
    boolean counted =
        manifest != null
            && manifest.count(ArtefactType.ATTEMPT_DISCARDED) == manifest.ink().attemptsDiscarded();
    return EvidenceReport.state(bound && stated && sameCase && counted);
  }

  private static String documentState(
      Report.Signed signed, @Nullable EvidenceBinding binding, @Nullable Manifest manifest) {
    Octets found = signed.documentDigest();
    if (manifest == null || binding == null) {
      return MISSING;
    }
    // No digest: the file is shorter (or, as data, of another length) than the document bound.
    return EvidenceReport.state(
        found != null
            && found.equals(binding.documentDigest())
            && found.hex().equals(manifest.document().sm3())
            && binding.documentLength() == manifest.document().length()
            && !signed.reasons().contains(Report.Signed.CHANGED_WHILE_SIGNING));
  }

  private static String statementState(
      Report.Signed signed,
      EvidenceStreams streams,
      @Nullable EvidenceBinding binding,
      @Nullable ChipStatement statement) {
    if (streams.statement().size() == 0) {
      return MISSING;
    }
    X509Certificate signer = signed.certificate();
    return EvidenceReport.state(
        statement != null
            && statement.verifySignature()
            && (binding == null
                || binding.statementDigest().equals(Octets.of(Sm3.of(streams.statement().bytes()))))
            && signer != null
            && Arrays.equals(
                signer.getPublicKey().getEncoded(), statement.body().oneTimeKey().bytes()));
  }

  private String inkState(
      EvidenceStreams streams,
      @Nullable EvidenceBinding binding,
      @Nullable Manifest manifest,
      @Nullable ChipStatement statement) {
    if (streams.sealedInk().size() == 0 || manifest == null) {
      return MISSING;
    }
    if (keys.isEmpty()) {
      return SEALED;
    }
    try {
      byte[] trace = open(streams, keys.get());
      Octets digest = Octets.of(Sm3.of(trace));
      Ink ink = InkJson.read(trace);
      boolean bound =
          digest.hex().equals(manifest.ink().sm3())
              && (binding == null || digest.equals(binding.inkDigest()));
      boolean stated =
          statement == null
              || Arrays.equals(statement.body().pen().digest().bytes(), InkDigest.sm3(ink));
      return EvidenceReport.state(bound && stated);
    } catch (SigningException | IOException | PadException e) {
      // another case's share or another escrow key: the ink stays sealed
      return SEALED;
    }
  }

  private String annotationState(EvidenceStreams streams, @Nullable Manifest manifest) {
    if (manifest == null || streams.sealedInk().size() == 0) {
      return MISSING;
    }
    if (!AnnotationCheck.consistent(manifest)) {
      return DIFFERS;
    }
    // Without the keys nothing says whether more was sealed than the manifest knows of.
    String unknown = manifest.annotation() == null ? MISSING : SEALED;
    if (keys.isEmpty()) {
      return unknown;
    }
    try {
      boolean matches = AnnotationCheck.matches(manifest, unseal(streams, keys.get()));
      return matches && manifest.annotation() == null ? MISSING : EvidenceReport.state(matches);
    } catch (SigningException | IOException e) {
      // another case's share or another escrow key: it stays sealed
      return unknown;
    }
  }

  /** The ink in the native trace format, out of both seals. */
  static byte[] open(EvidenceStreams streams, InkKeys keys) throws SigningException, IOException {
    return unseal(streams, keys).ink();
  }

  private static InkSeal unseal(EvidenceStreams streams, InkKeys keys)
      throws SigningException, IOException {
    byte[] inner =
        Envelope.open(streams.sealedInk(), keys.escrow().key(), keys.escrow().chain().getFirst());
    return InkSeal.open(inner, keys.share());
  }

  private record Device(String state, boolean demo) {}

  private Device device(@Nullable ChipStatement statement, @Nullable Instant signedAt) {
    if (statement == null || !statement.verifySignature()) {
      return new Device(UNKNOWN, false);
    }
    if (statement.body().origin() == StatementBody.Origin.HOST) {
      return new Device(HOST, false);
    }
    try {
      X509Certificate certificate = statement.signer().orElseThrow();
      ChainCheck.Result chain =
          new ChainCheck(trust)
              .check(certificate, List.of(), Purpose.DEVICE, signedAt == null ? now : signedAt);
      if (!chain.reasons().isEmpty()) {
        return new Device(UNKNOWN, chain.demo());
      }
      return new Device(chain.demo() ? SIMULATED : ATTESTED, chain.demo());
    } catch (PadException.Malformed e) {
      return new Device(UNKNOWN, false);
    }
  }
}
