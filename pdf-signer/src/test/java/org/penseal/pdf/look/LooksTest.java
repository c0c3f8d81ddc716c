// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.look.LookText.Shows;
import org.penseal.pdf.stream.ContentParser;

class LooksTest {
  private static final String WANG = "BT /F 11 Tf 4 6 Td (Wang) Tj ET";
  private static final String LI = "BT /F 11 Tf 4 6 Td (Li) Tj ET";

  static COSStream look(float width, float height, String content) throws IOException {
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setName(COSName.SUBTYPE, "Type1");
    font.setName(COSName.BASE_FONT, "Helvetica");
    COSDictionary fonts = new COSDictionary();
    fonts.setItem("F", font);
    COSDictionary dingbats = new COSDictionary(font);
    dingbats.setName(COSName.BASE_FONT, "ZapfDingbats");
    fonts.setItem("Z", dingbats);
    COSDictionary states = new COSDictionary();
    states.setItem("M", state(COSName.BM, COSName.getPDFName("Multiply")));
    states.setItem("N", state(COSName.BM, COSName.NORMAL));
    states.setItem("S", state(COSName.SMASK, new COSDictionary()));
    states.setItem("L", state(COSName.BM, COSName.getPDFName("Lighten")));
    states.setItem("T", state(COSName.TR, new COSDictionary()));
    COSDictionary resources = new COSDictionary();
    resources.setItem(COSName.FONT, fonts);
    resources.setItem(COSName.EXT_G_STATE, states);
    COSStream look = new COSStream();
    look.setItem(COSName.RESOURCES, resources);
    look.setItem(COSName.BBOX, new PDRectangle(width, height).getCOSArray());
    try (OutputStream out = look.createOutputStream()) {
      out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }
    return look;
  }

  private static COSDictionary state(COSName name, org.apache.pdfbox.cos.COSBase value) {
    COSDictionary state = new COSDictionary();
    state.setItem(name, value);
    return state;
  }

  private static Shows compared(String signed, String now) throws IOException {
    return new LookText((a, b) -> false).compare(look(100, 20, signed), look(100, 20, now), null);
  }

