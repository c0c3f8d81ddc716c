// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * Verifies what is brought, one file after the other, and looks at the one that is chosen; each on
 * a thread of its own that can be stopped. Called on the screen's thread; the owner closes it.
 */
public final class InspectFlow implements AutoCloseable {
  private final InspectModel model;
  private final VerifyFlow verification;
  private final InspectDesk desk;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final InspectPages pages;
  private @Nullable Thread runner; // of the screen's thread, like all below
  private @Nullable Thread looker;
  private int run;
  private int look;
  private int opening; // the look that opens handwriting

  /**
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public InspectFlow(
      InspectModel model,
      VerifyFlow verification,
      InspectDesk desk,
      Executor screen,
      Consumer<Throwable> failed) {
    this.model = model;
    this.verification = verification;
    this.desk = desk;
    this.screen = screen;
    this.failed = failed;
    this.pages = new InspectPages(model, screen, failed);
    model.chosen().subscribe(this::chooseAnother);
    model.opening().subscribe(this::leaveOpening);
  }

  /** Answers what the pages need. */
  public InspectPages pages() {
    return pages;
  }

  private interface Work {
    void run() throws Exception;
  }

  private Thread start(String name, Work work) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } catch (Exception e) { // told to the user, whatever it is
                screen.execute(() -> failed.accept(e));
              }
            });
  }

  /** Verifies files, and those in folders, beside what is there. */
  public void add(List<Path> brought) {
    Set<Path> known =
        model.files().stream().map(InspectedFile::file).collect(Collectors.toUnmodifiableSet());
    start(
        "files to verify",
        () -> {
          BroughtFiles found = BroughtFiles.of(brought, known);
          screen.execute(() -> take(found));
        });
  }

  private void take(BroughtFiles found) {
    model.leftOut().set(found.leftOut());
    List<InspectedFile> fresh = found.files().stream().map(InspectedFile::new).toList();
    model.files().addAll(fresh);
    if (model.chosen().get() == null && !fresh.isEmpty()) {
      model.chosen().set(fresh.getFirst());
    }
    goOn();
  }

  /** Forgets all files. */
  public void clear() {
    stop();
    model.chosen().set(null);
    model.files().clear();
    model.leftOut().set(0);
  }

  /** Verifies those that wait or were stopped. */
  public void goOn() {
    for (InspectedFile each : model.files()) {
      if (each.state().get() == InspectedFile.State.STOPPED) {
        each.state().set(InspectedFile.State.WAITING);
      }
    }
    if (runner == null) {
      next(++run);
    }
  }

  /** Stops; what has not been verified yet is told as that. */
  public void stop() {
    run++;
    Thread running = runner;
    runner = null;
    if (running != null) {
      running.interrupt();
    }
    for (InspectedFile each : model.files()) {
      InspectedFile.State state = each.state().get();
      if (state == InspectedFile.State.WAITING || state == InspectedFile.State.RUNNING) {
        each.state().set(InspectedFile.State.STOPPED);
      }
    }
    model.count();
    model.running().set(false);
  }

  private void next(int which) {
    Optional<InspectedFile> next =
        model.files().stream()
            .filter(each -> each.state().get() == InspectedFile.State.WAITING)
            .findFirst();
    model.count();
    model.running().set(next.isPresent());
    if (next.isEmpty()) {
      runner = null;
      return;
    }
    InspectedFile file = next.get();
    file.state().set(InspectedFile.State.RUNNING);
    runner = start("verify", () -> verify(file, which));
  }

  private void verify(InspectedFile file, int which) {
    VerifiedFile found = null;
    Throwable failure = null;
    try {
      found = verification.verified(file.file(), Optional.empty(), file.password());
    } catch (SigningException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failure = e; // of this file; the others are verified all the same
    }
    VerifiedFile answer = found;
    Throwable why = failure;
    screen.execute(() -> verified(file, answer, why, which));
  }

  private void verified(
      InspectedFile file, @Nullable VerifiedFile answer, @Nullable Throwable why, int which) {
    if (which != run) {
      return; // stopped meanwhile
    }
    file.failure(why);
    if (answer != null) {
      file.answer(answer, false);
      file.summary().set(InspectedFile.Summary.of(answer));
      file.state().set(InspectedFile.State.VERIFIED);
    } else {
      boolean locked = why instanceof DocumentException.Encrypted;
      file.state().set(locked ? InspectedFile.State.LOCKED : InspectedFile.State.FAILED);
    }
    if (model.chosen().get() == file) {
      choose(file);
    }
    next(which);
  }

  private void chooseAnother(@Nullable InspectedFile before, @Nullable InspectedFile now) {
    if (before != null) {
      before.forgetOpened();
    }
    model.stopAsking();
    choose(now);
  }

  private void choose(@Nullable InspectedFile file) {
    int which = ++look;
    Thread looking = looker;
    looker = null;
    if (looking != null) {
      looking.interrupt();
    }
    model.comparing().set(false);
    model.answer().set(file == null ? null : file.answer());
    if (file == null || file.state().get() != InspectedFile.State.VERIFIED) {
      pages.show(null);
    } else {
      pages.show(file);
      model.comparing().set(true);
      looker = start("compare pages", () -> look(file, which));
    }
  }

  private void look(InspectedFile file, int which) throws SigningException {
    VerifiedFile known = file.answer();
    boolean looked =
        known != null && known.signatures().stream().anyMatch(each -> each.seen() != null);
    try {
      VerifiedFile found =
          known == null
              ? verification.verified(file.file(), Optional.empty(), file.password())
              : known;
      VerifiedFile seen = looked ? found : verification.looked(found, file.password());
      screen.execute(() -> shown(file, seen, false, which));
    } catch (SigningException e) {
      screen.execute(() -> notLooked(e, which));
    }
  }

  private void notLooked(Throwable failure, int which) {
    if (which == look) {
      model.comparing().set(false);
      failed.accept(failure);
    }
  }

  private void shown(InspectedFile file, VerifiedFile seen, boolean evidence, int which) {
    if (which == look) {
      boolean others = !seen.bytes().equals(file.bytes());
      file.answer(seen, evidence);
      if (others) {
        pages.show(file);
      }
      file.summary().set(InspectedFile.Summary.of(seen));
      model.comparing().set(false);
      model.answer().set(seen);
    }
  }

  /** Tries a password on a locked file. */
  public void unlock(InspectedFile file, String password) {
    file.password(password);
    file.state().set(InspectedFile.State.WAITING);
    goOn();
  }

  /** Asks about a root; one that stands in a file is read first. */
  public void askRoot(Path certificate) {
    int ends = model.ends();
    start(
        "read a certificate",
        () -> {
          X509Certificate root = TrustStore.roots(Purpose.SIGNER, List.of(certificate)).getFirst();
          screen.execute(() -> askRoot(root, ends));
        });
  }

  // Unless somebody went elsewhere while it was read.
  private void askRoot(X509Certificate root, int ends) {
    if (ends == model.ends() && !model.asking().get()) {
      model.root().set(new RootQuestion(root, Purpose.SIGNER));
    }
  }

  /** Trusts a root from now on, and verifies everything again. */
  public void trust(X509Certificate root, Purpose purpose) {
    model.root().set(null);
    start(
        "trust a root",
        () -> {
          desk.trust(purpose, root);
          screen.execute(this::again);
        });
  }

  /** Verifies every file again. */
  public void again() {
    stop();
    for (InspectedFile each : model.files()) {
      each.forget();
      if (each.state().get() != InspectedFile.State.LOCKED) {
        each.state().set(InspectedFile.State.WAITING);
      }
    }
    choose(model.chosen().get());
    goOn();
  }

  /** Opens the handwriting of the file that is looked at; the form stays until it is open. */
  public void open(OpeningKeys keys) {
    InspectedFile file = model.chosen().get();
    VerifiedFile known = model.answer().get();
    if (file == null || known == null) {
      return;
    }
    int which = ++look;
    opening = which;
    model.comparing().set(true);
    model.shareMissing().set(false);
    model.passwordRefused().set(false);
    looker =
        start(
            "open handwriting",
            () -> {
              try {
                Optional<InkKeys> both = keys.read(known, desk);
                VerifiedFile seen = both.isEmpty() ? known : opened(file, both.get());
                screen.execute(() -> opened(file, seen, both.isPresent(), which));
              } catch (Exception e) { // told to the user, whatever it is
                screen.execute(() -> notOpened(e, which));
              }
            });
  }

  private VerifiedFile opened(InspectedFile file, InkKeys keys) throws SigningException {
    String password = file.password();
    return verification.looked(
        verification.verified(file.file(), Optional.of(keys), password), password);
  }

  private void notOpened(Throwable failure, int which) {
    boolean password =
        failure instanceof CredentialException.KeyRefused refused
            && refused.why == CredentialException.KeyRefused.Why.WRONG_PASSWORD_OR_FORMAT;
    if (!password) {
      notLooked(failure, which);
    } else if (which == look) {
      model.comparing().set(false);
      model.passwordRefused().set(true);
    }
  }

  // What nobody waits for any more is not shown.
  private void leaveOpening(boolean asked) {
    if (!asked) {
      model.shareMissing().set(false);
      model.passwordRefused().set(false);
      if (opening == look && model.comparing().get()) {
        look++;
        model.comparing().set(false);
      }
    }
  }

  private void opened(InspectedFile file, VerifiedFile seen, boolean shared, int which) {
    if (which == look) {
      model.comparing().set(false);
      model.shareMissing().set(!shared);
      model.opening().set(!shared);
      shown(file, seen, shared, which);
    }
  }

  /** Ends what runs. */
  @Override
  public void close() {
    stop();
    Thread looking = looker;
    if (looking != null) {
      looking.interrupt();
    }
    look++;
    pages.close();
  }
}
