// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.content.ContentObjects.array;
import static org.penseal.pdf.content.ContentObjects.certain;
import static org.penseal.pdf.content.ContentObjects.dictionary;
import static org.penseal.pdf.content.ContentObjects.exponential;
import static org.penseal.pdf.content.ContentObjects.numbers;
import static org.penseal.pdf.content.ContentObjects.page;
import static org.penseal.pdf.content.ContentObjects.shading;
import static org.penseal.pdf.content.ContentObjects.stream;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours are certain where every reader reckons the same ones. */
class CertainColoursTest {
  private static Optional<String> painted(COSBase space, String colour) throws IOException {
    COSDictionary page = page(stream("/Q cs " + colour + " sc 0 0 1 1 re f"));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    all.getCOSDictionary(COSName.COLORSPACE).setItem(COSName.Q, space);
    return certain(page);
  }

  private static COSName name(String name) {
    return COSName.getPDFName(name);
  }

  private static Optional<String> ink(COSBase function) throws IOException {
    return painted(array(name("Separation"), name("Red"), COSName.DEVICERGB, function), "1");
  }

  private static Optional<String> ink(String entry, COSBase value) throws IOException {
    COSDictionary function = exponential();
    function.setItem(COSName.getPDFName(entry), value);
    return ink(function);
  }

  @Test
  void functionsHaveADomainAndAllColours() throws IOException {
    assertEquals(Optional.empty(), ink(exponential()));
    assertEquals(Optional.empty(), ink("Domain", numbers(-1, 2)));
    assertTrue(ink("Domain", numbers(0, 0)).isPresent());
    assertTrue(ink("Domain", numbers(1, 0)).isPresent());
    assertTrue(ink("Domain", COSInteger.ONE).isPresent());
    assertTrue(ink("Range", numbers(0, 1, 1, 0, 0, 1)).isPresent());
    assertTrue(ink("C1", numbers(0, 0)).isPresent());
    assertTrue(ink("N", COSInteger.ZERO).isPresent());
    assertTrue(ink("FunctionType", COSInteger.ONE).isPresent());
    assertTrue(painted(array(name("Separation"), name("Red")), "1").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "1 1, 0 1 0 1 0 1, 1, false",
    "1 3, 0 1 0 1 0 1, 4, true",
    "0 3, 0 1 0 1 0 1, 4, false",
    "1 4, 0 1 0 1 0 1, 4, false",
    "3 1, 0 1 0 1 0 1, 4, false",
    "1 3, 0 1 0 2 0 1, 4, false",
    "1 3, 0 1 0 1, 4, false"
  })
  void partsOfFunctionsFollowOneAnother(String bounds, String encode, int end, boolean certain)
      throws IOException {
    COSDictionary parts =
        dictionary(
            "FunctionType",
            COSInteger.THREE,
            "Domain",
            numbers(0, end),
            "Functions",
            array(exponential(), exponential(), exponential()),
            "Bounds",
            list(bounds),
            "Encode",
            list(encode));
    assertEquals(certain, ink(parts).isEmpty());
  }

  private static COSArray list(String numbers) {
    COSArray list = new COSArray();
    for (String each : numbers.split(" ")) {
      list.add(new COSFloat(Float.parseFloat(each)));
    }
    return list;
  }

