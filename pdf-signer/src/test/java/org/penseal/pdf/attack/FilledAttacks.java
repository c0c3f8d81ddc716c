// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.FineAttacks.field;
import static org.penseal.pdf.attack.FineAttacks.form;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.OTHER_LOOK;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;
import static org.penseal.pdf.attack.SeenAttacks.content;
import static org.penseal.pdf.attack.SeenAttacks.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.penseal.pdf.Placement;

/**
 * Fields that are filled so that a sign beside the value, or another value, is seen, and marks
 * without an appearance that readers paint elsewhere than PDFBox does.
 */
final class FilledAttacks {
  private static final String UNREAD = "field-appearance-not-readable";
  private static final String COVERS = "addition-covers-content";
  private static final String UNSEEN = "field-appearance-not-readable";
  private static final String NOTE = "<</Type/Annot/P 3 0 R/F 4/Subtype/";
  private static final String UNLOOKED = "addition-not-looked-at";
  private static final String WORDS = "BT /Helv 12 Tf 100 445 Td (shall not pay) Tj ET";
  private static final int SECOND = 33;
  // A hair that no reader shows joins two strokes.
  private static final String JOINED =
      "0 g 2 3 m 3.5 3 l 3.5 3.1 l 11 3.1 l 11 3 l 12.5 3 l 12.5 12 l 11 12 l 11 3.1 l 3.5 3.1 l"
          + " 3.5 12 l 2 12 l h f";
  private static final String OPEN_RING =
      "2 w 13 12.5 m 10 15 6 15 3 12.5 c .5 10 .5 6 3 3.5 c 6 1 10 1 13 3.5 c S";

  private final CaseList cases;
  private final Prepared prepared;

  private FilledAttacks(CaseList cases, Signers signers) {
    this.cases = cases;
    this.prepared = new Prepared(cases, signers, new Placement.Invisible(), Prepared.Extent.ONCE);
  }

  static List<Case> of(Signers signers) throws Exception {
    CaseList cases = new CaseList(true).family("filled");
    FilledAttacks made = new FilledAttacks(cases, signers);
    made.borders();
    made.tails();
    made.fonts();
    made.marks();
    made.notes();
    made.states();
    made.overlaps();
    return cases.all();
  }

  // What is left of a border or a ground is a figure or a minus before the page's amount.
  private void borders() throws Exception {
    Map<String, String> looks = new TreeMap<>();
    looks.put("ring", "0 g 0 0 202 20 re 0 0 199 20 re f*");
    looks.put(
        "six-points", "0 g 0 0 202 20 re f 1 g 0 0 m 0 0 l 0 0 l 199 0 l 199 20 l 0 20 l h f");
    looks.put("tail", "0 g 0 0 m 201.5 0 l 201.5 19.8 l 200 18.8 l 200 0 l h f");
    looks.put(
        "white-lines",
        "0 G 1.2 w .6 .6 200.8 18.8 re S 1 G 4 w 0 1.5 m 201.6 1.5 l S 0 18.5 m 201.6 18.5 l S");
    looks.put("uneven-clip", "q 1 1 201 18 re W n 0 G 1 w .5 .5 201 19 re S Q");
    looks.put("long-dashes", "0 G 1 w [8 8] 4 d .5 .5 201 19 re S");
    for (Map.Entry<String, String> each : looks.entrySet()) {
      filled("border-of-" + each.getKey(), 202, "(ok)", each.getValue() + text(20, 6, "ok"));
    }
    String dark = "0 g 0 0 8 8 re f BT /Helv 5 Tf 1 g 3 2 Td (1) Tj ET";
    String clip = "q 1 1 20 15 re W n 0 G 1.2 w .6 .6 20.8 15.8 re S 1 8 m 21 8 l S Q";
    small("hidden-frame", 22, 17, "(.)", clip + " BT /Helv 9 Tf 0 g 10 9 Td (.) Tj ET");
    String bar = "0 g 0 0 22 17 re f 1 g 1.5 0 20.5 17 re f BT /Helv 9 Tf 0 g 5 5 Td (5) Tj ET";
    small("bar", 22, 17, "(5)", bar);
    String low = "0 G 1 w 0 .5 m 22 .5 l S BT /Helv 4 Tf 0 g 2 12 Td (x) Tj ET";
    small("line", 22, 17, "(x)", low);
    small("ground", 8, 8, "(1)", dark);
    String framed = "0 G .5 w .25 .25 13.5 8.5 re S BT /Helv 6 Tf 0 g 4 2 Td (1) Tj ET";
    small("frame", 14, 9, "(1)", framed);
    String white =
        "1 G .2 w .1 .1 39.8 10.8 re S 0 G 1.2 w 10 .4 m 10 10.6 l S 20 .4 m 20 10.6 l S";
    String comb = "/FT/Tx/Ff 16777216/MaxLen 4/Rect[100 440 140 451]";
    String figures = " BT /Helv 14 Tf 0 g 11 .6 Td (0) Tj 10 0 Td (0) Tj ET";
    prepared.update(
        "white-dividers",
        UNREAD,
        page("", field(comb)),
        filling("(00)", 40, 11, white + " 1 G 30 0 m 30 11 l S" + figures));
  }

