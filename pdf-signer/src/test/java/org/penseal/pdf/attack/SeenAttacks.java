// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.OTHER_LOOK;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Values that are told and not seen, or not as they are; words of the page that a change hides, or
 * that come to light by it.
 */
final class SeenAttacks {
  private static final String UNREAD = "field-appearance-not-readable";
  private static final String COVERS = "addition-covers-content";
  private static final String OTHERWISE = "content-read-differently";
  private static final String ON_PAGE = "<</Type/Annot/P 3 0 R/F 4";
  private static final String WIDGET = ON_PAGE + "/Subtype/Widget/T(sum)";
  private static final String BLANK = "/Rect[100 440 300 460]";
  private static final String BOX = "/Rect[110 680 143 714]";
  private static final String NOT =
      "BT /Helv 14 Tf 60 700 Td (You may) Tj 56 0 Td (not) Tj 24 0 Td (sell it.) Tj ET";
  private static final String PATCH = "1 g 4 12 25 20 re f";
  private static final UnaryOperator<PdfUpdate> CHOSEN =
      u -> u.change(EXTRA, "/V/Off/AS/Off", "/V/Yes/AS/Yes");

  private static final int PERSON = 15;

  private final CaseList cases;
  private final Prepared prepared;

  private SeenAttacks(CaseList cases, Signers signers) {
    this.cases = cases;
    // One rule judges them under every permission.
    this.prepared = new Prepared(cases, signers, new Placement.Invisible(), Prepared.Extent.ONCE);
  }

  static List<Case> of(Signers signers) throws Exception {
    CaseList cases = new CaseList(true).family("seen");
    SeenAttacks made = new SeenAttacks(cases, signers);
    made.looks();
    made.pages();
    made.crowded();
    made.states();
    made.notes();
    made.locked(signers);
    made.thin();
    made.marks();
    made.lines();
    return cases.all();
  }

  // What is painted by next to nothing, or far from where it stands.
  private void thin() throws Exception {
    String near = "BT /Helv 12 Tf 60 445 Td (shall) Tj 90 0 Td (pay 100 EUR) Tj ET 0 g ";
    String clip = "q 104 445 2 10 re 110 445 2 10 re 114 445 8 2 re 114 453 8 2 re W n ";
    Map<String, String> words = new TreeMap<>();
    words.put("wide-letter", clip + "BT 1 Tr 160 w /Helv 10 Tf 190 490 Td (l) Tj ET Q");
    words.put("sharp-corner", clip + "3 w 1000 M 400 450 m 200 449 l 400 448 l S Q");
    words.put("areas", "104 445 .02 10 re f 110 445 .02 10 re f 114 445 8 .02 re f");
    words.put("pictures", "q .01 0 0 10 106 445 cm BI /W 1 /H 1 /BPC 8 /CS/G ID \1 EI Q");
    words.put(
        "tips", "104 445 m 104.01 455 l 104.02 445 l h f 110 445 m 110.01 455 l 110.02 445 l h f");
    String place = "/Rect[102 442 134 458]";
    for (Map.Entry<String, String> each : words.entrySet()) {
      states("hidden-" + each.getKey(), place, near + each.getValue(), "1 g 0 0 32 16 re f");
    }
    StringBuilder hatch = new StringBuilder("1 g ");
    for (double x = 0; x < 32; x += 0.1) {
      hatch.append("%.1f 0 .005 16 re f ".formatted(x));
    }
    String drawn = near + "1.5 w 106 445 m 106 455 l 112 445 l 112 455 l S";
    states("hatched", place, drawn, hatch.toString());
  }

  // A check box is marked, or unmarked, on a page with a content of its own.
  private void states(String name, String place, String content, String mark) throws Exception {
    Consumer<List<String>> off =
        field(WIDGET + "/FT/Btn/V/Off/AS/Off/AP<</N<</Yes 32 0 R>>>>" + place + ">>", "")
            .andThen(o -> set(o, OTHER_LOOK, form("0 0 32 16", "", mark)));
    prepared.update(name, COVERS, page(content, off), CHOSEN);
  }

