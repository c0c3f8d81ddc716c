// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessException;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.ConsentText;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.ceremony.CaseSetup;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.ceremony.Sources;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.identify.Identified;
import org.penseal.app.identify.IdentifyRequest;
import org.penseal.app.identify.card.CardPictureFlow;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.ink.TraceFile;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Demonstration;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardException;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pdf.Placement;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Level;

/** Runs the ceremony that the options of {@code penseal sign} ask for. */
final class SignRun {
  private final Station station;
  private final SignOptions options;
  private final SignKey key;
  private final Reply reply;
  private BusinessType type = BusinessType.STANDARD;
  private ExpiredCards expired = ExpiredCards.REFUSE;
  private Optional<HostConfirm> attended = Optional.empty();
  private List<String> warnings = List.of();

  /**
   * @param key what signs; its caller closes it
   */
  SignRun(Station station, SignOptions options, SignKey key, Reply reply) {
    this.station = station;
    this.options = options;
    this.key = key;
    this.reply = reply;
  }

  Optional<Ceremony.Result> run()
      throws BusinessException,
          CaseException,
          StoreException,
          SigningException,
          PadException,
          IdCardException,
          IdentityException,
          LivenessException,
          InterruptedException,
          IOException {
    type = options.businessType(station.businessTypes());
    if (options.identity.noIdentity) {
      type.requireUnchecked();
    } else {
      IdentityMode mode = options.identity.mode(type);
      type.require(mode, options.identity.idCard != null);
      options.identity.requireComplete(mode);
      requireAuthority(mode);
      expired = type.expiredCard(options.identity.expiredCard);
    }
    showConsent();
    CaseDocument document = CaseDocument.read(options.in);
    char[] password = Secrets.password(options.pdfPasswordFile);
    String pdfPassword = password.length == 0 ? null : new String(password);
    DocumentWords words = DocumentWords.of(document, pdfPassword);
    CaseOrder order =
        new CaseOrder(
            Objects.requireNonNullElse(options.business, document.sm3()),
            type,
            document,
            pdfPassword,
            options.out,
            form(document, pdfPassword),
            new CaseOrder.Seal(
                document.isPdf() ? placement(words) : new Placement.Invisible(),
                station.settings().limits().zone(),
                options.place.terms()),
            new CaseOrder.Annotated(options.annotation(), options.place.annotationAt()));
    String address = Objects.requireNonNull(options.pad);
    if (!address.startsWith(Laboratory.SIMULATED)) {
      try (PadPlace place = PadPlace.open(() -> station.pads().open(address))) {
        attend(place.pad());
        return ceremony(place, order, words);
      }
    }
    String model = address.substring(Laboratory.SIMULATED.length());
    try (Demonstration.SimulatedPad simulated =
            station.demonstration().pad(model, writing(model, order), options.speed);
        Pad pad = simulated.open(station.pads())) {
      return ceremony(PadPlace.once(pad), order, words);
    }
  }

  // What is asked for, as far as the rules allow it; else what they or the workplace say.
  private CaseOrder.Form form(CaseDocument document, @Nullable String pdfPassword)
      throws BusinessException, CaseException {
    String asked = options.profile;
    if (asked == null) {
      CaseOrder.Form form = CaseOrder.Form.of(station.settings().profileOf(type));
      form.requireFor(document, pdfPassword);
      return form;
    }
    Level level = options.caseLevel(document.isPdf());
    type.requireProfile(asked, level, options.gm());
    return new CaseOrder.Form(level, options.gm());
  }

  // Its address and key are looked at; nothing is sent.
  private void requireAuthority(IdentityMode mode)
      throws IdentityException, LivenessException, SigningException {
    boolean named = !station.settings().services().authority().endpoints().isEmpty();
    if (named && mode != IdentityMode.PORTRAIT) {
      station.authority(StandIn.NONE);
    }
  }

  // On the command line the operator has the signer's consent; these are the words of it.
  private void showConsent() throws CaseException {
    ConsentText consent = ConsentText.of(type, reply.texts());
    reply.progressBlock(
        reply.texts().get("sign.consent", consent.version(), consent.sm3(), consent.words()));
    if (options.consent != null && !options.consent.strip().equalsIgnoreCase(consent.sm3())) {
      throw new CaseException.ConsentDiffers(consent.sm3());
    }
  }

  /** What did not agree when the signer was identified: stable codes. */
  List<String> warnings() {
    return warnings;
  }

  private void attend(Pad pad) {
    if (attended.isPresent()) {
      attended.get().pad(pad);
    } else {
      attended = Optional.of(pad).filter(HostConfirm::needed).map(p -> new HostConfirm(p, reply));
    }
  }

  private Demonstration.Writing writing(String model, CaseOrder order)
      throws PadException, SigningException {
    Path trace = options.trace;
    if (trace == null) {
      throw options.wrong("trace");
    }
    PadModel pad =
        station.catalog().byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    Ink signature = TraceFile.read(trace, pad.space());
    Path annotation = options.traceAnnotation;
    Optional<Ink> before =
        annotation == null
            ? Optional.empty()
            : Optional.of(TraceFile.read(annotation, pad.space()));
    return new Demonstration.Writing(
        order.annotation().order(),
        Optional.of(signature),
        before,
        0,
        options.pagesOnPad && order.leafsOn(pad.layout()),
        false);
  }