  private static COSStream function(int type, String data) throws IOException {
    COSStream function = stream(data);
    function.setInt(COSName.FUNCTION_TYPE, type);
    function.setItem(COSName.DOMAIN, numbers(0, 1));
    function.setItem(COSName.RANGE, numbers(0, 1, 0, 1, 0, 1));
    return function;
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 8, 2, 0 1, true",
    "abcdef, 8, 2, 1 0, true",
    "abcde, 8, 2, 0 1, false",
    "abcdef, 3, 2, 0 1, false",
    "abcdef, 8, 1, 0 0, false",
    "abcdef, 8, 2, 0 5, false"
  })
  void functionsHaveAllSamples(String data, int bits, int size, String encode, boolean certain)
      throws IOException {
    COSStream samples = function(0, data);
    samples.setInt(COSName.BITS_PER_SAMPLE, bits);
    samples.setItem(COSName.SIZE, numbers(size));
    samples.setItem(COSName.ENCODE, list(encode));
    assertEquals(certain, ink(samples).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{dup dup}",
        "{ 0.5 mul\n 1 exch sub 0 .3 3 -1 roll }",
        "{ dup 0 lt { pop 0 } if dup 1 gt { pop 1 } { 2 div } ifelse 0 index 0 }",
        "{ 1 copy add 0 0 3 1 roll }",
        "{ -1 add abs neg cvr cvi truncate floor ceiling 0 0 }"
      })
  void plainArithmeticIsCertain(String code) throws IOException {
    assertEquals(Optional.empty(), ink(function(4, code)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{ dup }",
        "{ dup dup dup }",
        "{ pop pop 1 1 1 1 }",
        "dup dup",
        "{ dup dup",
        "{ dup dup } 0",
        "{ dup dup } }",
        "{ pop +1 0 0 }",
        "{ pop 1e0 0 0 }",
        "{ pop 0 0 0 % }",
        "{ dup round dup }",
        "{ dup 0 div 0 }",
        "{ dup 1 exch div 0 }",
        "{ dup 0 lt dup }",
        "{ dup dup 0 lt add dup }",
        "{ dup dup { pop } if }",
        "{ dup 0 lt { dup } if dup }",
        "{ dup dup 0 lt { dup } { pop } ifelse }",
        "{ dup dup 0 lt { dup } }",
        "{ 1 2 3 9 1 roll }",
        "{ dup dup dup roll }",
        "{ dup -1 index }",
        "{ dup 9 copy }",
        "{ dup dup \u000b }"
      })
  void errorsAreNot(String code) throws IOException {
    assertTrue(ink(function(4, code)).isPresent(), code);
  }

  @Test
  void aStackHasABound() throws IOException {
    assertTrue(ink(function(4, "{ " + "dup ".repeat(99) + "pop ".repeat(97) + "}")).isPresent());
  }

  @Test
  void severalInksHaveNoOtherColours() throws IOException {
    COSStream function = function(4, "{ 1 index }");
    function.setItem(COSName.DOMAIN, numbers(0, 1, 0, 1));
    COSArray space =
        array(name("DeviceN"), array(name("Red"), name("Blue")), COSName.DEVICERGB, function);
    assertEquals(Optional.empty(), painted(space, "1 1"));
    COSDictionary more = dictionary("Subtype", "DeviceN");
    space.add(more);
    assertEquals(Optional.empty(), painted(space, "1 1"));
    more.setItem(COSName.COLORANTS, new COSDictionary());
    assertTrue(painted(space, "1 1").isPresent());
  }

  @Test
  void tablesHaveTheirColours() throws IOException {
    COSArray table = array(name("Indexed"), COSName.DEVICEGRAY, COSInteger.ONE, stream("ab"));
    assertEquals(Optional.empty(), painted(table, "1"));
    assertTrue(painted(table, "2").isPresent());
    assertTrue(painted(table, "-1").isPresent());
    assertTrue(painted(table, ".5").isPresent());
    table.set(3, stream("a"));
    assertTrue(painted(table, "1").isPresent());
  }

  private static Optional<String> calibrated(String space, String entry, COSBase value)
      throws IOException {
    COSDictionary entries = dictionary("WhitePoint", numbers(1, 1, 1));
    entries.setItem(name(entry), value);
    return painted(array(name(space), entries), space.equals("CalGray") ? "1" : "1 1 1");
  }

  @Test
  void calibratedColoursAreNearTheDevices() throws IOException {
    assertEquals(Optional.empty(), calibrated("CalGray", "Gamma", new COSFloat(2.2f)));
    assertTrue(calibrated("CalGray", "Gamma", COSInteger.get(9)).isPresent());
    assertTrue(calibrated("CalGray", "WhitePoint", numbers(0, 1, 0)).isPresent());
    assertTrue(calibrated("CalGray", "WhitePoint", numbers(0, 1)).isPresent());
    assertEquals(Optional.empty(), calibrated("CalRGB", "Gamma", numbers(2, 2, 2)));
    assertTrue(calibrated("CalRGB", "Gamma", numbers(2, 2, 0)).isPresent());
    assertEquals(
        Optional.empty(), calibrated("CalRGB", "Matrix", numbers(1, 0, 0, 0, 1, 0, 0, 0, 1)));
    assertTrue(calibrated("CalRGB", "Matrix", numbers(0, 0, 0, 0, 1, 0, 0, 0, 1)).isPresent());
    assertEquals(Optional.empty(), calibrated("Lab", "Range", numbers(-9, 9, -9, 9)));
  }

  private static COSStream profile(int space) throws IOException {
    byte[] data = ICC_Profile.getInstance(space).getData();
    COSStream profile = stream(new String(data, StandardCharsets.ISO_8859_1));
    profile.setInt(COSName.N, space == ColorSpace.CS_GRAY ? 1 : 3);
    return profile;
  }

  @Test
  void profilesAreNearTheDevices() throws IOException {
    for (int each : new int[] {ColorSpace.CS_sRGB, ColorSpace.CS_GRAY, ColorSpace.CS_LINEAR_RGB}) {
      String colour = each == ColorSpace.CS_GRAY ? "1" : "1 1 1";
      assertEquals(Optional.empty(), painted(array(name("ICCBased"), profile(each)), colour));
    }
    COSStream other = profile(ColorSpace.CS_CIEXYZ);
    assertTrue(painted(array(name("ICCBased"), other), "1 1 1").isPresent());
    COSStream wrong = profile(ColorSpace.CS_GRAY);
    wrong.setInt(COSName.N, 3);
    assertTrue(painted(array(name("ICCBased"), wrong), "1 1 1").isPresent());
    COSStream none = stream("x");
    none.setInt(COSName.N, 3);
    assertTrue(painted(array(name("ICCBased"), none), "1 1 1").isPresent());
    COSStream alternate = profile(ColorSpace.CS_sRGB);
    alternate.setItem(COSName.ALTERNATE, COSName.DEVICERGB);
    assertEquals(Optional.empty(), painted(array(name("ICCBased"), alternate), "1 1 1"));
    alternate.setItem(COSName.RANGE, numbers(0, 1, 0, 1, 0, 1));
    assertEquals(Optional.empty(), painted(array(name("ICCBased"), alternate), "1 1 1"));
    alternate.setItem(COSName.RANGE, numbers(0, 1, 1, 1, 0, 1));
    assertTrue(painted(array(name("ICCBased"), alternate), "1 1 1").isPresent());
    alternate.removeItem(COSName.RANGE);
    alternate.setItem(COSName.ALTERNATE, COSName.DEVICECMYK);
    assertTrue(painted(array(name("ICCBased"), alternate), "1 1 1").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "4, 000100010001, true",
    "4, 0001000100011001, true",
    "4, 00010001, false",
    "4, 100100010001, false",
    "4, 0001000100013001, false",
    "5, 001001001001, true",
    "5, 001001001, false",
    "5, 001001, false"
  })
  void meshesAreWhole(int type, String data, boolean certain) throws IOException {
    COSDictionary page = page(stream("/Q sh"));
    COSStream mesh = stream(data.replace('0', '\0').replace('1', '\1').replace('3', '\3'));
    mesh.addAll(
        dictionary(
            "ShadingType",
            COSInteger.get(type),
            "ColorSpace",
            COSName.DEVICEGRAY,
            "BitsPerCoordinate",
            COSInteger.get(8),
            "BitsPerComponent",
            COSInteger.get(8),
            type == 4 ? "BitsPerFlag" : "VerticesPerRow",
            COSInteger.get(type == 4 ? 8 : 2),
            "Decode",
            numbers(0, 9, 0, 9, 0, 1)));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    all.getCOSDictionary(COSName.SHADING).setItem(COSName.Q, mesh);
    assertEquals(certain, certain(page).isEmpty());
    mesh.setInt(COSName.BITS_PER_COORDINATE, 9);
    assertTrue(certain(page).isPresent());
  }

  @Test
  void aShadingAsksNoMoreThanItsFunctionGives() throws IOException {
    COSDictionary page = page(stream("/Q sh"));
    COSDictionary shading = shading(0, 0, 1, 1);
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    all.getCOSDictionary(COSName.SHADING).setItem(COSName.Q, shading);
    assertEquals(Optional.empty(), certain(page));
    shading.setItem(COSName.DOMAIN, numbers(0, 2));
    assertTrue(certain(page).isPresent());
  }

  @Test
  void aFunctionThatFitsAShadingNeedNotFitAnInk() throws IOException {
    COSDictionary two = dictionary("FunctionType", COSInteger.THREE, "Domain", numbers(0, 1));
    two.setItem(COSName.FUNCTIONS, array(exponential(), exponential()));
    two.setItem(COSName.BOUNDS, numbers(1)); // a single value lies in both parts
    two.setItem(COSName.ENCODE, numbers(0, 1, 0, 1));
    assertEquals(Optional.empty(), shadedAndInked(two, exponential(), COSName.DEVICERGB));
    assertTrue(shadedAndInked(two, two, COSName.DEVICERGB).isPresent());
    COSDictionary three = exponential();
    assertTrue(shadedAndInked(three, three, COSName.DEVICECMYK).isPresent());
  }

  private static Optional<String> shadedAndInked(
      COSDictionary shaded, COSDictionary inked, COSName alternate) throws IOException {
    COSDictionary page = page(stream("/Q sh /Q cs 1 sc 0 0 1 1 re f"));
    COSDictionary all = page.getCOSDictionary(COSName.RESOURCES);
    COSDictionary shading = shading(0, 0, 1, 1);
    shading.setItem(COSName.FUNCTION, shaded);
    all.getCOSDictionary(COSName.SHADING).setItem(COSName.Q, shading);
    COSBase ink = array(name("Separation"), name("Red"), alternate, inked);
    all.getCOSDictionary(COSName.COLORSPACE).setItem(COSName.Q, ink);
    return certain(page);
  }
}
