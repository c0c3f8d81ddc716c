// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fonts for which PDFBox would take all memory are not made. */
class BoundedFontTest {

  private static COSDictionary composite(COSName name, int... numbers) {
    COSArray widths = new COSArray();
    for (int each : numbers) {
      widths.add(COSInteger.get(each));
    }
    COSDictionary descendant = new COSDictionary();
    descendant.setItem(name, widths);
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.DESCENDANT_FONTS, new COSArray(List.of(descendant)));
    return font;
  }

  private static COSDictionary mapped(COSName name, String map) {
    COSStream stream = new COSStream();
    try (OutputStream out = stream.createOutputStream()) {
      out.write(map.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    COSDictionary font = new COSDictionary();
    font.setItem(name, stream);
    return font;
  }

  @ParameterizedTest
  @CsvSource({"65535, true", "2147483000, false"})
  void rangesOfWidthsEnd(int last, boolean read) {
    for (COSDictionary each :
        List.of(
            composite(COSName.W, 0, last, 500),
            composite(COSName.getPDFName("W2"), 0, last, 500, 250, 800))) {
      check(read, each);
    }
  }

  private static void check(boolean read, COSDictionary font) {
    if (read) {
      assertDoesNotThrow(() -> BoundedFont.require(font));
    } else {
      assertThrows(IOException.class, () -> BoundedFont.require(font));
    }
  }

  @Test
  void manyRangesOfWidthsAreAddedUp() {
    int[] ranges = new int[3 * 100];
    for (int i = 0; i < ranges.length; i += 3) {
      ranges[i + 1] = 65_535;
    }
    check(false, composite(COSName.W, ranges));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 beginbfrange <00000000> <7fffff00> <0041> endbfrange",
        "1 beginbfrange <00000000>%<01>\n<7f ff ff 00><0041> endbfrange",
        "1 beginbfrange <00> <01> [<0041> <0042>] <0000> <7fffff> <0041> endbfrange"
      })
  void rangesOfMapsEnd(String map) {
    check(false, mapped(COSName.TO_UNICODE, map));
    check(false, mapped(COSName.ENCODING, map));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 beginbfrange <0000> <ffff> <0000> endbfrange",
        "2 beginbfrange <20> <21> [<0041> <0042>] <22> <7e> <0043> endbfrange",
        "1 begincodespacerange <00000000> <7fffffff> endcodespacerange",
        "2 beginbfchar <0003> <00005b57> <0004> <7fffffff> endbfchar"
      })
  void mapsOfProgramsAreRead(String map) {
    check(true, mapped(COSName.TO_UNICODE, map));
  }

  @Test
  void theFontThatAnOperatorSelectsIsLookedAt() {
    COSDictionary font = composite(COSName.W, 0, Integer.MAX_VALUE - 1, 500);
    PDResources resources = new PDResources();
    COSDictionary fonts = new COSDictionary();
    fonts.setItem("F", font);
    resources.getCOSObject().setItem(COSName.FONT, fonts);
    COSDictionary state = new COSDictionary();
    state.setItem(COSName.FONT, new COSArray(List.of(font, COSInteger.ONE)));
    COSDictionary states = new COSDictionary();
    states.setItem("F", state);
    resources.getCOSObject().setItem(COSName.EXT_G_STATE, states);
    List<String> refused = new ArrayList<>();
    for (String operator : List.of("Tf", "gs", "Do")) {
      List<COSBase> operands = List.of(COSName.getPDFName("F"), COSInteger.ONE);
      try {
        BoundedFont.require(resources, Operator.getOperator(operator), operands);
      } catch (IOException e) {
        refused.add(operator);
      }
    }
    assertEquals(List.of("Tf", "gs"), refused);
  }
}
