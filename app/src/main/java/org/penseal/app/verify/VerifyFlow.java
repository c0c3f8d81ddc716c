// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.penseal.app.text.Texts;
import org.penseal.pdf.SigningException;
import org.penseal.trust.TrustStore;

/** Verifies files and writes their reports. */
public final class VerifyFlow {
  private final VerifyModel model;
  private final TrustStore trust;
  private final Clock clock;
  private final Executor screen;
  private final Consumer<Throwable> failed;

  /**
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public VerifyFlow(
      VerifyModel model,
      TrustStore trust,
      Clock clock,
      Executor screen,
      Consumer<Throwable> failed) {
    this.model = model;
    this.trust = trust;
    this.clock = clock;
    this.screen = screen;
    this.failed = failed;
  }

  /**
   * Verifies on the calling thread and shows the answer.
   *
   * @param keys what opens the ink, if it is to be opened
   */
  public void run(Path file, Optional<InkKeys> keys) throws SigningException {
    VerifiedFile verified =
        new Verification(trust, keys, clock.instant()).of(file, Optional.empty());
    screen.execute(() -> model.verified().set(verified));
  }

  /**
   * Verifies a file that somebody brings, on a thread of its own.
   *
   * @param then runs on the screen's thread when the answer is there
   */
  public void start(Path file, Runnable then) {
    Thread.ofVirtual()
        .name("verify")
        .start(
            () -> {
              try {
                run(file, Optional.empty());
                screen.execute(then);
              } catch (SigningException | RuntimeException e) {
                screen.execute(() -> failed.accept(e));
              }
            });
  }

  /** Where the report of a file lies by default: beside it. */
  public static Path reportOf(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.pdf$", "");
    return file.resolveSibling(name + "-report.html");
  }

  /**
   * Writes the HTML report.
   *
   * @param then runs when it is written
   */
  public void write(VerifiedFile verified, Path target, Texts texts, Runnable then) {
    try {
      Files.writeString(target, new HtmlReport(texts, ZoneId.systemDefault()).of(verified));
      then.run();
    } catch (IOException e) {
      failed.accept(
          new SigningException.OutputNotWritable(target, e.getClass().getSimpleName(), e));
    }
  }
}
