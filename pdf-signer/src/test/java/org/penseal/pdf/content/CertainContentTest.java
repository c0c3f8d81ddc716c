// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conforms is certain, and nothing else is. */
class CertainContentTest {
  private static COSStream stream(String data) throws IOException {
    COSStream stream = new COSStream();
    try (OutputStream out = stream.createRawOutputStream()) {
      out.write(data.getBytes(StandardCharsets.ISO_8859_1));
    }
    return stream;
  }

  private static COSDictionary dictionary(Object... entries) {
    COSDictionary dictionary = new COSDictionary();
    for (int i = 0; i < entries.length; i += 2) {
      COSBase value =
          entries[i + 1] instanceof String name
              ? COSName.getPDFName(name)
              : (COSBase) entries[i + 1];
      dictionary.setItem(COSName.getPDFName((String) entries[i]), value);
    }
    return dictionary;
  }

  private static COSStream form(String data, COSDictionary resources) throws IOException {
    COSStream form = stream(data);
    form.setItem(COSName.SUBTYPE, COSName.FORM);
    form.setItem(COSName.BBOX, new PDRectangle(100, 100).getCOSArray());
    form.setItem(COSName.RESOURCES, resources);
    return form;
  }

  private static COSArray array(COSBase... values) {
    return new COSArray(List.of(values));
  }

  private static COSDictionary resources() throws IOException {
    COSDictionary helvetica = dictionary("Subtype", "Type1", "BaseFont", "Helvetica");
    COSDictionary some =
        dictionary(
            "Subtype",
            "TrueType",
            "FirstChar",
            COSInteger.get(65),
            "LastChar",
            COSInteger.get(66),
            "Widths",
            array(COSInteger.get(500), new COSFloat(500.5f)));
    COSDictionary without = dictionary("Subtype", "TrueType", "BaseFont", "Helvetica");
    COSDictionary pairs =
        dictionary(
            "Subtype",
            "Type0",
            "Encoding",
            "Identity-H",
            "DescendantFonts",
            array(dictionary("DW", COSInteger.get(500))));
    COSDictionary fonts = dictionary("F", helvetica, "W", some, "N", without, "P", pairs);
    fonts.setItem("D", drawn("10 0 d0 0 0 5 5 re f", "1 0 0 0 5 5 d1 BI /W 8/H 1/IM true ID x EI"));
    fonts.setItem("E", drawn("0 0 5 5 re f", "10 0 0 0 5 5 d1 1 g 0 0 5 5 re f"));
    COSStream image = stream("");
    image.setItem(COSName.SUBTYPE, COSName.IMAGE);
    COSDictionary itself = new COSDictionary();
    COSStream loop = form("/L Do", itself);
    itself.setItem(COSName.XOBJECT, dictionary("L", loop));
    COSDictionary own = dictionary("Font", dictionary("F", helvetica));
    COSDictionary objects =
        dictionary(
            "I",
            image,
            "X",
            form("q BT /F 9 Tf (a) Tj ET Q", own),
            "Y",
            form("BT (a) Tj ET", own),
            "L",
            loop);
    COSDictionary layers =
        dictionary(
            "O",
            dictionary("Type", "OCG"),
            "M",
            dictionary("Type", "OCMD"),
            "U",
            dictionary("Type", "OCG", "Usage", dictionary("Print", new COSDictionary())));
    COSDictionary states =
        dictionary("G", dictionary("BM", "Multiply"), "T", dictionary("BM", "Other"));
    COSDictionary spaces =
        dictionary("C", array(COSName.getPDFName("Separation")), "B", COSName.PATTERN);
    return dictionary(
        "Font",
        fonts,
        "XObject",
        objects,
        "Properties",
        layers,
        "ExtGState",
        states,
        "ColorSpace",
        spaces);
  }

  private static COSDictionary drawn(String first, String second) throws IOException {
    COSDictionary glyphs = new COSDictionary();
    glyphs.setItem("a", stream(first));
    glyphs.setItem("b", stream(second));
    return dictionary(
        "Subtype",
        "Type3",
        "FontMatrix",
        array(
            new COSFloat(.1f),
            COSInteger.ZERO,
            COSInteger.ZERO,
            new COSFloat(.1f),
            COSInteger.ZERO,
            COSInteger.ZERO),
        "Encoding",
        dictionary(
            "Differences",
            array(COSInteger.get(65), COSName.getPDFName("a"), COSName.getPDFName("b"))),
        "CharProcs",
        glyphs,
        "FirstChar",
        COSInteger.get(65),
        "LastChar",
        COSInteger.get(66),
        "Widths",
        array(COSInteger.ONE, COSInteger.ONE));
  }

  private static COSDictionary page(COSBase contents) throws IOException {
    COSDictionary page = new COSDictionary();
    page.setItem(COSName.MEDIA_BOX, new PDRectangle(300, 300).getCOSArray());
    page.setItem(COSName.RESOURCES, resources());
    page.setItem(COSName.CONTENTS, contents);
    return page;
  }

