// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.devices.DeviceDesk;
import org.penseal.app.devices.Part;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.guide.Waiting;
import org.penseal.app.queue.BatchBinding;
import org.penseal.app.queue.Pace;
import org.penseal.app.queue.QueueModel;
import org.penseal.app.queue.QueueView;
import org.penseal.app.queue.QueuedFile;
import org.penseal.app.signing.CaseState;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workplace.Station;

/**
 * Leads the cases of the window: begins and ends them, and goes from one file of a queue to the
 * next. On the JavaFX thread only.
 */
final class CaseDesk implements QueueView.Actions {
  private final Station station;
  private final WindowModels models;
  private final DocumentFlow documents;
  private final VerifyFlow verification;
  private final StartUp startUp;
  private final Host host;
  private Waiting.@Nullable Work asking;
  private @Nullable CaseRun run;
  private @Nullable Runnable afterwards;
  private final PauseTransition undo = new PauseTransition(Duration.seconds(10));

  /** The window around it. */
  interface Host extends Navigator {
    /** In the language of now. */
    Texts texts();

    /** Opens a PDF in place of what is open. */
    void openFile(Path file);

    /** Devices and services. */
    DeviceDesk devices();

    /** Completes the cases that have a signature. */
    void completeCases();

    /** Closes the window. */
    void closeWindow();
  }

  CaseDesk(
      Station station,
      WindowModels models,
      DocumentFlow documents,
      VerifyFlow verification,
      StartUp startUp,
      Host host) {
    this.station = station;
    this.models = models;
    this.documents = documents;
    this.verification = verification;
    this.startUp = startUp;
    this.host = host;
  }

  /** Begins a case with what is chosen; of a queue only with what its files have in common. */
  void begin() {
    if (models.shell().running().get() || asking != null && asking.isWanted()) {
      return;
    }
    if (!models.document().readEnough()) {
      host.go(Step.DOCUMENT);
      say("window.read.rule." + models.document().unread().get());
      return;
    }
    Waiting.Work work = models.shell().waiting().begin("services", "");
    asking = work;
    DocumentModel.Opened opened = models.document().opened().get();
    host.devices()
        .missing(models.identify().type().get(), models.identify().mode().get())
        .thenAccept(missing -> answered(work, () -> begin(missing, opened)))
        .exceptionally(failure -> brokenOff(work, failure));
  }

  // Of what was cancelled nothing comes: the form is as it was.
  private void answered(Waiting.Work work, Runnable then) {
    models.shell().waiting().settle(work, FxThread.EXECUTOR, then);
  }

  private @Nullable Void brokenOff(Waiting.Work work, Throwable failure) {
    Throwable why = failure.getCause() == null ? failure : failure.getCause();
    if (asking == work) {
      answered(work, () -> {});
      host.failed(why);
    }
    return null;
  }

  // Told before anybody agrees to anything.
  private void begin(List<Part> missing, DocumentModel.@Nullable Opened opened) {
    if (opened == null
        || models.document().opened().get() != opened
        || !models.document().readEnough()) {
      return; // another document was opened meanwhile, or this one closed
    }
    if (!missing.isEmpty()) {
      Throwable why = models.devices().state(missing.getFirst()).get().failure();
      models.devices().shown().set(missing.getFirst());
      models.shell().retry().set(this::begin);
      host.failed(Objects.requireNonNull(why));
      return;
    }
    queueOfSeveralSigners();
    QueueModel queue = models.queue();
    if (queue.open().isPresent()) {
      BatchBinding now = binding(Optional.empty());
      BatchBinding before = queue.binding().get();
      List<BatchBinding.Part> changed = before == null ? List.of() : now.changed(before);
      if (!changed.isEmpty()) {
        askAboutChange(changed, () -> start(now.issuedAs(before)), () -> {});
        return;
      }
      start(before == null ? now : now.issuedAs(before));
    } else {
      start(null);
    }
  }

  // A document that several people sign is a queue of its own.
  private void queueOfSeveralSigners() {
    var opened = models.document().opened().get();
    boolean several = models.identify().type().get().desk().signers().size() > 1;
    if (opened != null && several && !models.queue().active().get()) {
      models.queue().add(List.of(opened.file()));
      models.queue().take();
    }
  }

