// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.content.ContentObjects.certain;
import static org.penseal.pdf.content.ContentObjects.dictionary;
import static org.penseal.pdf.content.ContentObjects.drawn;
import static org.penseal.pdf.content.ContentObjects.form;
import static org.penseal.pdf.content.ContentObjects.numbers;
import static org.penseal.pdf.content.ContentObjects.page;
import static org.penseal.pdf.content.ContentObjects.shading;
import static org.penseal.pdf.content.ContentObjects.stream;
import static org.penseal.pdf.content.ContentObjects.why;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What content names is certain where all readers take it alike. */
class CertainResourcesTest {
  @Test
  void aPageIsPartlyWithinItsMedia() throws IOException {
    COSDictionary page = page(stream(""));
    page.setItem(COSName.CROP_BOX, numbers(-10, -10, 10, 10));
    assertEquals(Optional.empty(), certain(page));
    page.setItem(COSName.CROP_BOX, numbers(400, 400, 500, 500));
    assertTrue(certain(page).isPresent());
    page.setItem(COSName.CROP_BOX, numbers(-10, -10, 10, 0));
    assertTrue(certain(page).isPresent());
  }

  @Test
  void aGroupDoesNotKnockOut() throws IOException {
    COSDictionary page = page(stream(""));
    COSDictionary group = dictionary("S", "Transparency", "I", COSBoolean.TRUE);
    page.setItem(COSName.GROUP, group);
    assertEquals(Optional.empty(), certain(page));
    group.setItem(COSName.K, COSBoolean.TRUE);
    assertTrue(certain(page).isPresent());
  }

  private static Optional<String> withFont(COSName name, COSBase value) throws IOException {
    COSDictionary page = page(stream("BT /P 9 Tf <00410042> Tj ET"));
    COSDictionary fonts = page.getCOSDictionary(COSName.RESOURCES).getCOSDictionary(COSName.FONT);
    COSDictionary font = fonts.getCOSDictionary(COSName.P);
    font.setItem(COSName.ENCODING, COSName.getPDFName("Identity-V"));
    COSArray below = font.getCOSArray(COSName.DESCENDANT_FONTS);
    ((COSDictionary) below.getObject(0)).setItem(name, value);
    return certain(page);
  }

  @Test
  void metricsOfALetterAreGivenOnce() throws IOException {
    COSArray once = numbers(1, 5, 500, 7);
    once.add(numbers(500, 600));
    assertEquals(Optional.empty(), withFont(COSName.W, once));
    assertEquals(Optional.empty(), withFont(COSName.W, numbers(1, 5, 500, 5, 5, 500)));
    assertTrue(withFont(COSName.W, numbers(1, 5, 500, 5, 5, 600)).isPresent());
    assertTrue(withFont(COSName.W, numbers(5, 1, 500)).isPresent());
    assertEquals(Optional.empty(), withFont(COSName.W2, numbers(1, 5, -1000, 0, 0)));
    assertTrue(withFont(COSName.W2, numbers(1, 5, -1000, 0)).isPresent());
    assertEquals(Optional.empty(), withFont(COSName.DW2, numbers(880, -1000)));
    assertTrue(withFont(COSName.DW2, numbers(880)).isPresent());
  }

  private static Optional<String> withGlyphs(String kind, COSBase map) throws IOException {
    COSDictionary page = page(stream("BT /P 9 Tf <0001> Tj ET"));
    COSDictionary fonts = page.getCOSDictionary(COSName.RESOURCES).getCOSDictionary(COSName.FONT);
    COSArray below = fonts.getCOSDictionary(COSName.P).getCOSArray(COSName.DESCENDANT_FONTS);
    ((COSDictionary) below.getObject(0)).setItem(COSName.SUBTYPE, COSName.getPDFName(kind));
    ((COSDictionary) below.getObject(0)).setItem(COSName.CID_TO_GID_MAP, map);
    return certain(page);
  }

  @Test
  void lettersHaveAGlyphInTheMap() throws IOException {
    assertEquals(Optional.empty(), withGlyphs("CIDFontType2", COSName.IDENTITY));
    assertEquals(Optional.empty(), withGlyphs("CIDFontType2", stream("abcd")));
    assertTrue(withGlyphs("CIDFontType2", stream("ab")).isPresent());
    assertTrue(withGlyphs("CIDFontType2", stream("abcde")).isPresent());
    assertTrue(withGlyphs("CIDFontType2", COSName.DEVICERGB).isPresent());
    assertTrue(withGlyphs("CIDFontType0", stream("abcd")).isPresent());
  }

  @Test
  void glyphsWithoutColoursHaveNoPicturesAndNoOutlines() throws IOException {
    assertEquals(Optional.empty(), why("BT /D 9 Tf (B) Tj ET"));
    assertTrue(why("BT 1 Tr /D 9 Tf (B) Tj ET").isPresent());
    assertEquals(Optional.empty(), glyph("BI /W 8/H 1/IM true ID x EI", .1f, 0));
    assertTrue(glyph("BI /W 1/H 1/BPC 8/CS/G ID x EI", .1f, 0).isPresent());
  }

