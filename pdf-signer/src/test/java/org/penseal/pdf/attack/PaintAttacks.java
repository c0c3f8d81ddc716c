// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Words that PDFBox does not see, since what it paints over them, or where it puts them, is not
 * what other readers do; and ink that hides them after signing.
 */
final class PaintAttacks {
  static final String REASON = "content-read-differently";
  private static final String TEXT = "/Helv 14 Tf 60 520 Td (or rather 900 EUR) Tj ET ";
  static final String WORDS = "BT " + TEXT;
  private static final String BOX = "50 510 300 40";
  private static final String WHITE = "1 g " + BOX + " re f ";
  static final String TO_WHITE = "<</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[1]>>";
  private static final String DESCRIPTOR =
      "<</Type/FontDescriptor/FontName/Helvetica/Flags 32/FontBBox[0 0 1000 1000]/Ascent 800"
          + "/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80>>";
  private static final String DOT = PdfUpdate.streamBody("", "0 0 d0 0 0 1 1 re f");
  static final String PLACE = "50 510 350 550";
  private static final String OVER = "/Rect[" + PLACE + "]";

  private final CaseList cases;
  private final WhiteInk ink;
  private final WhiteInk small;

  private PaintAttacks(Signers signers, boolean attack) {
    this.cases = new CaseList(attack).family("paint");
    this.ink = new WhiteInk(cases, signers, REASON);
    this.small = new WhiteInk(cases, signers, "addition-covers-content");
  }

  static List<Case> of(Signers signers) throws Exception {
    PaintAttacks made = new PaintAttacks(signers, true);
    made.colours();
    made.layers();
    made.images();
    made.places();
    made.page("nothing-of-a-page", "/CropBox[1000 1000 1100 1100]");
    made.page("beside-a-page", "/CropBox[-100 -100 0 0]");
    made.small("small-page", "");
    made.small("large-units", "/UserUnit 100");
    made.fields();
    made.notes();
    made.lines();
    made.added();
    return made.cases.all();
  }

  /** The same without the fault; words that every reader paints over were not to be seen. */
  static List<Case> harmless(Signers signers) throws Exception {
    PaintAttacks made = new PaintAttacks(signers, false);
    made.over(
        "ink", "/ColorSpace<</S[/Separation/Red/DeviceGray" + TO_WHITE + "]>>", "/S cs 1 scn ");
    made.shading("shading", "/Coords[0 0 300 0]/Extend[true true]/Function" + TO_WHITE);
    made.tile("tile", "/XStep 50/YStep 50");
    made.image("image", pixel(""));
    made.image("mask-of-an-image", pixel("/Mask 35 0 R"), "/ImageMask true");
    made.image("soft-mask", pixel("/SMask 35 0 R"), "/BitsPerComponent 8/ColorSpace/DeviceGray");
    made.layer("layer", "/OC", "/OCGs[34 0 R]/D<</OFF[34 0 R]>>");
    made.drawn("clip", "q 50 510 9 9 re W n 0 g Q " + WORDS + WHITE, "");
    made.page("part-of-a-page", "/CropBox[-100 -100 500 800]", WORDS + WHITE);
    made.glyph("glyph", 7500);
    made.field("field-with-a-look", "/V(900)/AP<</N 35 0 R>>");
    return made.cases.all();
  }

