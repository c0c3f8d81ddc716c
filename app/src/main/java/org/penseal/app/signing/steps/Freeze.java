// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Artefact;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.EvidenceBox;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.PadCapture;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Signer;
import org.penseal.app.signing.form.PdfForm;
import org.penseal.app.statement.ManifestComparison;
import org.penseal.app.statement.ManifestPart;
import org.penseal.app.statement.StatedPicture;
import org.penseal.app.store.FrozenEvidence;
import org.penseal.cms.envelope.Envelope;
import org.penseal.pad.Ink;
import org.penseal.pad.PadLayout;
import org.penseal.pad.ink.InkJson;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** Makes the frozen evidence out of what was collected. */
final class Freeze {
  private static final String SENTENCE = "sentence";

  private final SigningCase signing;
  private final CaseServices services;
  private final CaseOrder order;
  private final EvidenceBox evidence;
  private final Writing writing;
  private final Mixture.Tsas tsas;

  /**
   * A freeze.
   *
   * @param tsas what the timestamp services of the case are
   */
  Freeze(SigningCase signing, Writing writing, Mixture.Tsas tsas) {
    this.signing = signing;
    this.services = signing.services();
    this.order = signing.order();
    this.evidence = signing.evidence();
    this.writing = writing;
    this.tsas = tsas;
  }