  @Test
  void tellsWhetherANewLookShowsTheSame() throws IOException {
    assertEquals(Shows.SAME, compared(WANG, WANG.replace("11", "10")));
    assertEquals(Shows.DIFFERENT, compared(LI, WANG));
    assertEquals(Shows.DIFFERENT, compared("", WANG));
    assertEquals(Shows.DIFFERENT, compared(WANG, WANG + " /X Do"));
    assertEquals(Shows.UNREADABLE, compared(WANG, WANG + " 9 9 m 12 15 l S"));
    assertEquals(Shows.UNREADABLE, compared(WANG, "1 g " + WANG));
    assertEquals(Shows.UNREADABLE, compared(WANG, WANG.replace("/F", "/G")));
    assertEquals(Shows.SAME, new LookText((a, b) -> false).compare(null, null, null));
    assertEquals(Shows.UNREADABLE, compared(WANG, "/M gs /N gs " + WANG));
    assertEquals(Shows.UNREADABLE, compared(WANG, "/L gs " + WANG));
    assertEquals(Shows.UNREADABLE, compared(WANG, "/T gs " + WANG));
    COSStream other = look(100, 20, WANG);
    COSDictionary spaces = state(COSName.getPDFName("DefaultGray"), COSName.DEVICEGRAY);
    other.getCOSDictionary(COSName.RESOURCES).setItem(COSName.COLORSPACE, spaces);
    assertEquals(
        Shows.UNREADABLE, new LookText((a, b) -> false).compare(look(100, 20, WANG), other, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BT /F 11 Tf 4 6 Td (\\527ang) Tj ET",
        "BT /F 00000000000000000000000000000000000011 Tf 4 6 Td (Wang) Tj ET",
        "BT /F 11 Tf 4 6 Td 1e1 0 Td (Wang) Tj ET",
        "BT /F 11 Tf 0 -14 4 6 Td (Wang) \" ET",
        "BT /F 11 Tf 4 6 Td 0 90 (Wang) \" ET",
        "BT /F 11 Tf 90 Tc 4 6 Td (Wang) Tj ET",
        "BT /F 11 Tf 4 6 Td [(W)-30000(ang)] TJ ET",
        "BT /F 11 Tf 900 Tz 4 6 Td (Wang) Tj ET",
        // a letter that is outlined, lifted, pale, smaller, narrower, slanted, turned or mirrored
        "BT /F 11 Tf 4 6 Td 1 Tr (W) Tj 0 Tr (ang) Tj ET",
        "BT /F 11 Tf 4 6 Td 2 Tr (Wang) Tj ET",
        "BT /F 11 Tf 4 6 Td 9 Ts (W) Tj 0 Ts (ang) Tj ET",
        "BT /F 11 Tf 4 6 Td .94 g (W) Tj 0 g (ang) Tj ET",
        "BT /F 11 Tf 4 6 Td 1 1 .94 rg (Wang) Tj ET",
        "BT /F 3 Tf 4 6 Td (Wang) Tj ET",
        "BT /F 6 Tf 4 6 Td (W) Tj /F 11 Tf (ang) Tj ET",
        "BT /F 11 Tf 40 Tz 4 6 Td (W) Tj 100 Tz (ang) Tj ET",
        "BT /F 11 Tf .12 0 0 1 4 6 Tm (Wang) Tj ET",
        "BT /F 11 Tf 1 0 1 1 4 6 Tm (Wang) Tj ET",
        "BT /F 11 Tf -1 0 0 -1 90 12 Tm (66) Tj ET",
        "BT /F 11 Tf -1 0 0 1 90 6 Tm (2) Tj ET",
        "q 1 0 0 -1 0 20 cm BT /F 11 Tf 4 6 Td (9) Tj ET Q",
        // one out of sight: by what is clipped, by blanks, at the edge
        "q 0 0 13 20 re W n BT /F 11 Tf 4 6 Td (Wang) Tj ET Q",
        "BT /F 11 Tf 4 6 Td (                                 Wang) Tj ET",
        "BT /F 11 Tf 95 6 Td (Wang) Tj ET",
        "BT /F 11 Tf 4 15 Td (Wang) Tj ET",
        "BT /F 11 Tf 4 -4 Td (Wang) Tj ET",
        // white on a ground that lies elsewhere, or on a part of the letters
        "0 0 100 .3 re f BT /F 11 Tf 1 g 4 6 Td (Wang) Tj ET",
        "0 0 100 9 re f BT /F 11 Tf 1 g 4 6 Td (Wang) Tj ET",
        "q 0 0 100 20 re f Q q BT /F 11 Tf 4 6 Td .1 g (Wang) Tj ET Q",
        // a line that may be read as a letter
        "8 1 1.8 18 re f BT /F 11 Tf 12 6 Td (00) Tj ET",
        // words beside the letters
        "/Span <</ActualText (Li)>> BDC BT /F 11 Tf 4 6 Td (Wang) Tj ET EMC",
        "/Span <</Alt (Li)>> BDC BT /F 11 Tf 4 6 Td (Wang) Tj ET EMC",
        "/Span <</MCID 0>> BDC BT /F 11 Tf 4 6 Td (Wang) Tj ET EMC",
        "q BT /F 11 Tf ET Q BT 4 6 Td (Wang) Tj ET",
        "25 0 m 25 20 l 50 0 m 50 20 l 75 0 m 75 20 l S BT /F 11 Tf 8 6 Td (Wang) Tj ET",
      })
  void whatReadersShowElsewhereOrOtherwiseIsNotReadable(String look) throws IOException {
    assertTrue(seemsAmbiguous(look(100, 20, look)), look);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Tx BMC q 2 2 96 16 re W n BT /F 11 Tf 0 g 4 6 Td (Wang) Tj ET Q EMC",
        "/Tx BMC q BT /F 11 Tf 4 6 Td [(W)80(ang)] TJ ET Q EMC",
        "1 g 0 0 100 20 re f 0 G .5 .5 99 19 re s BT /F 11 Tf 0 0 1 rg 4 6 Td (Wang) Tj ET",
        "0 0 100 20 re f BT /F 11 Tf 1 g 4 6 Td (Wang) Tj ET",
        "0 0 100 20 re 25 0 m 25 20 l 50 0 m 50 20 l 75 0 m 75 20 l S"
            + " BT /F 11 Tf 8 6 Td (W) Tj 25 0 Td (a) Tj 25 0 Td (n) Tj 25 0 Td (g) Tj ET",
        "q 1 0 0 -1 0 20 cm BT /F 11 Tf 1 0 0 -1 4 14 Tm (Wang) Tj ET Q",
        "BT /F 8 Tf 9 TL 4 11 Td (Wa) Tj T* (ng) Tj ET",
        "/Tx BMC q BT /F 11 Tf 1 0 .3 1 4 6 Tm (Wang) Tj ET Q EMC",
      })
  void whatAllReadersShowAlikeIsReadable(String look) throws IOException {
    assertFalse(seemsAmbiguous(look(100, 20, look)), look);
  }