  // A comma without its tail is a point.
  private void tails() throws Exception {
    filled("comma-cut", 100, "(1,000 EUR)", text(2, .4, "1,000 EUR"));
    filled("line-cut", 100, "(a_b@x)", text(2, .4, "a_b@x"));
    filled("mark-cut", 100, "(Fa\\347on)", text(2, .2, "Fa\\347on"));
    filled(
        "comma-clipped",
        100,
        "(1,000 EUR)",
        "q 0 5.6 100 12 re W n" + text(2, 6, "1,000 EUR") + " Q");
  }

  // A font that is not embedded says 9 of a code for which some readers show 1.
  private void fonts() throws Exception {
    String symbolic = "/FontDescriptor<</Type/FontDescriptor/FontName/ArialMT/Flags 4>>";
    font("symbolic", "/Subtype/TrueType/BaseFont/ArialMT" + symbolic, "nine");
    font("suffix", "/Subtype/Type1/BaseFont/Helvetica", "nine.sc");
    font("by-number", "/Subtype/Type1/BaseFont/Helvetica", "uni0039");
    for (String each : List.of("lozenge", "notequal", "afii10017", "sfthyphen")) {
      int sign = GlyphList.getAdobeGlyphList().toUnicode(each).codePointAt(0);
      String value = "<FEFF%04X00300030>".formatted(sign);
      font("beyond-latin-" + each, "/Subtype/Type1/BaseFont/Helvetica", each, value, "100");
    }
    String other = symbolic.replace("ArialMT", "ZapfDingbats").replace("Flags 4", "Flags 32");
    font("of-another-name", "/Subtype/Type1/BaseFont/Helvetica" + other, "nine");
    softHyphen();
  }

  // A minus is painted; a program that reads the words takes it for nothing.
  private void softHyphen() throws Exception {
    String map =
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/M def/CMapType 2 def "
            + "1 begincodespacerange<00><FF>endcodespacerange "
            + "1 beginbfchar<2D><00AD>endbfchar endcmap end end";
    String font =
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 90 0 R>>";
    String look =
        PdfUpdate.streamBody(
            "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</Helv " + font + ">>>>",
            text(2, 6, "-100"));
    prepared.update(
        "soft-hyphen",
        UNREAD,
        page("", field("/FT/Tx/Rect[100 440 200 460]")),
        u ->
            u.with(EXTRA, "/V<FEFF00AD003100300030>/AP<</N 32 0 R>>")
                .put(OTHER_LOOK, look)
                .put(90, PdfUpdate.streamBody("", map)));
  }

  private void font(String name, String entries, String glyph) throws Exception {
    font(name, entries, glyph, "(900 EUR)", "100 EUR");
  }

  private void font(String name, String entries, String glyph, String value, String codes)
      throws Exception {
    String font =
        "<</Type/Font" + entries + "/Encoding<</Type/Encoding/Differences[49/" + glyph + "]>>>>";
    String look =
        PdfUpdate.streamBody(
            "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</Helv " + font + ">>>>",
            text(2, 6, codes));
    prepared.update(
        "font-" + name,
        UNREAD,
        page("", field("/FT/Tx/Rect[100 440 200 460]")),
        u -> u.with(EXTRA, "/V" + value + "/AP<</N 32 0 R>>").put(OTHER_LOOK, look));
  }

