// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.document.place.FormPlaces;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.document.reader.DrawnPage;
import org.penseal.app.document.reader.PagePainter;
import org.penseal.app.document.reader.PageRequests;
import org.penseal.app.document.reader.SearchModel;
import org.penseal.app.guide.Waiting;
import org.penseal.pdf.Placement;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.hazard.HazardScan;
import org.penseal.pdf.page.DemoReport;
import org.penseal.pdf.page.PageGuides;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens documents, draws and searches their pages and proposes places, on one thread of its own;
 * tells the model on the screen's thread. The owner closes it.
 */
public final class DocumentFlow implements PageRequests, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentFlow.class);

  private final DocumentModel model;
  private final Places places;
  private final EarlierSignature.Check check;
  private final Waiting waiting;
  private final Executor screen;
  private final Consumer<Throwable> failed;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("pages").daemon().factory());
  private final PagePainter painter;
  private final FileOpening opening;
  private @Nullable PdfPages pages; // of the worker
  private volatile @Nullable Proposing proposing; // null once what it finds is of no use
  private volatile int search;

  /**
   * What places are proposed from.
   *
   * @param demoFolder where the demo's document is written
   * @param forms where signatures were placed on forms
   * @param keywords beside which a signature goes, the best one first; asked on any thread
   */
  public record Places(Path demoFolder, FormPlaces forms, Supplier<List<String>> keywords) {}

  /**
   * @param check verifies the signatures that a file carries already
   * @param waiting is told of a document that is being opened
   * @param screen runs what touches the model
   * @param failed is told, on the screen's thread, what went wrong
   */
  public DocumentFlow(
      DocumentModel model,
      Places places,
      EarlierSignature.Check check,
      Waiting waiting,
      Executor screen,
      Consumer<Throwable> failed) {
    this.model = model;
    this.places = places;
    this.check = check;
    this.waiting = waiting;
    this.screen = screen;
    this.failed = failed;
    this.painter = new PagePainter(this::later, () -> pages, this::drawn, this::drawnSmall);
    this.opening =
        new FileOpening(
            model, waiting, screen, failed, (work, read) -> later(() -> take(work, read)));
    // Not before a place is chosen: pages that are read come first.
    model.placing().subscribe(on -> guidesOfPlace());
    model.places().place().subscribe(at -> guidesOfPlace());
  }

  // The lines of its page say whether one runs through the stamp's words.
  private void guidesOfPlace() {
    Placement.At at = model.places().place().get();
    if (at != null && model.placing().get()) {
      guides(at.page());
    }
  }

  private void later(Runnable work) {
    if (!worker.isShutdown()) {
      worker.execute(work);
    }
  }

  /** Writes the demo's document and opens it; on the screen's thread. */
  public void openDemo() {
    Path file = places.demoFolder().resolve("demo-report.pdf");
    opening.begin(
        file,
        () -> {
          Files.createDirectories(places.demoFolder());
          Files.deleteIfExists(file); // it may be open, and stays what it was for whoever reads it
          DemoReport.write(file);
          return OpenedPages.of(file, null);
        });
  }

  /**
   * Opens a PDF, with its password or null, and shows its first page; on the screen's thread. The
   * document that is open stays until then.
   */
  public void open(Path file, @Nullable String password) {
    opening.begin(file, () -> OpenedPages.of(file, password));
  }

  private void take(Waiting.Work work, OpenedPages read) {
    if (!work.settle()) {
      read.pages().close(); // it was cancelled
      return;
    }
    closePages();
    pages = read.pages();
    screen.execute(
        () -> {
          waiting.end(work);
          model.take(read.document());
          // Behind the first page, which the screen asks for now.
          int turn = model.places().signers().turn();
          later(() -> look(read.pages(), read.document(), turn));
        });
  }

  // What the page itself says of places, and who has signed. The turn is that of the signer, from
  // 0.
  private void look(PdfPages looked, DocumentModel.Opened opened, int turn) {
    if (pages != looked) {
      return;
    }
    Thread.ofVirtual().name("warnings").start(() -> warn(opened));
    try {
      List<SignatureMark> marks = looked.signatureMarks();
      boolean signed = marks.stream().anyMatch(SignatureMark::signed);
      onScreen(
          opened,
          () -> {
            model.places().marks(marks);
            model.signatures().set(signed ? null : List.of());
          });
      if (signed) {
        Thread.ofVirtual().name("earlier signatures").start(() -> check(opened));
      }
      Proposing fresh = new Proposing(looked, places, opened.sizes());
      proposing = fresh;
      onScreen(opened, () -> model.places().propose(fresh.corner()));
      SortedMap<Integer, Placement.At> last = fresh.last();
      Proposing.atOnce(marks, last.get(turn))
          .forEach(each -> onScreen(opened, () -> model.places().propose(each)));
      // Where fields wait, they are the places of further signers.
      boolean waits = marks.stream().anyMatch(mark -> !mark.signed());
      onScreen(opened, () -> model.places().remember(waits ? Map.of() : last.tailMap(turn + 1)));
      later(() -> seek(fresh, opened));
    } catch (SigningException | RuntimeException e) {
      LOG.info("no place can be proposed", e);
    }
  }

  /** Looks for keywords again, which are those of another kind of business now. */
  public void seekAgain() {
    DocumentModel.Opened opened = model.opened().get();
    if (opened == null) {
      return;
    }
    proposing = null;
    model.places().forgetKeywords();
    later(
        () -> {
          PdfPages open = pages;
          if (open != null) {
            Proposing fresh = new Proposing(open, places, opened.sizes());
            proposing = fresh;
            seek(fresh, opened);
          }
        });
  }

  // One page at a time, so that drawing comes between.
  private void seek(Proposing seeking, DocumentModel.Opened opened) {
    if (proposing != seeking) {
      return;
    }
    Optional<Proposal> found = seeking.next();
    onScreen(
        opened, () -> found.filter(at -> proposing == seeking).ifPresent(model.places()::propose));
    if (seeking.goesOn()) {
      later(() -> seek(seeking, opened));
    }
  }

  private void onScreen(DocumentModel.Opened opened, Runnable change) {
    screen.execute(
        () -> {
          if (model.opened().get() == opened) {
            change.run();
          }
        });
  }

  private void warn(DocumentModel.Opened opened) {
    try {
      List<String> codes =
          new HazardScan(HazardScan.QUICK_PAGES)
              .of(opened.file(), opened.password()).stream()
                  .filter(Hazard::isWarning)
                  .map(Hazard::text)
                  .toList();
      onScreen(opened, () -> model.warnings().set(codes));
    } catch (SigningException | RuntimeException e) {
      onScreen(opened, () -> failed.accept(e));
    }
  }

  private void check(DocumentModel.Opened opened) {
    try {
      List<EarlierSignature> known = check.of(opened.file(), opened.password());
      onScreen(opened, () -> model.signatures().set(known));
    } catch (SigningException | RuntimeException e) {
      onScreen(opened, () -> failed.accept(e));
    }
  }

  private void drawn(DrawnPage picture) {
    screen.execute(() -> model.reader().take(picture));
  }

  private void drawnSmall(DrawnPage picture) {
    screen.execute(() -> model.reader().takeSmall(picture));
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
    DocumentModel.Opened opened = model.opened().get();
    if (opened == null || model.places().knowsGuides(page)) {
      return;
    }
    model.places().guides(page, PageGuides.NONE); // until they are known
    later(
        () -> {
          PdfPages open = pages;
          try {
            if (open != null && page <= open.count()) {
              PageGuides found = open.guides(page);
              onScreen(opened, () -> model.places().guides(page, found));
            }
          } catch (SigningException | RuntimeException e) {
            LOG.info("no lines on page {}", page, e);
          }
        });
  }

  @Override
  public void search(String text) {
    int which = ++search;
    DocumentModel.Opened opened = model.opened().get();
    if (opened == null) {
      return;
    }
    model.search().begin(text.strip(), model.reader().page().get(), opened.sizes().size());
    if (!text.isBlank()) {
      later(() -> searchPage(opened, text.strip(), 1, which));
    }
  }

  private void searchPage(DocumentModel.Opened opened, String text, int page, int which) {
    PdfPages open = pages;
    if (which != search || open == null || page > open.count()) {
      return;
    }
    List<Placement.At> hits;
    try {
      hits = SearchModel.boxes(open.find(text, page));
    } catch (SigningException | RuntimeException e) {
      LOG.info("page {} cannot be searched", page, e);
      hits = List.of();
    }
    List<Placement.At> found = hits;
    onScreen(
        opened,
        () -> {
          if (which == search) {
            model.search().found(found);
            if (model.search().pagesLeft().get() > 0) {
              later(() -> searchPage(opened, text, page + 1, which));
            }
          }
        });
  }

  /** Remembers where the signers' places were on a form of this structure. */
  public void keepPlace() {
    DocumentModel.Opened opened = model.opened().get();
    PlaceModel chosen = model.places();
    Placement.At own = chosen.place().get();
    if (opened != null && own != null) {
      Map<Integer, Placement.At> all = new TreeMap<>(chosen.planned());
      all.put(chosen.signers().edited().get(), own);
      later(
          () -> {
            try {
              PdfPages open = pages;
              if (open != null) {
                long now = System.currentTimeMillis();
                places.forms().keep(FormPlaces.form(open), all, open.count(), now);
              }
            } catch (SigningException | IOException | RuntimeException e) {
              LOG.warn("the place on this form is not kept", e);
            }
          });
    }
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
    // A file that was signed here before keeps one name, with a number for each signature.
    String name =
        String.valueOf(document.getFileName())
            .replaceFirst("(?i)\\.pdf$", "")
            .replaceFirst("-signed(-[0-9]+)?$", "");
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
    proposing = null;
    painter.forget();
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    opening.giveUp();
    if (!worker.isShutdown()) {
      worker.execute(this::closePages);
      worker.shutdown();
    }
  }
}