  // Points of figures on a bar of their own, and beside a dark field.
  private void marks() throws Exception {
    String text = "BT 1 g /Helv 10 Tf 100 445 Td (1.000 EUR) Tj ET";
    String bar = ".1 .1 .4 rg 90 441 300 14 re f " + text;
    states("point-on-a-bar", "/Rect[105.9 444 108 447]", bar, ".1 .1 .4 rg 0 0 32 16 re f");
    String label = "0 g 60 380 400 130 re f 1 g 90 441 100 14 re f " + text.replace("1 g", "0 g");
    states("point-on-a-label", "/Rect[105.9 444 108 447]", label, "1 g 0 0 32 16 re f");
    Consumer<List<String>> beside =
        page(
            "BT /Helv 14 Tf 100 445 Td (.50 EUR) Tj ET",
            field(WIDGET + "/FT/Tx/Rect[70 442 104.4 458]>>", ""));
    String dark = "0 g 0 0 34.4 16 re f BT /Helv 10 Tf 1 g 2 4 Td (EUR) Tj ET";
    prepared.update("point-beside-a-field", COVERS, beside, shown("(EUR)", "0 0 34 16", dark));
    String note =
        ON_PAGE.replace("/F 4", "/F 20")
            + "/Subtype/Ink/InkList[[126 419 139 437]]/AP<</N 32 0 R>>/Rect[126 415.5 145 437.5]>>";
    String turnedPage =
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Rotate 90/Annots[31 0 R 10 0 R]>>";
    byte[] turned =
        prepared.signed(
            "rsa",
            3,
            page(
                "BT /Helv 12 Tf 100 445 Td (shall not pay) Tj ET",
                o -> {
                  set(o, EXTRA, note);
                  set(o, OTHER_LOOK, form("0 0 19 22", "", "1 g 0 0 19 22 re f"));
                  set(o, PAGE, turnedPage);
                }));
    UnaryOperator<PdfUpdate> upright = u -> u.change(EXTRA, "/F 20", "/F 4");
    cases.update("note-turned-back", "addition-not-looked-at", turned, upright);
  }

  // Lines of a look that are read with what stands beside or below them; and lines of text.
  private void lines() throws Exception {
    String net = "BT /Helv 10 Tf 0 g 100 5 Td (net) Tj ET";
    String figure = "0 G 1.3 w 1 0 m 1 20 l S " + net;
    UnaryOperator<PdfUpdate> one = shown("(net)", "0 0 200 20", figure);
    prepared.update("one-at-the-edge", UNREAD, blank(), one);
    Consumer<List<String>> over =
        page(
            "BT /Helv 14 Tf 60 700 Td (You may not sell it.) Tj ET",
            field(WIDGET + "/FT/Tx/Rect[60 704 300 722]>>", ""));
    String edge = "0 G 1 w 0 .5 m 240 .5 l S BT /Helv 8 Tf 0 g 200 4 Td (ok) Tj ET";
    prepared.update("edge-strikes-out", COVERS, over, shown("(ok)", "0 0 240 18", edge));
    String mark = "<FEFF0045005500520020003100300030002000320030003" + "0200F>";
    String run = "BT /Helv 10 Tf 2 5 Td (EUR 100200) Tj ET";
    prepared.update("mark-of-direction", UNREAD, blank(), shown(mark, "0 0 200 20", run));
    Consumer<List<String>> list =
        field(WIDGET + "/FT/Ch/Ff 2097152/Opt[(10)(00 EUR)]" + BLANK + ">>", "");
    String row = "BT /Helv 10 Tf 0 g 2 5 Td (1000 EUR) Tj ET";
    UnaryOperator<PdfUpdate> both = shown("[(10)(00 EUR)]/I[0 1]", "0 0 200 20", row);
    prepared.update("options-in-one-line", UNREAD, list, both);
    String two = "BT /Helv 8 Tf 0 g 2 11 Td (pay 100) Tj 0 -9 Td (900) Tj ET";
    prepared.update("lines-of-one", UNREAD, blank(), shown("(pay 100 900)", "0 0 200 20", two));
  }

