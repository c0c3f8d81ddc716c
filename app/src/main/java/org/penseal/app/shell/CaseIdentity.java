// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.ceremony.CaseDemo;
import org.penseal.app.ceremony.CaseSetup;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.KeptIdentity;
import org.penseal.app.ceremony.Sources;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.evidence.Origin;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Question;
import org.penseal.app.identify.Identified;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.identify.IdentifyRequest;
import org.penseal.app.identify.card.CardPictureFlow;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.queue.QueueModel;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardException;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.pad.Pad;
import org.penseal.refusal.SigningException;

/** Who signs one case of the window: checked anew, or kept from an earlier file of the business. */
final class CaseIdentity {
  private final Station station;
  private final WindowModels models;
  private final CaseChoices order;
  private final Turn turn;
  private final Executor screen;
  private final Question another = new Question(Duration.ofMinutes(30));
  private volatile boolean refused;
  private volatile boolean kept;
  private @Nullable Identified identified; // of the case's thread
  private @Nullable Instant identifiedAt;

  /**
   * Reads a picture of the card into the form, on a thread of its own.
   *
   * @param failed is told why nothing came of it, on the JavaFX thread
   */
  static void readPicture(
      Path picture, Station station, IdentifyModel form, Consumer<Throwable> failed) {
    int which = form.picture().begins();
    Thread.ofVirtual()
        .name("card-picture")
        .start(
            () -> {
              try {
                form.pictured(which, CardPictureFlow.read(station.models(), picture));
              } catch (Throwable e) { // out of memory too: the form waits for its end
                FxThread.EXECUTOR.execute(
                    () -> {
                      if (form.picture().failed(which)) {
                        failed.accept(e);
                      }
                    });
              }
            });
  }

  /**
   * What the queue says of this case.
   *
   * @param kept an identity check that may serve
   * @param before who signed the file before this one
   * @param roles who signed this very document before, in other roles
   */
  record Turn(Optional<KeptIdentity> kept, Optional<Signer> before, List<Signer> roles) {
    /** A case of its own. */
    static final Turn ALONE = new Turn(Optional.empty(), Optional.empty(), List.of());

    /** The case of the file that is open in a queue; else a case of its own. */
    static Turn of(QueueModel queue) {
      return queue
          .open()
          .map(
              file ->
                  new Turn(
                      queue.kept(file.signer()),
                      queue.signer(file.signer()),
                      IntStream.range(0, file.signer())
                          .mapToObj(queue::signer)
                          .flatMap(Optional::stream)
                          .toList()))
          .orElse(ALONE);
    }
  }

  /**
   * Who signed.
   *
   * @param signer the person
   * @param check the identity check, if it was made in this case
   */
  record Done(Signer signer, Optional<KeptIdentity> check) {}

  CaseIdentity(
      Station station, WindowModels models, CaseChoices order, Turn turn, Executor screen) {
    this.station = station;
    this.models = models;
    this.order = order;
    this.turn = turn;
    this.screen = screen;
  }

  /** Whether an earlier check serves. */
  boolean kept() {
    return kept;
  }

  /** Whether the operator did not want another signer. */
  boolean refused() {
    return refused;
  }

  /** Demands that a check that was kept is not too old by now. */
  void requireFresh() throws CaseException {
    Instant now = station.services().clock().instant();
    if (kept && turn.kept().filter(each -> each.lasts(now)).isEmpty()) {
      throw new CaseException.IdentityRefused(CaseException.IdentityRefused.Why.TOO_OLD);
    }
  }

  /** Nobody answers any more. */
  void giveUp() {
    another.answer(false);
  }

  /** Who signed, once it is signed. */
  Done done(Ceremony.Result result, CaseOrder what) {
    Identified who = Objects.requireNonNull(identified);
    return new Done(
        who.signer(),
        kept
            ? Optional.empty()
            : Optional.of(
                new KeptIdentity(
                    result.caseId(),
                    what.businessId(),
                    what.document().sm3(),
                    Objects.requireNonNull(identifiedAt),
                    what.type().sm3(),
                    who)));
  }