  private void colours() throws Exception {
    over("none", "/ColorSpace<</S[/DeviceN[/None]/DeviceGray" + TO_WHITE + "]>>", "/S cs 0 scn ");
    String black = "/ColorSpace<</S[/Separation/Black/DeviceGray" + TO_WHITE + "]>>";
    drawn("press", "/S cs 1 scn " + WORDS, black);
    over("printed-over", "/ExtGState<</G<</OP true/op true/OPM 1>>>>", "/G gs 0 0 0 0 k ");
    shading(
        "without-domain",
        "/Coords[0 0 300 0]/Extend[true true]/Function" + TO_WHITE.replace("/Domain[0 1]", ""));
    shading("ground", "/Background[1]/Coords[0 0 1 0]/Function" + TO_WHITE);
    tile("without-steps", "");
    tile("steps-of-nothing", "/XStep 0/YStep 50");
    String group = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Group<</S/Transparency";
    String mask = "/ExtGState<</G<</SMask<</S/Luminosity/G 34 0 R>>>>>>";
    drawn(
        "mask-elsewhere",
        WORDS + "/G gs " + WHITE,
        mask,
        PdfUpdate.streamBody(
            group + "/CS/DeviceGray>>/Matrix[1 0 0 1 1000 0]", "1 g 0 0 600 800 re f"));
    String knocks =
        group + "/K true>>/Resources<</Font<</Helv 9 0 R>>/ExtGState<</G<</BM/Multiply>>>>>>";
    List<String> objects =
        objects(
            "/K Do",
            "/XObject<</K 34 0 R>>",
            "",
            PdfUpdate.streamBody(knocks, "0 g " + BOX + " re f 1 g /G gs " + WORDS));
    ink.hides("knocked-out", objects, PLACE, "0 g");
  }

  private void lines() throws Exception {
    drawn("points", "1 J 5 w " + dots("%d 525 m h S "), "");
    drawn("dashes", "12 w [5 500] -490 d 60 525 m 300 525 l S", "");
    String head = "/ShadingType 5/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8";
    String rows = "\0\0\0\u00ff\0\0\0\u00ff\0\u00ff\u00ff\0";
    drawn(
        "mesh",
        "q " + dots("%d 520 5 12 re ") + "W n /H sh Q",
        "/Shading<</H 34 0 R>>",
        PdfUpdate.streamBody(head + "/VerticesPerRow 1/Decode[0 600 0 800 0 1]", rows));
    String tile =
        "/PatternType 1/TilingType 1/PaintType 2/BBox[0 0 600 800]/XStep 600/YStep 800/Resources<<>>";
    String pixel = "q 200 0 0 20 60 520 cm BI /W 1/H 1/BPC 8/CS/G ID \0 EI Q";
    drawn(
        "picture-without-colours",
        "/U cs 1 /P scn 0 0 600 800 re f",
        "/ColorSpace<</U[/Pattern/DeviceGray]>>/Pattern<</P 34 0 R>>",
        PdfUpdate.streamBody(tile, pixel));
    String letters = "/Q 20 Tf 60 520 Td (AAAAA) Tj ET";
    String box = "1000 0 0 0 1000 1000 d1 ";
    String font = glyphs("0.001 0 0 0.001 0 0", 1000, 1000);
    String square = PdfUpdate.streamBody("", box + "50 0 700 700 re f");
    drawn("outlined-glyph", "BT 1 Tr 1 g " + letters, "", "null", font, square);
    String image = box + "q 700 0 0 700 50 0 cm BI /W 1/H 1/BPC 8/CS/G ID \u00ff EI Q";
    drawn("glyph-of-a-picture", "BT " + letters, "", "null", font, PdfUpdate.streamBody("", image));
    String mask = "/ExtGState<</G<</SMask<</S/Alpha/G 34 0 R/BC[1]>>>>>>";
    String group =
        "/Type/XObject/Subtype/Form/BBox[0 0 600 515]/Group<</S/Transparency/CS/DeviceGray>>";
    drawn("ground-of-a-mask", "/G gs " + WORDS, mask, PdfUpdate.streamBody(group, ""));
  }

  private static String dots(String each) {
    StringBuilder dots = new StringBuilder();
    IntStream.range(0, 30).forEach(i -> dots.append(each.formatted(60 + 8 * i)));
    return dots.toString();
  }

