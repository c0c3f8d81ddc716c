// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.reader.DrawnPage.Wanted;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the pages that are wanted now, one after the other, on the thread of the pages: what is no
 * longer wanted is not drawn.
 */
public final class PagePainter {
  private static final Logger LOG = LoggerFactory.getLogger(PagePainter.class);
  private static final int MOST_SMALL = 40;

  private final Executor worker;
  private final Supplier<@Nullable PdfPages> pages;
  private final Consumer<DrawnPage> large;
  private final Consumer<DrawnPage> small;
  private final Deque<Wanted> wantedLarge = new ArrayDeque<>();
  private final Deque<Wanted> wantedSmall = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param worker the thread of the pages
   * @param pages those that are open, asked on that thread
   * @param large takes pictures of pages
   * @param small takes thumbnails
   */
  public PagePainter(
      Executor worker,
      Supplier<@Nullable PdfPages> pages,
      Consumer<DrawnPage> large,
      Consumer<DrawnPage> small) {
    this.worker = worker;
    this.pages = pages;
    this.large = large;
    this.small = small;
  }

  /** These pictures are wanted, the first one most, and no others; any thread. */
  public synchronized void want(List<Wanted> pictures) {
    wantedLarge.clear();
    wantedLarge.addAll(pictures);
    begin();
  }

  /** This thumbnail is wanted too, before those that were wanted earlier; any thread. */
  public synchronized void wantSmall(Wanted picture) {
    wantedSmall.remove(picture);
    wantedSmall.addFirst(picture);
    if (wantedSmall.size() > MOST_SMALL) {
      wantedSmall.removeLast();
    }
    begin();
  }

  /** Nothing is wanted any more. */
  public synchronized void forget() {
    wantedLarge.clear();
    wantedSmall.clear();
  }

  private void begin() {
    if (!busy && !(wantedLarge.isEmpty() && wantedSmall.isEmpty())) {
      busy = true;
      worker.execute(this::next);
    }
  }

  // One at a time, so that a search or another document comes between two pages.
  private void next() {
    Wanted first;
    boolean page;
    synchronized (this) {
      page = !wantedLarge.isEmpty();
      first = page ? wantedLarge.pollFirst() : wantedSmall.pollFirst();
    }
    PdfPages open = pages.get();
    if (first != null && open != null && first.page() <= open.count()) {
      (page ? large : small).accept(draw(open, first));
    }
    synchronized (this) {
      busy = false;
      begin();
    }
  }

  private static DrawnPage draw(PdfPages open, Wanted wanted) {
    try {
      return DrawnPage.of(wanted, open.scaled(wanted.page(), wanted.pixelsPerPoint()));
    } catch (SigningException | RuntimeException e) {
      LOG.info("page {} cannot be drawn", wanted.page(), e);
      return DrawnPage.none(wanted);
    }
  }
}