  // Readers draw these without dashes, at the foot, or a sixteenth of their height thick.
  private void marks() throws Exception {
    mark("dashed", "StrikeOut/C[1 1 1]/BS<</W 4/S/D/D[.5 60]>>", 146, 452);
    mark("dark-dashed", "StrikeOut/C[0 0 0]/BS<</W 4/S/D/D[.5 60]>>", 146, 452);
    mark("light", "Underline/C[1 1 1]/Border[0 0 .1]", 446, 452);
    mark("tall", "Underline/C[0 0 0]/Border[0 0 .1]", 446, 646);
    mark("colourless", "StrikeOut", 446, 452);
  }

  private void mark(String name, String entries, double low, double high) throws Exception {
    double from = Math.max(low, 446);
    String quad = "/QuadPoints[120 %1$s 150 %1$s 120 %2$s 150 %2$s]".formatted(high, from);
    String place = "/Rect[120 %s 150 %s]>>".formatted(from, high);
    byte[] signed = prepared.signed("rsa", 3, content(WORDS));
    cases.update(
        "mark-" + name,
        COVERS,
        signed,
        u ->
            u.change(PAGE, "/Annots ?\\[", "/Annots [90 0 R ")
                .put(90, NOTE + entries + quad + place));
  }

  // What PDFBox paints beside the border of a link, or shows below an appearance, others hide.
  private void notes() throws Exception {
    String bordered = "/C[1 1 1]/Rect[90 380 210 449]";
    note("link-with-a-border", COVERS, "Link/BS<</W 3>>" + bordered, "", "");
    note("link-with-borders", COVERS, "Link/BS<</W 0>>/Border[0 0 3]" + bordered, "", "");
    String black = "Link/Border[0 0 1]/C[0 0 0]/Rect";
    note("link-as-a-minus", "content-read-differently", black + "[88 448.4 96 448.6]", "", "");
    note("link-as-a-nought", "content-read-differently", black + "[89 445 96 454]", "", "");
    String boundless = PdfUpdate.streamBody("/Type/XObject/Subtype/Form", "1 g 90 440 99 18 re f");
    note("note-without-a-box", UNLOOKED, "Ink/InkList[[9 9 9 9]]/Rect[9 9 20 20]", boundless);
    String place = "/Rect[95 440 205 460]";
    String group = "/Group<</S/Transparency/I true>>";
    String white = "/G gs 1 g 0 0 110 20 re f";
    note("stamp-in-a-group", UNLOOKED, "Stamp" + place, group + blending("Multiply"), white);
    for (String mode : List.of("Luminosity", "ColorBurn")) {
      note(
          "stamp-of-" + mode.toLowerCase(Locale.ROOT),
          UNLOOKED,
          "Stamp" + place,
          blending(mode),
          white);
    }
  }

  private static String blending(String mode) {
    return "/Resources<</ExtGState<</G<</BM/" + mode + ">>>>>>";
  }

  private void note(String name, String code, String entries, String form, String look)
      throws Exception {
    String box = "/Type/XObject/Subtype/Form/BBox[0 0 110 20]";
    note(name, code, entries, PdfUpdate.streamBody(box + form, look));
  }

  private void note(String name, String code, String entries, String body) throws Exception {
    cases.update(
        name,
        code,
        prepared.signed("rsa", 3, content(WORDS)),
        u ->
            u.change(PAGE, "/Annots ?\\[", "/Annots [90 0 R ")
                .put(90, NOTE + entries + "/AP<</N 91 0 R>>>>")
                .put(91, body));
  }

  // What a tick shows is signed, but nobody saw it.
  private void states() throws Exception {
    state("of-a-word", UNREAD, "1 w 2 3 m 2 13 l 6 3 l 6 13 l S 9 3 5 10 re S", 300);
    state("of-a-letter", UNREAD, "BT /Helv 14 Tf 4 3 Td (7) Tj ET", 300);
    state("of-a-minus", UNREAD, "2 w 3 8 m 13 8 l S", 300);
    state(
        "of-a-cut-out-word",
        UNREAD,
        "0 g 2 2 12 12 re 5 4 .2 8 re 8 4 .2 8 re 5 8 3 .2 re f*",
        300);
    state("of-two-figures", UNREAD, JOINED, 300);
    state("of-an-uneven-pen", UNREAD, "q .01 0 0 1 0 0 cm 90 w 300 3 m 300 13 l S Q", 300);
    state("of-an-open-ring", UNREAD, OPEN_RING, 300);
    state("flat", UNREAD, "0 g 0 0 16 16 re f", "60 449 68 450", 77);
    state("small", UNREAD, "0 g 0 0 16 16 re f", "60 445 62 447", 77);
    state("at-a-word", COVERS, "1.5 w 3 8 m 7 4 l 13 13 l S", 77);
  }