  private void askAboutChange(List<BatchBinding.Part> changed, Runnable goOn, Runnable stayed) {
    String parts =
        String.join(
            host.texts().get("judge.list"),
            changed.stream().map(each -> host.texts().get("window.queue.part." + each)).toList());
    models.queue().pace().set(Pace.ONE_BY_ONE);
    ask(new ShellModel.Asked("batch-changed", List.of(parts), goOn, null, stayed));
  }

  private void ask(ShellModel.Asked question) {
    models.shell().question().set(question);
  }

  private BatchBinding binding(Optional<String> issuer) {
    return BatchBinding.of(models.identify(), models.settings(), issuer);
  }

  private void start(@Nullable BatchBinding binding) {
    QueueModel queue = models.queue();
    queue.binding().set(binding);
    if (binding != null) {
      LocalDate today =
          LocalDate.ofInstant(
              station.services().clock().instant(), station.settings().limits().zone());
      String typed = models.identify().business().get().strip();
      queue.nameBusiness(models.identify().type().get(), typed, today, station.services().random());
      models.identify().business().set(queue.business().get());
    }
    PlaceModel places = models.document().places();
    places.edit(places.signers().turn());
    models.identify().reset();
    models.capture().state().set(null);
    models.capture().annotation().set(null);
    models.capture().gone().set(false);
    models.capture().simulated().set(models.settings().demoDevices().get());
    models.shell().notice().set("");
    models.shell().demo().ofCase().set(Set.of());
    CaseRun fresh =
        new CaseRun(
            station,
            models,
            verification,
            host.texts(),
            FxThread.EXECUTOR,
            CaseIdentity.Turn.of(queue));
    models.shell().running().set(true);
    run = fresh;
    fresh.start(this::ended);
  }

  /** A case has ended, as {@link CaseRun.End} says. */
  void ended(@Nullable Throwable failure, @Nullable Path signed) {
    undo.stop();
    CaseRun ran = run;
    CaseRun.CancelledBy who = ran == null ? CaseRun.CancelledBy.SIGNER : ran.cancelledBy();
    run = null;
    Optional<QueuedFile> file = signed == null ? Optional.empty() : models.queue().signed(signed);
    models.shell().running().set(false);
    models.shell().question().set(null);
    Runnable then = afterwards;
    afterwards = null;
    if (signed != null) {
      documents.keepPlace();
      host.go(Step.REPORT);
      say("sign.done", String.valueOf(signed.getFileName()));
      if (then != null) {
        models.queue().pace().set(Pace.ONE_BY_ONE); // it was to end: nothing goes on by itself
      }
      file.ifPresent(of -> signed(of, signed, ran));
      return;
    }
    // One that is signed is completed; from before that a new case begins.
    CaseState state = models.capture().state().get();
    Runnable again = state != null && state.resumable() ? host::completeCases : this::begin;
    models.identify().reset();
    if (failure == null && then != null) {
      then.run();
      return;
    }
    host.go(Step.IDENTIFY);
    if (failure == null) {
      say("window.cancelled." + who);
    } else {
      startUp.caseFailed(failure);
      host.failed(failure);
      models.shell().offer(failure, again);
    }
  }

  private void signed(QueuedFile file, Path output, @Nullable CaseRun ran) {
    QueueModel queue = models.queue();
    Optional.ofNullable(ran)
        .flatMap(CaseRun::done)
        .ifPresent(done -> queue.remember(file.signer(), done.signer(), done.check()));
    List<BusinessType.Words> roles = models.identify().type().get().desk().signers();
    int next = file.signer() + 1;
    if (next < roles.size()) {
      queue.nextSigner(output, next, models.document().places().signers().all());
    }
    BatchBinding before = queue.binding().get();
    BatchBinding now = binding(models.verify().issuer());
    List<BatchBinding.Part> changed = before == null ? List.of() : now.changed(before);
    if (changed.isEmpty()) {
      queue.binding().set(before == null ? now : now.issuedAs(before));
    } else if (queue.waiting() > 0) {
      // Until somebody says yes, each further file is asked about.
      askAboutChange(changed, () -> queue.binding().set(now), () -> {});
      return;
    }
    if (queue.waiting() == 0) {
      say("window.queue.finished", queue.count(QueuedFile.State.SIGNED), queue.files().size());
      queue.clear();
    } else if (queue.pace().get() == Pace.WITHOUT_ASKING) {
      next();
    }
  }

