// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.Pixels;
import org.penseal.app.screen.WordParts;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of a PDF, drawn on a virtual thread of their own: the one that is asked for and the one
 * behind it. At most four pages are kept, each of at most 6 million pixels. A page that cannot be
 * drawn, or not in time, is one that says so.
 *
 * <p>For one thread; who opened it closes it.
 */
public final class PdfLeaves implements Leaves, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PdfLeaves.class);

  /** How long a page may take. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MOST_KEPT = 4;
  private static final double MOST_PIXELS = 6e6;
  // Of ten-point letters 12 to 16 pixels of an em.
  private static final double LEAST_SCALE = 1.25;
  private static final double SCALE = 1.6;
  private static final int SMALL_SCREEN = 480;
  private static final int MOST_LATE = 3;

  private final Path file;
  private final @Nullable String password;
  private final LeafLayout layout;
  private final Texts texts;
  private final Placement signature;
  private final Duration longest;
  private final int count;
  private final Map<Integer, Future<LeafSheet>> sheets = new LinkedHashMap<>(8, 0.75f, true);
  private Worker worker;
  private int late;

  /** A thread and the document that only it touches. */
  private static final class Worker implements AutoCloseable {
    private final PdfPages pages;
    private final LeafMark mark;
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("leaves").factory());

    Worker(PdfPages pages, LeafMark mark) {
      this.pages = pages;
      this.mark = mark;
    }

    BufferedImage picture(int page, double scale) throws SigningException {
      BufferedImage picture = pages.scaled(page, scale);
      mark.draw(pages, page, picture, scale);
      return picture;
    }

    // Whatever is being drawn comes to its end first.
    @Override
    public void close() {
      if (!thread.isShutdown()) {
        thread.execute(pages::close);
        thread.shutdown();
      }
    }
  }

  PdfLeaves(
      Path file,
      @Nullable String password,
      LeafLayout layout,
      Texts texts,
      Placement signature,
      Duration longest)
      throws SigningException {
    this.file = file;
    this.password = password;
    this.layout = layout;
    this.texts = texts;
    this.signature = signature;
    this.longest = longest;
    this.worker = worker();
    this.count = worker.pages.count();
  }

  /**
   * Opens a document.
   *
   * @param password or null
   * @param texts language of what is said of a page that cannot be drawn, and of the mark
   * @param signature where it is to stand, which is marked
   * @throws SigningException if it cannot be opened
   */
  public static PdfLeaves open(
      Path file, @Nullable String password, LeafLayout layout, Texts texts, Placement signature)
      throws SigningException {
    return new PdfLeaves(file, password, layout, texts, signature, LONGEST);
  }

  private Worker worker() throws SigningException {
    LeafMark mark = new LeafMark(signature, texts.get("pad.leaf.place"), texts.locale());
    return new Worker(PdfPages.open(file, password), mark);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public LeafSheet sheet(int page) throws InterruptedException {
    ahead(page);
    Future<LeafSheet> wanted = Objects.requireNonNull(sheets.get(page));
    try {
      return wanted.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CancellationException e) {
      LOG.info("page {} cannot be drawn for the pad", page, e);
    } catch (TimeoutException e) {
      LOG.info("page {} was not drawn for the pad within {}", page, longest);
      replaceWorker();
    }
    LeafSheet none = undrawn(page);
    sheets.put(page, CompletableFuture.completedFuture(none));
    return none;
  }

  @Override
  public void ahead(int page) {
    if (sheets.get(page) != null) {
      return;
    }
    Worker now = worker;
    Future<LeafSheet> begun =
        late < MOST_LATE
            ? now.thread.submit(() -> draw(now, page))
            : CompletableFuture.completedFuture(undrawn(page));
    sheets.put(page, begun);
    Iterator<Future<LeafSheet>> eldest = sheets.values().iterator();
    while (sheets.size() > MOST_KEPT) {
      eldest.next().cancel(false);
      eldest.remove();
    }
  }

  // The one that hangs ends by itself or never; more than a few are not left hanging.
  private void replaceWorker() {
    late++;
    sheets.values().forEach(each -> each.cancel(false));
    sheets.clear();
    worker.close();
    if (late < MOST_LATE) {
      try {
        worker = worker();
      } catch (SigningException e) {
        LOG.info("the document cannot be opened again for the pad", e);
        late = MOST_LATE;
      }
    }
  }

  private LeafSheet undrawn(int page) {
    List<Pixels> words =
        WordParts.on(layout.pad(), texts.locale())
            .parts(
                texts.get("pad.leaf.undrawn", Integer.toString(page)),
                layout.page().width(),
                layout.page().height());
    return new LeafSheet(page, words.subList(0, 1), false);
  }

  private LeafSheet draw(Worker now, int page) throws SigningException {
    int width = layout.page().width();
    int height = layout.page().height();
    double scale = bounded(now.pages.size(page), width < SMALL_SCREEN ? LEAST_SCALE : SCALE);
    SheetCutter cutter = new SheetCutter(now.picture(page, scale), width, height);
    SheetCutter.Box box = cutter.box();
    if (box != null && box.width() > width) {
      double fitting = scale * width / box.width();
      if (fitting >= LEAST_SCALE) {
        BufferedImage narrower = now.picture(page, fitting * 0.995);
        cutter = new SheetCutter(narrower, width, height);
      }
    }
    return new LeafSheet(page, cutter.parts(), true);
  }

  private static double bounded(PdfPages.Size size, double scale) {
    return Math.min(scale, Math.sqrt(MOST_PIXELS / (size.width() * size.height())));
  }

  @Override
  public void close() {
    sheets.values().forEach(each -> each.cancel(false));
    worker.close();
  }
}
