// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.Documents;
import org.penseal.pdf.RawPdf;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.SigningException;

/** Each hazard in a file that has it, beside a file that is nearly the same and harmless. */
class HazardScanTest {
  private static final HazardScan SCAN = new HazardScan(50);
  private static final String FONT =
      "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
          + "/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97"
          + "/Widths[600]/Resources<<>>>>";
  private static final String GLYPH = stream("600 0 d0 0 0 500 500 re f");

  @TempDir Path folder;

  private static String stream(String content) {
    return "<</Length %d>>stream\n%s\nendstream".formatted(content.length(), content);
  }

  /** A page (3) with content (4) and a font that is in the file (5, 6); more objects from 7 on. */
  private Path file(String catalog, String page, String content, String... more)
      throws IOException {
    List<String> objects = new ArrayList<>();
    objects.add("<</Type/Catalog/Pages 2 0 R" + catalog + ">>");
    objects.add(RawPdf.PAGES);
    objects.add(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            + (page.contains("/Resources") ? "" : "/Resources<</Font<</F 5 0 R>>>>")
            + page
            + ">>");
    objects.add(stream(content));
    objects.add(FONT);
    objects.add(GLYPH);
    objects.addAll(Arrays.asList(more));
    return RawPdf.of(folder.resolve("f" + System.nanoTime() + ".pdf"), objects);
  }

