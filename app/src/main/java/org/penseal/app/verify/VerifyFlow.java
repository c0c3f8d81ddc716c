// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Waiting;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Verifies files and writes their reports. */
public final class VerifyFlow {
  private static final int DPI = 160;
  private static final double AROUND = 8;

  private final VerifyModel model;
  private final Verifier verifier;
  private final Writer writer;
  private final Waiting waiting;
  private final Executor screen;
  private final Consumer<Throwable> failed;

  /**
   * Makes verifications with whom is trusted, and who is asked about revocation, at the moment:
   * both may change while the window is open. May be shared between threads.
   */
  public interface Verifier {
    /**
     * A verification as of now.
     *
     * @param keys what opens the ink, if it is to be opened
     * @throws SigningException if a root or a revocation list cannot be read
     */
    Verification now(Optional<InkKeys> keys) throws SigningException;

    /** What asking about revocation adds to the time that a file may take. */
    Duration patience();
  }

  /**
   * @param writer writes reports
   * @param waiting is told of a report that is being written
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public VerifyFlow(
      VerifyModel model,
      Verifier verifier,
      Writer writer,
      Waiting waiting,
      Executor screen,
      Consumer<Throwable> failed) {
    this.model = model;
    this.verifier = verifier;
    this.writer = writer;
    this.waiting = waiting;
    this.screen = screen;
    this.failed = failed;
  }

  /**
   * Verifies on the calling thread and shows the answer.
   *
   * @param keys what opens the ink, if it is to be opened
   * @param password of the PDF, or null
   * @param at where the signature stands, to show it; null if that is not known
   */
  public void run(
      Path file, Optional<InkKeys> keys, @Nullable String password, Placement.@Nullable At at)
      throws SigningException {
    VerifiedFile seen = lookedInTime(verified(file, keys, password), password);
    BufferedImage picture = at == null ? null : pictureInTime(seen, password, at);
    screen.execute(
        () -> {
          model.picture().set(picture);
          model.password().set(password);
          model.verified().set(seen);
        });
  }

  /**
   * Verifies a file on the calling thread, without looking at its pages; an interrupt ends it.
   *
   * @param keys what opens the ink, if it is to be opened
   * @param password of the PDF, or null
   */
  public VerifiedFile verified(Path file, Optional<InkKeys> keys, @Nullable String password)
      throws SigningException {
    Verification verification = verifier.now(keys);
    TimeLimit limit = TimeLimit.of(verifier.patience(), file);
    return patiently(
        file,
        limit.verdict().left(),
        () -> verification.thorough().of(file, Optional.empty(), password, limit));
  }

  /** The same with its pages compared, on the calling thread; an interrupt ends it. */
  public VerifiedFile looked(VerifiedFile verified, @Nullable String password)
      throws SigningException {
    return patiently(verified.file(), verified.left(), () -> VisualCheck.of(verified, password));
  }

  // What is known of a file is shown, whatever takes too long besides.
  private VerifiedFile lookedInTime(VerifiedFile verified, @Nullable String password)
      throws SigningException {
    try {
      return looked(verified, password);
    } catch (DocumentException.TooSlow e) {
      screen.execute(() -> failed.accept(e));
      return verified;
    }
  }

  private @Nullable BufferedImage pictureInTime(
      VerifiedFile verified, @Nullable String password, Placement.At at) throws SigningException {
    Path file = verified.file();
    try {
      return patiently(file, verified.left(), () -> picture(file, password, at));
    } catch (DocumentException.TooSlow e) {
      screen.execute(() -> failed.accept(e));
      return null;
    }
  }

  private static <T> T patiently(Path file, Duration left, TimeLimit.Work<T> work)
      throws SigningException {
    try {
      return TimeLimit.within(left, file, work);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }

  // The signature and a little of the page around it.
  private static BufferedImage picture(Path file, @Nullable String password, Placement.At at)
      throws SigningException {
    try (PdfPages pages = PdfPages.open(file, password)) {
      BufferedImage page = pages.picture(at.page(), DPI);
      double dots = DPI / 72.0;
      double height = pages.size(at.page()).height();
      int left = (int) Math.clamp((at.x() - AROUND) * dots, 0, page.getWidth() - 1.0);
      int top =
          (int)
              Math.clamp(
                  (height - at.y() - at.height() - AROUND) * dots, 0, page.getHeight() - 1.0);
      int wide = (int) ((at.width() + 2 * AROUND) * dots);
      int high = (int) ((at.height() + 2 * AROUND) * dots);
      return page.getSubimage(
          left,
          top,
          Math.min(wide, page.getWidth() - left),
          Math.min(high, page.getHeight() - top));
    }
  }

  /** Where the report of a file lies by default: beside it. */
  public static Path reportOf(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.pdf$", "");
    return file.resolveSibling(name + "-report.html");
  }

  /** Writes a report; the file's ending says as what. */
  public interface Writer {
    /** Writes it, whole or not at all; an interrupt ends it. */
    void write(VerifiedFile verified, Path target, Texts texts) throws SigningException;
  }

  /**
   * Writes a report, on a thread of its own; called on the screen's thread. If it is cancelled
   * before it is written, or takes longer than the file has time left, nothing comes of it.
   *
   * @param then runs on the screen's thread when it is written
   */
  public void write(VerifiedFile verified, Path target, Texts texts, Runnable then) {
    Waiting.Work work = waiting.begin("report", String.valueOf(target.getFileName()));
    work.start(
        () -> {
          try {
            patiently(
                verified.file(),
                verified.left(),
                () -> {
                  writer.write(verified, target, texts);
                  return verified;
                });
            waiting.settle(work, screen, then);
          } catch (SigningException | RuntimeException | OutOfMemoryError e) {
            waiting.settle(work, screen, () -> failed.accept(e));
          }
        });
  }
}
