// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.evidence.PadCapture.Picture;
import org.penseal.app.screen.PadPage;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture.Depth;
import org.penseal.pad.catalog.PadCatalog;

/** What a manifest says of the page on the pad is drawn again, to the last pixel. */
class StatedPictureTest {
  private static final PadModel MODEL = PadCatalog.load().byId("stu-430v").orElseThrow();
  private static final String DOCUMENT = "0a".repeat(32);
  private static final PadPage PAGE = new PadPage("评标报告", 3, DOCUMENT);

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private static Picture stated(String language) {
    return StatedPicture.of(PAGE.draw(MODEL.layout(), Texts.of(language), Depth.ONE_BIT));
  }

  private static boolean isPage(Picture told) {
    return StatedPicture.isPageOf(told, DOCUMENT, MODEL);
  }

  @ParameterizedTest
  @CsvSource({"zh", "en"})
  void thePageIsItselfAgain(String language) {
    Picture told = stated(language);
    assertTrue(isPage(told));
    assertEquals(Optional.of(MODEL.layout().ok()), StatedPicture.ok(told, MODEL));
  }

  @Test
  void aPageOfAnotherDocumentTitleCountOrLanguageIsNot() {
    Picture told = stated("zh");
    assertFalse(StatedPicture.isPageOf(told, "0b" + DOCUMENT.substring(2), MODEL));
    assertFalse(isPage(with(told, told.language(), "评标报吿", told.pages())));
    assertFalse(isPage(with(told, told.language(), told.title(), 4)));
    assertFalse(isPage(with(told, "en", told.title(), told.pages())));
  }

  @Test
  void whatNoScreenCanBeIsRefusedWithoutDrawingIt() {
    Picture told = stated("zh");
    assertFalse(isPage(with(told, "fr", told.title(), told.pages())));
    assertFalse(isPage(with(told, "zh", told.title(), -1)));
    assertFalse(StatedPicture.isPageOf(told, "0A".repeat(32), MODEL));
    for (Picture impossible :
        new Picture[] {
          new Picture(told.sm3(), Integer.MAX_VALUE, 200, "one-bit", "zh", "t", 1),
          new Picture(told.sm3(), 320, 0, "one-bit", "zh", "t", 1),
          new Picture(told.sm3(), 320, 200, "two-bit", "zh", "t", 1),
        }) {
      assertFalse(isPage(impossible), impossible.toString());
    }
    assertEquals(
        Optional.empty(),
        StatedPicture.ok(new Picture("", 10, 10, "one-bit", "zh", "t", 1), MODEL));
  }

  private static Picture with(Picture told, String language, String title, int pages) {
    return new Picture(
        told.sm3(), told.widthPx(), told.heightPx(), told.depth(), language, title, pages);
  }
}
