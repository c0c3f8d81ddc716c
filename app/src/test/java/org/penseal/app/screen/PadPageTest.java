// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.penseal.app.text.Texts;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PadPicture.Depth;
import org.penseal.pdf.page.ChineseFont;

class PadPageTest {
  private static final PadLayout LAYOUT = PadLayout.standard(800, 480, 10800, 6480);
  private static final PadPage PAGE = new PadPage("Contract", 2, "0123456789abcdef".repeat(4));

  private static PadPicture drawn(Depth depth) {
    return PAGE.draw(LAYOUT, Texts.of("en"), depth).picture();
  }

  private static int colourOf(PadPicture picture, PadButton button) {
    PadLayout.Area area = LAYOUT.area(button);
    return picture.rgb(area.left() + area.width() / 2, area.top() + 4);
  }

  @Test
  void colourPadShowsEachButtonInAColourOfItsOwn() {
    PadPicture picture = drawn(Depth.RGB24);
    assertTrue(picture.colour());
    assertEquals(3 * 800 * 480, picture.bits().length, "red, green, blue of each pixel are stated");
    assertNotEquals(colourOf(picture, PadButton.OK), colourOf(picture, PadButton.CANCEL));
    assertNotEquals(colourOf(picture, PadButton.OK), colourOf(picture, PadButton.CLEAR));
  }

  @Test
  void onePageIsCalledOnePage() {
    Texts english = Texts.of("en");
    assertEquals("1 page", english.get("pad.pages", 1));
    assertEquals("2 pages", english.get("pad.pages", 2));
    assertEquals("4,999 pages", english.get("pad.pages", 4999));
    assertEquals("a.pdf · 1 page", english.get("window.read.facts", "a.pdf", 1));
    assertEquals("a.pdf · 12 pages", english.get("window.read.facts", "a.pdf", 12));
    assertEquals("共 1 页", Texts.of("zh").get("pad.pages", 1));
  }

  @Test
  void whatIsStatedIsWhatTheScreenCanShow() {
    PadPicture picture = drawn(Depth.RGB565);
    assertEquals(picture, picture.reducedTo(Depth.RGB565), "no bit that the screen has not");
    assertNotEquals(drawn(Depth.RGB24), picture);
    assertEquals(0xFFFFFF, picture.rgb(0, 0), "white stays white");
  }

  @Test
  void oneBitPageIsThatOfPadsWithoutColour() {
    PadPicture picture = drawn(Depth.ONE_BIT);
    assertFalse(picture.colour());
    assertEquals(48_000, picture.bits().length);
    assertEquals(0xFFFFFF, colourOf(picture, PadButton.OK));
  }

  // U+20BB7 is in extension B, of which the font has nothing.
  @Test
  void characterThatTheFontLacksIsShownByItsNumber() {
    PadPage page = PadPage.of("\uD842\uDFB7野\t㛃.pdf", 1, PAGE.documentSm3());
    assertEquals("〔U+20BB7〕野 㛃.pdf", page.title());
    assertTrue(ChineseFont.missing(page.title()).isEmpty(), "no box is drawn");
    assertEquals("Contract", PadPage.of("Contract", 1, PAGE.documentSm3()).title());
  }

  @Test
  void numberOfACharacterIsNeverCutInTheMiddle() {
    Lettering letters = new Lettering(20);
    String text = "ab" + Lettering.legible("\uD842\uDFB7") + "cd";
    for (double room = letters.width(text) - 1; room > letters.width("ab…"); room -= 5) {
      String cut = letters.shortened(text, room);
      assertTrue(cut.equals("ab…") || cut.contains("〔U+20BB7〕"), cut);
    }
  }

  @Test
  void wordsOnThePadHaveNoBoxesEither() {
    WordParts words = WordParts.on(LAYOUT, Locale.CHINA);
    assertEquals(words.centred("谢谢\n〔U+20BB7〕", LAYOUT), words.centred("谢谢\n\uD842\uDFB7", LAYOUT));
  }
}
