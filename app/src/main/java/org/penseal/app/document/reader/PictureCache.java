// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The pictures that were used last, up to a number of pixels; one for each page. */
final class PictureCache {
  private final long mostPixels;
  private final Map<Integer, PagePicture> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private long pixels;

  /**
   * @param mostPixels what is kept beyond what is needed
   */
  PictureCache(long mostPixels) {
    this.mostPixels = mostPixels;
  }

  @Nullable PagePicture of(int page) {
    return pictures.get(page);
  }

  /**
   * Keeps a picture, and lets others go.
   *
   * @param needed pages that stay
   */
  void put(PagePicture picture, IntPredicate needed) {
    PagePicture before = pictures.put(picture.page(), picture);
    pixels += picture.argb().length - (before == null ? 0 : before.argb().length);
    Iterator<PagePicture> eldest = pictures.values().iterator();
    while (pixels > mostPixels && eldest.hasNext()) {
      PagePicture each = eldest.next();
      if (each.page() != picture.page() && !needed.test(each.page())) {
        pixels -= each.argb().length;
        eldest.remove();
      }
    }
  }

  /** How many pixels are kept. */
  long pixels() {
    return pixels;
  }

  void clear() {
    pictures.clear();
    pixels = 0;
  }
}