  @Test
  void aTileWithoutColoursSetsNone() throws IOException {
    COSDictionary page = page(stream("/Q cs 1 /T scn 0 0 1 1 re f"));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    all.getCOSDictionary(COSName.COLORSPACE)
        .setItem(COSName.Q, ContentObjects.array(COSName.PATTERN, COSName.DEVICEGRAY));
    COSDictionary tiles = all.getCOSDictionary(COSName.PATTERN);
    ((COSStream) tiles.getDictionaryObject(COSName.T)).setInt(COSName.PAINT_TYPE, 2);
    assertEquals(Optional.empty(), certain(page));
    COSStream coloured = ContentObjects.form("1 g 0 0 1 1 re f", new COSDictionary());
    coloured.addAll((COSDictionary) tiles.getDictionaryObject(COSName.T));
    tiles.setItem(COSName.T, coloured);
    assertTrue(certain(page).isPresent());
  }

  @Test
  void largeLettersHaveWholeWidths() throws IOException {
    String moved = "(AAAAAAAA) Tj ET";
    assertEquals(Optional.empty(), why("BT /W 100 Tf " + moved));
    assertTrue(why("BT /W 9000 Tf " + moved).isPresent());
    assertEquals(Optional.empty(), why("BT /F 9000 Tf " + moved));
  }

  @Test
  void aGlyphLiesInItsBoxAndItsFontDoesNotTurn() throws IOException {
    for (String glyph : List.of("0 0 5 5 re f", "4 4 2 2 re f", "0 0 m 5 5 l S")) {
      assertEquals(Optional.empty(), glyph(glyph, .1f, 0), glyph);
    }
    assertTrue(glyph("0 0 50 5 re f", .1f, 0).isPresent());
    assertTrue(glyph("9 0 0 9 0 0 cm BI /W 8/H 1/IM true ID x EI", .1f, 0).isPresent());
    assertTrue(glyph("0 0 5 5 re f", 0, .1f).isPresent());
  }

  private static Optional<String> glyph(String content, float right, float up) throws IOException {
    COSDictionary page = page(stream("BT /D 9 Tf (A) Tj ET"));
    COSDictionary fonts = page.getCOSDictionary(COSName.RESOURCES).getCOSDictionary(COSName.FONT);
    COSDictionary font = drawn("10 0 0 0 5 5 d1 " + content, "");
    COSArray matrix = font.getCOSArray(COSName.FONT_MATRIX);
    matrix.set(0, new COSFloat(right));
    matrix.set(1, new COSFloat(up));
    fonts.setItem(COSName.D, font);
    return certain(page);
  }

  @Test
  void anImageHasEntriesThatAllReadersTakeAlike() throws IOException {
    assertEquals(Optional.empty(), image("Decode", numbers(1, 0)));
    assertTrue(image("Decode", numbers(0)).isPresent());
    assertTrue(image("ImageMask", COSName.getPDFName("x")).isPresent());
    assertTrue(image("ImageMask", COSBoolean.TRUE).isPresent());
    assertEquals(Optional.empty(), image("Mask", numbers(0, 255)));
    assertTrue(image("Mask", numbers(0)).isPresent());
    assertTrue(image("Mask", numbers(0, 256)).isPresent());
    assertTrue(image("Mask", pixel()).isPresent());
    assertEquals(Optional.empty(), image("SMask", pixel()));
    COSStream coloured = pixel();
    coloured.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
    assertTrue(image("SMask", coloured).isPresent());
    assertTrue(image("SMask", COSInteger.ONE).isPresent());
    assertTrue(image("SMaskInData", COSInteger.ONE).isPresent());
    for (String each : List.of("BPC", "CS", "D", "DP", "F", "H", "I", "IM", "W")) {
      assertTrue(image(each, numbers(1, 0)).isPresent(), each); // some readers know it here, too
    }
    COSArray real = numbers(0, 0);
    real.set(0, new COSFloat(0));
    assertTrue(image("Mask", real).isPresent());
  }

  private static COSStream pixel() throws IOException {
    COSStream image = stream("x");
    image.setInt(COSName.WIDTH, 1);
    image.setInt(COSName.HEIGHT, 1);
    image.setInt(COSName.BITS_PER_COMPONENT, 8);
    image.setItem(COSName.SUBTYPE, COSName.IMAGE);
    image.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
    return image;
  }

  private static Optional<String> image(String entry, COSBase value) throws IOException {
    COSStream image = pixel();
    image.setItem(COSName.getPDFName(entry), value);
    COSDictionary page = page(stream("/I Do"));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    all.getCOSDictionary(COSName.XOBJECT).setItem(COSName.I, image);
    Optional<String> certain = certain(page);
    assertEquals(certain.isPresent(), CertainContent.ofImage(image).isPresent());
    return certain;
  }

