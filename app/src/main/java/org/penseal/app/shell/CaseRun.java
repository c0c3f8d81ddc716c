// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.ConsentText;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.ceremony.CaseDemo;
import org.penseal.app.ceremony.CaseSetup;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.guide.Question;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.leaf.WordLeaves;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workplace.Demonstration;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pdf.page.SignatureMark;
import org.penseal.refusal.FileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One case as the window leads it: a ceremony on a virtual thread of its own, which waits for the
 * person's answers. Started once.
 */
final class CaseRun implements CeremonyHost {
  private static final Logger LOG = LoggerFactory.getLogger(CaseRun.class);
  private static final Duration SIMULATED_CONSENT_LIMIT = Duration.ofSeconds(30);

  private final Station station;
  private final WindowModels models;
  private final VerifyFlow verification;
  private final Texts texts;
  private final Executor screen;
  private final CaseChoices order;
  private final boolean countersigned;
  private final CaseIdentity.Turn turn;
  private final CaseIdentity identity;
  private volatile CaseIdentity.@Nullable Done done;
  private volatile boolean cancelled;
  private volatile boolean declined;
  private volatile boolean signed;
  private volatile boolean captured;
  private volatile boolean endsSoon;
  private final Question simulatedConsent =
      new Question(SIMULATED_CONSENT_LIMIT); // of a simulated signer
  private StandIn demo = StandIn.NONE; // of the case's thread, like the next one
  private @Nullable Boolean agreedHere;
  private @Nullable Thread thread;

  /** How a case ended: with a signed file, or without one because somebody did not want it. */
  @FunctionalInterface
  interface End {
    /**
     * On the JavaFX thread.
     *
     * @param failure null if it did not fail
     * @param signed null if nothing was signed
     */
    void ended(@Nullable Throwable failure, @Nullable Path signed);
  }

  /** A case with what the models say now. */
  CaseRun(
      Station station,
      WindowModels models,
      VerifyFlow verification,
      Texts texts,
      Executor screen,
      CaseIdentity.Turn turn) {
    this.turn = turn;
    this.station = station;
    this.models = models;
    this.verification = verification;
    this.texts = texts;
    this.screen = screen;
    this.order = CaseChoices.of(models);
    this.countersigned =
        models.document().places().marks().get().stream().anyMatch(SignatureMark::signed);
    this.identity = new CaseIdentity(station, models, order, turn, screen);
  }

  /** Who ended a case without a signature. */
  enum CancelledBy {
    /** Here in the window. */
    OPERATOR,
    /** By not agreeing to what is collected. */
    DECLINED,
    /** On the pad. */
    SIGNER
  }

  /** Who ended it, if it ended without a signature and without a failure. */
  CancelledBy cancelledBy() {
    return cancelled || identity.refused()
        ? CancelledBy.OPERATOR
        : declined ? CancelledBy.DECLINED : CancelledBy.SIGNER;
  }

  /** Starts it. */
  void start(End end) {
    thread = Thread.ofVirtual().name("case").start(() -> run(end));
  }

  private void run(End end) {
    try {
      Optional<Path> signed = ceremony();
      screen.execute(() -> end.ended(null, signed.orElse(null)));
    } catch (Throwable e) { // out of memory, too: the window waits for the case's end
      // What fails once the signature is made is told, whoever wanted to end it.
      boolean wanted = !signed && (cancelled || identity.refused());
      say("");
      screen.execute(() -> end.ended(wanted ? null : e, null));
    } finally {
      station.rest(); // on this thread: the screen's does not wait for it
    }
  }

  /** Whether nothing was captured yet, so that ending it can be taken back. */
  boolean undoable() {
    return !captured;
  }

  /**
   * It is to end, but for a while that can be taken back; if the signer comes to an end before, it
   * ends at once and nothing is signed.
   *
   * @param on whether it is to end
   */
  void endsSoon(boolean on) {
    endsSoon = on;
  }

  /** Ends it without a signature, if it is not made yet; any thread. */
  void cancel() {
    cancelled = true;
    models.identify().consent().answer(false);
    models.identify().proceed().answer(false);
    models.identify().code().giveUp();
    identity.giveUp();
    Thread running = thread;
    if (running != null && !signed) {
      running.interrupt();
    }
  }

  /** Waits until it has ended. */
  void await(Duration limit) throws InterruptedException {
    Thread running = thread;
    if (running != null) {
      running.join(limit);
    }
  }

  private Optional<Path> ceremony() throws Exception {
    // As the file says now; one that cannot be used ends the case before anything is taken.
    BusinessType type = station.businessTypes().byId(order.type().id());
    type.require(order.mode(), !order.addresses().idCard().isEmpty());
    CaseDocument document = CaseDocument.read(order.document().file());
    if (!document.sm3().equals(order.document().sm3())) {
      throw new FileException.InputChanged(order.document().file(), null); // since it was shown
    }
    CaseOrder.Form form = CaseOrder.Form.of(station.settings().profileOf(type));
    form.requireFor(document, order.document().password());
    CaseOrder what =
        new CaseOrder(
            order.typed().business().orElse(document.sm3()),
            type,
            document,
            order.document().password(),
            DocumentFlow.output(order.document().file(), order.output()),
            form,
            new CaseOrder.Seal(order.spot().placement(), station.settings().limits().zone()),
            new CaseOrder.Annotated(order.pad().annotation(), Optional.empty()));
    Optional<Ceremony.Result> result;
    if (order.demo()) {
      PadModel model = station.catalog().byId(CaseChoices.DEMO_PAD).orElseThrow();
      boolean leafs = order.pad().pages() && what.leafsOn(model.layout());
      String words = ConsentText.of(type, texts).words();
      int screens = leafs ? WordLeaves.screens(words, model.layout(), texts.locale()) : 0;
      Demonstration.Writing writing =
          Demonstration.Writing.byHand(order.pad().annotation(), screens, leafs);
      try (Demonstration.SimulatedPad simulated =
              station.demonstration().pad(CaseChoices.DEMO_PAD, writing, 1);
          Pad pad = simulated.open(station.pads())) {
        result = onPad(PadPlace.once(pad), what);
      }
    } else {
      try (PadPlace place = PadPlace.open(() -> station.pads().open(order.addresses().pad()))) {
        result = onPad(place, what);
      }
    }
    if (result.isEmpty()) {
      return Optional.empty();
    }
    done = identity.done(result.get(), what);
    byte[] share = station.archive().share(result.get().caseId()).orElseThrow();
    // Real handwriting is sealed for another person's key; and a share opens one signature's only.
    Optional<InkKeys> keys =
        demo != StandIn.NONE && !countersigned
            ? Optional.of(new InkKeys(station.demonstration().escrow(), share))
            : Optional.empty();
    verification.run(result.get().output(), keys, what.pdfPassword(), order.spot().at());
    return Optional.of(result.get().output());
  }

