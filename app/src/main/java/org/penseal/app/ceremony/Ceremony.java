// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penseal.app.business.ConsentText;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.identify.Identified;
import org.penseal.app.screen.PadPage;
import org.penseal.app.screen.WordParts;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.app.signing.key.ChipKey;
import org.penseal.app.signing.key.HostKey;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.signing.key.StatementCheck;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.signing.steps.CaseCaptured;
import org.penseal.app.signing.steps.CaseConsented;
import org.penseal.app.signing.steps.CaseFrozen;
import org.penseal.app.signing.steps.CaseProbed;
import org.penseal.app.signing.steps.CaseShown;
import org.penseal.app.signing.steps.CaseSigned;
import org.penseal.app.signing.steps.Mixture;
import org.penseal.app.signing.steps.SigningCase;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;
import org.penseal.idcard.IdCardException;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.ink.InkJson;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;

/**
 * One whole case from consent to archive, in straight lines. Runs on the calling thread, which an
 * interrupt ends; whatever ends it early leaves the input as it was and no output.
 */
public final class Ceremony {
  private final CaseServices services;
  private final PadPlace place;
  private final Optional<StatementKey> stationKey;
  private final Look look;
  private final Checkpoint checkpoint;

  /**
   * How things look and how long they may take.
   *
   * @param texts language of what the signer sees
   * @param font Chinese font for the pictures of annotations; asked for with the first one
   * @param signingLimit how long the signer may take on the pad
   * @param offer what a pad that is large enough offers beside annotation and signature
   */
  public record Look(Texts texts, Supplier<Font> font, Duration signingLimit, Offer offer) {
    /** Annotation and signature alone. */
    public Look(Texts texts, Supplier<Font> font, Duration signingLimit) {
      this(texts, font, signingLimit, Offer.NOTHING);
    }
  }

  /**
   * What the signer can do with the pen before he signs, where the kind of business says so.
   *
   * @param consent whether he can agree, or not, to what is collected
   * @param pages whether he can leaf through the document
   */
  public record Offer(boolean consent, boolean pages) {
    /** Neither. */
    public static final Offer NOTHING = new Offer(false, false);

    /** Both. */
    public static final Offer ALL = new Offer(true, true);
  }

  /** Finds out who signs. */
  @FunctionalInterface
  public interface Identification {
    /** Runs the checks; what it throws ends the case. */
    Identified run()
        throws CaseException,
            StoreException,
            SigningException,
            IdCardException,
            IdentityException,
            LivenessException,
            IOException,
            InterruptedException;
  }

  /**
   * What came out.
   *
   * @param caseId the case
   * @param output the signed file
   * @param manifest what was collected
   */
  public record Result(String caseId, Path output, Manifest manifest) {}

  /**
   * @param pad open pad; its owner closes it
   * @param stationKey signs the statement for a pad without a chip
   */
  public Ceremony(
      CaseServices services,
      Pad pad,
      Optional<StatementKey> stationKey,
      Look look,
      Checkpoint checkpoint) {
    this(services, PadPlace.once(pad), stationKey, look, checkpoint);
  }

  /**
   * @param place a pad that is waited for when it is unplugged; its owner closes it
   * @param stationKey signs the statement for a pad without a chip
   */
  public Ceremony(
      CaseServices services,
      PadPlace place,
      Optional<StatementKey> stationKey,
      Look look,
      Checkpoint checkpoint) {
    this.services = services;
    this.place = place;
    this.stationKey = stationKey;
    this.look = look;
    this.checkpoint = checkpoint;
  }

  /**
   * Runs it.
   *
   * @param document what the pad's screen says of the document
   * @return empty if the signer did not consent or pressed cancel
   */
  public Optional<Result> run(
      CaseOrder order,
      DocumentWords document,
      Identification identification,
      KeyPlan plan,
      CeremonyHost host)
      throws CaseException,
          StoreException,
          SigningException,
          PadException,
          IdCardException,
          IdentityException,
          LivenessException,
          IOException,
          InterruptedException {
    Checkpoint both =
        milestone -> {
          checkpoint.reached(milestone);
          if (milestone instanceof Checkpoint.Became(CaseState state)) {
            host.reached(state);
          }
        };
    requireServices(order, plan);
    try (SigningCase signing = SigningCase.open(services, order, both)) {
      host.reached(CaseState.OPENED);
      ConsentText consent = ConsentText.of(order.type(), look.texts());
      PadConsent.Given given = new PadConsent(services, place, look, host).ask(order, consent);
      if (!given.agreed()) {
        signing.cancel("no consent");
        return Optional.empty();
      }
      CaseConsented consented = signing.consent(consent.version(), consent.words(), given.place());
      if (given.press().isPresent()) {
        signing.add(ArtefactType.CONSENT_PRESS, InkJson.MEDIA_TYPE, given.trace());
      }
      Identified identified = identification.run();
      for (Identified.Piece piece : identified.evidence()) {
        signing.add(piece.type(), piece.mediaType(), piece.content());
      }
      requireServices(identified.signer());
      CaseShown shown =
          consented.identify(identified.signer()).show(host.showDocument(document.pages()));
      Optional<PadSteps.Written> written = written(order, document, plan, host);
      if (written.isEmpty()) {
        signing.cancel("cancelled on the pad");
        return Optional.empty();
      }
      CaseFrozen frozen = frozen(shown, written.get(), host);
      Path output = signed(frozen.probe(), written.get(), plan).stamp().archive();
      thank(host);
      return Optional.of(new Result(signing.id(), output, frozen.frozen().manifest()));
    }
  }

