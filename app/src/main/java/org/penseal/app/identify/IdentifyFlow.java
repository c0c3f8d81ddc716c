// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penseal.app.authority.CodeEntry;
import org.penseal.app.authority.PhoneVerification;
import org.penseal.app.business.BusinessType;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Challenges;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseException.IdentityRefused.Why;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.StoreException;
import org.penseal.identity.Authority;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult;
import org.penseal.liveness.Camera;
import org.penseal.liveness.FaceMatch;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.refusal.SigningException;

/** Finds out who signs: card, living face, face against card, authority, as the mode asks. */
public final class IdentifyFlow {
  private static final int JPEG_QUALITY = 92;
  private static final int MOST_INTERRUPTIONS = 2;
  static final String COUNTER = "counter";
  static final String FACE_DIFFERS = "card-face-differs";
  private static final String FACE_NOT_COMPARED = "card-face-not-compared";
  private static final String LIKE_EARLIER = "portrait-like-earlier";

  private final LivenessCheck liveness;
  private final FaceToId faces;
  private final EarlierPortraits earlier;
  private final Authority authority;
  private final CodeEntry codes;
  private final BusinessType type;
  private final Clock clock;
  private final List<Identified.Piece> pieces = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * What faces are looked at with.
   *
   * @param liveness runs liveness checks
   * @param comparison compares faces
   * @param earlier portraits of cases before
   */
  public record FaceChecks(LivenessCheck liveness, FaceToId comparison, EarlierPortraits earlier) {}

  /**
   * A flow for one signer.
   *
   * @param codes asks for the code that was sent to a telephone
   * @param type kind of business, whose rules hold
   */
  public IdentifyFlow(
      FaceChecks checks, Authority authority, CodeEntry codes, BusinessType type, Clock clock) {
    this.liveness = checks.liveness();
    this.faces = checks.comparison();
    this.earlier = checks.earlier();
    this.authority = authority;
    this.codes = codes;
    this.type = type;
    this.clock = clock;
  }

  // What the camera and the card gave.
  private record Face(
      @Nullable Verdict verdict,
      @Nullable FaceMatch match,
      byte @Nullable [] portrait,
      @Nullable Frame taken,
      @Nullable Origin origin,
      @Nullable Challenges challenges) {
    static final Face NONE = new Face(null, null, null, null, null, null);

    boolean synthetic() {
      return origin == Origin.SIMULATED;
    }

    // What a puppet shows is the same each time, and nobody's portrait.
    Optional<String> portraitSm3() {
      return portrait == null || synthetic() ? Optional.empty() : Optional.of(Sm3.hex(portrait));
    }
  }

  private record Checked(ChallengePlan plan, Verdict verdict) {}

  /**
   * Runs on the calling thread.
   *
   * @throws CaseException.IdentityRefused if it is not the person
   * @throws CaseException.LaboratoryWithService if pad, camera or card is none, and the authority
   *     is no demonstration's: before it is told anything
   * @throws IdentityException if a number is wrong or the authority fails
   * @throws LivenessException if camera or picture cannot be used
   */
  public Identified run(IdentifyRequest request, LivenessObserver observer)
      throws CaseException,
          IdentityException,
          LivenessException,
          SigningException,
          StoreException,
          InterruptedException {
    String name = agreed(request.name(), request.card().map(CardReading::name));
    IdentityClaim.requireName(name);
    IdNumber number = number(request);
    requirePhone(request);
    request.card().ifPresent(this::keepCard);
    requireFit(request, Optional.empty());
    Face face = face(request, observer);
    requireFit(request, Optional.ofNullable(face.origin()));
    if (face.taken() != null && !face.synthetic() && earlier.hasLike(face.taken())) {
      warnings.add(LIKE_EARLIER);
    }
    IdentityResult result = ask(request, name, number, face);
    Manifest.Identity identity = facts(request.mode(), result, face);
    Signer signer =
        new Signer(
            name,
            identity,
            Optional.of(number.text()),
            request.phone(),
            origins(request, result, face));
    return new Identified(signer, List.copyOf(pieces), List.copyOf(warnings));
  }

  private static IdentityOrigins origins(
      IdentifyRequest request, @Nullable IdentityResult result, Face face) {
    return new IdentityOrigins(
        request.card().map(CardReading::origin).orElse(Origin.OPERATOR),
        Optional.ofNullable(face.origin()),
        Optional.ofNullable(result).map(r -> r.demo() ? Origin.DEMO : Origin.SERVICE),
        Optional.ofNullable(face.challenges()),
        face.portraitSm3());
  }