  @Test
  void blanksAreWhereTheyAreSeen() throws IOException {
    assertEquals("1 1/2", shown("BT /F 11 Tf 4 6 Td (1 1/2) Tj ET"));
    assertEquals("11/2", shown("BT /F 11 Tf 4 6 Td [(1 )278(1/2)] TJ ET"));
    assertEquals("1 1/2", shown("BT /F 11 Tf 4 6 Td (1) Tj 9 0 Td (1/2) Tj ET"));
    assertEquals("W a", shown("BT /F 11 Tf 3 Tc 4 6 Td (Wa) Tj ET"));
    assertEquals("1\u20281/2", shown("BT /F 8 Tf 9 TL 4 11 Td (1) Tj T* (1/2) Tj ET"));
    assertEquals("1\n1/2", shown("BT /F 8 Tf 9 TL 88 11 Td (1) Tj T* (1/2) Tj ET"));
    String half = "1 1/2";
    assertEquals(Shows.UNREADABLE, compared(line(half), line("11/2")));
    assertEquals(Shows.SAME, compared(line(half), line(half)));
    assertEquals(Shows.UNREADABLE, compared(line(half), line("1  1/2")));
  }

  private static String line(String text) {
    return "BT /F 11 Tf 4 6 Td (" + text + ") Tj ET";
  }