  private boolean serves(CaseOrder what) {
    Instant now = station.services().clock().instant();
    KeptIdentity.Claim claim =
        new KeptIdentity.Claim(
            order.mode(),
            order.typed().picture().map(CardReading::name).or(() -> order.typed().name()),
            order.typed().idNumber());
    return turn.kept()
        .filter(each -> each.serves(what.type(), what.businessId(), claim, now))
        .isPresent();
  }

  /**
   * Finds out who signs, by a check or by one that is kept; on the case's thread.
   *
   * @param setup how the case is set up
   */
  Identified of(CaseSetup setup, CaseOrder what, Pad pad)
      throws CaseException,
          StoreException,
          SigningException,
          IdCardException,
          IdentityException,
          LivenessException,
          IOException,
          InterruptedException {
    kept = serves(what);
    boolean known = kept;
    Identified found = kept ? turn.kept().orElseThrow().forLater() : check(setup, what, pad);
    Set<DemoPart> parts = CaseDemo.of(found.signer().origins());
    identified = found;
    identifiedAt = station.services().clock().instant();
    screen.execute(
        () -> {
          models.shell().demo().add(parts);
          models.identify().kept().set(known);
          models.identify().identified().set(found);
        });
    requireSameSigner(found.signer());
    return found;
  }

  // Inside a queue another person is told before anything is written.
  private void requireSameSigner(Signer now) throws InterruptedException {
    Optional<Signer> other = turn.before().filter(before -> !isSame(before, now));
    if (other.isPresent()) {
      ask("another-signer", List.of(other.get().name(), now.name()));
    }
    if (turn.roles().stream().anyMatch(role -> isSame(role, now))) {
      ask("same-signer", List.of(now.name()));
    }
  }

  private void ask(String key, List<Object> facts) throws InterruptedException {
    ShellModel.Asked asked =
        new ShellModel.Asked(
            key, facts, () -> another.answer(true), null, () -> another.answer(false));
    if (!another.ask(() -> screen.execute(() -> models.shell().question().set(asked)))) {
      refused = true;
      throw new InterruptedException(key);
    }
  }

  private static boolean isSame(Signer a, Signer b) {
    return a.idNumber().isPresent() && b.idNumber().isPresent()
        ? a.idNumber().equals(b.idNumber())
        : a.name().equals(b.name());
  }

  private Identified check(CaseSetup setup, CaseOrder what, Pad pad)
      throws CaseException,
          StoreException,
          SigningException,
          IdCardException,
          IdentityException,
          LivenessException,
          IOException,
          InterruptedException {
    IdentifyModel shown = models.identify();
    Sources sources = new Sources(station);
    boolean living =
        order.mode() == IdentityMode.REAL_PERSON
            || (order.mode() == IdentityMode.PORTRAIT && order.type().liveness());
    screen.execute(
        () -> {
          shown.challenges().clear(); // the check says what it asks for
          shown.prompt().set(order.addresses().idCard().isEmpty() ? "start" : "card");
          shown.stage().set(IdentifyModel.Stage.CHECKING);
        });
    IdentifyRequest request =
        request(sources, pad, () -> sources.challenges(order.addresses().camera(), what));
    screen.execute(() -> shown.prompt().set(living ? "start" : "asking"));
    return setup.identification(shown.code(), order.type()).run(request, shown.observer());
  }

  private IdentifyRequest request(Sources sources, Pad pad, Supplier<ChallengePlan> plans)
      throws IdCardException, LivenessException, SigningException, IOException {
    String card = order.addresses().idCard();
    String camera = order.addresses().camera();
    return new IdentifyRequest(
        order.mode(),
        order.typed().name(),
        order.typed().idNumber(),
        phone(),
        card.isEmpty()
            ? order.typed().picture()
            : Optional.of(sources.card(card, order.type().expiredCard())),
        camera.isEmpty() ? Optional.empty() : Optional.of(sources.camera(camera, true)),
        plans,
        Origin.of(pad.identity().origin()));
  }

  // No card has a telephone number; the demo's person has one at the demo's authority.
  private Optional<String> phone() throws LivenessException, SigningException {
    return order.typed().phone().isEmpty() && order.demo()
        ? Optional.of(station.demonstration().phone())
        : order.typed().phone();
  }
}