  private static String agreed(Optional<String> typed, Optional<String> read) throws CaseException {
    if (typed.isPresent() && read.isPresent() && !typed.get().strip().equals(read.get())) {
      throw new CaseException.IdentityRefused(Why.ANOTHER_CARD);
    }
    return read.or(() -> typed.map(String::strip))
        .filter(name -> !name.isBlank())
        .orElseThrow(CaseException.IdentityRequired::new);
  }

  private IdNumber number(IdentifyRequest request) throws CaseException, IdentityException {
    Optional<String> read = request.card().map(CardReading::number);
    if (request.idNumber().isPresent()) {
      IdNumber typed = number(request.idNumber().get(), clock);
      if (read.isPresent() && !typed.equals(number(read.get(), clock))) {
        throw new CaseException.IdentityRefused(Why.ANOTHER_CARD);
      }
      return typed;
    }
    return number(read.orElseThrow(CaseException.IdentityRequired::new), clock);
  }

  /**
   * An ID number as a case takes it.
   *
   * @throws IdentityException.BadIdNumber if it breaks GB 11643
   */
  public static IdNumber number(String typed, Clock clock) throws IdentityException {
    return IdNumber.parse(typed, LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")));
  }

  private static void requirePhone(IdentifyRequest request)
      throws CaseException, IdentityException {
    if (request.phone().isPresent()) {
      IdentityClaim.requirePhone(request.phone().get());
    } else if (request.mode() == IdentityMode.PHONE) {
      throw new CaseException.IdentityRequired();
    }
  }

  private void keepCard(CardReading card) {
    warnings.addAll(card.warnings());
    keep(ArtefactType.ID_CARD_TEXT, "text/plain", card.text().getBytes(StandardCharsets.UTF_8));
    card.portrait().ifPresent(p -> keep(ArtefactType.ID_PORTRAIT, PortraitBytes.mediaType(p), p));
  }

  private Face face(IdentifyRequest request, LivenessObserver observer)
      throws CaseException, IdentityException, LivenessException, InterruptedException {
    if (request.mode() == IdentityMode.PHONE) {
      return Face.NONE;
    }
    Mats.loadNatives(); // or whoever has no camera would look for one in vain
    IdentifyRequest.CameraSource source =
        request.camera().orElseThrow(() -> new LivenessException.NoCamera(""));
    ChallengePlan plan = request.plans().get();
    try (Camera camera = source.open(plan.challenges())) {
      requireFit(request, Optional.of(Origin.of(camera.origin())));
      return request.mode() == IdentityMode.REAL_PERSON || type.liveness()
          ? living(request, camera, plan, observer)
          : portrait(request, camera);
    }
  }

  // Nothing of a person is sent to a real authority for a case that is a demonstration.
  private void requireFit(IdentifyRequest request, Optional<Origin> camera)
      throws CaseException, IdentityException, InterruptedException {
    if (request.mode() == IdentityMode.PORTRAIT) {
      return;
    }
    boolean person = request.card().filter(card -> card.origin().isLaboratory()).isPresent();
    String source =
        request.pad().isLaboratory()
            ? Origins.PAD
            : camera.filter(Origin::isLaboratory).isPresent()
                ? Origins.CAMERA
                : person ? Origins.PERSON : "";
    if (!source.isEmpty() && !authority.probe().demo()) {
      throw new CaseException.LaboratoryWithService(source, Service.AUTHORITY);
    }
  }

  // A camera that was unplugged could be another one now: what is asked then is drawn anew.
  private Checked check(
      IdentifyRequest request, Camera camera, ChallengePlan first, LivenessObserver observer)
      throws LivenessException, InterruptedException {
    ChallengePlan plan = first;
    for (int again = 0; ; again++) {
      try {
        Verdict verdict = liveness.run(camera, plan.challenges(), observer);
        byte[] transcript = LivenessTranscript.of(plan, verdict);
        keep(ArtefactType.LIVENESS_TRANSCRIPT, "text/plain", transcript);
        return new Checked(plan, verdict);
      } catch (LivenessException.CameraInterrupted e) {
        if (again == MOST_INTERRUPTIONS) {
          throw e;
        }
        plan = request.plans().get();
      }
    }
  }

  private Face living(
      IdentifyRequest request, Camera camera, ChallengePlan plan, LivenessObserver observer)
      throws CaseException, LivenessException, InterruptedException {
    Checked checked = check(request, camera, plan, observer);
    Verdict verdict = checked.verdict();
    Frame best = verdict.portrait();
    if (verdict.reasons().contains(Verdict.Reason.NO_FACE)) {
      throw new LivenessException.NoFace();
    }
    if (verdict.reasons().contains(Verdict.Reason.SEVERAL_FACES)) {
      throw new LivenessException.SeveralFaces(2);
    }
    if (verdict.hindered()) {
      throw new LivenessException.Hindered(verdict.reasons().getFirst());
    }
    if (!verdict.live() || best == null) {
      throw new CaseException.IdentityRefused(Why.NOT_LIVE);
    }
    byte[] jpeg = Stills.jpeg(best, JPEG_QUALITY);
    keep(ArtefactType.LIVE_PORTRAIT, "image/jpeg", jpeg);
    FaceMatch match = null;
    Optional<byte[]> idPortrait = request.card().flatMap(CardReading::portrait);
    if (idPortrait.isPresent()) {
      match = faces.compare(best, Stills.decode(idPortrait.get(), "ID portrait"));
      if (!match.match()) {
        throw new CaseException.IdentityRefused(Why.ANOTHER_FACE);
      }
    }
    return new Face(
        verdict, match, jpeg, best, Origin.of(verdict.origin()), Challenges.of(checked.plan()));
  }

  // The plain way: a portrait taken at the counter and kept as evidence; nobody is asked.
  private Face portrait(IdentifyRequest request, Camera camera) throws LivenessException {
    Frame frame = camera.next().orElseThrow(() -> new LivenessException.NoCamera("empty clip"));
    faces.requirePortrait(frame);
    byte[] jpeg = Stills.jpeg(frame, JPEG_QUALITY);
    keep(ArtefactType.LIVE_PORTRAIT, "image/jpeg", jpeg);
    FaceMatch match = compared(request.card().flatMap(CardReading::portrait), frame);
    Origin origin = frame.synthetic() ? Origin.SIMULATED : Origin.of(camera.origin());
    return new Face(null, match, jpeg, frame, origin, null);
  }

  // The operator decides; what the comparison says is told and recorded.
  private @Nullable FaceMatch compared(Optional<byte[]> portrait, Frame frame) {
    if (portrait.isEmpty()) {
      return null;
    }
    try {
      FaceMatch match = faces.compare(frame, Stills.decode(portrait.get(), "ID portrait"));
      if (!match.match()) {
        warnings.add(FACE_DIFFERS);
      }
      return match;
    } catch (LivenessException e) {
      // the camera's picture would have been refused before: it is the card's that is unfit
      warnings.add(FACE_NOT_COMPARED);
      return null;
    }
  }

  private @Nullable IdentityResult ask(
      IdentifyRequest request, String name, IdNumber number, Face face)
      throws CaseException, IdentityException, SigningException, InterruptedException {
    if (request.mode() == IdentityMode.PORTRAIT) {
      return null;
    }
    IdentityClaim claim = claim(request, name, number, face);
    IdentityResult result =
        request.mode() == IdentityMode.PHONE
            ? new PhoneVerification(authority, codes).run(claim)
            : authority.verify(claim, UUID.randomUUID().toString());
    return switch (result.result()) {
      case NO_MATCH ->
          throw new CaseException.IdentityRefused(
              request.mode() == IdentityMode.PHONE ? Why.NO_MATCH_PHONE : Why.NO_MATCH);
      case CANNOT_SAY -> throw new CaseException.IdentityRefused(Why.CANNOT_SAY);
      case MATCH -> result;
    };
  }

  private static IdentityClaim claim(
      IdentifyRequest request, String name, IdNumber number, Face face) throws CaseException {
    if (request.mode() == IdentityMode.PHONE) {
      String phone = request.phone().orElseThrow(CaseException.IdentityRequired::new);
      return IdentityClaim.phone(name, number, phone);
    }
    byte[] portrait = face.portrait();
    if (portrait == null) {
      throw new CaseException.IdentityRefused(Why.NOT_LIVE);
    }
    return IdentityClaim.realPerson(name, number, portrait);
  }

  private Manifest.Identity facts(IdentityMode mode, @Nullable IdentityResult result, Face face) {
    Verdict verdict = face.verdict();
    return new Manifest.Identity(
        mode.word(),
        result == null ? COUNTER : result.provider(),
        (result == null ? clock.instant() : result.at()).toString(),
        result == null ? "portrait-kept" : "match",
        face.match() == null ? null : face.match().similarity(),
        verdict == null ? null : "live",
        face.synthetic(),
        Map.of(),
        result == null ? null : said(mode, result));
  }

  private static Manifest.Authority said(IdentityMode mode, IdentityResult result) {
    return new Manifest.Authority(
        result.endpoint(),
        result.referenceId(),
        result.proven(),
        result.demo(),
        result.signedBy(),
        mode == IdentityMode.PHONE ? "confirmed" : null);
  }

  private void keep(ArtefactType type, String mediaType, byte[] content) {
    pieces.add(new Identified.Piece(type, mediaType, content));
  }
}