  private static Optional<String> why(String content) throws IOException {
    return CertainContent.ofPage(page(stream(content)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "% a remark\rq 1 0 0 -1 0 .5 cm +5 -.5 5. 0005 re f* Q\n",
        "[3 2]0 d[]0 d/RelativeColorimetric ri 1 i 0 J 2 j 4 M/G gs 1 w",
        "BT/F 9 Tf 1 2 Td[(a)-20(b\\)\\(\\051 \\\n(c))<6 1>]TJ T*(a)' 1 2(a)\" 3 Tr ET",
        "/Span<</ActualText(x)/MCID 0/A[1 true]>>BDC BT/W 9 Tf(AB)Tj ET EMC/Artifact BMC EMC",
        "BT /P 9 Tf <00410042> Tj ET BT /D 9 Tf (AB) Tj ET",
        "n f 0 0 m 1 1 l 1 1 2 2 3 3 c 1 1 2 2 v 1 1 2 2 y h W n 0 0 1 1 re W* f",
        "/C CS .5 SC /DeviceRGB cs 1 0 0 sc 0 0 0 1 k 1 0 0 0 sc",
        "/X Do /I Do /OC /O BDC /X Do EMC BX EX",
        "q BI /W 3 /H 1 /BPC 8 /CS /G ID EI! EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 41> EI Q"
      })
  void whatConformsIsCertain(String content) throws IOException {
    assertEquals(Optional.empty(), why(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // numbers
        "--60 w",
        "5-3 w",
        ". w",
        "- w",
        "1e2 w",
        "1.2.3 w",
        "3000000000 w",
        // tokens
        "1 w0 g",
        "1 w% remark",
        "(a\rb) Tj",
        "(a",
        "<6x> Tj",
        "<</A 1 /A 2>> BDC",
        "/A#42 gs",
        "/\u00e9 gs",
        "1\0w",
        "1\fw",
        "{1 w}",
        "1 w ]",
        "[1 0 d",
        "/Span <</A 1 0 R>> BDC EMC",
        "/Span <</A (x) q",
        // operands
        "1 2 w",
        "w",
        "(1) w",
        "1.0 Tr",
        "4 Tr",
        "0 Tz",
        "[(a)] 0 d",
        "1 0 0 sc",
        "/C cs /G scn",
        "1",
        // places
        "foo",
        "BX foo EX",
        "Q",
        "q",
        "EMC",
        "/A BMC",
        "EX",
        "BX",
        "BT",
        "ET",
        "BT BT ET ET",
        "BT q Q ET",
        "BT 0 0 1 1 re f ET",
        "/F 9 Tf (a) Tj",
        "BT (a) Tj ET",
        "q /F 9 Tf Q BT (a) Tj ET",
        "BT /F 0 Tf (a) Tj ET",
        "W n",
        "0 0 m W n",
        "1 1 l S",
        "0 0 m 1 0 0 1 0 0 cm 1 1 l S",
        "0 0 1 1 re",
        "0 0 1 1 re W",
        "0 0 1 1 re W 1 1 l n",
        "1 0 d0",
        // places
        "1 0 0 0 0 0 cm",
        "1 0 0 1 2000000000 0 cm 1 0 0 1 -2000000000 0 cm",
        "1000000000 0 0 1000000000 0 0 cm",
        "-2000000000 0 2000000060 9 re f",
        "0 0 2000000060 9 re f",
        "BT 2000000000 0 Td -2000000000 0 Td ET",
        "BT /F 9 Tf [2000000000 (a)] TJ ET",
        // names
        "/Z gs",
        "/T gs",
        "/Z Do",
        "/Y Do",
        "/L Do",
        "/Z cs",
        "/B cs /Z scn",
        "/Z sh",
        "/OC /M BDC EMC",
        "/OC /U BDC EMC",
        "/OC <</Type/OCG>> BDC EMC",
        "/OC BMC EMC",
        // fonts
        "BT /Z 9 Tf (a) Tj ET",
        "BT /N 9 Tf (a) Tj ET",
        "BT /W 9 Tf (ABC) Tj ET",
        "BT /F 9 Tf (\\001) Tj ET",
        "BT /P 9 Tf (abc) Tj ET",
        "BT /E 9 Tf (A) Tj ET",
        "BT /E 9 Tf (B) Tj ET",
        // images
        "q BI /W 1 /H 1 /BPC 8 /CS /G ID xx EI Q",
        "q BI /W 3 /H 1 /BPC 8 /CS /G ID EI  EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT ET BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G ID\rx EI Q",
        "q BI /W 1 /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 4x> EI Q",
        "q BI /W 1 /H 1 /BPC 8 /CS /G /F /DCT ID x EI Q"
      })
  void whatReadersMayReadDifferentlyIsNot(String content) throws IOException {
    assertTrue(why(content).isPresent(), content);
  }

  @Test
  void streamsAreDividedBetweenTokens() throws IOException {
    assertEquals(
        Optional.empty(),
        CertainContent.ofPage(page(array(stream("q 1 "), stream(""), stream("w Q")))));
    for (String second : List.of("0 w Q", "% x", "(a) Tj")) {
      COSArray both = array(stream("q 1"), stream(second));
      assertTrue(CertainContent.ofPage(page(both)).isPresent(), second);
    }
    COSArray string = array(stream("BT /F 9 Tf (a "), stream("b) Tj ET"));
    assertTrue(CertainContent.ofPage(page(string)).isPresent());
    COSArray remark = array(stream("% q "), stream(" w"));
    assertTrue(CertainContent.ofPage(page(remark)).isPresent());
    assertTrue(CertainContent.ofPage(page(array(stream("q "), COSInteger.ONE))).isPresent());
    assertTrue(CertainContent.ofPage(page(COSInteger.ONE)).isPresent());
  }

  @Test
  void aPageHasBoxesThatAllReadersHave() throws IOException {
    for (COSName name : List.of(COSName.MEDIA_BOX, COSName.CROP_BOX)) {
      COSDictionary page = page(stream(""));
      page.setItem(name, array(COSInteger.ZERO, COSInteger.ZERO, COSInteger.ONE));
      assertTrue(CertainContent.ofPage(page).isPresent(), name.getName());
    }
    COSDictionary page = page(stream(""));
    page.setInt(COSName.ROTATE, 45);
    assertTrue(CertainContent.ofPage(page).isPresent());
  }
}