  private Optional<Ceremony.Result> ceremony(PadPlace place, CaseOrder order, DocumentWords words)
      throws CaseException,
          StoreException,
          SigningException,
          PadException,
          IdCardException,
          IdentityException,
          LivenessException,
          IOException,
          InterruptedException {
    CaseSetup setup = CaseSetup.of(station, place, false);
    announce(place, setup);
    KeyPlan plan = key.plan(simulated(place) ? Laboratory.PIN : "");
    return setup
        .ceremony(place, reply.texts(), new Ceremony.Offer(false, options.pagesOnPad))
        .run(order, words, () -> identified(setup, order, place), plan, host(order));
  }

  private static boolean simulated(PadPlace place) {
    return place.pad().identity().origin() == PadOrigin.SIMULATED;
  }

  // Before a person is asked for anything; the case looks again at what came of it.
  private void announce(PadPlace place, CaseSetup setup) throws CaseException, SigningException {
    boolean simulated = simulated(place);
    if (!simulated
        && !options.identity.noIdentity
        && options.identity.mode(type) != IdentityMode.PORTRAIT) {
      setup.services().requireNamed(Service.AUTHORITY);
    }
    if (setup.demo() != StandIn.NONE) {
      reply.progress(reply.texts().get("sign.demo"));
    }
  }

  private Placement placement(DocumentWords words) {
    Placement asked = options.placement();
    return asked instanceof Placement.Invisible ? words.lowerRight() : asked;
  }

  private Identified identified(CaseSetup setup, CaseOrder order, PadPlace place)
      throws CaseException,
          StoreException,
          SigningException,
          IdCardException,
          IdentityException,
          LivenessException,
          IOException,
          InterruptedException {
    if (options.identity.noIdentity) {
      return operator();
    }
    IdentityMode mode = options.identity.mode(type);
    try (CodeInput code = new CodeInput(options.identity.phoneCode, reply)) {
      IdentifyRequest request = request(mode, order, place);
      Identified found = setup.identification(code, type).run(request, host(order).liveness());
      warnings = found.warnings();
      warnings.forEach(each -> SignCommand.warn(reply, each));
      return found;
    } catch (LivenessException.NoCamera e) {
      reply.progress(reply.texts().get("sign.without-face", type.withoutFace(reply.texts())));
      throw e;
    } catch (LivenessException.VisionUnavailable e) {
      reply.progress(type.withoutVision(reply.texts()));
      throw e;
    }
  }

  private IdentifyRequest request(IdentityMode mode, CaseOrder order, PadPlace place)
      throws IdCardException,
          LivenessException,
          IdentityException,
          CaseException,
          SigningException,
          IOException {
    Sources sources = new Sources(station);
    String card = options.identity.idCard;
    String camera = options.identity.camera;
    return new IdentifyRequest(
        mode,
        Optional.ofNullable(options.identity.name),
        Optional.ofNullable(options.identity.idNumber),
        Optional.ofNullable(options.identity.phone),
        card == null ? picture() : Optional.of(sources.card(card, expired)),
        camera == null ? Optional.empty() : Optional.of(sources.camera(camera, false)),
        options.identity.challenges(sources, order),
        org.penseal.app.evidence.Origin.of(place.pad().identity().origin()));
  }

  /** The number on a picture is never taken without a person's. */
  private Optional<CardReading> picture()
      throws LivenessException, IdentityException, CaseException {
    Path picture = options.identity.cardPicture;
    if (picture == null) {
      return Optional.empty();
    }
    String name = options.identity.name;
    String number = options.identity.idNumber;
    if (name == null || number == null) {
      throw options.wrong("card-picture");
    }
    CardPictureFlow.Pictured taken = CardPictureFlow.read(station.models(), picture);
    return Optional.of(CardReading.ofPicture(name, number, taken.number(), taken.portrait()));
  }

  private Identified operator() {
    String name = Objects.requireNonNull(options.identity.name);
    Manifest.Identity nobody =
        new Manifest.Identity(
            Signer.OPERATOR,
            "",
            station.services().clock().instant().toString(),
            "not-checked",
            null,
            null,
            false,
            java.util.Map.of(),
            null);
    return new Identified(
        new Signer(name, nobody, Optional.empty(), Optional.empty(), IdentityOrigins.OPERATOR),
        List.of(),
        List.of());
  }

  // On the command line the operator has the signer's consent, and nothing is shown.
  private CeremonyHost host(CaseOrder order) {
    Texts texts = reply.texts();
    StateWords words =
        new StateWords(
            options.identity.noIdentity
                ? Optional.empty()
                : Optional.of(options.identity.mode(type)),
            options.oneTime(),
            order.stamped());
    return new CeremonyHost() {
      @Override
      public boolean consents(String text) {
        return true;
      }

      @Override
      public boolean shows() {
        return false;
      }

      @Override
      public List<Integer> showDocument(int pages) {
        return List.of();
      }

      @Override
      public InkWatcher ink() {
        return attended.map(HostConfirm::watcher).orElse(InkWatcher.NONE);
      }

      @Override
      public LivenessObserver liveness() {
        String camera = options.identity.camera;
        boolean person = camera != null && camera.startsWith(Cameras.DEVICE);
        return person ? new CameraPrompts(reply) : LivenessObserver.NONE;
      }

      @Override
      public void padGone() {
        reply.progress(texts.get("sign.pad-gone"));
      }

      @Override
      public void padBack(Pad pad) {
        attend(pad);
        reply.progress(texts.get("sign.pad-back", pad.identity().model().name()));
      }

      @Override
      public void reached(CaseState state) {
        words.of(state, texts).ifPresent(reply::progress);
      }
    };
  }
}