  private void state(String name, String code, String look, int words) throws Exception {
    state(name, code, look, "60 442 76 458", words);
  }

  private void state(String name, String code, String look, String rectangle, int words)
      throws Exception {
    String box = "/FT/Btn/V/Off/AS/Off/AP<</N<</Yes 32 0 R>>>>/Rect[" + rectangle + "]";
    prepared.update(
        "state-" + name,
        code,
        page(
            "BT /Helv 12 Tf " + words + " 445 Td (00 EUR) Tj ET ",
            field(box).andThen(o -> set(o, OTHER_LOOK, form("0 0 16 16", look)))),
        u -> u.change(EXTRA, "/V/Off/AS/Off", "/V/Yes/AS/Yes"));
  }

  // The ground of one value that is told lies over a part of another one, or over a tick.
  private void overlaps() throws Exception {
    String second = NOTE + "Widget/T(name)/FT/Tx/Rect[20 440 107 460]>>";
    UnaryOperator<PdfUpdate> name =
        u ->
            u.with(SECOND, "/V(Sum)/AP<</N 90 0 R>>")
                .put(90, form("0 0 87 20", "1 g 0 0 87 20 re f" + text(4, 4, "Sum")));
    UnaryOperator<PdfUpdate> sum =
        filling("(800)", 100, 20, "BT /Helv 18 Tf 0 g 4 4 Td (800) Tj ET");
    prepared.update(
        "value-under-a-ground",
        UNSEEN,
        page("", field("/FT/Tx/Rect[100 440 200 460]").andThen(o -> above(o, second))),
        u -> name.apply(sum.apply(u)));
    String box = "/FT/Btn/V/Off/AS/Off/AP<</N<</Yes 32 0 R>>>>/Rect[60 442 76 458]";
    prepared.update(
        "tick-under-a-ground",
        UNSEEN,
        page(
            "",
            field(box)
                .andThen(o -> set(o, OTHER_LOOK, form("0 0 16 16", "0 g 3 3 10 10 re f")))
                .andThen(o -> above(o, second))),
        u -> name.apply(u.change(EXTRA, "/V/Off/AS/Off", "/V/Yes/AS/Yes")));
  }

  private static void above(List<String> objects, String widget) {
    objects.add(widget);
    replace(objects, FORM, "/Fields[", "/Fields[33 0 R ");
    replace(objects, PAGE, "/Annots[31 0 R", "/Annots[31 0 R 33 0 R");
  }

  private void filled(String name, int wide, String value, String look) throws Exception {
    String amount = "BT /Helv 12 Tf 303 445 Td (00 EUR) Tj ET ";
    String place = "/FT/Tx/Rect[100 440 " + (100 + wide) + " 460]";
    prepared.update(name, UNREAD, page(amount, field(place)), filling(value, wide, 20, look));
  }

  // Right before the page's amount.
  private void small(String name, int wide, int high, String value, String look) throws Exception {
    String amount = "BT /Helv 12 Tf 303 445 Td (00 EUR) Tj ET ";
    String place = "/FT/Tx/Rect[%s 445 302 %s]".formatted(302 - wide, 445 + high);
    prepared.update(
        "small-" + name, UNREAD, page(amount, field(place)), filling(value, wide, high, look));
  }

  private static UnaryOperator<PdfUpdate> filling(String value, int wide, int high, String look) {
    return u ->
        u.with(EXTRA, "/V" + value + "/AP<</N 32 0 R>>")
            .put(OTHER_LOOK, form("0 0 " + wide + " " + high, look));
  }

  private static String text(double x, double y, String words) {
    return " BT /Helv 12 Tf 0 g " + x + " " + y + " Td (" + words + ") Tj ET";
  }
}
