// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.print.PrintException;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.Printers;
import org.penseal.app.guide.Waiting;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints files, each on a thread of its own, and lets whoever waits for it cancel. */
public final class PrintFlow {
  private static final Logger LOG = LoggerFactory.getLogger(PrintFlow.class);

  private final Waiting waiting;
  private final Executor screen;
  private final Consumer<Throwable> failed;

  /** What came of it. */
  public enum Outcome {
    /** The printer has it. */
    PRINTED,
    /** The printer did not take it. */
    REFUSED,
    /** It was cancelled before the printer had all of it. */
    CANCELLED,
    /** It is locked, and no password was given. */
    LOCKED,
    /** It is locked, and the password that was given does not open it. */
    WRONG_PASSWORD
  }

  /**
   * @param waiting is told of what is being printed
   * @param screen runs what touches models
   * @param failed is told, on the screen's thread, what went wrong with the file
   */
  public PrintFlow(Waiting waiting, Executor screen, Consumer<Throwable> failed) {
    this.waiting = waiting;
    this.screen = screen;
    this.failed = failed;
  }

  /**
   * Prints a file; called on the screen's thread.
   *
   * @param password or null
   * @param printer its name
   * @param then runs on the screen's thread at the end
   */
  public void print(Path file, @Nullable String password, String printer, Consumer<Outcome> then) {
    Waiting.Work work = waiting.begin("print", String.valueOf(file.getFileName()));
    work.start(
        () -> {
          try {
            boolean printed = Printers.print(file, password, printer, work::isWanted);
            end(work, () -> then.accept(printed ? Outcome.PRINTED : Outcome.CANCELLED));
          } catch (PrintException e) {
            LOG.info("not printed", e);
            end(work, () -> then.accept(Outcome.REFUSED));
          } catch (DocumentException.Encrypted e) {
            Outcome outcome = e.passwordGiven ? Outcome.WRONG_PASSWORD : Outcome.LOCKED;
            end(work, () -> then.accept(outcome));
          } catch (SigningException | RuntimeException | OutOfMemoryError e) {
            // Reading may fail because of the very interrupt that cancels it.
            boolean wanted = work.isWanted();
            LOG.debug("printing ended", e);
            end(work, () -> failedUnlessCancelled(e, wanted, then));
          }
        });
  }

  private void failedUnlessCancelled(Throwable e, boolean wanted, Consumer<Outcome> then) {
    if (wanted) {
      failed.accept(e);
    } else {
      then.accept(Outcome.CANCELLED);
    }
  }

  // What was cancelled too late is told as it is: the printer has it.
  private void end(Waiting.Work work, Runnable then) {
    screen.execute(
        () -> {
          waiting.end(work);
          then.run();
        });
  }
}
