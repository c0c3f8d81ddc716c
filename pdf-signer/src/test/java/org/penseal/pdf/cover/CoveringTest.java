// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.pdf.revision.Revision;

@Tag("slow")
class CoveringTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
  private static final String STATES =
      "/ExtGState<</Y<</BM/Multiply>>/D<</BM/Difference>>/H<</ca 0.5>>/N<</ca 0.9>>>>";
  private static final String RESOURCES = "/Resources<</Font<</F 5 0 R>>/XObject<</S 6 0 R>>>>";
  private static final String TEXT =
      "BT /F 11 Tf 40 200 Td (The sum of 1.250 yuan -35 is due) Tj ET ";
  private static final String LARGE = "BT /F 90 Tf 60 150 Td (88) Tj ET ";
  private static final String DARK = "0 0 0 rg 30 180 240 50 re f 1 1 1 rg " + TEXT;
  private static final String DOTS = "[1 3] 0 d 1 w 40 197 m 260 197 l S [] 0 d ";
  private static final String SCAN = "q 240 0 0 80 30 150 cm /S Do Q ";
  private static final String TABLE = TEXT + "0.5 w 30 199.6 m 260 199.6 l S 30 150 m 30 260 l S ";

  @TempDir Path folder;

  // A page of grey noise with three black words, as a scanner sees it.
  private static String scan() {
    Random random = new Random(5);
    StringBuilder pixels = new StringBuilder();
    for (int y = 0; y < 160; y++) {
      for (int x = 0; x < 480; x++) {
        boolean ink = y > 70 && y < 92 && x > 60 && x < 400 && x / 90 % 2 == 0 && x % 12 < 5;
        int grey = ink ? 30 + random.nextInt(20) : 222 + random.nextInt(26);
        pixels.append((char) grey);
      }
    }
    String image = "/Type/XObject/Subtype/Image/Width 480/Height 160/BitsPerComponent 8";
    return ObjectFile.stream(image + "/ColorSpace/DeviceGray", pixels.toString());
  }

  private static Map<Integer, String> page(String content, String annotations) {
    Map<Integer, String> objects = new TreeMap<>();
    objects.put(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]>>>>");
    objects.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    objects.put(3, pageWith(annotations));
    objects.put(4, ObjectFile.stream("", content));
    objects.put(5, FONT);
    objects.put(6, scan());
    return objects;
  }

  private static String pageWith(String annotations) {
    return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
        + RESOURCES
        + "/Annots["
        + annotations
        + "]>>";
  }

  private static String look(String content) {
    String resources = "/Resources<<" + STATES + "/Font<</F 5 0 R>>>>";
    // The look stands in the coordinates of the page.
    return ObjectFile.stream("/Subtype/Form/BBox[20 140 280 270]" + resources, content);
  }

  private static String widget(String more) {
    return "<</Subtype/Widget/FT/Sig/T(s)/V<</Type/Sig>>/Rect[20 140 280 270]/F 4" + more + ">>";
  }

  private List<String> looked(
      Map<Integer, String> base, Map<Integer, String> update, Addition.Kind kind, Duration left)
      throws IOException {
    ObjectFile file = new ObjectFile("").put(base);
    long end = file.length();
    Path path = file.put(update).write(folder.resolve("file.pdf"));
    try (Revision signed = Revision.open(path, end, null).orElseThrow();
        Revision now = Revision.open(path, file.length(), null).orElseThrow()) {
      COSObjectKey key = new COSObjectKey(8, 0);
      COSDictionary before = base.containsKey(8) ? dictionary(signed, key) : null;
      Addition addition = new Addition(1, key, dictionary(now, key), before, kind);
      List<String> found = new ArrayList<>();
      for (Changes.Change each : Covering.of(signed, now, List.of(addition), Deadline.in(left))) {
        assertEquals(List.of(1), each.pages());
        found.add(each.code());
      }
      return found;
    }
  }

  private static COSDictionary dictionary(Revision revision, COSObjectKey key) {
    return (COSDictionary) revision.document().getDocument().getObjectFromPool(key).getObject();
  }

  private List<String> signed(String content, String widget, @Nullable String look)
      throws IOException {
    Map<Integer, String> update = new TreeMap<>(Map.of(3, pageWith("8 0 R"), 8, widget));
    if (look != null) {
      update.put(9, look);
    }
    return looked(page(content, ""), update, Addition.Kind.NEW_SIGNATURE, LONG);
  }

  private static String content(String name) {
    return switch (name) {
      case "text" -> TEXT;
      case "dots" -> DOTS;
      case "large" -> LARGE;
      case "dark" -> DARK;
      case "scan" -> SCAN;
      case "table" -> TABLE;
      default -> "";
    };
  }

  // Eighty strokes up and down over the words.
  private static String scribble() {
    StringBuilder strokes = new StringBuilder("1.4 w 38 198 m ");
    for (int i = 0; i < 80; i++) {
      strokes.append(38 + i * 1.6).append(i % 2 == 0 ? " 210 l " : " 198 l ");
    }
    return strokes.append("S").toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ink over a dotted line|dots|0 0 0.6 RG 1.4 w 45 190 m 90 215 l 120 195 l 180 197 l 240 199"
            + " l S",
        "ink over text|text|0 0 0.6 RG 1.4 w 40 195 m 110 212 l 180 198 l 260 210 l S",
        "ink over a scan with noise|scan|0 0 0.6 RG 1.4 w 35 160 m 120 210 l 190 165 l 265 205 l S",
        "ink over white on black|dark|0.4 0.6 1 RG 1.4 w 40 195 m 110 212 l 180 198 l 260 210 l S",
        "ink across large letters|large|0 0 0.6 RG 1.4 w 40 150 m 90 220 l 130 160 l 170 215 l S",
        "yellow multiplied|text|/Y gs 1 1 0 rg 35 195 200 16 re f",
        "white at 50 %|text|/H gs 1 1 1 rg 35 195 200 16 re f",
        "text in blank space|text|BT /F 12 Tf 60 240 Td (Signed by Li Si) Tj ET",
        "a ground in blank space|text|1 1 0.8 rg 30 220 120 40 re f",
        "a frame around text|text|0 0 1 RG 1 w 30 190 240 30 re S",
        "ink along a line of a table|table|0 0 0.6 RG 1.4 w 40 199.6 m 60 199.8 l 100 205 l S",
        "white beside the text|text|1 1 1 rg 30 150 240 40 re f"
      })
  void hidesNothing(String name, String page, String look) throws Exception {
    assertEquals(List.of(), signed(content(page), widget("/AP<</N 9 0 R>>"), look(look)));
  }

  // Poppler paints some ways of blending as black.
  @Test
  void doubtsWhatReadersBlendDifferently() throws Exception {
    String inverted = "/D gs 1 1 1 rg 35 195 200 16 re f";
    assertEquals(
        List.of(Covering.NOT_LOOKED_AT), signed(TEXT, widget("/AP<</N 9 0 R>>"), look(inverted)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "white over a word|text|1 1 1 rg 62 196 24 14 re f",
        "white over a decimal point|text|1 1 1 rg 104.9 199.5 2.9 2.2 re f",
        "white over half a minus sign|text|1 1 1 rg 155.2 202 2 3 re f",
        "white over the loop of a large letter|large|1 1 1 rg 62 182 45 34 re f",
        "white over a scan|scan|1 1 1 rg 55 182 60 16 re f",
        "white at 90 %|text|/N gs 1 1 1 rg 35 195 200 16 re f",
        "a white line through words|text|1 1 1 RG 1.4 w 40 203 m 230 203 l S",
        "a word with a white halo|text|1 1 1 RG 1 Tr 5 w BT /F 11 Tf 62 200 Td (sum) Tj ET",
        "grey over a word|text|0.7 g 62 196 24 14 re f",
        "black over a word|text|0 g 62 196 24 14 re f",
        "black over white on black|dark|0 g 62 196 24 14 re f",
        "thick ink|text|0 0 0.6 RG 3.5 w 40 201 m 230 201 l 230 205 l 40 205 l S",
        "white over a word that touches a table|table|1 1 1 rg 62 196 24 14 re f",
        "a letter over a letter|text|BT /F 11 Tf 98 200 Td (4) Tj ET"
      })
  void hidesContent(String name, String page, String look) throws Exception {
    assertEquals(
        List.of("addition-covers-content"),
        signed(content(page), widget("/AP<</N 9 0 R>>"), look(look)));
  }

  @Test
  void manyThinStrokesHide() throws Exception {
    assertEquals(
        List.of("addition-covers-content"),
        signed(TEXT, widget("/AP<</N 9 0 R>>"), look(scribble())));
  }

  @Test
  void whatReadersInventForASignatureHides() throws Exception {
    assertEquals(List.of("addition-covers-content"), signed(TEXT, widget(""), null));
    assertEquals(List.of(), signed("", widget(""), null));
    assertEquals(List.of(), signed(TEXT, widget("").replace("280 270", "280 140"), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void findsThePlaceOnATurnedPageToo(int rotation) throws Exception {
    String box = "/CropBox[10 20 290 280]/Rotate " + rotation;
    var base = page("BT /F 11 Tf 40 30 Td (words) Tj ET", "");
    base.put(3, pageWith("").replace("/Contents", box + "/Contents"));
    String now = pageWith("8 0 R").replace("/Contents", box + "/Contents");
    for (String each : List.of("[30 25 80 45]", "[30 225 80 245]")) {
      String widget = widget("").replace("[20 140 280 270]", each);
      List<String> found =
          looked(base, Map.of(3, now, 8, widget), Addition.Kind.NEW_SIGNATURE, LONG);
      boolean over = each.startsWith("[30 25");
      assertEquals(over ? List.of("addition-covers-content") : List.of(), found);
    }
  }

  /** Poppler paints it beside its rectangle then. */
  @ParameterizedTest
  @CsvSource({"90, [150 120 170 140]", "180, [174 120 194 140]", "270, [184 144 204 164]"})
  void anIconStaysUprightOnATurnedPage(int rotation, String place) throws Exception {
    String note = "<</Type/Annot/Subtype/Text/F 4/Rect" + place + ">>";
    for (int turned : new int[] {0, rotation}) {
      String page = "/Rotate " + turned + "/Contents";
      var base = page("BT /F 11 Tf 150 150 Td (words) Tj ET", "");
      base.put(3, pageWith("").replace("/Contents", page));
      String now = pageWith("8 0 R").replace("/Contents", page);
      assertEquals(
          turned == 0 ? List.of() : List.of("addition-not-looked-at"),
          looked(base, Map.of(3, now, 8, note), Addition.Kind.NOTE, LONG));
    }
  }

  @Test
  void aRectangleOfFiveNumbersIsNotLookedAt() throws Exception {
    String odd = widget("").replace("280 270", "280 270 1");
    assertEquals(List.of("addition-not-looked-at"), signed(TEXT, odd, null));
  }

  @Test
  void whatCannotBeDrawnHereIsNotTakenForNothing() throws Exception {
    List<String> doubt = List.of("addition-not-looked-at");
    String image =
        ObjectFile.stream(
            "/Subtype/Image/Width 9/Height 9/Filter/JPXDecode", "not a picture for this program");
    String paints =
        ObjectFile.stream(
            "/Subtype/Form/BBox[20 140 280 270]/Resources<</XObject<</J 10 0 R>>>>",
            "q 200 0 0 20 40 195 cm /J Do Q");
    var update = new TreeMap<>(Map.of(3, pageWith("8 0 R"), 8, widget("/AP<</N 9 0 R>>")));
    update.put(9, paints);
    update.put(10, image);
    assertEquals(doubt, looked(page(TEXT, ""), update, Addition.Kind.NEW_SIGNATURE, LONG));
    var base = page("q 200 0 0 20 40 195 cm /S Do Q", "");
    base.put(6, image);
    update.put(9, look("1 1 1 rg 35 195 200 16 re f"));
    assertEquals(doubt, looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
    String boxless = look("1 1 1 rg 35 195 200 16 re f").replace("/BBox[20 140 280 270]", "");
    assertEquals(doubt, signed(TEXT, widget("/AP<</N 9 0 R>>"), boxless));
  }

  @Test
  void whatIsHiddenOrOnALayerIsJudgedAsShown() throws Exception {
    String white = look("1 1 1 rg 35 195 200 16 re f");
    for (String each : List.of("/F 2", "/F 32", "/OC<</Type/OCG/Name(x)>>/F 4")) {
      String widget = widget("/AP<</N 9 0 R>>").replace("/F 4", each);
      assertEquals(List.of("addition-covers-content"), signed(TEXT, widget, white), each);
    }
    String layered = "/Resources<</Properties<</L<</Type/OCG/Name(x)>>>>>>";
    String look = ObjectFile.stream("/Subtype/Form/BBox[20 140 280 270]" + layered, "");
    assertEquals(List.of("addition-not-looked-at"), signed(TEXT, widget("/AP<</N 9 0 R>>"), look));
  }

  @Test
  void aNewWidgetDoesNotTakeTheClicksOfAField() throws Exception {
    String field = "<</Subtype/Widget/FT/Sig/T(f)/Rect[30 150 100 200]/F 4>>";
    var base = page("", "7 0 R");
    base.put(7, field);
    var update =
        Map.of(3, pageWith("7 0 R 8 0 R"), 8, widget("/AP<</N 9 0 R>>"), 9, look("0 0 0 0 re f"));
    assertEquals(
        List.of("addition-covers-content"),
        looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
    base.put(7, field.replace("30 150 100 200", "30 20 100 60"));
    assertEquals(List.of(), looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
  }

  @Test
  void anotherSignatureIsContent() throws Exception {
    var base = page("", "7 0 R");
    base.put(7, widget("/V<</Type/Sig>>/AP<</N 10 0 R>>"));
    base.put(10, look("BT /F 14 Tf 60 200 Td (Zhang San) Tj ET"));
    var update = new TreeMap<>(Map.of(3, pageWith("7 0 R 8 0 R"), 8, widget("/AP<</N 9 0 R>>")));
    update.put(9, look("1 1 1 rg 50 190 100 30 re f"));
    assertEquals(
        List.of("addition-covers-content"),
        looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
    update.put(9, look("1 1 1 rg 50 230 100 30 re f"));
    assertEquals(List.of(), looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
  }

  @Test
  void aNoteThatWentIsNoContentAnyMore() throws Exception {
    var base = page("", "7 0 R");
    base.put(7, widget("/AP<</N 10 0 R>>").replace("/Widget", "/FreeText"));
    base.put(10, look("BT /F 14 Tf 60 200 Td (a remark) Tj ET"));
    var update = new TreeMap<>(Map.of(3, pageWith("8 0 R"), 8, widget("/AP<</N 9 0 R>>")));
    update.put(9, look("1 1 1 rg 50 190 100 30 re f"));
    assertEquals(List.of(), looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
    update.put(3, pageWith("7 0 R 8 0 R"));
    assertEquals(
        List.of("addition-covers-content"),
        looked(base, update, Addition.Kind.NEW_SIGNATURE, LONG));
  }

  @Test
  void looksAtAnnotationsThatAreNoObjectsOfTheirOwn() throws Exception {
    String note = widget("/AP<</N 9 0 R>>").replace("/Widget", "/Ink");
    ObjectFile file = new ObjectFile("").put(page(TEXT, ""));
    long end = file.length();
    String white = look("1 1 1 rg 35 195 200 16 re f");
    Path path = file.put(Map.of(3, pageWith(note), 9, white)).write(folder.resolve("direct.pdf"));
    try (Revision signed = Revision.open(path, end, null).orElseThrow();
        Revision now = Revision.open(path, file.length(), null).orElseThrow()) {
      COSDictionary page = dictionary(now, new COSObjectKey(3, 0));
      COSDictionary ink = (COSDictionary) page.getCOSArray(COSName.ANNOTS).getObject(0);
      Addition addition = new Addition(1, null, ink, null, Addition.Kind.NOTE);
      List<Changes.Change> found = Covering.of(signed, now, List.of(addition), Deadline.in(LONG));
      assertEquals("addition-covers-content: page 1", found.getFirst().text());
      assertEquals(ChangeClass.ANNOTATION, found.getFirst().changeClass());
    }
  }

  @Test
  void aGroundThatWasSignedHidesNothingNew() throws Exception {
    var base = page(DOTS, "8 0 R");
    String widget = widget("/AP<</N 9 0 R>>").replace("/Sig", "/Tx");
    base.put(8, widget);
    base.put(9, look("1 1 0.9 rg 60 190 100 20 re f"));
    String filled = "1 1 0.9 rg 60 190 100 20 re f 0 g BT /F 11 Tf 64 196 Td (Wang) Tj ET";
    var update = Map.of(8, widget.replace("/F 4", "/F 4/V(Wang)"), 9, look(filled));
    assertEquals(List.of(), looked(base, update, Addition.Kind.FIELD_VALUE, LONG));
    base.put(9, look(""));
    assertEquals(
        List.of("addition-covers-content"), looked(base, update, Addition.Kind.FIELD_VALUE, LONG));
  }

  @Test
  void aNoteWithoutALookOverWordsLeavesADoubtWhereAnythingChanged() throws Exception {
    String field =
        widget("/AP<</N 9 0 R>>")
            .replace("/Sig", "/Tx")
            .replace("[20 140 280 270]", "[20 20 90 60]");
    for (String place : List.of("[30 190 280 215]", "[30 90 280 110]")) {
      var base = page(TEXT, "8 0 R 10 0 R");
      base.put(8, field);
      base.put(9, look(""));
      base.put(10, "<</Type/Annot/Subtype/FreeText/F 4/C[1]/Rect" + place + ">>");
      var update = Map.of(8, field.replace("/F 4", "/F 4/V(Wang)"));
      boolean over = place.startsWith("[30 190");
      assertEquals(
          over ? List.of("addition-not-looked-at") : List.of(),
          looked(base, update, Addition.Kind.FIELD_VALUE, LONG));
    }
  }

  @Test
  void warnsOfTextBesideText() throws Exception {
    String zero = look("BT /F 11 Tf 127 200 Td (0) Tj ET");
    List<String> found =
        signed("BT /F 11 Tf 40 200 Td (The sum of 1.250) Tj ET", widget("/AP<</N 9 0 R>>"), zero);
    assertEquals(List.of("addition-beside-text"), found);
  }

  @Test
  void everyBoundEndsInADoubt() throws Exception {
    var update = Map.of(3, pageWith("8 0 R"), 8, widget("/AP<</N 9 0 R>>"), 9, look(""));
    assertEquals(
        List.of("addition-not-looked-at"),
        looked(page(TEXT, ""), update, Addition.Kind.NEW_SIGNATURE, Duration.ZERO).stream()
            .distinct()
            .toList());
    var large = page(TEXT, "");
    large.put(3, pageWith("").replace("300 300", "3000 3000"));
    var now = new TreeMap<>(update);
    now.put(3, pageWith("8 0 R").replace("300 300", "3000 3000"));
    assertEquals(
        List.of("addition-not-looked-at"), looked(large, now, Addition.Kind.NEW_SIGNATURE, LONG));
  }

  @Test
  void looksAtNoMoreThanTwelvePagesThatNeedAPicture() throws Exception {
    Map<Integer, String> base = new TreeMap<>();
    Map<Integer, String> update = new TreeMap<>();
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      kids.append(20 + i).append(" 0 R ");
      base.put(20 + i, pageWith(""));
      update.put(20 + i, pageWith(40 + i + " 0 R"));
      update.put(40 + i, widget("/AP<</N 9 0 R>>"));
    }
    base.put(1, "<</Type/Catalog/Pages 2 0 R>>");
    base.put(2, "<</Type/Pages/Kids[" + kids + "]/Count 15>>");
    base.put(4, ObjectFile.stream("", TEXT));
    base.put(5, FONT);
    update.put(9, look(""));
    ObjectFile file = new ObjectFile("").put(base);
    long end = file.length();
    Path path = file.put(update).write(folder.resolve("pages.pdf"));
    try (Revision signed = Revision.open(path, end, null).orElseThrow();
        Revision now = Revision.open(path, file.length(), null).orElseThrow()) {
      List<Addition> additions = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        COSObjectKey key = new COSObjectKey(40 + i, 0);
        additions.add(
            new Addition(i + 1, key, dictionary(now, key), null, Addition.Kind.NEW_SIGNATURE));
      }
      List<Changes.Change> found = Covering.of(signed, now, additions, Deadline.in(LONG));
      assertEquals(
          List.of(
              "addition-not-looked-at: page 13",
              "addition-not-looked-at: page 14",
              "addition-not-looked-at: page 15"),
          found.stream().map(Changes.Change::text).toList());
      assertTrue(found.stream().allMatch(each -> Doubts.contains(each.code())));
    }
  }
}