  Frozen frozen() throws SigningException, CaseException {
    CapturedInk captured = writing.ink();
    Signer signer = writing.signer();
    List<Integer> pagesSeen = writing.pagesSeen();
    Instant now = services.clock().instant();
    // A replay of the same reports must give the same digest, however long the pad has been open.
    byte[] trace = InkJson.write(captured.ink().fromItsBeginning());
    byte @Nullable [] annotation = writing.annotation().map(AnnotationTrace::write).orElse(null);
    collect(trace, annotation, now);
    List<Artefact> artefacts = evidence.freeze();
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            signing.id(),
            order.businessId(),
            text(signing.openedAt()),
            text(now),
            new Manifest.Document(
                order.document().mediaType(), order.document().length(), order.document().sm3()),
            ink(captured, trace),
            annotation == null ? null : annotation(writing.annotation().orElseThrow(), annotation),
            withSalted(signer.identity()),
            device(captured),
            act(captured),
            listed(pagesSeen),
            artefacts.stream().map(Freeze::entry).toList(),
            services.software(),
            Manifest.POLICY,
            evidence.consent(),
            new Manifest.BusinessRules(
                order.type().id(), order.type().sm3(), order.type().retentionDays()),
            origins(),
            signer.origins().challenges().orElse(null),
            Escrow.of(services.escrow()));
    Mixture.requireFit(manifest);
    Mixture.requireFit(manifest, tsas);
    requireFit(manifest);
    byte[] share = new byte[InkSeal.SHARE_BYTES];
    services.random().nextBytes(share);
    byte[] inner = new InkSeal(trace, evidence.salts(), annotation).seal(share);
    Octets sealed = Envelope.seal(inner, services.escrow(), services.random());
    return new Frozen(
        manifest,
        manifest.encode(),
        inks(trace),
        portrait(signer.origins()),
        artefacts,
        share,
        sealed);
  }

  // A verifier asks the same: better to find out now than with a file in hand that is none.
  private void requireFit(Manifest manifest) throws CaseException.RecordDiffers {
    List<ManifestPart> differing =
        new ManifestComparison(manifest).document(order.document().isPdf()).differing();
    if (!differing.isEmpty()) {
      throw new CaseException.RecordDiffers(differing);
    }
  }

  // What was recorded says so, and can be played again; what a device takes comes once.
  private static Optional<FrozenEvidence.Portrait> portrait(IdentityOrigins identity) {
    boolean once = identity.camera().filter(camera -> camera == Origin.DEVICE).isPresent();
    return identity.portraitSm3().map(sm3 -> new FrozenEvidence.Portrait(sm3, once));
  }

  private Map<String, String> origins() throws CaseException.ServiceNotNamed {
    IdentityOrigins identity = writing.signer().origins();
    Map<String, String> origins = new LinkedHashMap<>();
    origins.put(Origins.PAD, Origin.of(writing.ink().pad().origin()).label());
    origins.put(Origins.PERSON, identity.person().label());
    identity.camera().ifPresent(camera -> origins.put(Origins.CAMERA, camera.label()));
    identity.authority().ifPresent(said -> origins.put(Origins.AUTHORITY, said.label()));
    Origin escrow = Escrow.of(services.escrow()).demo() ? Origin.DEMO : Origin.SERVICE;
    origins.put(Origins.ESCROW, escrow.label());
    tsas.origin().ifPresent(tsas -> origins.put(Origins.TSA, tsas.label()));
    return origins;
  }

  private void collect(byte[] trace, byte @Nullable [] annotation, Instant now) {
    CapturedInk captured = writing.ink();
    if (annotation != null) {
      Instant at = writing.annotation().orElseThrow().writtenAt();
      evidence.add(ArtefactType.ANNOTATION, AnnotationTrace.MEDIA_TYPE, at, annotation);
      writing.annotation().get().sentence().ifPresent(words -> evidence.value(SENTENCE, words));
    }
    for (Ink discarded : captured.discarded()) {
      evidence.add(
          ArtefactType.ATTEMPT_DISCARDED, InkJson.MEDIA_TYPE, now, InkJson.write(discarded));
    }
    captured
        .page()
        .ifPresent(
            page ->
                evidence.add(
                    ArtefactType.PAD_PICTURE,
                    "application/vnd.penseal.pad-picture",
                    captured.confirmedAt(),
                    page.picture().bits()));
    evidence.add(ArtefactType.INK, InkJson.MEDIA_TYPE, captured.confirmedAt(), trace);
  }

  // Every piece of handwriting, also what does not count: none of it may come again elsewhere.
  private List<String> inks(byte[] trace) {
    PadLayout layout = writing.ink().pad().layout();
    Stream<Ink> others =
        Stream.concat(
            writing.ink().discarded().stream().filter(i -> !layout.handwriting(i).isEmpty()),
            writing.annotation().stream().flatMap(a -> a.inks().stream()));
    return Stream.concat(Stream.of(trace), others.map(ink -> InkJson.write(ink.fromItsBeginning())))
        .map(Sm3::hex)
        .toList();
  }

  private static Manifest.Ink ink(CapturedInk captured, byte[] trace) {
    Ink ink = captured.ink();
    return new Manifest.Ink(
        Sm3.hex(trace),
        captured.pad().layout().handwriting(ink).size(),
        ink.samples().size(),
        Math.toIntExact(ink.lostReports()),
        captured.discarded().size());
  }

  private Manifest.Annotation annotation(Annotation annotation, byte[] trace)
      throws SigningException {
    return new Manifest.Annotation(
        Sm3.hex(trace),
        annotation.screens().size(),
        annotation.strokes(),
        annotation.undone(),
        annotation.cleared(),
        annotation.interrupted().isEmpty() ? null : annotation.interrupted().size(),
        evidence.saltedValues().get(SENTENCE),
        drawn(annotation));
  }

  // Where the document is to show it, as what: the update that signs may add just that.
  private @Nullable List<Manifest.DrawnNote> drawn(Annotation annotation) throws SigningException {
    List<Manifest.DrawnNote> notes =
        PdfForm.plannedNotes(services, order, annotation).stream()
            .map(Manifest.DrawnNote::of)
            .toList();
    return notes.isEmpty() ? null : notes;
  }

  private static Manifest.Device device(CapturedInk captured) {
    return new Manifest.Device(
        captured.pad().model().reportedName(),
        captured.pad().serialNumber(),
        captured.pad().firmware(),
        captured.pad().model().chip() ? "chip" : "host");
  }

  private static List<Integer> listed(List<Integer> pages) {
    return pages.subList(0, Math.min(pages.size(), Manifest.MOST_PAGES_SEEN));
  }

  private static PadCapture act(CapturedInk captured) {
    return new PadCapture(
        HexFormat.of().formatHex(captured.challenge().bytes()),
        captured.interrupted().size(),
        captured.page().map(StatedPicture::of).orElse(null),
        captured.leafed().map(Freeze::listed).orElse(null));
  }

  private Manifest.Identity withSalted(Manifest.Identity identity) {
    Map<String, String> ofTheSigner = new LinkedHashMap<>(evidence.saltedValues());
    ofTheSigner.remove(SENTENCE);
    return new Manifest.Identity(
        identity.mode(),
        identity.provider(),
        identity.at(),
        identity.result(),
        identity.face(),
        identity.liveness(),
        identity.synthetic(),
        ofTheSigner,
        identity.authority());
  }

  private static Manifest.Entry entry(Artefact artefact) {
    return new Manifest.Entry(
        artefact.type().label(),
        artefact.mediaType(),
        artefact.saltedSm3(),
        text(artefact.takenAt()));
  }

  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
