// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.content.ContentObjects.certain;
import static org.penseal.pdf.content.ContentObjects.dictionary;
import static org.penseal.pdf.content.ContentObjects.form;
import static org.penseal.pdf.content.ContentObjects.page;
import static org.penseal.pdf.content.ContentObjects.stream;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn as fine as readers draw alike is certain, and nothing finer. */
class FineContentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[.25 .25] 0 d 0 0 m 50 0 l S; true",
        "[.2 .2] 0 d 0 0 m 50 0 l S; false",
        "[.2 .2] 0 d 0 0 m 50 0 l n; true",
        "3 w [1 1] 0 d 0 0 m 50 0 l S; true",
        "3 w [.9 .9] 0 d 0 0 m 50 0 l S; false",
        "[.9 .9] 0 d 0 0 m 50 0 l S; true",
        ".4 0 0 .4 0 0 cm [.5 .5] 0 d 0 0 m 50 0 l S; false",
        "[.2 .2] 0 d [] 0 d 0 0 m 50 0 l S; true",
        "q [.2 .2] 0 d Q 0 0 m 50 0 l S; true",
        "[.3 .2 .3 .2] 0 d 0 0 m 50 0 l S; false",
        "[.3 .3 .2 .3] 0 d 0 0 m 50 0 l S; false",
        "[0 3] 0 d 0 0 m 50 0 l S; true",
        "3 w [1] 0 d 0 0 m 50 0 l S; true",
        "3 w [.5 .5 .5 .5] 0 d 0 0 m 50 0 l S; false",
        "1 J [.01 3] 0 d 0 0 m 50 0 l S; true",
        "[.01 3] 0 d 0 0 m 50 0 l S; false",
        "1 J [3 .1] 0 d 0 0 m 50 0 l S; false",
        "100 M; true",
        "101 M; false"
      })
  void dashesAndCornersHaveABound(String content, boolean certain) throws IOException {
    assertEquals(certain, certain(page(stream(content))).isEmpty());
  }

  // So many level lines, 12 points long, within a square of 12 points.
  private static String lines(int count, String paint) {
    StringBuilder lines = new StringBuilder(".1 w ");
    for (int i = 0; i < count; i++) {
      lines.append("12 %1$.3f m 23.9 %1$.3f l %2$s ".formatted(12 + 11.9 * i / count, paint));
    }
    return lines.toString();
  }

  @Test
  void edgesInASquareAreCountedTogether() throws IOException {
    assertEquals(Optional.empty(), certain(page(stream(lines(32, "S")))));
    assertTrue(certain(page(stream(lines(33, "S")))).isPresent());
    assertTrue(certain(page(stream(lines(33, "") + "S"))).isPresent());
    assertTrue(certain(page(stream(lines(65, "f")))).isPresent());
    assertEquals(Optional.empty(), certain(page(stream(lines(64, "f")))));
    assertEquals(Optional.empty(), certain(page(stream("0 0 9 9 re W n " + lines(99, "S")))));
    assertEquals(Optional.empty(), certain(page(stream("3 0 0 3 0 0 cm " + lines(80, "S")))));
  }

  @Test
  void anAppearanceIsMeasuredWhereItIsStretchedTo() throws IOException {
    StringBuilder hatch = new StringBuilder();
    for (double y = 0; y < 100; y += 0.7) {
      hatch.append("0 %1$.1f m 100 %1$.1f l S ".formatted(y));
    }
    for (double side : new double[] {100, 50}) {
      Rectangle2D place = new Rectangle2D.Double(7, 7, side, side);
      COSStream look = form(hatch.toString(), dictionary());
      assertEquals(side == 100, CertainContent.ofForm(look, place, new COSDictionary()).isEmpty());
    }
  }

  @Test
  void aPageIsMeasuredAroundWhatIsAdded() throws IOException {
    COSDictionary page = page(stream(lines(99, "S")));
    for (int x : new int[] {40, 60}) {
      Rectangle2D place = new Rectangle2D.Double(x, 12, 9, 9);
      Optional<String> why = CertainContent.ofPage(page, place, ContentObjects.CATALOG);
      assertEquals(x == 60, why.isEmpty());
    }
  }

  @Test
  void aFormCountsAsOftenAsItIsDrawn() throws IOException {
    COSDictionary page = page(stream("/F Do /F Do"));
    COSStream form = form(lines(16, "S"), dictionary());
    page.setItem(COSName.RESOURCES, dictionary("XObject", dictionary("F", form)));
    assertEquals(Optional.empty(), certain(page));
    page.setItem(COSName.CONTENTS, stream("/F Do /F Do /F Do"));
    assertTrue(certain(page).isPresent());
    page.setItem(COSName.CONTENTS, stream("/F Do /F Do 1 0 0 1 24 0 cm /F Do"));
    assertEquals(Optional.empty(), certain(page));
  }

  @Test
  void faintLayersAreCountedWhereTheyLie() throws IOException {
    String[] entries = {"ca .06", "ca .07", "BM Multiply"};
    for (String entry : entries) {
      COSDictionary state = new COSDictionary();
      String[] both = entry.split(" ");
      state.setItem(
          COSName.getPDFName(both[0]),
          both[0].equals("BM") ? COSName.getPDFName(both[1]) : new COSFloat(both[1]));
      COSDictionary resources = dictionary("ExtGState", dictionary("F", state));
      for (int count : new int[] {32, 33}) { // in squares of 3 points
        COSDictionary page = page(stream("/F gs " + "-9 -9 399 399 re f ".repeat(count)));
        page.setItem(COSName.RESOURCES, resources);
        assertEquals(count == 32 || entry.equals("ca .07"), certain(page).isEmpty(), entry + count);
      }
      StringBuilder apart = new StringBuilder("/F gs ");
      for (int i = 0; i < 60; i++) {
        apart.append("%d %d 2 2 re f ".formatted(6 * (i % 6), 6 * (i / 6)));
      }
      COSDictionary page = page(stream(apart.toString()));
      page.setItem(COSName.RESOURCES, resources);
      assertEquals(Optional.empty(), certain(page));
    }
  }
}
