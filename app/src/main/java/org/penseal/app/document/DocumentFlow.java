// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.CaseDocument;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.hazard.HazardScan;
import org.penseal.pdf.page.DemoReport;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.DocumentException;

/**
 * Opens documents and draws their pages, on one thread of its own; tells the model on the screen's
 * thread. The owner closes it.
 */
public final class DocumentFlow implements AutoCloseable {
  private static final int DPI = 130;
  private static final int THUMBNAIL_DPI = 11;
  private static final int MOST_THUMBNAILS = 60;

  private final DocumentModel model;
  private final Path demoFolder;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("pages").daemon().factory());
  private @Nullable PdfPages pages;

  /**
   * @param demoFolder where the demo's document is written
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public DocumentFlow(
      DocumentModel model, Path demoFolder, Executor screen, Consumer<Throwable> failed) {
    this.model = model;
    this.demoFolder = demoFolder;
    this.screen = screen;
    this.failed = failed;
  }

  private interface Work {
    void run() throws Exception;
  }

  private void start(Work work) {
    worker.execute(
        () -> {
          try {
            work.run();
          } catch (Exception e) { // told to the user, whatever it is
            screen.execute(() -> failed.accept(e));
          }
        });
  }

  /** Writes the demo's document and opens it. */
  public void openDemo() {
    start(
        () -> {
          Path file = Files.createDirectories(demoFolder).resolve("demo-report.pdf");
          closePages(); // they may be of this very file
          Files.deleteIfExists(file);
          DemoReport.write(file);
          load(file, null);
        });
  }

  /**
   * Opens a PDF and shows its first page.
   *
   * @param password or null
   */
  public void open(Path file, @Nullable String password) {
    start(() -> load(file, password));
  }

  private void load(Path file, @Nullable String password) throws Exception {
    CaseDocument document = CaseDocument.read(file);
    if (!document.isPdf()) {
      throw new DocumentException.NotPdf(file, null);
    }
    PdfPages fresh;
    try {
      fresh = PdfPages.open(file, password);
    } catch (DocumentException.Encrypted e) {
      screen.execute(() -> model.locked().set(file));
      if (password != null) {
        throw e;
      }
      return;
    }
    closePages();
    pages = fresh;
    List<PdfPages.Size> sizes = new ArrayList<>();
    for (int page = 1; page <= fresh.count(); page++) {
      sizes.add(fresh.size(page));
    }
    String name = String.valueOf(file.getFileName());
    String title = fresh.title().isBlank() ? name : fresh.title();
    DocumentModel.Opened opened =
        new DocumentModel.Opened(file, title, document.sm3(), sizes, password);
    BufferedImage first = fresh.picture(1, DPI);
    screen.execute(
        () -> {
          model.take(opened);
          model.show(1, first);
        });
    List<String> warnings =
        new HazardScan(HazardScan.QUICK_PAGES)
            .of(file, password).stream().filter(Hazard::isWarning).map(Hazard::text).toList();
    screen.execute(() -> model.warnings().set(warnings));
    for (int page = 1; page <= Math.min(fresh.count(), MOST_THUMBNAILS); page++) {
      BufferedImage small = fresh.picture(page, THUMBNAIL_DPI);
      screen.execute(() -> model.thumbnails().add(small));
    }
  }

  /**
   * Shows a page.
   *
   * @param number from 1; others are ignored
   */
  public void show(int number) {
    start(
        () -> {
          PdfPages open = pages;
          if (open != null && number >= 1 && number <= open.count()) {
            BufferedImage picture = open.picture(number, DPI);
            screen.execute(() -> model.show(number, picture));
          }
        });
  }

  /**
   * Where the signed file goes, under a name that is not taken.
   *
   * @param chosen its folder, made if it is missing; empty for beside the document
   */
  public static Path output(Path document, Optional<Path> chosen) throws IOException {
    Path folder =
        chosen.isPresent()
            ? Files.createDirectories(chosen.get().toAbsolutePath())
            : document.toAbsolutePath().getParent();
    String name = String.valueOf(document.getFileName()).replaceFirst("(?i)\\.pdf$", "");
    if (folder == null) {
      throw new IOException("no folder: " + document);
    }
    Path free = folder.resolve(name + "-signed.pdf");
    for (int number = 2; Files.exists(free); number++) {
      free = folder.resolve(name + "-signed-" + number + ".pdf");
    }
    return free;
  }

  private void closePages() {
    PdfPages open = pages;
    pages = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    if (!worker.isShutdown()) {
      worker.execute(this::closePages);
      worker.shutdown();
    }
  }
}