  private static UnaryOperator<PdfUpdate> shown(String value, String box, String look) {
    return u ->
        u.with(EXTRA, "/V" + value + "/AP<</N 32 0 R>>").put(OTHER_LOOK, form(box, "", look));
  }

  // A look shows the value to whoever reads its text, and to nobody who looks at it.
  private void looks() throws Exception {
    Map<String, String> looks = new TreeMap<>();
    looks.put("struck", "0 8.5 m 200 8.5 l S BT /Helv 10 Tf 2 5 Td (1000) Tj ET");
    looks.put("wide-line", "20 w 8 10 m 200 10 l S BT /Helv 10 Tf 2 5 Td (1000) Tj ET");
    looks.put("edge", "16 w 0 0 m 200 0 l S BT /Helv 10 Tf 2 5 Td (1000) Tj ET");
    looks.put("divided", "100 0 m 100 20 l S BT /Helv 10 Tf 80 5 Td (10) Tj 22 0 Td (00) Tj ET");
    looks.put("multiplied", "/G gs 8 0 192 20 re f BT /Helv 10 Tf 1 g 8 5 Td (1000) Tj ET");
    looks.put("ground-elsewhere", clipped("8 0 192 20 re f") + "1 g " + split("10"));
    looks.put("too-light", split("2 g"));
    looks.put("turned-clip", ".7 .7 -.7 .7 10 -8 cm -300 0 600 28 re W n " + split(""));
    looks.put("saved-in-text", "BT /Helv 10 Tf 2 5 Td (1) Tj 300 0 Td q -294 0 Td Q (000) Tj ET");
    looks.put("two-lines", "BT /Helv 7 Tf 2 12 Td (10) Tj 100 -9 Td (00) Tj ET");
    looks.put("narrow-lines", "0 0 20 20 re W n BT /Helv 7 Tf 2 12 Td (10) Tj 0 -9 Td (00) Tj ET");
    looks.put("clip-of-a-corner", "0 0 m 40 20 l 40 0 l 0 0 l h W n " + split(""));
    looks.put("moved-ground", "q 1 0 0 1 0 8 cm 0 0 m 0 1 l 200 1 l 200 0 l h f Q " + split(""));
    String apart = " BT /Helv 10 Tf 5 5 Td (1000) Tj ET";
    looks.put("sign-at-the-edge", ".8 w .6 8.5 m 3.8 8.5 l S" + apart);
    looks.put("figure-at-the-edge", "2.2 5 .9 7 re f" + apart);
    looks.put("lowered", "BT /Helv 8 Tf 2 9 Td (100) Tj 13.6 -4.85 Td (0) Tj ET");
    for (Map.Entry<String, String> each : looks.entrySet()) {
      prepared.update(each.getKey(), UNREAD, blank(), filled(each.getValue()));
    }
    Map<String, String> fonts = new TreeMap<>();
    fonts.put("without-width", "/Type1/BaseFont/Helvetica/FirstChar 49/LastChar 49/Widths[556]");
    fonts.put("of-pictures", "/TrueType/BaseFont/SymbolMT");
    for (Map.Entry<String, String> each : fonts.entrySet()) {
      String font = "<</Type/Font/Subtype" + each.getValue() + "/Encoding/WinAnsiEncoding>>";
      prepared.update(
          "font-" + each.getKey(),
          UNREAD,
          blank(),
          u -> filled(split(""), 933).apply(u).put(933, font));
    }
    for (String none : List.of("null", "[]", "/None")) {
      prepared.update(
          "look-of-" + none.replaceAll("\\W", ""),
          UNREAD,
          field(WIDGET + "/FT/Tx/AP " + none + BLANK + ">>", ""),
          u -> u.with(EXTRA, "/V(1000)"));
    }
    prepared.update(
        "value-of-its-own",
        UNREAD,
        field("<</FT/Tx/T(sum)/V(100)/Kids[32 0 R]>>", "")
            .andThen(
                o ->
                    set(
                        o,
                        OTHER_LOOK,
                        ON_PAGE + "/Subtype/Widget/Parent 31 0 R/V(100)" + BLANK + ">>"))
            .andThen(o -> replace(o, PAGE, "/Annots[31 0 R ", "/Annots[32 0 R ")),
        u -> u.change(EXTRA, "/V\\(100\\)", "/V(900)"));
    prepared.update(
        "asked-and-too-long",
        UNREAD,
        field(WIDGET + "/FT/Tx/DA(/Helv 12 Tf 0 g)/Q 2/Rect[100 440 121 460]>>", "")
            .andThen(o -> replace(o, FORM, "/Fields[", "/NeedAppearances true/Fields[")),
        u ->
            u.with(EXTRA, "/V(9100)/AP<</N 32 0 R>>")
                .put(OTHER_LOOK, form("0 0 21 20", "", "BT /Helv 7 Tf 2 5 Td (9100) Tj ET")));
  }

