// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Pages with content, and what it names. */
final class ContentObjects {
  static final COSDictionary LAYER = dictionary("Type", "OCG");
  static final COSDictionary SWITCHED = dictionary("Type", "OCG");
  static final COSDictionary DESIGN = dictionary("Type", "OCG", "Intent", "Design");
  static final COSDictionary CATALOG =
      dictionary(
          "OCProperties",
          dictionary(
              "OCGs",
              array(LAYER, SWITCHED, DESIGN),
              "D",
              dictionary("ON", array(SWITCHED), "OFF", array(SWITCHED, LAYER))));

  static Optional<String> certain(COSDictionary page) {
    return CertainContent.ofPage(page, null, CATALOG);
  }

  static COSStream stream(String data) throws IOException {
    COSStream stream = new COSStream();
    try (OutputStream out = stream.createRawOutputStream()) {
      out.write(data.getBytes(StandardCharsets.ISO_8859_1));
    }
    return stream;
  }

  static COSDictionary dictionary(Object... entries) {
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

  static COSStream form(String data, COSDictionary resources) throws IOException {
    COSStream form = stream(data);
    form.setItem(COSName.SUBTYPE, COSName.FORM);
    form.setItem(COSName.BBOX, new PDRectangle(100, 100).getCOSArray());
    form.setItem(COSName.RESOURCES, resources);
    return form;
  }

  static COSArray array(COSBase... values) {
    return new COSArray(List.of(values));
  }

  static COSDictionary resources() throws IOException {
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
            LAYER,
            "S",
            SWITCHED,
            "V",
            DESIGN,
            "N",
            dictionary("Type", "OCG"),
            "M",
            dictionary("Type", "OCMD"),
            "U",
            dictionary("Type", "OCG", "Usage", dictionary("Print", new COSDictionary())));
    COSDictionary states =
        dictionary(
            "G",
            dictionary("BM", "Multiply", "LW", COSInteger.ONE, "op", COSBoolean.FALSE),
            "T",
            dictionary("BM", "Other"),
            "W",
            dictionary("LW", COSInteger.get(-1)),
            "J",
            dictionary("LC", COSInteger.THREE),
            "D",
            dictionary("D", array(array(COSInteger.ZERO), COSInteger.ZERO)),
            "O",
            dictionary("OP", COSBoolean.TRUE));
    COSDictionary spaces =
        dictionary(
            "C",
            array(
                COSName.getPDFName("Separation"),
                COSName.getPDFName("Red"),
                COSName.DEVICERGB,
                exponential()),
            "N",
            array(COSName.getPDFName("Separation"), COSName.getPDFName("None")),
            "I",
            array(
                COSName.getPDFName("Indexed"),
                COSName.DEVICERGB,
                COSInteger.ONE,
                new COSString("abcde")),
            "B",
            COSName.PATTERN);
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
        spaces,
        "Pattern",
        dictionary("T", tile(100), "S", tile(0)),
        "Shading",
        dictionary("A", shading(0, 0, 1, 1), "Z", shading(1, 1, 1, 1)));
  }

  static COSDictionary shading(int... place) {
    return dictionary(
        "ShadingType",
        COSInteger.TWO,
        "ColorSpace",
        "DeviceRGB",
        "Coords",
        numbers(place),
        "Function",
        exponential());
  }

  static COSDictionary exponential() {
    return dictionary(
        "FunctionType",
        COSInteger.TWO,
        "Domain",
        numbers(0, 1),
        "N",
        COSInteger.ONE,
        "C0",
        numbers(0, 0, 0),
        "C1",
        numbers(1, 1, 1));
  }

  static COSStream tile(int step) throws IOException {
    COSStream tile = form("0 0 1 1 re f", new COSDictionary());
    for (String each : List.of("PatternType", "PaintType", "TilingType")) {
      tile.setInt(COSName.getPDFName(each), 1);
    }
    tile.setInt(COSName.X_STEP, step);
    tile.setInt(COSName.Y_STEP, 100);
    return tile;
  }

  static COSArray numbers(int... numbers) {
    COSArray array = new COSArray();
    for (int each : numbers) {
      array.add(COSInteger.get(each));
    }
    return array;
  }

  static COSDictionary drawn(String first, String second) throws IOException {
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

  static COSDictionary page(COSBase contents) throws IOException {
    COSDictionary page = new COSDictionary();
    page.setItem(COSName.MEDIA_BOX, new PDRectangle(300, 300).getCOSArray());
    page.setItem(COSName.RESOURCES, resources());
    page.setItem(COSName.CONTENTS, contents);
    return page;
  }

  static Optional<String> why(String content) throws IOException {
    return certain(page(stream(content)));
  }

  private ContentObjects() {}
}