  // A note whose look has no state that is shown is painted from its outline.
  private void added() throws Exception {
    String line = "/Subtype/Ink/C[1 1 1]/BS<</W 30>>/InkList[[60 525 340 525]]";
    String marked = "/Subtype/Highlight/C[0 0 0]/QuadPoints[60 545 340 545 60 515 340 515]";
    added("ink-without-state", line + "/AP<</N<</A 91 0 R>>>>");
    added("ink-of-another-state", line + "/AS/B/AP<</N<</A 91 0 R>>>>");
    String states = "/AP<</N<</A 91 0 R/Resources<</ExtGState<<>>>>>>>>";
    added("mark-that-seems-to-blend", marked + states);
    added("icon-of-no-name", "/Subtype/Text/Name/Other");
    String ink = "/Subtype/Ink/InkList[[110 150 111 151]]";
    other("look-when-pressed", "/F 4" + OVER + ink + "/AP<</N 18 0 R/D 91 0 R>>");
    other("blend-of-a-note", "/F 4" + OVER + ink + "/BM/Difference/AP<</N 91 0 R>>");
    other("no-zoom", "/F 12/Rect[50 300 350 340]" + ink + "/AP<</N 91 0 R>>");
  }

  // What is seen at another time, or at another size of the page.
  private void other(String name, String entries) throws Exception {
    String note = "<</Type/Annot/P 3 0 R" + entries + ">>";
    new WhiteInk(cases, small.signers(), "addition-not-looked-at")
        .adds(name, objects(WORDS, "", ""), note, "1 G 0.2 w 0 1 m 300 1 l S");
  }

  private void added(String name, String entries) throws Exception {
    String note = "<</Type/Annot/F 4/P 3 0 R/Rect[50 510 350 550]" + entries + ">>";
    small.adds(name, objects(WORDS, "", ""), note, "");
  }

  private void layers() throws Exception {
    layer("unlisted-layer", "/OC", "/OCGs[]/D<</OFF[34 0 R]>>");
    layer("layer-of-no-list", "/OC", "/OCGs[]/D<</BaseState/OFF>>");
    layer("layer-under-another-tag", "/Span", "/OCGs[34 0 R]/D<</OFF[34 0 R]>>");
  }

  private void images() throws Exception {
    image("values", pixel("/Decode[0]"));
    image("kind", pixel("/ImageMask/x"));
    image("bits-of-a-mask", "/BitsPerComponent 8/ImageMask true");
    image("values-of-a-mask", "/ImageMask true/Decode[2 0]");
    image("no-mask", pixel("/Mask 35 0 R"), "/BitsPerComponent 1/ColorSpace/DeviceGray");
    image("coloured-mask", pixel("/SMask 35 0 R"), "/BitsPerComponent 8/ColorSpace/DeviceRGB");
  }

  private void places() throws Exception {
    drawn("clip-by-lines", comb("%1$.2f 510 m %1$.2f 550 l "), "");
    drawn("clip-by-a-comb", comb("%1$.2f 510 l %1$.2f 550 l %1$.2f 510 l "), "");
    metrics("widths", "Identity-H", "/W[3[0] 3[100000]]");
    metrics("heights", "Identity-V", "/DW2[880 -1000]/W2[3[0 0 0] 3[-100000 0 0]]");
    String font =
        "<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32"
            + "/LastChar 32/Widths[0.49]/FontDescriptor 36 0 R>>";
    String far = "BT /Q 100000 Tf 60 520 Td (" + " ".repeat(20) + ") Tj " + TEXT;
    drawn("rounded-widths", far.replace("60 520 Td (or", "(or"), "", "null", font, DESCRIPTOR);
    glyph("glyph-outside", 1000);
    String moved = "BT /Q 10 Tf 60 520 Td (A) Tj " + TEXT.replace("60 520 Td ", "");
    drawn("moving-matrix", moved, "", "null", glyphs("0.001 0 0 0.001 100 0", 0, 1000), DOT);
  }