  private static String clipped(String content) {
    return "q 0 0 3 20 re W n " + content + " Q ";
  }

  private static String split(String colour) {
    String set = colour.endsWith("g") ? colour : "";
    return "BT /Helv 10 Tf 2 5 Td (1) Tj " + set + " 5.6 0 Td (000) Tj ET";
  }

  // What the page has there takes part in what is seen.
  private void pages() throws Exception {
    UnaryOperator<PdfUpdate> fill = filled("BT /Helv 10 Tf 2 5 Td (1000) Tj ET");
    prepared.update("dark-page", UNREAD, page("105.7 435 300 30 re f", blank()), fill);
    prepared.update(
        "beyond-the-page",
        UNREAD,
        page("100 435 200 1 re f", blank())
            .andThen(o -> replace(o, PAGE, "/Contents", "/CropBox[105.6 0 595 842]/Contents")),
        fill);
    prepared.update(
        "below-a-note",
        OTHERWISE,
        blank()
            .andThen(
                o ->
                    o.addAll(
                        List.of(
                            ON_PAGE + "/Subtype/Square/Rect[111 438 200 462]/AP<</N 34 0 R>>>>",
                            form("0 0 89 24", "", "1 g 0 0 89 24 re f"))))
            .andThen(o -> replace(o, PAGE, "/Annots[31 0 R ", "/Annots[31 0 R 33 0 R ")),
        fill);
  }

  private void crowded() throws Exception {
    String other = ON_PAGE + "/Subtype/Widget/T(other)/FT/Tx/Rect[108 440 300 460]>>";
    prepared.update(
        "below-another-value",
        UNREAD,
        blank()
            .andThen(o -> o.add(other))
            .andThen(o -> replace(o, FORM, "/Fields[31 0 R ", "/Fields[31 0 R 33 0 R "))
            .andThen(o -> replace(o, PAGE, "/Annots[31 0 R ", "/Annots[31 0 R 33 0 R ")),
        u ->
            filled("BT /Helv 10 Tf 2 5 Td (1000) Tj ET")
                .apply(u)
                .with(33, "/V(x)/AP<</N 933 0 R>>")
                .put(
                    933,
                    form(
                        "0 0 192 20",
                        "",
                        "1 g 0 0 192 20 re f BT /Helv 10 Tf 0 g 180 5 Td (x) Tj ET")));
  }

  private void states() throws Exception {
    String tint = form("0 0 33 34", "/ExtGState<</G<</ca .3>>>>", "/G gs " + PATCH);
    String faint = form("0 0 33 34", "/ExtGState<</G<</ca .62>>>>", "/G gs " + PATCH);
    String patch = form("0 0 33 34", "", PATCH);
    String empty = form("0 0 33 34", "", "");
    prepared.update("tint-for-patch", COVERS, states(patch, tint), CHOSEN);
    prepared.update("patch-for-tint", COVERS, states(faint, patch), CHOSEN);
    prepared.update(
        "patch-of-odd-operands",
        OTHERWISE,
        states(form("0 0 33 34", "", PATCH.replace("g 4", "g 0 0 0 0 4")), empty),
        CHOSEN);
    String point = form("0 0 33 34", "", "1 g 9.9 19 1.2 1.5 re f");
    String small = "BT /Helv 5 Tf 117.1 700 Td (1) Tj 2.8 0 Td (.) Tj 1.4 0 Td (000) Tj ET";
    prepared.update("small-point", COVERS, states(empty, point).andThen(content(small)), CHOSEN);
    prepared.update(
        "strikes-out",
        COVERS,
        states(empty, form("0 0 33 34", "", "1.5 w 0 24 m 33 24 l S")),
        CHOSEN);
    prepared.update(
        "ground-of-no-look",
        OTHERWISE,
        page(
            NOT,
            field(
                WIDGET + "/FT/Btn/MK<</BG[1]>>/V/Off/AS/Off/AP<</N<</Yes 32 0 R>>>>" + BOX + ">>",
                empty)),
        CHOSEN);
  }

