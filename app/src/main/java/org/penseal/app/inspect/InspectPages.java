// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.app.document.reader.PagePainter;
import org.penseal.app.document.reader.PageRequests;
import org.penseal.app.document.reader.SearchModel;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws and searches the pages of the file that is looked at, on one thread of its own; tells the
 * model on the screen's thread. The owner closes it.
 */
public final class InspectPages implements PageRequests, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InspectPages.class);

  private final InspectModel model;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("verified pages").daemon().factory());
  private final PagePainter painter;
  private @Nullable PdfPages pages; // of the worker
  private volatile int turn; // of the file, by number
  private volatile int search;

  InspectPages(InspectModel model, Executor screen, Consumer<Throwable> failed) {
    this.model = model;
    this.screen = screen;
    this.failed = failed;
    this.painter =
        new PagePainter(
            this::later,
            () -> pages,
            page -> screen.execute(() -> model.pages().reader().take(page)),
            page -> screen.execute(() -> model.pages().reader().takeSmall(page)));
  }

  private void later(Runnable work) {
    if (!worker.isShutdown()) {
      worker.execute(work);
    }
  }

  /**
   * Shows a file's pages instead of those before; none for null, for what has none, and for what
   * was changed since it was verified.
   */
  void show(@Nullable InspectedFile file) {
    int which = ++turn;
    painter.forget();
    model.open(List.of());
    later(() -> open(file, which));
  }

  private void open(@Nullable InspectedFile file, int which) {
    shut();
    if (file == null || which != turn) {
      return;
    }
    try {
      PdfPages fresh = PdfPages.open(file.file(), file.password());
      pages = fresh;
      VerifiedFile.Bytes verified = file.bytes();
      if (verified != null) {
        verified.requireUntouched(file.file());
      }
      List<PdfPages.Size> sizes = fresh.sizes();
      onScreen(which, () -> model.open(sizes));
      List<SignatureMark> marks = fresh.signatureMarks();
      onScreen(which, () -> model.pages().places().marks(marks));
    } catch (FileException.VerifiedChanged e) {
      shut();
      onScreen(which, () -> failed.accept(e));
    } catch (SigningException | RuntimeException e) {
      // The answer says what is wrong with the file.
      LOG.info("no pages of {}", file.file(), e);
    }
  }

  private void onScreen(int which, Runnable change) {
    screen.execute(
        () -> {
          if (which == turn) {
            change.run();
          }
        });
  }

  private void shut() {
    PdfPages open = pages;
    pages = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void pictures(List<DrawnPage.Wanted> wanted) {
    painter.want(wanted);
  }

  @Override
  public void thumbnail(DrawnPage.Wanted wanted) {
    painter.wantSmall(wanted);
  }

  @Override
  public void guides(int page) {
    // Nothing is placed here.
  }

  @Override
  public void search(String text) {
    int which = ++search;
    SearchModel hits = model.pages().search();
    int count = model.pages().reader().count();
    hits.begin(text.strip(), model.pages().reader().page().get(), count);
    if (!text.isBlank()) {
      later(() -> searchPage(text.strip(), 1, which));
    }
  }

  private void searchPage(String text, int page, int which) {
    PdfPages open = pages;
    if (which != search || open == null || page > open.count()) {
      return;
    }
    List<Placement.At> hits = found(open, text, page);
    onScreen(
        turn,
        () -> {
          if (which == search) {
            model.pages().search().found(hits);
            if (model.pages().search().pagesLeft().get() > 0) {
              later(() -> searchPage(text, page + 1, which));
            }
          }
        });
  }

  private static List<Placement.At> found(PdfPages open, String text, int page) {
    try {
      return SearchModel.boxes(open.find(text, page));
    } catch (SigningException | RuntimeException e) {
      LOG.info("page {} cannot be searched", page, e);
      return List.of();
    }
  }

  @Override
  public void close() {
    turn++;
    later(this::shut);
    worker.shutdown();
  }
}