  private void fields() throws Exception {
    field("field", "/V(900 EUR)");
    field("button", "/Ff 65536/MK<</CA(900 EUR)>>");
    field("button-without-state", "/Ff 65536/MK<</CA(900 EUR)>>/AS/B/AP<</N<</A 35 0 R>>>>");
    field("field-without-state", "/V(900 EUR)/AS/B/AP<</N<</A 35 0 R>>>>");
    field("list", "/FT/Ch/Opt[(900 EUR)]");
    List<String> objects = annotated("/Subtype/Widget/FT/Tx/T(sum)/V(900)/AP<</N 35 0 R>>");
    Prepared.replace(objects, FORM, "/Fields[", "/NeedAppearances true/Fields[34 0 R ");
    ink.hides("field-anew", objects, PLACE);
  }

  private void notes() throws Exception {
    note("stamp", "/Subtype/Stamp/Name/Draft");
    note("stamp-of-a-state", "/Subtype/Stamp/AP<</N<</A 35 0 R>>>>");
    note("invisible", "/Subtype/Other/F 5/AP<</N 35 0 R>>");
    List<String> objects = annotated("/Subtype/Stamp/OC 36 0 R/AP<</N 35 0 R>>");
    Prepared.replace(objects, 1, "/OCGs[26 0 R]/D<<", "/OCGs[]/D<</BaseState/OFF");
    ink.hides("note-of-a-layer", objects, PLACE);
  }

  private static String comb(String tooth) {
    StringBuilder comb = new StringBuilder("q 50 510 m ");
    IntStream.range(0, 1200).forEach(i -> comb.append(tooth.formatted(50 + i / 4.0)));
    return comb + "W n " + WORDS + "Q";
  }

  private static String pixel(String entries) {
    return "/BitsPerComponent 8/ColorSpace/DeviceGray" + entries;
  }

  static List<String> objects(String content, String resources, String page, String... more) {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    String own = "/Resources<</Font<</Helv 9 0 R/Q 35 0 R>>" + resources + ">>" + page;
    Prepared.replace(objects, PAGE, "/Contents 6 0 R", own + "/Contents[6 0 R 31 0 R]");
    Prepared.set(objects, 6, PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 100) Tj ET"));
    objects.add(PdfUpdate.streamBody("", "\n" + content));
    objects.addAll(List.of("null", "null"));
    objects.addAll(List.of(more));
    while (objects.size() < 36) {
      objects.add("null");
    }
    return objects;
  }

  private void drawn(String name, String content, String resources, String... more)
      throws Exception {
    ink.hides(name, objects(content, resources, "", more), PLACE);
  }

  private void over(String name, String resources, String colour) throws Exception {
    drawn(name, WORDS + colour + BOX + " re f", resources);
  }

  private void shading(String name, String entries) throws Exception {
    String shading = "/Shading<</H<</ShadingType 2/ColorSpace/DeviceGray" + entries + ">>>>";
    drawn(name, WORDS + BOX + " re W n /H sh", shading);
  }

  private void tile(String name, String steps) throws Exception {
    String tile = "/PatternType 1/TilingType 1/PaintType 1/BBox[0 0 50 50]/Resources<<>>" + steps;
    over(name, "/Pattern<</P 34 0 R>>", "/Pattern cs /P scn ", tile);
  }

  private void over(String name, String resources, String colour, String tile) throws Exception {
    String body = PdfUpdate.streamBody(tile, "1 g 0 0 50 50 re f");
    drawn(name, WORDS + colour + BOX + " re f", resources, body);
  }

  private void layer(String name, String tag, String switched) throws Exception {
    String marked = tag + " /L BDC " + WORDS + "EMC";
    List<String> objects = objects(marked, "/Properties<</L 34 0 R>>", "", "<</Type/OCG/Name(x)>>");
    Prepared.set(
        objects,
        1,
        "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/OCProperties<<" + switched + ">>>>");
    ink.hides(name, objects, PLACE);
  }