  private static Consumer<List<String>> states(String off, String yes) {
    String field = WIDGET + "/FT/Btn/V/Off/AS/Off/AP<</N<</Yes 32 0 R/Off 33 0 R>>>>" + BOX + ">>";
    return page(NOT, field(field, yes).andThen(o -> o.add(off)));
  }

  // Only a permission of 3 allows these.
  private void notes() throws Exception {
    String ink =
        ON_PAGE + "/Subtype/Ink/InkList[[1 1 2 2]]/AP<</N 32 0 R>>/Rect[114 694 139 714]>>";
    byte[] noted =
        prepared.signed(
            "rsa",
            3,
            page(
                NOT,
                o -> {
                  set(o, EXTRA, ink);
                  set(o, OTHER_LOOK, form("0 0 25 20", "", "1 g 0 0 25 20 re f"));
                  replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
                }));
    cases.update("note-removed", COVERS, noted, u -> u.change(PAGE, "31 0 R ", ""));
    for (String flags : List.of("/F 0", "/F 2", "/F 36", "/F 4/OC<</Type/OCG/Name(n)>>")) {
      String name = "note-with-" + flags.replaceAll("\\W", "");
      cases.update(name, COVERS, noted, u -> u.change(EXTRA, "/F\\s+4", flags));
    }
    for (String place : List.of("0 0 0 0", "114 394 139 414")) {
      cases.update(
          "note-at-" + place.length(),
          COVERS,
          noted,
          u -> u.change(EXTRA, "/Rect\\s*\\[.*?\\]", "/Rect[" + place + "]"));
    }
  }

  // A field shows the value of the one above it.
  private void locked(Signers signers) throws Exception {
    byte[] signed = signers.locked("/Action/Include/Fields[(person.name)]");
    cases.update("value-above-a-lock", "field-filled", signed, u -> u.with(PERSON, "/V(900)"));
  }

  private static UnaryOperator<PdfUpdate> filled(String look) {
    return filled(look, 9);
  }

  private static UnaryOperator<PdfUpdate> filled(String look, int font) {
    String body = form("0 0 200 20", "/ExtGState<</G<</BM/Multiply>>>>", look);
    return u ->
        u.with(EXTRA, "/V(1000)/AP<</N 32 0 R>>")
            .put(OTHER_LOOK, body.replace("/Helv 9 0 R", "/Helv " + font + " 0 R"));
  }

  private static Consumer<List<String>> blank() {
    return field(WIDGET + "/FT/Tx" + BLANK + ">>", "");
  }

  private static Consumer<List<String>> field(String field, String look) {
    return o -> {
      set(o, EXTRA, field);
      set(o, OTHER_LOOK, look.isEmpty() ? "null" : look);
      replace(o, FORM, "/Fields[", "/Fields[31 0 R ");
      replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
    };
  }

  /** A page of other words, and another change. */
  static Consumer<List<String>> page(String content, Consumer<List<String>> other) {
    return other.andThen(content(content));
  }

  /** A page of other words. */
  static Consumer<List<String>> content(String content) {
    return o -> set(o, CONTENT, PdfUpdate.streamBody("", content));
  }

  private static String form(String box, String resources, String content) {
    return PdfUpdate.streamBody(
        "/Type/XObject/Subtype/Form/BBox["
            + box
            + "]/Resources<</Font<</Helv 9 0 R>>"
            + resources
            + ">>",
        content);
  }
}