  private static @Nullable String shown(String content) throws IOException {
    return ShownText.of(look(100, 20, content), null).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 1/2        | 1 1/2 | true
          1 1/2        | 11/2  | false
          11/2         | 1 1/2 | false
          10\u00b2    | 102   | false
          \ufb01ne    | fine  | true
          \uff11      | 1     | true
          a  b         | a b   | true
          e\u0301     | \u00e9 | true
          """)
  void lettersSpellWordsOnlyWithTheirBlanks(String words, String shown, boolean spelt) {
    assertEquals(spelt, SeenLetters.spell(words.translateEscapes(), shown.translateEscapes()));
  }

  @Test
  void theEndOfALineMayBeABlank() {
    assertTrue(SeenLetters.spell("Wang Xiuying", "Wang\nXiuying"));
    assertTrue(SeenLetters.spell("\u738b\u79c0\u82f1", "\u738b\u79c0\n\u82f1"));
    assertFalse(SeenLetters.spell("Wang", "Wang\nLi"));
  }

  @Test
  void aFontOfItsOwnMayHaveOtherLetters() throws IOException {
    COSStream now = look(100, 20, WANG);
    COSDictionary fonts = now.getCOSDictionary(COSName.RESOURCES).getCOSDictionary(COSName.FONT);
    COSDictionary font = fonts.getCOSDictionary(COSName.F);
    font.setItem(COSName.FONT_DESC, state(COSName.FONT_FILE2, new COSStream()));
    COSStream signed = look(100, 20, WANG);
    LookText looks = new LookText((a, b) -> a == b);
    assertEquals(Shows.UNREADABLE, looks.compare(signed, now, null));
    assertEquals(Shows.UNREADABLE, looks.compare(now, signed, null), "nor has the signed one");
  }

  @Test
  void lettersAdvanceAboutAsFarAsTheyAreWide() throws IOException {
    assertFalse(seemsAmbiguous(withWidth(944))); // of a W in Helvetica
    assertFalse(seemsAmbiguous(withWidth(1100)));
    for (int width : new int[] {-944, 0, 100, 4000}) {
      assertTrue(seemsAmbiguous(withWidth(width)), () -> "width " + width);
    }
  }

  private static COSStream withWidth(int width) throws IOException {
    COSStream look = look(100, 20, "BT /F 11 Tf 4 6 Td (W) Tj ET");
    COSDictionary fonts = look.getCOSDictionary(COSName.RESOURCES).getCOSDictionary(COSName.FONT);
    COSDictionary font = fonts.getCOSDictionary(COSName.F);
    font.setInt(COSName.FIRST_CHAR, 'W');
    font.setInt(COSName.LAST_CHAR, 'W');
    COSArray widths = new COSArray();
    widths.add(COSInteger.get(width));
    font.setItem(COSName.WIDTHS, widths);
    return look;
  }

  private static boolean seemsAmbiguous(COSStream look) {
    try {
      ShownText shown = ShownText.of(look, null);
      return shown.text() == null || shown.doubtful();
    } catch (IOException e) {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 1 0.8 rg 0 0 100 20 re f 0 g | 1 1 0.8 rg 0 0 100 20 re f 0 g | SAME
          1 1 0.8 rg 0 0 100 20 re f 0 g | q 1 1 .8 rg 0 0 100 20 re f Q | SAME
          .9 .9 1 rg 0 0 100 20 re f 0 g | .9019608 .9 1 rg .5 .5 99 19 re f 0 g | SAME
          .9 .9 1 rg 0 0 100 20 re f 0 g | .8 .9 1 rg 0 0 100 20 re f 0 g | UNREADABLE
          .9 .9 1 rg 0 0 100 20 re f 0 g | .9 .9 1 rg 0 0 100 20 re s 0 g | UNREADABLE
          0 0 100 20 re S | 40 w 0 0 100 20 re S | UNREADABLE
          0 0 100 20 re S | 2 w 0 0 100 20 re S | SAME
          1 g 0 0 9 9 re f 0 g           | 1 1 0.8 rg 0 0 100 20 re f 0 g | UNREADABLE
          1 1 0.8 rg 0 0 100 20 re f 0 g |                                | UNREADABLE
                                         | .9 g 0 0 100 20 re f 0 g       | UNREADABLE
          """)
  void groundIsThatOfTheSignedLook(@Nullable String signed, @Nullable String now, Shows expected)
      throws IOException {
    String before = (signed == null ? "" : signed + " ") + WANG;
    assertEquals(expected, compared(before, (now == null ? "" : now + " ") + WANG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "q BT /F 11 Tf 0 g 4 6 Td (1900) Tj ET Q",
        "BT /F 11 Tf 0 0 0 rg 4 6 Td (1900) Tj ET",
        "/Tx BMC q 2 2 96 16 re W n BT 0 g /F 12 Tf 1 0 0 1 2 6 Tm [(1900)] TJ ET Q EMC",
        "q 1 1 98 18 re W n 2 2 96 16 re W* n BT 0 Tc 0 Tw 100 Tz /F 11 Tf 3 TL 4 9 Td T* (1900) Tj ET Q",
      })
  void aLookThatIsWrittenPlainlyRepeatsTheSignedOne(String now) throws IOException {
    assertEquals(Shows.SAME, compared("BT /F 11 Tf 4 6 Td (1900) Tj ET", now), now);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // of another colour, size or place; in parts; under other shapes; with other blanks
        "BT /F 11 Tf 4 6 Td ( 1900) Tj ET",
        "BT /F 11 Tf 4 6 Td (1900) Tj 30 0 Td ( ) Tj ET",
        "BT /F 11 Tf .2 g 4 6 Td (1900) Tj ET",
        "BT /F 11 Tf 0 0 0 1 k 4 6 Td (1900) Tj ET",
        "BT /F 11 Tf 2 g 4 6 Td (1900) Tj ET",
        "BT /F 8 Tf 4 6 Td (1900) Tj ET",
        "BT /F 11 Tf 14 6 Td (1900) Tj ET",
        "BT /F 11 Tf 4 6 Td (1) Tj 6 0 Td (900) Tj ET",
        "BT /F 11 Tf 4 6 Td (1) Tj (900) Tj ET",
        "BT /F 11 Tf 4 6 Td [(1) 0 (900)] TJ ET",
        "BT /F 11 Tf 4 6 Td [[(1900)]] TJ ET",
        "BT /F 11 Tf 4 6 Td (1900) Tj ET 16 w 0 0 m 9 9 l S",
        "0 10 m 100 10 l S BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "q 0 1 -1 0 0 0 cm 0 -100 .1 100 re W n Q BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "0 0 100 20 re 0 0 l W n BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "/N gs BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "0 0 0 0 99 20 d1 BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "0 0 100 11 re W n BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "Q BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "q BT 92 TL ET Q BT /F 11 Tf 4 6 Td T* (1900) Tj ET",
        "1 0 0 1 5 0 cm BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "0 5 100 15 re W n BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "BT /F 11 Tf 4 8.5 Td (1900) Tj ET",
        "BT /F 11 Tf q 4 6 Td Q (1900) Tj ET",
        "/DeviceGray cs 0 0 0 sc BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "/Pattern cs 0 sc BT /F 11 Tf 4 6 Td (1900) Tj ET",
        "/F 11 Tf BT ET 4 6 Td (1900) Tj",
        "BT /F 11 Tf 4 6 Td (1900) Tj",
      })
  void aLookThatIsWrittenInAnotherWayIsNotReadable(String now) throws IOException {
    assertEquals(Shows.UNREADABLE, compared("BT /F 11 Tf 4 6 Td (1900) Tj ET", now), now);
  }

