// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Waiting;
import org.penseal.app.signing.Service;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceException.WrongField.Why;
import org.penseal.refusal.FileException;

/**
 * Sets the services of the workplace by a form: tries them, writes the workplace file, and has the
 * station work with them from then on. On the screen's thread; what takes time is waited for.
 */
public final class SetupFlow {
  private final Station station;
  private final ServiceForm form;
  private final Around around;
  private final ObservableBooleanValue running;
  private final Consumer<Service> changed;
  private final Executor screen;
  private final ServiceTrial trial;
  private final SecureRandom random = new SecureRandom();
  private WorkplaceSettings workplace = WorkplaceSettings.NONE;

  /** The window around it. */
  public interface Around {
    /** Its language. */
    Texts texts();

    /** What is waited for. */
    Waiting waiting();

    /** Asks whether the service with this name shall be removed. */
    void askToRemove(String name, Runnable confirmed);

    /** Tells the user of a failure. */
    void failed(Throwable failure);
  }

  private interface Work {
    /**
     * @param last returns false if nobody wants it any more, and else that it cannot be cancelled
     *     from now on
     * @return what is told of it; null for nothing
     */
    ServiceForm.@Nullable Outcome run(ServiceDraft draft, BooleanSupplier last) throws Exception;
  }

  private interface Draft {
    ServiceForm.@Nullable Outcome run(ServiceDraft draft) throws Exception;
  }

  private interface Drafting {
    ServiceDraft make() throws WorkplaceException, IOException;
  }

  /**
   * @param running whether a case is running
   * @param changed is told which service is another one
   * @param screen runs what touches the form
   */
  public SetupFlow(
      Station station,
      ServiceForm form,
      Around around,
      ObservableBooleanValue running,
      Consumer<Service> changed,
      Executor screen) {
    this.station = station;
    this.form = form;
    this.around = around;
    this.running = running;
    this.changed = changed;
    this.screen = screen;
    this.trial = new ServiceTrial(station);
  }

  /** Begins with this workplace. */
  public void at(WorkplaceSettings now) {
    workplace = now;
  }

  /** The workplace that the station works with. */
  public WorkplaceSettings workplace() {
    return workplace;
  }

  /** What it fills in. */
  public ServiceForm form() {
    return form;
  }

  private Path file() {
    return workplace.fileIn(station.data());
  }

  /** Opens the form of a service, as the file has it now. */
  public void open(Service service) {
    try {
      Workplace now = ServiceDraft.now(file());
      Map<SetupField, Boolean> secrets = new EnumMap<>(SetupField.class);
      if (service != Service.TSA) {
        for (SetupField field : SetupField.values()) {
          secrets.put(
              field, field.isSecret() && ServiceEntry.secret(service, field, now).isPresent());
        }
      }
      form.lock().set(lock().orElse(null));
      form.show(
          service, ServiceEntry.of(service, now), secrets, ServiceEntry.isNamed(service, now));
    } catch (WorkplaceException e) {
      around.failed(e);
    }
  }

  private Optional<Lock> lock() {
    return running.get()
        ? Optional.of(Lock.CASE)
        : Lock.of(file(), station.settings().demonstration());
  }

  /** Leaves the form; nothing of it is kept. */
  public void close() {
    form.close();
  }

  /** Asks the service as it stands in the form; nothing is written. */
  public void test() {
    Service service = Objects.requireNonNull(form.service().get());
    if (isRight(service)) {
      Typed typed = form.typed();
      work(
          "service-test",
          service,
          () -> ServiceDraft.of(file(), service, typed, random),
          (draft, last) -> trial.of(service, settings(draft)),
          () -> {});
    }
  }

  /** Writes the workplace file, and works with the service from now on. */
  public void save() {
    Service service = Objects.requireNonNull(form.service().get());
    if (isRight(service)) {
      Typed typed = form.typed();
      write(service, () -> ServiceDraft.of(file(), service, typed, random));
    }
  }

  /** Takes the service out of the workplace, once somebody has confirmed that. */
  public void remove() {
    Service service = Objects.requireNonNull(form.service().get());
    around.askToRemove(
        around.texts().get("window.devices.short." + service),
        () -> write(service, () -> ServiceDraft.without(file(), service)));
  }

  private boolean isRight(Service service) {
    Path folder = Objects.requireNonNull(file().toAbsolutePath().getParent());
    try {
      Map<SetupField, Why> wrong =
          ServiceEntry.check(service, form.typed(), ServiceDraft.now(file()), folder);
      for (SetupField field : SetupField.values()) {
        form.wrong(field).set(wrong.get(field));
      }
      return wrong.isEmpty();
    } catch (WorkplaceException e) {
      around.failed(e);
      return false;
    }
  }

  // Nothing is written that the next start could not read: keys and certificates are opened before.
  private void write(Service service, Drafting drafting) {
    Optional<Lock> locked = lock();
    if (locked.isPresent()) {
      form.lock().set(locked.get());
      return;
    }
    work(
        "service-save",
        service,
        drafting,
        (draft, last) -> {
          Settings next = settings(draft);
          station.servicesOf(next);
          if (!last.getAsBoolean()) {
            throw new InterruptedException("cancelled");
          }
          draft.write();
          station.use(next);
          WorkplaceSettings written = draft.settings(workplace.asker());
          screen.execute(() -> workplace = written);
          return null;
        },
        () -> {
          close();
          changed.accept(service);
        });
  }

  private Settings settings(ServiceDraft draft) throws Exception {
    return draft.settings(this::ask).in(station.data()).with(station.settings().demo());
  }

  // Whoever knows it is asked on the screen.
  private Optional<char[]> ask(String what) {
    Secret.Asker asker = workplace.asker();
    return CompletableFuture.supplyAsync(() -> asker.ask(what), screen).join();
  }

  private void work(String words, Service service, Drafting drafting, Work what, Runnable done) {
    String name = around.texts().get("window.devices.short." + service);
    form.outcome().set(null);
    Waiting.Work work = around.waiting().begin(words, name);
    work.start(
        () -> {
          AtomicBoolean last = new AtomicBoolean();
          ServiceForm.@Nullable Outcome outcome =
              outcome(drafting, draft -> what.run(draft, () -> settled(work, last)));
          if (last.get() || work.settle()) {
            screen.execute(
                () -> {
                  around.waiting().end(work);
                  form.outcome().set(outcome);
                  if (outcome == null || outcome.failure() == null) {
                    done.run();
                  }
                });
          }
        });
  }

  private static boolean settled(Waiting.Work work, AtomicBoolean last) {
    last.set(work.settle());
    return last.get();
  }

  private ServiceForm.@Nullable Outcome outcome(Drafting drafting, Draft what) {
    try (ServiceDraft draft = drafting.make()) {
      return what.run(draft);
    } catch (IOException e) {
      FileException told = new FileException.OutputNotWritable(file(), "workplace", e);
      return ServiceForm.Outcome.failed(told);
    } catch (Exception | LinkageError e) { // told to the user, whatever it is
      return ServiceForm.Outcome.failed(e);
    }
  }
}
