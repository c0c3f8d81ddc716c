// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.inputs.ObjectFile.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Documents;
import org.penseal.pdf.inputs.DrawingInputs.Named;
import org.penseal.pdf.inputs.DrawingInputs.OnPage;
import org.penseal.pdf.revision.Revision;

class DrawingInputsTest {
  private static final String PAGE =
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R";
  private static final String WIDGET = "<</Subtype/Widget/FT/Tx/T(t)/Rect[10 10 60 30]/P 3 0 R";
  private static final String SHOWN = stream("/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f");
  private static final String OTHER = stream("/Subtype/Form/BBox[0 0 9 9]", "0 0 1 1 re f");

  @TempDir Path folder;

  private static Map<Integer, String> file(String catalog, String page, String content) {
    Map<Integer, String> objects = new TreeMap<>();
    objects.put(1, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>");
    objects.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    objects.put(3, PAGE + page + ">>");
    objects.put(4, stream("", content));
    return objects;
  }

  private static Map<Integer, String> with(Map<Integer, String> objects, Object... more) {
    for (int i = 0; i < more.length; i += 2) {
      objects.put((Integer) more[i], (String) more[i + 1]);
    }
    return objects;
  }

  private static String text(Map<Integer, String> objects, int number) {
    return java.util.Objects.requireNonNull(objects.get(number));
  }

  private List<String> compared(Map<Integer, String> base, Map<Integer, String> update, Named named)
      throws IOException {
    return compared(new ObjectFile("").put(base), update, named);
  }

  private List<String> compared(ObjectFile file, Map<Integer, String> update, Named named)
      throws IOException {
    long end = file.length();
    Path path = file.put(update).write(folder.resolve("file.pdf"));
    try (Revision signed = Revision.open(path, end, null).orElseThrow();
        Revision now = Revision.open(path, file.length(), null).orElseThrow()) {
      return DrawingInputs.compare(signed, now, named).stream().map(Changes.Change::text).toList();
    }
  }

  private static Named named(int... objects) {
    Set<COSObjectKey> keys = new java.util.HashSet<>();
    for (int each : objects) {
      keys.add(new COSObjectKey(each, 0));
    }
    Set<String> form = Set.of("DR", "DA", "NeedAppearances", "Q");
    return new Named(Map.of(1, new OnPage(keys, true, false)), form);
  }

  private static final List<String> FOUND = List.of("drawing-inputs-differ: page 1");

  @Test
  void findsAStreamForAnnotsThatIsUsedAsResources() throws Exception {
    var base = file("", "/Annots 5 0 R/Resources<</XObject 5 0 R>>", "/X Do");
    with(base, 5, stream("/X 6 0 R", ""), 6, SHOWN, 7, OTHER);
    assertEquals(FOUND, compared(base, Map.of(5, stream("/X 7 0 R", "")), named()));
  }

  @Test
  void findsAStreamForKidsThatIsUsedAsResources() throws Exception {
    var base =
        file("/AcroForm<</Fields[8 0 R]>>", "/Resources<</XObject 5 0 R>>/Annots[8 0 R]", "/X Do");
    with(base, 5, stream("/X 6 0 R", ""), 6, SHOWN, 7, OTHER, 8, WIDGET + "/Kids 5 0 R>>");
    assertEquals(FOUND, compared(base, Map.of(5, stream("/X 7 0 R", "")), named(8)));
  }

  @Test
  void findsTheCatalogAsResources() throws Exception {
    var base = file("/Metadata 6 0 R", "/Resources<</XObject 1 0 R>>", "/Metadata Do");
    with(base, 6, SHOWN, 7, OTHER);
    var update = Map.of(1, "<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R>>");
    assertEquals(FOUND, compared(base, update, named()));
  }

  @Test
  void findsAFieldAsResources() throws Exception {
    var base =
        file("/AcroForm<</Fields[8 0 R]>>", "/Resources<</XObject 8 0 R>>/Annots[8 0 R]", "/V Do");
    with(base, 6, SHOWN, 7, OTHER, 8, WIDGET + "/V 6 0 R>>");
    assertEquals(FOUND, compared(base, Map.of(8, WIDGET + "/V 7 0 R>>"), named(8)));
  }

  @Test
  void findsResourcesThatWereNothingAndAreAField() throws Exception {
    var base = file("", "/Resources 20 0 R", "/X Do");
    with(base, 6, SHOWN);
    String field = "<</FT/Sig/T(s)/Subtype/Widget/Rect[0 0 0 0]/XObject<</X 6 0 R>>>>";
    var update = Map.of(20, field, 1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[20 0 R]>>>>");
    assertEquals(FOUND, compared(base, update, named(20)));
  }

  @Test
  void findsAHiddenAnnotationAsResources() throws Exception {
    var base = file("", "/Resources 8 0 R/Annots[8 0 R]", "/X Do");
    String note = "<</Subtype/Text/F 2/Rect[0 0 9 9]/P 3 0 R/XObject<</X ";
    with(base, 6, SHOWN, 7, OTHER, 8, note + "6 0 R>>>>");
    assertEquals(FOUND, compared(base, Map.of(8, note + "7 0 R>>>>"), named(8)));
  }

  @Test
  void findsWhatIsReachedThroughNamesThatSoundLikeAWayUp() throws Exception {
    var base = file("", "/Resources<</XObject<</P 6 0 R/Parent 9 0 R>>>>", "/Parent Do");
    with(base, 6, SHOWN, 9, SHOWN);
    assertEquals(FOUND, compared(base, Map.of(9, OTHER), named()));
  }

  @Test
  void findsAnIndirectLengthThatChanges() throws Exception {
    var base = file("", "", "");
    with(base, 4, "<</Length 5 0 R>>\nstream\n0 0 9 9 re f\nendstream", 5, "12");
    assertEquals(List.of(), compared(base, Map.of(5, "12.0"), named()));
    assertEquals(FOUND, compared(base, Map.of(5, "8"), named()));
  }

  @Test
  void findsInheritedAttributesByTheWayDown() throws Exception {
    var base = file("", "", "");
    with(base, 2, "<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 0>>");
    var update = Map.of(2, "<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90>>");
    assertEquals(FOUND, compared(base, update, named()));
  }

  @Test
  void findsAttributesBelowAValueOfAWrongType() throws Exception {
    String tree = "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</XObject<</X %s>>>>>>";
    var base = file("", "/Resources 5", "/X Do");
    with(base, 2, tree.formatted("6 0 R"), 6, SHOWN, 7, OTHER);
    assertEquals(FOUND, compared(base, Map.of(2, tree.formatted("7 0 R")), named()));
  }

  @Test
  void findsAttributesByAParentThatDoesNotListThePage() throws Exception {
    String other = "<</Type/Pages/Kids[]/Count 0/Resources<</XObject<</X %s>>>>>>";
    var base = file("", "", "/X Do");
    with(base, 3, text(base, 3).replace("/Parent 2", "/Parent 9"));
    with(base, 9, other.formatted("6 0 R"), 6, SHOWN, 7, OTHER);
    assertEquals(FOUND, compared(base, Map.of(9, other.formatted("7 0 R")), named()));
    var straight = with(file("", "", "/X Do"), 9, other.formatted("6 0 R"), 6, SHOWN);
    assertEquals(FOUND, compared(straight, Map.of(3, text(base, 3)), named()));
  }

  @Test
  void findsPagesThatComeAndGo() throws Exception {
    var update = Map.of(2, "<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>", 9, PAGE + ">>", 10, "null");
    assertEquals(
        List.of("drawing-inputs-differ: page 2"), compared(file("", "", ""), update, named()));
  }

  @Test
  void saysNothingOfWhatIsNamed() throws Exception {
    String form = "/AcroForm<</Fields[8 0 R 9 0 R]/CO[8 0 R]/DA(/F 9 Tf)>>";
    var base = file(form, "/Annots[8 0 R 9 0 R]", "");
    String signed = WIDGET.replace("Tx", "Sig") + "/V 10 0 R>>";
    String value = "<</Type/Sig/Contents<00>/Reference[<</Data 1 0 R/TransformMethod/DocMDP>>]>>";
    with(base, 8, WIDGET + "/V(a)>>", 9, signed, 10, value);
    var update =
        with(new TreeMap<>(), 8, WIDGET + "/V(b)/AP<</N 12 0 R>>>>", 12, SHOWN, 11, WIDGET + ">>");
    with(update, 3, PAGE + "/Tabs/S/Annots[8 0 R 9 0 R 11 0 R]>>");
    with(update, 1, text(base, 1).replace("9 0 R]", "9 0 R 11 0 R]"));
    assertEquals(List.of(), compared(base, update, named(8, 11)));
    List<String> outside = List.of("drawing-inputs-differ-outside-pages: page 1");
    assertEquals(outside, compared(base, update, named(8)));
    assertEquals(outside, compared(base, update, named(11)));
    assertEquals(List.of(), compared(base, update, new Named(allOfPageOne(), Set.of())));
  }

  private static Map<Integer, OnPage> allOfPageOne() {
    return Map.of(1, new OnPage(Set.of(), false, true));
  }

  @Test
  void tellsTheOrderOfAnnotations() throws Exception {
    var base = with(file("", "/Annots[8 0 R 9 0 R]", ""), 8, WIDGET + ">>", 9, WIDGET + ">>");
    var update = Map.of(3, PAGE + "/Annots[9 0 R 8 0 R]>>");
    assertEquals(
        List.of("drawing-inputs-differ-outside-pages: page 1"), compared(base, update, named()));
  }

  @Test
  void comparesDirectAnnotationsByValue() throws Exception {
    var base = file("", "/Annots[" + WIDGET + ">>]", "");
    var same = Map.of(3, PAGE + "/Annots 9 0 R>>", 9, "[" + WIDGET + "/F 0>>]");
    var nobody = Named.NOTHING;
    assertEquals(
        List.of("drawing-inputs-differ-outside-pages: page 1"), compared(base, same, nobody));
    assertEquals(
        List.of(), compared(base, Map.of(3, PAGE + "/Annots[" + WIDGET + ">>]>>"), nobody));
  }

  private static final List<String> OUTSIDE =
      List.of("drawing-inputs-differ-outside-pages: page 1");

  private List<String> belowAWidget(String entries, Map<Integer, String> update, Object... more)
      throws IOException {
    var base = file("/AcroForm<</Fields[8 0 R]>>", "/Annots[8 0 R]", "");
    with(base, 8, WIDGET + entries + ">>", 20, "null");
    return compared(with(base, more), update, named());
  }

  @Test
  void readsAWidgetThatStandsWhereItStoodIfWhatItLeadsToChanged() throws Exception {
    String look = "/Subtype/Form/BBox[0 0 9 9]/Resources 7 0 R";
    String length = "<</Subtype/Form/BBox[0 0 9 9]/Length 9 0 R>>\nstream\n0 0 9 9 re f\nendstream";
    assertEquals(List.of(), belowAWidget("/AP<</N 6 0 R>>", Map.of(20, "<<>>"), 6, SHOWN));
    assertEquals(OUTSIDE, belowAWidget("/AP<</N 6 0 R>>", Map.of(6, OTHER), 6, SHOWN));
    assertEquals(
        OUTSIDE,
        belowAWidget(
            "/AP<</N 6 0 R>>",
            Map.of(7, "<</XObject<</X 4 0 R>>>>"),
            6,
            stream(look, "/X Do"),
            7,
            "<<>>"));
    assertEquals(OUTSIDE, belowAWidget("/AP<</N 21 0 R>>", Map.of(21, SHOWN)));
    assertEquals(OUTSIDE, belowAWidget("/AP<</N 6 0 R>>", Map.of(9, "8"), 6, length, 9, "12"));
    assertEquals(OUTSIDE, belowAWidget("/Rect 9 0 R", Map.of(9, "[0 0 9 9]"), 9, "[0 0 1 1]"));
    assertEquals(OUTSIDE, belowAWidget("/F 9 0 R", Map.of(9, "2"), 9, "4"));
  }

  @Test
  void readsAWidgetThatStandsWhereItStoodIfItsTypeOrFieldDoesNot() throws Exception {
    assertEquals(List.of(), belowAWidget("/Type 9 0 R", Map.of(20, "<<>>"), 9, "/Annot"));
    assertEquals(OUTSIDE, belowAWidget("/Type 9 0 R", Map.of(9, "/Page"), 9, "/Annot"));
    assertEquals(
        OUTSIDE, belowAWidget("/Parent 9 0 R", Map.of(9, "<</MaxLen 2>>"), 9, "<</T(above)>>"));
  }

  @Test
  void keepsDefaultResourcesAndLetsNewOnesCome() throws Exception {
    String form = "/AcroForm<</Fields[]/DR<</Font<</F 6 0 R%s>>>>>>";
    var base = with(file(form.formatted(""), "", ""), 6, "<</Type/Font/BaseFont/Courier>>");
    String more = "<</Type/Catalog/Pages 2 0 R" + form.formatted("/G 7 0 R") + ">>";
    var update = with(new TreeMap<>(), 1, more, 7, "<</Type/Font/BaseFont/Times-Roman>>");
    assertEquals(List.of(), compared(base, update, named()));
    assertEquals(
        List.of("drawing-inputs-differ-outside-pages: document DR/Font/G"),
        compared(base, update, Named.NOTHING));
    with(update, 6, "<</Type/Font/BaseFont/Symbol>>");
    assertEquals(
        List.of("drawing-inputs-differ-outside-pages: document DR/Font/F"),
        compared(base, update, named()));
  }

  @Test
  void writesThePageOfADestinationAsItsNumber() throws Exception {
    String open = "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>/AA<</WC<</S/Named/N/Print>>>>";
    var base = file(open, "", "");
    var update = with(new TreeMap<>(), 3, PAGE + "/Annots[8 0 R]>>", 8, WIDGET + ">>");
    assertEquals(List.of(), compared(base, update, named(8)));
    with(update, 1, text(base, 1).replace("/Print", "/Close"));
    assertEquals(
        List.of("drawing-inputs-differ-outside-pages: document AA"),
        compared(base, update, named(8)));
  }

  @Test
  void findsLayersAndWhatRunsByItself() throws Exception {
    String layers = "/OCProperties<</OCGs[6 0 R]/D<</OFF[%s]>>>>/Names<</JavaScript 7 0 R>>";
    var base = file(layers.formatted("6 0 R"), "", "");
    with(base, 6, "<</Type/OCG/Name(a)>>", 7, "<</Names[(a)<</S/JavaScript/JS(1)>>]>>");
    var update =
        Map.of(
            1,
            "<</Type/Catalog/Pages 2 0 R" + layers.formatted("") + ">>",
            7,
            "<</Names[(a)<</S/JavaScript/JS(2)>>]>>");
    assertEquals(
        List.of(
            "drawing-inputs-differ-outside-pages: document OCProperties",
            "drawing-inputs-differ-outside-pages: document JavaScript"),
        compared(base, update, named()));
  }

  @Test
  void aNumberWithALargeExponentIsNotWrittenOut() throws Exception {
    var base = file("", "/Resources<</A[1e99999999 1e-99999999]>>", "");
    assertEquals(List.of(), compared(base, Map.of(9, "null"), named()));
  }

  // Twenty nodes of the page tree, each of which lists the next one twice.
  @Test
  @Timeout(60)
  void aPageThatIsListedOften() throws Exception {
    int depth = 20;
    Map<Integer, String> objects = new HashMap<>();
    objects.put(1, "<</Type/Catalog/Pages 100 0 R/OpenAction[3 0 R/Fit]>>");
    for (int i = 0; i < depth; i++) {
      int kid = i == depth - 1 ? 3 : 101 + i;
      objects.put(100 + i, "<</Type/Pages/Count 1/Kids[" + (kid + " 0 R ").repeat(2) + "]>>");
    }
    objects.put(3, "<</Type/Page/MediaBox[0 0 9 9]>>");
    assertEquals(
        List.of("drawing-inputs-not-compared: document"),
        compared(new ObjectFile("").put(objects), Map.of(9, "null"), Named.NOTHING));
  }

  @Test
  void everyBoundEndsInADoubt() throws Exception {
    ObjectFile file = new ObjectFile("").put(file("", "/Resources<</A<</B<<>>>>>>", ""));
    long end = file.length();
    Path path = file.put(Map.of(9, "null")).write(folder.resolve("file.pdf"));
    try (Revision signed = Revision.open(path, end, null).orElseThrow();
        Revision now = Revision.open(path, file.length(), null).orElseThrow()) {
      for (int most = 0; most < 40; most++) {
        List<Changes.Change> found = DrawingInputs.compare(signed, now, Named.NOTHING, most);
        assertTrue(
            found.isEmpty()
                ? most > 10
                : found.getFirst().code().equals("drawing-inputs-not-compared"),
            () -> found.toString());
      }
    }
  }

  @Test
  void aTreeOfPagesThatLeadsBackEnds() throws Exception {
    var base = with(file("", "", ""), 2, "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1>>");
    assertEquals(List.of(), compared(base, Map.of(9, "null"), named()));
  }

  @Test
  void comparesObjectsInObjectStreams() throws Exception {
    var base = file("", "/Resources 6 0 R", "");
    var packed = new TreeMap<>(Map.of(6, "<</A 1>>", 7, "<</A 2>>"));
    ObjectFile file = new ObjectFile("").put(base, packed);
    assertEquals(List.of(), compared(file, Map.of(9, "null"), named()));
    ObjectFile other = new ObjectFile("").put(base, packed);
    assertEquals(FOUND, compared(other, Map.of(6, "<</A 2>>"), named()));
  }

  @Test
  void aCopyUnderAnotherNumberIsTheSame() throws Exception {
    var base = file("", "/Resources 6 0 R", "/X Do");
    with(base, 6, "<</XObject<</X 7 0 R>>>>", 7, SHOWN);
    var update = with(new TreeMap<>(), 3, PAGE.replace("4 0 R", "9 0 R") + "/Resources 10 0 R>>");
    with(update, 9, text(base, 4), 10, "<</XObject<</X 11 0 R>>>>", 11, SHOWN);
    assertEquals(List.of(), compared(base, update, named()));
    assertEquals(FOUND, compared(base, with(update, 11, OTHER), named()));
  }

  @Test
  void comparesEncryptedFiles() throws Exception {
    Path file = Documents.encrypted(folder.resolve("locked.pdf"));
    long end = Files.size(file);
    Path path = folder.resolve("more.pdf");
    try (PDDocument document = Loader.loadPDF(file.toFile(), "own");
        OutputStream out = Files.newOutputStream(path)) {
      document.getPage(0).getAnnotations().add(new PDAnnotationText());
      document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
      document.getPage(1).setRotation(90);
      document.getPage(1).getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
    }
    try (Revision signed = Revision.open(path, end, "open").orElseThrow();
        Revision now = Revision.open(path, Files.size(path), "open").orElseThrow()) {
      assertEquals(
          List.of("drawing-inputs-differ-outside-pages: page 1", "drawing-inputs-differ: page 2"),
          DrawingInputs.compare(signed, now, Named.NOTHING).stream()
              .map(Changes.Change::text)
              .toList());
    }
  }
}
