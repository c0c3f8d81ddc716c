// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/** The pictures of pages and the thumbnails that are kept; on the screen's thread. */
public final class PagePictures {
  // 4 MB of each beside what is needed now, which is more than that on a large screen; what is
  // drawn anew takes as long as the page did the first time.
  private static final long MOST_OF_ALL = 1_000_000;
  private static final long MOST_SMALL = 1_000_000;

  private final Cache large = new Cache(MOST_OF_ALL);
  private final Cache small = new Cache(MOST_SMALL);
  private final IntegerProperty drawn = new SimpleIntegerProperty();
  private final IntegerProperty drawnSmall = new SimpleIntegerProperty();

  /**
   * A page was drawn.
   *
   * @param needed pages whose pictures stay
   */
  void take(DrawnPage picture, List<Integer> needed) {
    large.put(picture, needed::contains);
    drawn.set(drawn.get() + 1);
  }

  /** A thumbnail was drawn. */
  public void takeSmall(DrawnPage picture) {
    small.put(picture, each -> false);
    drawnSmall.set(drawnSmall.get() + 1);
  }

  /** The newest picture of a page, perhaps of another scale; or null. */
  public @Nullable DrawnPage page(int number) {
    return large.of(number);
  }

  /** The thumbnail of a page, or null. */
  @Nullable DrawnPage thumbnail(int number) {
    return small.of(number);
  }

  /** How many pixels of pages are kept. */
  public long keptPixels() {
    return large.pixels();
  }

  /** Counts the pages that were drawn. */
  public IntegerProperty drawn() {
    return drawn;
  }

  /** Counts the thumbnails that were drawn. */
  public IntegerProperty drawnSmall() {
    return drawnSmall;
  }

  void clear() {
    large.clear();
    small.clear();
  }

  /** The pictures that were used last, up to a number of pixels; one for each page. */
  static final class Cache {
    private final long mostPixels;
    private final Map<Integer, DrawnPage> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private long pixels;

    /**
     * @param mostPixels what is kept beyond what is needed
     */
    Cache(long mostPixels) {
      this.mostPixels = mostPixels;
    }

    @Nullable DrawnPage of(int page) {
      return pictures.get(page);
    }

    /**
     * Keeps a picture, and lets others go.
     *
     * @param needed pages that stay
     */
    void put(DrawnPage picture, IntPredicate needed) {
      DrawnPage before = pictures.put(picture.page(), picture);
      if (before != picture) {
        pixels += picture.argb().length;
        if (before != null) {
          letGo(before);
        }
      }
      Iterator<DrawnPage> eldest = pictures.values().iterator();
      while (pixels > mostPixels && eldest.hasNext()) {
        DrawnPage each = eldest.next();
        if (each.page() != picture.page() && !needed.test(each.page())) {
          letGo(each);
          eldest.remove();
        }
      }
    }

    private void letGo(DrawnPage picture) {
      pixels -= picture.argb().length;
      picture.letGo();
    }

    /** How many pixels are kept. */
    long pixels() {
      return pixels;
    }

    void clear() {
      pictures.values().forEach(this::letGo);
      pictures.clear();
    }
  }
}