  /** Who signed, once it is signed. */
  Optional<CaseIdentity.Done> done() {
    return Optional.ofNullable(done);
  }

  private Optional<Ceremony.Result> onPad(PadPlace place, CaseOrder what) throws Exception {
    opened(place.pad());
    say(texts.get("window.case.checking")); // until somebody is asked to agree
    byte[] pin = order.addresses().pin().getBytes(StandardCharsets.UTF_8);
    CaseSetup setup = CaseSetup.of(station, place, order.demo());
    demo = setup.demo();
    Set<DemoPart> parts = CaseDemo.of(setup, place.pad().identity());
    screen.execute(() -> models.shell().demo().add(parts));
    return setup
        .ceremony(place, texts, offer())
        .run(
            what,
            DocumentWords.of(what.document(), what.pdfPassword()),
            () -> identity.of(setup, what, place.pad()),
            new KeyPlan.OneTime(pin),
            this);
  }

  private Ceremony.Offer offer() {
    return new Ceremony.Offer(order.pad().pages(), order.pad().pages());
  }

  private void opened(Pad pad) {
    boolean host = pad.identity().model().confirm() == PadModel.Confirm.HOST;
    models.capture().opened(pad.identity().space(), pad.identity().model().confirm());
    models.capture().presses(host ? button -> press(pad, button) : button -> {});
    screen.execute(models.capture()::padChanged);
  }

  @Override
  public void padGone() {
    screen.execute(
        () -> {
          models.capture().gone().set(true);
          models.shell().notice().set(texts.get("sign.pad-gone"));
        });
  }

  @Override
  public void padBack(Pad pad) {
    opened(pad);
    say(texts.get("sign.pad-back", pad.identity().model().name()));
  }

  private void say(String words) {
    screen.execute(() -> models.shell().notice().set(words));
  }

  // Not on the JavaFX thread, which the press called from: the pad may be busy.
  private static void press(Pad pad, PadButton button) {
    Thread.ofVirtual()
        .name("press")
        .start(
            () -> {
              try {
                pad.press(button);
              } catch (PadException e) {
                LOG.debug("the pad is gone; the case ends with that", e);
              }
            });
  }

  @Override
  public boolean consents(String text) {
    IdentifyModel shown = models.identify();
    Boolean before = agreedHere;
    boolean agreed =
        before == null
            ? agreesHere(text)
            : before
                && ask(
                    simulatedConsent,
                    () -> shown.consentOnPad().set(IdentifyModel.OnPad.SIMULATED));
    declined = !agreed;
    return agreed;
  }

  private boolean agreesHere(String text) {
    IdentifyModel shown = models.identify();
    return ask(
        shown.consent(),
        () -> {
          models.shell().notice().set("");
          shown.consentText().set(text);
          shown.stage().set(IdentifyModel.Stage.CONSENT);
        });
  }

  // A simulated signer agrees to nothing by itself: whoever looks at the demonstration does before.
  @Override
  public void asksOnPad(String text) {
    if (order.demo()) {
      agreedHere = agreesHere(text);
    } else {
      screen.execute(() -> models.identify().consentOnPad().set(IdentifyModel.OnPad.OFFERED));
    }
  }

  @Override
  public void consented(boolean agreed) {
    simulatedConsent.answer(agreed);
    models.identify().consent().answer(agreed);
  }

  @Override
  public boolean shows() {
    return true;
  }

  @Override
  public List<Integer> showDocument(int pages) {
    IdentifyModel shown = models.identify();
    // Also where nothing else is asked: with a check that is kept nobody has looked at the person.
    if (!ask(shown.proceed(), () -> shown.stage().set(IdentifyModel.Stage.DONE))) {
      cancelled = true;
      Thread.currentThread().interrupt();
      return List.of();
    }
    screen.execute(() -> models.shell().step().set(Step.SIGN));
    return order.seen();
  }

  private boolean ask(Question question, Runnable show) {
    try {
      return question.ask(() -> screen.execute(show)) && !cancelled;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whatever waits next ends the case
      return false;
    }
  }

  @Override
  public void reached(CaseState state) {
    signed |= state == CaseState.SIGNED;
    captured |= state == CaseState.CAPTURED;
    if (endsSoon && captured && !signed) {
      cancel();
    }
    screen.execute(() -> models.capture().state().set(state));
  }

  @Override
  public void freezes() throws CaseException {
    identity.requireFresh();
  }

  @Override
  public InkWatcher ink() {
    return models.capture().watcher();
  }

  @Override
  public LivenessObserver liveness() {
    return models.identify().observer();
  }
}