  private void image(String name, String... entries) throws Exception {
    String[] images = {"null", "null"};
    for (int i = 0; i < entries.length; i++) {
      String head = "/Type/XObject/Subtype/Image/Width 1/Height 1" + entries[i];
      String data =
          entries[i].matches(".*(/ImageMask true|Component 1/).*") ? "\0" : "\u00ff\u00ff\u00ff";
      images[i] = PdfUpdate.streamBody(head, data);
    }
    drawn(name, WORDS + "1 g q 300 0 0 40 50 510 cm /X Do Q", "/XObject<</X 34 0 R>>", images);
  }

  private void page(String name, String entries) throws Exception {
    page(name, entries, WORDS);
  }

  private void page(String name, String entries, String content) throws Exception {
    ink.hides(name, objects(content, "", entries), PLACE);
  }

  private void small(String name, String entries) throws Exception {
    List<String> objects =
        objects("0.01 0 0 0.01 0 0 cm " + WORDS, "", entries + "/MediaBox[0 0 5.95 8.42]");
    small.hides(name, objects, "0.5 5.1 3.5 5.5");
  }

  private void metrics(String name, String encoding, String metrics) throws Exception {
    String font =
        "<</Type/Font/Subtype/Type0/BaseFont/Helvetica/Encoding/"
            + encoding
            + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Helvetica/FontDescriptor"
            + " 36 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + metrics
            + ">>]>>";
    String words = "BT /Q 10 Tf 60 520 Td <0003> Tj " + TEXT.replace("60 520 Td ", "");
    drawn(name, words, "", "null", font, DESCRIPTOR);
  }

  private static String glyphs(String matrix, int width, int box) {
    return "<</Type/Font/Subtype/Type3/FontBBox[0 0 "
        + box
        + " 1000]/FontMatrix["
        + matrix
        + "]/FirstChar 65/LastChar 65/Widths["
        + width
        + "]/CharProcs<</A 36 0 R>>/Encoding<</Type/Encoding/Differences[65/A]>>/Resources<<>>>>";
  }

  private void glyph(String name, int box) throws Exception {
    String paints = WORDS + "1 g BT /Q 40 Tf 50 510 Td (A) Tj ET";
    String font = glyphs("0.001 0 0 0.001 0 0", 1000, box);
    String glyph = "1000 0 0 0 " + box + " 1000 d1 0 0 7500 1000 re f";
    drawn(name, paints, "", "null", font, PdfUpdate.streamBody("", glyph));
  }

  private void field(String name, String entries) throws Exception {
    String kind = entries.contains("/FT") ? "" : entries.contains("/MK") ? "/FT/Btn" : "/FT/Tx";
    List<String> objects = annotated("/Subtype/Widget/T(sum)/DA(/Helv 12 Tf 0 g)" + kind + entries);
    Prepared.replace(objects, FORM, "/Fields[", "/Fields[34 0 R ");
    ink.hides(name, objects, PLACE);
  }

  private void note(String name, String entries) throws Exception {
    ink.hides(name, annotated(entries), PLACE);
  }

  private List<String> annotated(String entries) {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    Prepared.replace(objects, PAGE, "/Annots[", "/Annots[34 0 R ");
    objects.addAll(List.of("null", "null", "null"));
    objects.add("<</Type/Annot/P 3 0 R/Rect[60 515 300 540]" + entries + ">>");
    boolean shown = !entries.contains("/FT");
    objects.add(
        PdfUpdate.streamBody(
            "/Type/XObject/Subtype/Form/BBox[0 0 240 25]/Resources<</Font<</Helv 9 0 R>>>>",
            shown ? "BT /Helv 12 Tf 2 5 Td (or rather 900 EUR) Tj ET" : ""));
    objects.add("<</Type/OCG/Name(x)>>");
    return objects;
  }
}