  @Test
  void widthsOfAllLettersAreReadAFewTimesOnly() {
    COSArray widths = new COSArray();
    for (int times = 1; times <= 5; times++) {
      widths.add(COSInteger.ZERO);
      widths.add(COSInteger.get(65535));
      widths.add(COSInteger.get(500));
      assertEquals(times < 5, new DrawnFont.Metrics(1).fit(widths), times + " times");
    }
  }

  @Test
  void aFormIsReadAgainWhereItsLinesHaveOtherEnds() throws Exception {
    COSStream form = form("0 0 m h S", new COSDictionary());
    assertEquals(Optional.empty(), withForm("/Q Do /Q Do", form));
    assertTrue(withForm("/Q Do 1 J /Q Do", form).isPresent());
  }

  private static Optional<String> withForm(String content, COSStream form) throws IOException {
    COSDictionary page = page(stream(content));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    all.getCOSDictionary(COSName.XOBJECT).setItem(COSName.Q, form);
    return certain(page);
  }

  @Test
  void aGlyphIsReadAgainWithTheResourcesOfAnotherFont() throws Exception {
    COSDictionary page = page(stream("BT /Q 9 Tf (A) Tj /R 9 Tf (A) Tj ET"));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    COSDictionary fonts = all.getCOSDictionary(COSName.FONT);
    COSDictionary one = drawn("10 0 d0 /G gs", "10 0 d0");
    COSDictionary other = new COSDictionary(one);
    one.setItem(COSName.RESOURCES, all);
    other.setItem(COSName.RESOURCES, all);
    fonts.setItem(COSName.Q, one);
    fonts.setItem(COSName.R, other);
    assertEquals(Optional.empty(), certain(page));
    other.setItem(COSName.RESOURCES, new COSDictionary());
    assertTrue(certain(page).isPresent());
  }

  @Test
  @Timeout(120)
  void functionsOfManyPartsThatAreOfManyPartsTurnTooOften() throws Exception {
    COSDictionary shading = shading(0, 0, 1, 1);
    COSDictionary function = stitched(shading.getDictionaryObject(COSName.FUNCTION));
    shading.setItem(COSName.FUNCTION, function);
    DrawnShading drawn = new DrawnShading(new DrawnResources(null));
    drawn.require(shading, false);
    shading.setItem(COSName.FUNCTION, stitched(function));
    assertThrows(Ambiguous.class, () -> drawn.require(shading, false));
    COSDictionary itself = stitched(function);
    itself.getCOSArray(COSName.FUNCTIONS).set(0, itself);
    shading.setItem(COSName.FUNCTION, itself);
    assertThrows(Ambiguous.class, () -> drawn.require(shading, false));
  }

  private static COSDictionary stitched(COSBase part) {
    COSArray parts = new COSArray();
    for (int i = 0; i < 64; i++) {
      parts.add(part);
    }
    return dictionary(
        "FunctionType",
        COSInteger.THREE,
        "Domain",
        numbers(0, 1),
        "Functions",
        parts,
        "Bounds",
        numbers(new int[63]),
        "Encode",
        numbers(new int[128]));
  }

  @Test
  void aJpegIsAsLargeAsItsDictionarySays() throws IOException {
    for (int kind : List.of(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY)) {
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      assertTrue(ImageIO.write(new BufferedImage(20, 10, kind), "jpg", jpeg));
      boolean grey = kind == BufferedImage.TYPE_BYTE_GRAY;
      COSName own = grey ? COSName.DEVICEGRAY : COSName.DEVICERGB;
      COSName other = grey ? COSName.DEVICERGB : COSName.DEVICECMYK;
      assertEquals(Optional.empty(), CertainContent.ofImage(jpeg(jpeg, 20, 10, own)));
      assertTrue(CertainContent.ofImage(jpeg(jpeg, 20, 1, own)).isPresent());
      assertTrue(CertainContent.ofImage(jpeg(jpeg, 10, 20, own)).isPresent());
      assertTrue(CertainContent.ofImage(jpeg(jpeg, 20, 10, other)).isPresent());
    }
  }

  private static COSStream jpeg(ByteArrayOutputStream data, int width, int height, COSName space)
      throws IOException {
    COSStream image = new COSStream();
    try (OutputStream out = image.createRawOutputStream()) {
      data.writeTo(out);
    }
    image.setItem(COSName.FILTER, COSName.DCT_DECODE);
    image.setInt(COSName.WIDTH, width);
    image.setInt(COSName.HEIGHT, height);
    image.setInt(COSName.BITS_PER_COMPONENT, 8);
    image.setItem(COSName.COLORSPACE, space);
    return image;
  }
}
