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
    return cases.all();
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

  private static Consumer<List<String>> page(String content, Consumer<List<String>> other) {
    return other.andThen(content(content));
  }

  private static Consumer<List<String>> content(String content) {
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