  @Test
  void linesStayWhereTheyWere() throws IOException {
    String signed = "BT /F 8 Tf 9 TL 4 11 Td (1) Tj T* (900) Tj ET";
    assertEquals(Shows.SAME, compared(signed, signed));
    String aside = "BT /F 8 Tf 80 11 Td (1) Tj -76 -9 Td (900) Tj ET";
    assertEquals(Shows.UNREADABLE, compared(signed, aside));
    assertEquals(Shows.UNREADABLE, compared(line("1900"), signed));
    String cells = "BT /F 11 Tf 8 6 Td (1) Tj 25 0 Td (9) Tj 25 0 Td (0) Tj 25 0 Td (0) Tj ET";
    assertEquals(Shows.SAME, compared(cells, cells));
    assertEquals(Shows.UNREADABLE, compared(cells, cells.replace("(9) Tj 25", "(9) Tj 24")));
    assertEquals(Shows.UNREADABLE, compared(cells, cells.replace("(9) Tj 25", "(9) Tj 35")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"900 ", "\uff19\uff10\uff10", "9\u206000", "9\ufe0000", "900\u3164"})
  void aValueIsTheSameInOtherLetters(String again) {
    assertTrue(FieldLook.isSameValue(valued("900"), valued(again)));
    assertFalse(FieldLook.isSameValue(valued("901"), valued(again)));
    assertFalse(FieldLook.isSameValue(valued(""), valued(again)));
  }

  private static COSDictionary valued(String value) {
    COSDictionary field = new COSDictionary();
    field.setString(COSName.V, value);
    return field;
  }

  @Test
  void aLookIsTurnedAsTheSignedOne() throws IOException {
    COSStream turned = look(100, 20, WANG);
    COSArray matrix = new COSArray();
    for (int each : new int[] {-1, 0, 0, -1, 100, 20}) {
      matrix.add(COSInteger.get(each));
    }
    turned.setItem(COSName.MATRIX, matrix);
    LookText looks = new LookText((a, b) -> true);
    assertEquals(Shows.SAME, looks.compare(turned, turned, null));
    assertEquals(Shows.UNREADABLE, looks.compare(look(100, 20, WANG), turned, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<</Type/Encoding/Differences[24/breve/caron 39/quotesingle 96/grave 128/bullet]>>",
        "<</BaseEncoding/WinAnsiEncoding>>",
        "/WinAnsiEncoding",
        "null"
      })
  void aSharedFontHasItsOwnLetters(String encoding) throws IOException {
    assertTrue(SharedFont.is(standard("<</Encoding " + encoding + ">>")), encoding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<</Encoding<</Differences[49/nine]>>>>",
        "<</Encoding<</Differences[49/uni0031]>>>>",
        "<</Encoding<</Differences[49/one.alt]>>>>",
        "<</Encoding/Identity-H>>",
        "<</Widths[1 2]>>",
        "<</ToUnicode null/FontDescriptor<</Flags 4>>>>",
        "<</BaseFont/Symbol>>",
        "<</BaseFont/Arial>>",
        "<</Subtype/TrueType>>"
      })
  void aFontOfWhichMoreIsSaidIsNotShared(String entries) throws IOException {
    assertFalse(SharedFont.is(standard(entries)), entries);
  }

  private static COSDictionary standard(String entries) throws IOException {
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.SUBTYPE, COSName.TYPE1);
    font.setName(COSName.BASE_FONT, "Helvetica");
    Object token =
        new ContentParser(entries.getBytes(StandardCharsets.ISO_8859_1)).parseNextToken();
    font.addAll((COSDictionary) token);
    return font;
  }
}