  // The demo's services are for pads that are none, unless somebody asked for a demonstration.
  private void requireServices(CaseOrder order, KeyPlan plan)
      throws CaseException, SigningException, PadException {
    Origin pad = Origin.of(place.pad().identity().origin());
    Mixture.requireFit(pad, services.escrow());
    if (stationKey.isPresent()) {
      requireAnothersEscrow(stationKey.get().certificate());
    }
    if (plan instanceof KeyPlan.Standing standing) {
      requireAnothersEscrow(standing.key().chain().getFirst());
    }
    if (pad.mayBeDevice()) {
      services.requireNamed(Service.ESCROW);
      if (plan instanceof KeyPlan.OneTime) {
        services.requireNamed(Service.CA);
        if (!place.pad().identity().model().chip()) {
          services.requireNamed(Service.STATION);
        }
      }
      if (order.stamped()) {
        services.requireNamed(Service.TSA);
      }
    }
    if (plan instanceof KeyPlan.OneTime) {
      requireVouched(place.pad(), services);
      requireStationKey();
    }
    requireForm(order, plan);
  }

  // What no service can give is told before anybody agrees, as far as it is known by then.
  private void requireForm(CaseOrder order, KeyPlan plan) throws SigningException {
    List<X509Certificate> chain =
        plan instanceof KeyPlan.Standing standing ? standing.key().chain() : List.of();
    if (order.document().isPdf()) {
      order.form().profile().requireFor(suite(plan));
    }
    Rehearsal.requireChain(services, order, chain);
  }

  private Suite suite(KeyPlan plan) throws SigningException {
    return switch (plan) {
      case KeyPlan.Standing standing -> standing.key().suite();
      case KeyPlan.OneTime oneTime ->
          place.pad().identity().model().chip()
              ? Suite.SM2_SM3
              : Suite.of(stationKey.orElseThrow().certificate().getPublicKey());
    };
  }

  /** Refuses a chip for which nobody answers, and a simulator's with a real escrow's key. */
  static void requireVouched(Pad pad, CaseServices services) throws CaseException, PadException {
    // Whatever line it came on: its statement, and so the case, is a demonstration's.
    if (StatementCheck.requireVouched(pad, services)) {
      Mixture.requireFit(Origin.SIMULATED, services.escrow());
    }
  }

  // A pad with a chip states for itself. The key is tried before anybody writes.
  private void requireStationKey() throws CaseException, SigningException {
    if (!place.pad().identity().model().chip()) {
      StatementKey own =
          stationKey.orElseThrow(() -> new CaseException.ServiceNotNamed(Service.STATION));
      HostKey.require(own);
    }
  }

  // Who signs with a key, or has it at this station, opens with it what is sealed for it.
  private void requireAnothersEscrow(X509Certificate own)
      throws CaseException, CredentialException {
    X509Certificate escrow = services.escrow();
    byte[] key = escrow.getPublicKey().getEncoded();
    if (Arrays.equals(key, own.getPublicKey().getEncoded())) {
      throw new CredentialException.EscrowRefused(
          CertificateFacts.commonName(escrow), CredentialException.EscrowRefused.Why.KEY_HELD_HERE);
    }
  }

  private void requireServices(Signer signer) throws CaseException {
    Mixture.requireFit(signer.origins(), services.escrow());
    boolean demo = signer.origins().authority().filter(a -> a == Origin.DEMO).isPresent();
    if (demo && Origin.of(place.pad().identity().origin()).mayBeDevice()) {
      services.requireNamed(Service.AUTHORITY);
    }
  }

  private Optional<PadSteps.Written> written(
      CaseOrder order, DocumentWords document, KeyPlan plan, CeremonyHost host)
      throws PadException, CaseException, SigningException {
    // What may be a number of a person goes into no manifest.
    String title = Masks.numbers(document.title());
    PadPage page = PadPage.of(title, document.pages(), order.document().sm3());
    return new PadSteps(services, place, look, host).run(order, page, plan);
  }

  private static CaseFrozen frozen(CaseShown shown, PadSteps.Written written, CeremonyHost host)
      throws PadException, CaseException, StoreException, SigningException, InterruptedException {
    CaseCaptured captured = shown.capture(written.annotation(), written.ink());
    if (Thread.interrupted()) {
      throw new InterruptedException("cancelled before the evidence was frozen");
    }
    host.freezes();
    return captured.freeze();
  }

  // Stays on the screen when its owner closes the pad; one without a screen is mirrored.
  private void thank(CeremonyHost host) {
    Pad pad = place.pad();
    PadLayout layout = pad.layout();
    String words = look.texts().get("pad.thanks");
    PadPicture thanks = WordParts.on(layout, look.texts().locale()).centred(words, layout);
    if (pad.identity().model().showsPictures()) {
      pad.leave(thanks);
    }
    host.ink().shown(thanks);
  }

  private CaseSigned signed(CaseProbed probed, PadSteps.Written written, KeyPlan plan)
      throws CaseException, StoreException, SigningException, PadException {
    return switch (plan) {
      case KeyPlan.Standing standing -> probed.sign(standing.key());
      case KeyPlan.OneTime oneTime -> probed.key(oneTimeKey(written)).certify().sign();
    };
  }

  private OneTimeKey oneTimeKey(PadSteps.Written written)
      throws CaseException, SigningException, PadException {
    return written.chip().isPresent()
        ? ChipKey.generate(written.chip().get())
        : HostKey.generate(written.ink(), stationKey.orElseThrow(), services.random());
  }
}