  /** Takes files: one is opened at once, several become a queue or its end. */
  void take(List<Path> pdfs) {
    QueueModel queue = models.queue();
    if (pdfs.size() == 1 && !queue.active().get() && !models.shell().running().get()) {
      host.openFile(pdfs.getFirst());
    } else if (!pdfs.isEmpty()) {
      boolean anew = queue.bring(pdfs);
      if (anew && !models.shell().running().get()) {
        next();
      }
    }
  }

  @Override
  public void next() {
    models
        .queue()
        .take()
        .ifPresent(
            file -> {
              host.openFile(file.file());
              models.document().places().expect(file.signer(), file.places());
              models.identify().business().set(models.queue().business().get());
            });
  }

  @Override
  public void end() {
    QueueModel queue = models.queue();
    if (queue.waiting() == 0 && queue.open().isEmpty()) {
      queue.clear();
      return;
    }
    ask(
        new ShellModel.Asked(
            "end-queue", List.of(done(), left()), () -> queue.clear(), null, null));
  }

  private int done() {
    return models.queue().count(QueuedFile.State.SIGNED);
  }

  // The one that is in the window is not signed either.
  private int left() {
    return models.queue().waiting() + models.queue().count(QueuedFile.State.OPEN);
  }

  /** Asks whether the running case shall end; in a queue also what becomes of the rest. */
  void cancel() {
    CaseRun running = run;
    if (running == null) {
      return;
    }
    int waiting = models.queue().waiting();
    Runnable next = () -> end(running, waiting == 0 ? null : this::next);
    @Nullable Runnable endQueue = waiting == 0 ? null : () -> end(running, this::endQueue);
    if (running.undoable()) {
      cancelUndoably(running, next, endQueue);
    } else if (waiting == 0) {
      ask(new ShellModel.Asked("cancel", next));
    } else {
      List<Object> facts = List.of(done(), waiting);
      ask(new ShellModel.Asked("cancel-in-queue", facts, next, endQueue, null));
    }
  }

  private void end(CaseRun running, @Nullable Runnable then) {
    undo.stop();
    afterwards = then;
    running.cancel();
  }

  private void endQueue() {
    models.queue().clear();
    host.go(Step.IDENTIFY);
    say("window.queue.ended");
  }

  // While nothing was captured it is not asked before but can be taken back behind.
  private void cancelUndoably(CaseRun running, Runnable next, @Nullable Runnable endQueue) {
    running.endsSoon(true);
    undo.setOnFinished(
        e -> {
          models.shell().question().set(null);
          next.run();
        });
    undo.playFromStart();
    long seconds = Math.round(undo.getDuration().toSeconds());
    Runnable goOn =
        () -> {
          undo.stop();
          running.endsSoon(false);
        };
    String key = endQueue == null ? "cancelled" : "cancelled-in-queue";
    List<Object> facts = List.of(seconds, done(), models.queue().waiting());
    ask(new ShellModel.Asked(key, facts, next, endQueue, goOn));
  }

  /** The window is to be closed: asks where that ends something. */
  void closing(WindowEvent event) {
    boolean running = models.shell().running().get();
    boolean queue = models.queue().waiting() > 0;
    if (!running && !queue) {
      return;
    }
    event.consume();
    String key = !queue ? "close" : running ? "close-in-queue" : "close-queue";
    int left = left() + models.queue().behindCount();
    ask(new ShellModel.Asked(key, List.of(done(), left), host::closeWindow, null, null));
  }

  private void say(String key, Object... facts) {
    models.shell().notice().set(host.texts().get(key, facts));
  }

  /** Cancels what runs and waits for its end. */
  void close(java.time.Duration patience) {
    CaseRun running = run;
    if (running != null) {
      running.cancel();
      try {
        running.await(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
