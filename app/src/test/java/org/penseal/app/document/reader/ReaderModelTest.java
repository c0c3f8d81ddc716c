// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

class ReaderModelTest {
  private static final PdfPages.Size PAGE = new PdfPages.Size(600, 800);

  private final ReaderModel model = new ReaderModel();

  private void open(int pages) {
    model.open(Collections.nCopies(pages, PAGE));
    model.room(624, 500, 1);
  }

  private void draw() {
    for (DrawnPage.Wanted each : model.missing()) {
      int wide = (int) Math.round(600 * each.pixelsPerPoint());
      int high = (int) Math.round(800 * each.pixelsPerPoint());
      model.take(new DrawnPage(each, wide, high, new int[wide * high]));
    }
    model.look();
  }

  @Test
  void aPageIsReadOnceAllOfItWasOnTheScreenAndDrawn() {
    open(3);
    assertEquals(1, model.column().get().scale(), 1e-9);
    model.look();
    assertEquals(List.of(), model.seen(), "nothing is drawn yet");
    draw();
    assertEquals(List.of(), model.seen(), "its lower part was not on the screen");
    model.scrollBy(0, 400);
    draw();
    assertEquals(List.of(1), model.seen());
    assertEquals(2, model.firstUnread().orElseThrow());
    model.goTo(3);
    draw();
    assertFalse(model.seen().contains(2), "what was passed over was not shown");
  }

  @Test
  void whatIsReadStaysInTheMiddleWhenTheSizeChanges() {
    open(100);
    model.goTo(50);
    model.zoom(1.5);
    assertEquals(50, model.page().get());
    model.zoom(9);
    assertEquals(ReaderModel.LARGEST, model.zoom().get());
    assertEquals(50, model.page().get());
    model.zoom(0.01);
    assertEquals(ReaderModel.SMALLEST, model.zoom().get());
    model.turn();
    assertEquals(50, model.page().get());
    model.fit(ReaderModel.Fit.PAGE);
    assertEquals(50, model.page().get());
    model.screens(1);
    assertEquals(51, model.page().get());
  }

  @Test
  void placesAreFoundUnderPointsOfATurnedView() {
    for (int turns = 0; turns < 4; turns++) {
      PageColumn column = new PageColumn(List.of(PAGE), turns, 2);
      PageColumn.Box box = column.onSheet(new Placement.At(1, 100, 200, 60, 40));
      double[] a = column.onPage(1, box.x(), box.y());
      double[] b = column.onPage(1, box.x() + box.width(), box.y() + box.height());
      assertEquals(100, Math.min(a[0], b[0]), 1e-6, "turns " + turns);
      assertEquals(160, Math.max(a[0], b[0]), 1e-6);
      assertEquals(200, Math.min(a[1], b[1]), 1e-6);
      assertEquals(240, Math.max(a[1], b[1]), 1e-6);
      assertEquals(turns % 2 == 0 ? 120 : 80, box.width(), 1e-6);
    }
  }

  @Test
  void pictureIsTurnedClockwise() {
    BufferedImage rgb = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 6; i++) {
      rgb.setRGB(i % 3, i / 3, i + 1);
    }
    int[][] expected = {
      {1, 2, 3, 4, 5, 6}, {4, 1, 5, 2, 6, 3}, {6, 5, 4, 3, 2, 1}, {3, 6, 2, 5, 1, 4}
    };
    for (int turns = 0; turns < 4; turns++) {
      BufferedImage copy = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
      copy.setData(rgb.getData());
      DrawnPage picture = DrawnPage.of(new DrawnPage.Wanted(1, 1, turns), copy);
      int[] seen = picture.argb().clone();
      for (int i = 0; i < seen.length; i++) {
        seen[i] &= 0xFFFFFF;
      }
      assertArrayEquals(expected[turns], seen, "turns " + turns);
      assertEquals(turns % 2 == 0 ? 3 : 2, picture.width());
    }
  }

  @Test
  void picturesThatAreNotNeededAreLetGo() {
    PagePictures.Cache cache = new PagePictures.Cache(100);
    List<DrawnPage> all =
        IntStream.rangeClosed(1, 10)
            .mapToObj(page -> new DrawnPage.Wanted(page, 1, 0))
            .map(each -> new DrawnPage(each, 6, 5, new int[30]))
            .toList();
    all.forEach(each -> cache.put(each, p -> p == 1));
    cache.put(all.getLast(), p -> p == 1);
    assertEquals(90, cache.pixels());
    assertTrue(cache.of(1) != null, "needed");
    assertTrue(cache.of(10) != null);
    assertTrue(cache.of(2) == null);
    assertEquals(0, all.get(1).argb().length, "its pixels are free");
    cache.clear();
    assertEquals(0, cache.pixels());
    assertTrue(all.stream().allMatch(each -> each.argb().length == 0));
  }

  /** Before, each of the two pages beside a large one pushed the other out, and so on for ever. */
  @ParameterizedTest
  @ValueSource(ints = {624, 1400, 1900, 3000, 4000})
  void whatIsDrawnIsNotAskedForAgainHoweverLargeThePagesAre(int width) {
    model.open(Collections.nCopies(30, PAGE));
    model.room(width, 0.8 * width, 1);
    for (int page : List.of(1, 2, 15, 30)) {
      model.goTo(page);
      draw();
      assertEquals(List.of(), model.missing(), "page " + page);
      assertTrue(model.pictures().keptPixels() < 40_000_000);
    }
  }

  @Test
  void scrollingBackShowsAtOnceWhatWasDrawn() {
    open(30);
    for (int page = 1; page <= 20; page++) {
      model.goTo(page);
      draw();
    }
    for (int page = 20; page > 1; page--) {
      model.goTo(page);
      for (int each : model.visible()) {
        assertTrue(model.isExact(each), each + " when page " + page + " is shown");
      }
      draw();
    }
  }

  @Test
  void veryLargePagesAreDrawnAtAsMuchAsThereIsMemoryFor() {
    model.open(List.of(new PdfPages.Size(2384, 3370)));
    model.room(1000, 700, 2);
    model.zoom(4);
    DrawnPage.Wanted wanted = model.missing().getFirst();
    double pixels = 2384 * wanted.pixelsPerPoint() * 3370 * wanted.pixelsPerPoint();
    assertTrue(pixels <= 16e6 + 1, "pixels " + pixels);
  }
}