  private static Set<String> codes(Path file) throws SigningException {
    return SCAN.of(file, null).stream()
        .map(hazard -> hazard.kind().code())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static final String WORDS = "BT /F 12 Tf 100 700 Td (aaaa) Tj ET ";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      layer-hidden            | /OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>> | /OCProperties<</OCGs[7 0 R]/D<</OFF[]>>>> | layers
      layer-hidden            | /OCProperties<</OCGs[7 0 R]/D<</BaseState/OFF>>>> | /OCProperties<</OCGs[7 0 R]/D<</BaseState/OFF/ON[7 0 R]>>>> | layers
      layer-by-use            | /OCProperties<</OCGs[8 0 R]/D<<>>>> | /OCProperties<</OCGs[7 0 R]/D<</AS[]>>>> | layers
      script                  | /OpenAction<</S/JavaScript/JS(x)>> | /OpenAction[3 0 R/Fit] |
      script                  | /Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>> | /Names<</Dests<</Names[(a)[3 0 R/Fit]]>>>> |
      action-outside          | /OpenAction<</S/Launch/F(x)>> | /OpenAction<</S/Named/N/NextPage>> |
      action-hides            | /OpenAction<</S/Hide/T(x)>> | /OpenAction<</S/GoTo/D[3 0 R/Fit]>> |
      link link-opens-itself  | /OpenAction<</S/URI/URI(http://a)>> | /URI<</Base(http://a)>> |
      xfa-form                | /AcroForm<</Fields[]/XFA()>> | /AcroForm<</Fields[]>> |
      need-appearances        | /AcroForm<</Fields[]/NeedAppearances true>> | /AcroForm<</Fields[]/NeedAppearances false>> |
      field-computed          | /AcroForm<</Fields[]/CO[]>> | /AcroForm<</Fields[]/SigFlags 3>> |
      portfolio               | /Collection<<>> | /PageMode/UseAttachments |
      attachment              | /Names<</EmbeddedFiles<<>>>> | /Names<<>> |
      """)
  void warnsOfTheCatalog(String code, String bad, String good, String left) throws Exception {
    String layer = "<</Type/OCG/Name(Draft)>>";
    String byUse =
        "<</Type/OCG/Name(Draft)/Usage<</Print<</PrintState/ON>>/View<</ViewState/OFF>>>>>>";
    assertEquals(with(code), codes(file(bad, "", WORDS, layer, byUse)));
    assertEquals(with(left), codes(file(good, "", WORDS, layer, byUse)));
  }

  private static Set<String> with(String code) {
    return code == null || code.isBlank() ? Set.of() : new TreeSet<>(List.of(code.split(" ")));
  }

  private static final String NOTE =
      "/Type/Annot/Subtype/FreeText/Contents(n)/Rect[10 10 90 50]/AP<</N 4 0 R>>";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      annotation-hidden       | /F 2   | /F 4
      annotation-hidden       | /F 260 | /F 4
      annotation-hidden       | /F 32  | /F 4
      annotation-only-printed | /F 36  | /F 4
      annotation-not-printed  | /F 0   | /F 4
      """)
  void warnsOfFlagsOfAnnotations(String code, String bad, String good) throws Exception {
    assertEquals(Set.of(code), codes(file("", "/Annots[<<" + NOTE + bad + ">>]", WORDS)));
    assertEquals(Set.of(), codes(file("", "/Annots[<<" + NOTE + good + ">>]", WORDS)));
  }

  @Test
  void doesNotWarnOfAnInvisibleSignatureOrOfPopups() throws Exception {
    String field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/F 132/Rect[0 0 0 0]>>";
    String hidden = "<</Type/Annot/Subtype/Widget/FT/Sig/T(t)/F 2/Rect[0 0 0 0]>>";
    String popup = "<</Type/Annot/Subtype/Popup/F 2/Rect[0 0 90 90]/Contents(x)>>";
    assertEquals(Set.of(), codes(file("", "/Annots[" + field + hidden + popup + "]", WORDS)));
  }

  @Test
  void warnsOfAFieldOverWordsButNotOverALineToWriteOn() throws Exception {
    String field = "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(t)/F 4/Rect[90 %d 200 %d]>>]";
    assertEquals(Set.of("field-over-text"), codes(file("", field.formatted(690, 720), WORDS)));
    assertEquals(Set.of(), codes(file("", field.formatted(590, 620), WORDS)));
    Path form = Documents.form(folder.resolve("form.pdf"));
    assertEquals(Set.of(), codes(form));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      script         | /A<</S/JavaScript/JS(x)>> | /A<</S/GoTo/D[3 0 R/Fit]>> |
      action-outside | /A<</S/GoToR/F(x)/D[0/Fit]>> | /Dest[3 0 R/Fit] |
      action-outside | /A<</S/SubmitForm/F(http://a)>> | /A<</S/ResetForm>> |
      action-outside | /A<</S/ImportData/F(x)>> | /A<</S/Named/N/NextPage>> |
      action-hides   | /A<</S/SetOCGState/State[/OFF]>> | /A<</S/Thread/D 0>> |
      link           | /A<</S/URI/URI(http://a)>> | /H/I |
      """)
  void warnsOfWhatALinkDoes(String code, String bad, String good) throws Exception {
    String link = "<</Type/Annot/Subtype/Link/Rect[10 10 90 50]";
    List<Hazard> found = SCAN.of(file("", "/Annots[" + link + bad + ">>]", WORDS), null);
    assertEquals(List.of(code), found.stream().map(h -> h.kind().code()).toList());
    assertEquals(1, found.getFirst().page());
    assertEquals(Set.of(), codes(file("", "/Annots[" + link + good + ">>]", WORDS)));
  }

  @Test
  void warnsOfFieldScriptsAndRichMedia() throws Exception {
    String field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(sum)/F 4/Rect[90 90 200 110]";
    String computed = field + "/AA<</C<</S/JavaScript/JS(x)>>>>>>";
    assertEquals(
        Set.of("field-computed", "script"), codes(file("", "/Annots[" + computed + "]", WORDS)));
    assertEquals(Set.of(), codes(file("", "/Annots[" + field + ">>]", WORDS)));
    String film = "<</Type/Annot/Subtype/RichMedia/Rect[1 1 9 9]/F 4>>";
    assertEquals(Set.of("rich-media"), codes(file("", "/Annots[" + film + "]", WORDS)));
  }

  @Test
  void warnsOnceOfAFileThatReadersMayReadDifferently() throws Exception {
    Path file = file("", "", WORDS);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Matcher length = Pattern.compile("/Length (\\d)(\\d+)>>\\s*stream").matcher(text);
    assertTrue(length.find());
    int digit = length.start(1);
    char other = text.charAt(digit) == '1' ? '2' : '1';
    String wrong = text.substring(0, digit) + other + text.substring(digit + 1);
    Files.writeString(file, wrong, StandardCharsets.ISO_8859_1);
    List<Hazard> found = SCAN.of(file, null);
    assertEquals(List.of("read-differently"), found.stream().map(h -> h.kind().code()).toList());
    assertTrue(found.getFirst().text().contains("stream-length-wrong"), found.getFirst().text());
  }

  @Test
  void warnsOfWhatAnUpdateCouldHeal() throws Exception {
    String data = "\nendstream endobj 1 0 obj <<>> endobj %%%%%%%";
    String hidden = "<</Length " + data.length() + ">>stream\n" + data + "\nendstream";
    assertFalse(codes(file("", "", WORDS, hidden)).contains("read-differently"));
    // With a reference to nothing some readers look for objects everywhere.
    List<Hazard> found = SCAN.of(file("", "/Other 99 0 R", WORDS, hidden), null);
    assertTrue(found.stream().anyMatch(h -> h.text().contains("object-twice")), found::toString);
  }

  // PDFBox decodes rows of no columns for ever.
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsNoContentThatReadersDecodeDifferently() throws Exception {
    String data = "789c730a51700d010003dd0150>";
    String filters =
        "/Filter[/ASCIIHexDecode/FlateDecode]/DecodeParms[null<</Predictor 2/Columns 0>>]";
    String words =
        "<<" + filters + "/Length " + data.length() + ">>stream\n" + data + "\nendstream";
    List<Hazard> found = SCAN.of(file("", "", WORDS, words), null);
    assertEquals(
        List.of("read-differently", "not-all-looked-at"),
        found.stream().map(h -> h.kind().code()).toList());
  }

  @Test
  void warnsOfPagesAndContentThatNothingShows() throws Exception {
    String page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>";
    assertEquals(Set.of("unused-page"), codes(file("", "", WORDS, page)));
    assertEquals(Set.of("unused-content"), codes(file("", "", WORDS, stream("BT (x) Tj ET"))));
    String form = "<</Subtype/Form/BBox[0 0 9 9]/Length 2>>stream\nn \nendstream";
    assertEquals(Set.of("unused-content"), codes(file("", "", WORDS, form)));
    String other = "<</Type/Metadata/Subtype/XML/Length 3>>stream\n<a>\nendstream";
    assertEquals(Set.of(), codes(file("", "", WORDS, other, "<</A 1>>", stream("0123 4567"))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      text-covered      | 1 g 90 690 200 30 re f | 1 g 90 600 200 30 re f
      text-covered      | q 200 0 0 50 90 690 cm /I Do Q | q 200 0 0 50 90 600 cm /I Do Q
      text-covered      | 1 g 0 0 595 842 re f | 1 g 90 690 m 290 690 l 290 691 l f
      text-covered      | 1 g 90 690 200 30 re f | q 0 0 50 50 re W n 1 g 90 690 200 30 re f Q
      text-covered      | 1 g 90 690 200 30 re f | /T gs 1 g 90 690 200 30 re f
      text-outside-page | BT /F 12 Tf 100 900 Td (aaaa) Tj ET | BT /F 12 Tf 100 20 Td (aaaa) Tj ET
      text-outside-page | BT /F 12 Tf 50 Tc 560 500 Td (aaaa) Tj ET | BT /F 12 Tf 50 Tc 10 Tz 560 500 Td (aaaa) Tj ET
      text-outside-page | BT /F 12 Tf 100 Tw 560 500 Td (a aaa) Tj ET | BT /F 12 Tf 100 Tw 560 500 Td (aaaa) Tj ET
      text-outside-page | BT /F 12 Tf 400 Ts 100 500 Td (aaaa) Tj ET | BT /F 12 Tf -400 Ts 100 500 Td (aaaa) Tj ET
      text-outside-page | BT /F 12 Tf 500 500 Td (aaaaaaaaaaaa) Tj (aaaaaa) Tj ET | BT /F 12 Tf 500 500 Td (aaaaaaaaaaaa) Tj -200 0 Td (aaaaaa) Tj ET
      text-outside-page | BT /F 12 Tf 20 0 0 20 480 500 Tm (aaaa) Tj ET | BT /F 12 Tf 0 1 -1 0 100 500 Tm (aaa) Tj ET
      text-transparent  | /T gs BT /F 12 Tf 100 500 Td (aaaa) Tj ET | BT 3 Tr /F 12 Tf 100 500 Td (aaaa) Tj ET
      text-white        | 1 g BT /F 12 Tf 100 500 Td (aaaa) Tj ET | 0 g 90 490 200 30 re f 1 g BT /F 12 Tf 100 500 Td (aaaa) Tj ET
      """)
  void warnsOfWordsThatCannotBeSeen(String code, String bad, String good) throws Exception {
    String page = "/Resources<</Font<</F 5 0 R>>/XObject<</I 7 0 R>>/ExtGState<</T<</ca 0>>>>>>";
    String image =
        "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
            + "stream\nx\nendstream";
    assertEquals(Set.of(code), codes(file("", page, WORDS + bad, image)));
    assertEquals(Set.of(), codes(file("", page, WORDS + good, image)));
  }

  @Test
  void warnsOfFontsThatAreNotInTheFile() throws Exception {
    String page = "/Resources<</Font<</F 5 0 R/G 7 0 R>>>>";
    String font = "<</Type/Font/Subtype/TrueType/BaseFont/%s>>";
    assertEquals(
        Set.of("font-not-embedded"), codes(file("", page, WORDS, font.formatted("SimSun"))));
    assertEquals(
        Set.of("font-of-the-viewer"), codes(file("", page, WORDS, font.formatted("Helvetica"))));
    assertEquals(Set.of(), codes(file("", "", WORDS)));
  }

  @Test
  void warnsOfContentInAnotherFile() throws Exception {
    String page = "/Resources<</Font<</F 5 0 R>>/XObject<</I 7 0 R>>>>";
    String image =
        "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray%s/Length 1>>"
            + "stream\nx\nendstream";
    assertEquals(
        Set.of("external-content"), codes(file("", page, WORDS, image.formatted("/F(a.png)"))));
    assertEquals(Set.of(), codes(file("", page, WORDS, image.formatted(""))));
  }

  @Test
  void saysOnWhichPageALayerIs() throws Exception {
    String page = "/Resources<</Font<</F 5 0 R>>/Properties<</L 7 0 R>>>>";
    Path file =
        file(
            "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
            page,
            "/OC /L BDC " + WORDS + "EMC",
            "<</Type/OCG/Name(A\\nB)>>");
    assertEquals("layer-hidden: page 1 A B", SCAN.of(file, null).getFirst().text());
  }

  @Test
  void looksIntoResourcesThatCallThemselvesAPage() throws Exception {
    Path file =
        file(
            "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
            "/Resources 8 0 R",
            "/OC /L BDC " + WORDS + "EMC",
            "<</Type/OCG/Name(A)>>",
            "<</Type/Page/Font<</F 5 0 R>>/Properties<</L 7 0 R>>>>");
    assertTrue(
        SCAN.of(file, null).stream()
            .anyMatch(each -> each.text().equals("layer-hidden: page 1 A")));
  }

  @Test
  void saysNothingOfOrdinaryFiles() throws Exception {
    Path demo = folder.resolve("demo.pdf");
    DemoReport.write(demo);
    assertEquals(List.of(), SCAN.of(demo, null));
    Path plain = Documents.plain(folder.resolve("plain.pdf"));
    assertEquals(Set.of("font-of-the-viewer"), codes(plain));
    assertTrue(SCAN.of(plain, null).stream().noneMatch(Hazard::isWarning));
  }

  @Test
  void endsWhereTheObjectsFormACircle() throws Exception {
    Path file = file("", "/A 7 0 R", WORDS, "<</B 8 0 R/S/Next>>", "<</C 7 0 R/Next 8 0 R>>");
    assertFalse(codes(file).contains("not-all-looked-at"));
  }
}
