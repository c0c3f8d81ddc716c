// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Waiting;
import org.penseal.refusal.DocumentException;

/**
 * Opens documents, each on a thread of its own, so that one that takes long can be cancelled. One
 * at a time: whatever is still being opened is given up for the next one. Called on the screen's
 * thread.
 */
final class FileOpening {
  private final DocumentModel model;
  private final Waiting waiting;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final BiConsumer<Waiting.Work, OpenedPages> opened;
  private Waiting.@Nullable Work current;

  /** Opens one. */
  @FunctionalInterface
  interface Source {
    OpenedPages open() throws Exception;
  }

  /**
   * @param model is told of a document that needs a password
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   * @param opened takes what was opened, on the thread that opened it, and settles the work
   */
  FileOpening(
      DocumentModel model,
      Waiting waiting,
      Executor screen,
      Consumer<Throwable> failed,
      BiConsumer<Waiting.Work, OpenedPages> opened) {
    this.model = model;
    this.waiting = waiting;
    this.screen = screen;
    this.failed = failed;
    this.opened = opened;
  }

  /** Opens a document. */
  void begin(Path file, Source source) {
    giveUp();
    Waiting.Work work = waiting.begin("open", String.valueOf(file.getFileName()));
    current = work;
    work.start(() -> open(work, file, source));
  }

  /** Gives up what is being opened. */
  void giveUp() {
    Waiting.Work before = current;
    current = null;
    if (before != null) {
      waiting.end(before);
    }
  }

  private void open(Waiting.Work work, Path file, Source source) {
    try {
      opened.accept(work, source.open());
    } catch (DocumentException.Encrypted e) {
      waiting.settle(
          work,
          screen,
          () -> {
            model.locked().set(file);
            if (e.passwordGiven) {
              failed.accept(e);
            }
          });
    } catch (Exception | StackOverflowError | OutOfMemoryError e) { // told to the user
      waiting.settle(work, screen, () -> failed.accept(e));
    }
  }
}
