// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.OTHER_LOOK;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;
import static org.penseal.pdf.attack.SeenAttacks.content;
import static org.penseal.pdf.attack.SeenAttacks.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Covers and words that are finer than the points at which PDFBox looks, signs in the border of a
 * field, and values in an order or in cells that are not those of the value.
 */
final class FineAttacks {
  private static final String UNREAD = "field-appearance-not-readable";
  private static final String COVERS = "addition-covers-content";
  private static final String NOT_LOOKED_AT = "addition-not-looked-at";
  private static final String OTHERWISE = "content-read-differently";
  private static final String ON_PAGE = "<</Type/Annot/P 3 0 R/F 4";
  private static final String WIDGET = ON_PAGE + "/Subtype/Widget/T(sum)";
  private static final String NEAR =
      "BT /Helv 12 Tf 60 445 Td (shall) Tj 90 0 Td (pay 100 EUR) Tj ET ";
  private static final String LETTERS =
      "104 445 m 104 455 l 110 445 l 110 455 l S 114 445 m 120 445 l 120 455 l 114 455 l h S"
          + " 124 455 m 132 455 l S 128 455 m 128 445 l S ";
  private static final String NOT = NEAR + "q 1.5 w " + LETTERS + "Q ";
  private static final String BARS =
      "104 445 %1$s 10 re 110 445 %1$s 10 re 114 445 8 %1$s re 114 453 8 %1$s re";
  private static final String POINT = " 0 0 1.4 1.4 re f";
  private static final String WHITE = "1 g 0 0 32 16 re f";
  private static final double PAGE_HEIGHT = 842;
  // Java samples areas at eight lines of each pixel of 150 dpi.
  private static final double LINE = 0.06;

  private final CaseList cases;
  private final Prepared prepared;

  private FineAttacks(CaseList cases, Signers signers) {
    this.cases = cases;
    this.prepared = new Prepared(cases, signers, new Placement.Invisible(), Prepared.Extent.ONCE);
  }

  static List<Case> of(Signers signers) throws Exception {
    CaseList cases = new CaseList(true).family("fine");
    FineAttacks made = new FineAttacks(cases, signers);
    made.covers();
    made.words();
    made.pictures();
    made.layers();
    made.icons();
    made.borders();
    made.order();
    made.cells();
    return cases.all();
  }

  // A check box or a note is white between the lines at which PDFBox looks, and nowhere else.
  private void covers() throws Exception {
    String dashes = "1 G 32 w [.054 .006] 0 d 16 %.5f m 16 0 l S".formatted(between(458) - 442);
    box("dashes", NOT_LOOKED_AT, NOT, dashes);
    StringBuilder rows = new StringBuilder("1 g ");
    for (double y = between(458) - 442; y > 0; y -= LINE) {
      rows.append("0 %1$.4f m 32 %1$.4f l 32 -200 l 122 -200 l ".formatted(y));
      rows.append("122 -250 l 32 -250 l 32 %1$.4f l 0 %1$.4f l h f ".formatted(y - .054));
    }
    box("rows", NOT_LOOKED_AT, NOT, rows.toString());
    StringBuilder stripes = new StringBuilder("1 g ");
    for (double x = 0; x < 32; x += .96) {
      stripes.append("%.2f 0 .5 16 re f ".formatted(x));
    }
    box("stripes", COVERS, NOT, stripes.toString());
    box("wide-dashes", NOT_LOOKED_AT, NOT, "1 G 16 w [.5 .46] 0 d 0 8 m 32 8 l S");
    String many = "1 G 16 w [" + ".05 .002 ".repeat(84) + "] 0 d 0 8 m 32 8 l S";
    box("many-dashes", NOT_LOOKED_AT, NOT, many);
    StringBuilder hairs = new StringBuilder("1 G .1 w ");
    for (double y = 0.5; y < 16; y += .9) {
      hairs.append("0 %1$.2f m 32 %1$.2f l ".formatted(y));
    }
    box("hairlines", COVERS, NOT, hairs + "S");
    note("note-of-dashes", NOT_LOOKED_AT, "shall not pay", "0 g", dashes.replace("16", "11"));
    String bar = ".1 .1 .4 rg 90 443.6 300 5 re f BT 1 g /Helv 5 Tf 100 444.4 Td (1.000) Tj ET";
    String point = ".1 .1 .4 rg" + POINT;
    String dot = "102.8 444.2 104.2 445.6";
    box("point-on-a-narrow-bar", COVERS, bar, point, dot);
    box("point-on-a-grey-bar", COVERS, bar.replace(".1 .1 .4 rg", ".6 g"), ".6 g" + POINT, dot);
    Consumer<List<String>> shown =
        page(
            bar, off(dot, point).andThen(o -> replace(o, EXTRA, "/V/Off/AS/Off", "/V/Yes/AS/Yes")));
    prepared.update(
        "point-uncovered", COVERS, shown, u -> u.change(EXTRA, "/V/Yes/AS/Yes", "/V/Off/AS/Off"));
  }

  private static double between(double top) {
    return PAGE_HEIGHT - (Math.floor((PAGE_HEIGHT - top) / LINE) - 0.45) * LINE;
  }

  // A word of the page that PDFBox does not draw; a white check box takes it away.
  private void words() throws Exception {
    StringBuilder tips = new StringBuilder();
    for (double x : new double[] {104, 110, 114, 120, 128}) {
      tips.append("%1$s 445 m %1$s 455 l %2$s 455 l %2$s 445 l ".formatted(x, x + .02));
      tips.append("%1$s 300 l %2$s 300 l %2$s 310 l %1$s 310 l h f ".formatted(x + .02, x + 20));
    }
    String thin = BARS.formatted(".02");
    Map<String, String> words = new TreeMap<>();
    words.put("thin-parts", tips.toString());
    words.put("twice-even-odd", thin + " " + thin.replace(" 445", ".03 445") + " f*");
    words.put(
        "sheared-corner",
        "q 104 445 16 20 re W n 1 0 1 .05 0 0 cm 30 w 1000 M"
            + " 1 0 0 1 -9000 9000 cm 400 1 m 240 0 l 400 -1 l S Q");
    for (Map.Entry<String, String> each : words.entrySet()) {
      String code = each.getKey().startsWith("sheared") ? OTHERWISE : COVERS;
      box("word-of-" + each.getKey(), code, NEAR + each.getValue(), WHITE);
    }
  }

  // A word as a picture, a shading or tiles, white wherever PDFBox would look.
  private void pictures() throws Exception {
    StringBuilder pixels = new StringBuilder();
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 640; x++) {
        boolean ink = x / 80 % 2 == 0 && !(x % 8 == 0 && y % 8 == 0);
        pixels.append(ink ? '\0' : '\u00ff');
      }
    }
    String image =
        PdfUpdate.streamBody(
            "/Type/XObject/Subtype/Image/Width 640/Height 200/BitsPerComponent 8"
                + "/ColorSpace/DeviceGray",
            pixels.toString());
    String drawn = NEAR + "q 32 0 0 10 102 445 cm /X9 Do Q ";
    prepared.update(
        "picture",
        COVERS,
        page(drawn, off("102 442 134 458", WHITE)).andThen(added(image, "XObject", "X9")),
        ON);
    String sheared = NEAR + "q 102 440 34 20 re W n 360 0 320 10 -222 445 cm /X9 Do Q ";
    prepared.update(
        "picture-sheared",
        NOT_LOOKED_AT,
        page(sheared, off("102 442 134 458", WHITE)).andThen(added(image, "XObject", "X9")),
        ON);
    String mask =
        PdfUpdate.streamBody(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 850]"
                + "/Group<</S/Transparency/CS/DeviceGray>>",
            "1 g 0 0 600 850 re f");
    prepared.update(
        "picture-under-a-mask",
        NOT_LOOKED_AT,
        page(NEAR + "q /M gs 32 0 0 10 102 445 cm /X9 Do Q ", off("102 442 134 458", WHITE))
            .andThen(added(image, "XObject", "X9"))
            .andThen(o -> o.add(mask))
            .andThen(
                o ->
                    replace(
                        o,
                        PAGES,
                        "/XObject",
                        "/ExtGState<</M<</SMask<</S/Luminosity/G "
                            + o.size()
                            + " 0 R>>>>>>/XObject")),
        ON);
    String bars = NEAR + "q /Pattern cs /P9 scn " + BARS.formatted("1.5") + " f Q ";
    String function =
        PdfUpdate.streamBody(
            "/FunctionType 4/Domain[0 1]/Range[0 1]",
            "{ 2145 mul 0.5 add dup floor sub 0.5 sub abs 0.02 lt { 1 } { 0 } ifelse }");
    prepared.update(
        "shading",
        OTHERWISE,
        page(bars, off("102 442 134 458", WHITE))
            .andThen(o -> o.add(function))
            .andThen(
                o ->
                    added(
                            "<</Type/Pattern/PatternType 2/Shading<</ShadingType 2"
                                + "/ColorSpace/DeviceGray/Coords[100 0 136 0]/Extend[true true]"
                                + ("/Function " + o.size() + " 0 R>>>>"),
                            "Pattern",
                            "P9")
                        .accept(o)),
        ON);
    String tile =
        PdfUpdate.streamBody(
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 .24 .24]/XStep .24"
                + "/YStep .24/Resources<<>>",
            "0 g 0 .005 .24 .1 re f");
    prepared.update(
        "tiles",
        OTHERWISE,
        page(bars, off("102 442 134 458", WHITE)).andThen(added(tile, "Pattern", "P9")),
        ON);
  }

  private static Consumer<List<String>> added(String object, String kind, String name) {
    return o -> {
      o.add(object);
      String entry = "/" + name + " " + o.size() + " 0 R";
      String before = kind.equals("XObject") ? "/X1 13 0 R" : "/XObject";
      replace(
          o,
          PAGES,
          before,
          kind.equals("XObject") ? before + entry : "/" + kind + "<<" + entry + ">>" + before);
    };
  }

  // Some readers round each layer down, others up.
  private void layers() throws Exception {
    String dark = "0 g 40 430 500 40 re f 1 g";
    note("faint-layers", NOT_LOOKED_AT, "shall not pay", dark, "/G gs 0 g " + FAINT.repeat(300));
  }

  private static final String FAINT = "0 0 22 13 re f ";

  // What readers paint for a note without an appearance, each in its own size and place.
  private void icons() throws Exception {
    Consumer<List<String>> plain = content("BT /Helv 6 Tf 100 445 Td (shall not pay) Tj ET ");
    String icon = ON_PAGE + "/Subtype/Text/Contents(x)/Name/";
    UnaryOperator<PdfUpdate> large =
        u ->
            u.change(PAGE, "/Annots ?\\[", "/Annots [90 0 R ")
                .put(90, icon + "Key/Rect[104 436 134 466]>>");
    cases.update("large-icon", COVERS, prepared.signed("rsa", 3, plain), large);
    UnaryOperator<PdfUpdate> other =
        u ->
            u.change(PAGE, "/Annots ?\\[", "/Annots [90 0 R ")
                .put(90, icon + "Insert/Rect[118 430 140 452]>>");
    Consumer<List<String>> larger = content("BT /Helv 12 Tf 100 445 Td (shall not pay) Tj ET ");
    cases.update("other-icon", COVERS, prepared.signed("rsa", 3, larger), other);
    byte[] noted =
        prepared.signed(
            "rsa",
            3,
            plain.andThen(
                o -> {
                  set(o, EXTRA, icon + "Note/Rect[104 442 134 472]>>");
                  replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
                }));
    cases.update("icon-removed", OTHERWISE, noted, u -> u.change(PAGE, "31 0 R ", ""));
    UnaryOperator<PdfUpdate> moved =
        u -> u.change(EXTRA, "/Rect\\s*\\[.*?\\]", "/Rect[400 300 420 320]");
    cases.update("icon-moved", OTHERWISE, noted, moved);
  }

  // What is written beside a value: signs of the words around the field, and lines through them.
  private void borders() throws Exception {
    String pay = "BT /Helv 14 Tf 60 700 Td (Pay) Tj 40 0 Td (100 EUR) Tj ET ";
    String place = "/Rect[50 704.5 300 734.5]";
    String x = "S BT /Helv 10 Tf 0 g 200 15 Td (x) Tj ET";
    Map<String, String> lines = new TreeMap<>();
    lines.put("one-dash", "0 G 1 w [4 400] 359 d 0 .5 m 250 .5 l ");
    lines.put("rising", "0 G 1 w 0 -1.5 m 45.5 -1.5 l 45.5 .5 l 48.5 .5 l 48.5 -1.5 l 250 -1.5 l ");
    lines.put("upright", "0 G 1.1 w 0 -1.5 m 250.6 -1.5 l 250.6 30 l ");
    lines.put("clipped", "0 G 1.1 w -1 -1.5 251.6 33 re ");
    lines.put("dotted", "0 G 1 w [1.2 5.8] 0 d 0 .5 m 250 .5 l ");
    lines.put("seen-in-part", "q 45 0 4 1 re W n 0 G 1 w 0 .5 m 250 .5 l S Q n ");
    lines.put("painted-over", "0 G 1 w 0 .5 m 250 .5 l S 1 g 4 0 246 1 re f ");
    lines.put("of-two-edges", "0 G 1 w 0 .5 m 249.5 .5 l 249.5 30 l ");
    lines.put("slanted", "0 G 1 w 0 -1.9 m 250 .9 l ");
    for (Map.Entry<String, String> each : lines.entrySet()) {
      filled("border-" + each.getKey(), UNREAD, pay, "/FT/Tx" + place, "(x)", each.getValue() + x);
    }
    String small = " BT /Helv 4 Tf 0 g 1 9 Td (x) Tj ET";
    String narrow = "/FT/Tx/Rect[91 704.5 97 718.5]";
    filled("border-short", UNREAD, pay, narrow, "(x)", "0 G 1 w 0 .5 m 6 .5 l S" + small);
    filled("border-short-area", UNREAD, pay, narrow, "(x)", "0 g 0 0 6 1 re f" + small);
    String ok = "BT /Helv 10 Tf .5 g 200 10 Td (ok) Tj ET";
    String dark = "0 g 40 400 500 100 re f 1 g BT /Helv 12 Tf 60 448 Td (Pay 100 EUR) Tj ET";
    String line = "1 G 1 w 0 .6 m 242 .6 l S ";
    filled("struck-in-white", COVERS, dark, "/FT/Tx/Rect[58 452 300 480]", "(ok)", line + ok);
    String black = "0 G 1 w 0 .6 m 242 .6 l S ";
    String paths = "q 1.5 w " + LETTERS + "Q";
    filled("struck-paths", COVERS, paths, "/FT/Tx/Rect[58 449.4 300 480]", "(ok)", black + ok);
  }

  // The value says one order of figures, and what is seen another.
  private void order() throws Exception {
    String field = "/FT/Tx/Rect[100 440 300 460]";
    for (String mark : List.of("200F", "061C", "202B")) {
      String value = "<FEFF" + mark + "0031003000300020003900300030>";
      filled("turned-by-" + mark, UNREAD, "", field, value, text("900 100"));
    }
    for (String filler : List.of("200B", "2060", "0008", "E000")) {
      String value = "<FEFF003100300030" + filler + "003900300030>";
      String code = filler.equals("E000") ? "field-appearance-differs" : UNREAD;
      filled("joined-by-" + filler, code, "", field, value, text("100900"));
    }
    String lines = "BT /Helv 10 Tf 0 g 2 25 Td (pay 100) Tj 120 -12 Td (900) Tj ET";
    String tall = "/Rect[100 440 300 480]";
    filled("combo-broken", UNREAD, "", "/FT/Ch/Ff 393216/Opt[(x)]" + tall, "(pay 100 900)", lines);
    filled("end-of-line", UNREAD, "", "/FT/Tx" + tall, "(pay 100 900\\n)", lines);
    String several = "/FT/Tx/Ff 4096" + tall;
    String item = "BT /Helv 10 Tf 0 g 2 25 Td (Item 10 000 EUR) Tj ET";
    filled("lines-joined", UNREAD, "", several, "(Item 10\\n000 EUR)", item);
    filled("columns", UNREAD, "", several, "(pay 100 900)", lines);
    String list = "/FT/Ch/Ff 2097152/Opt[(10)(00 EUR)]" + tall;
    String joined = "BT /Helv 10 Tf 0 g 2 25 Td (10 00 EUR) Tj ET";
    filled("options-in-a-line", UNREAD, "", list, "[(10)(00 EUR)]/I[0 1]", joined);
  }

  private static String text(String words) {
    return "BT /Helv 10 Tf 0 g 2 6 Td (" + words + ") Tj ET";
  }

  // Figures in other cells than their own are other amounts.
  private void cells() throws Exception {
    String labels = "BT /Helv 8 Tf 100 462 Td (EUR) Tj 80 0 Td (cent) Tj ET ";
    String comb = "/FT/Tx/Ff 16777216/MaxLen 6/Rect[100 440 220 458]";
    String apart = "BT /Helv 12 Tf 0 g 7 4 Td (1) Tj 80 0 Td (0) Tj 20 0 Td (0) Tj ET";
    filled("cells-apart", UNREAD, labels, comb, "(100)", apart);
    String later = "BT /Helv 12 Tf 0 g 67 4 Td (1) Tj 20 0 Td (0) Tj 20 0 Td (0) Tj ET";
    filled("cells-shifted", UNREAD, labels, comb, "(100)", later);
    String divided = "0 G 1 w 30 0 m 30 18 l 60 0 m 60 18 l 90 0 m 90 18 l S ";
    String four = "/FT/Tx/Ff 16777216/MaxLen 4/Rect[100 440 220 458]";
    String each = "BT /Helv 12 Tf 0 g 12 4 Td (0) Tj 30 0 Td (0) Tj ET";
    filled("dividers-without-a-frame", UNREAD, "", four, "(00)", divided + each);
    String tight = "BT /Helv 12 Tf 0 g 7 4 Td (1000) Tj ET";
    filled("cells-without-blanks", UNREAD, labels, comb, "(1 0 00)", tight);
  }

  private static final UnaryOperator<PdfUpdate> ON =
      u -> u.change(EXTRA, "/V/Off/AS/Off", "/V/Yes/AS/Yes");

  private void box(String name, String code, String content, String mark) throws Exception {
    box(name, code, content, mark, "102 442 134 458");
  }

  private void box(String name, String code, String content, String mark, String place)
      throws Exception {
    prepared.update(name, code, page(content, off(place, mark)), ON);
  }

  private static Consumer<List<String>> off(String place, String mark) {
    String[] n = place.split(" ");
    double wide = Double.parseDouble(n[2]) - Double.parseDouble(n[0]);
    double high = Double.parseDouble(n[3]) - Double.parseDouble(n[1]);
    return field("/FT/Btn/V/Off/AS/Off/AP<</N<</Yes 32 0 R>>>>/Rect[" + place + "]")
        .andThen(o -> set(o, OTHER_LOOK, form("0 0 %.1f %.1f".formatted(wide, high), mark)));
  }

  private void note(String name, String code, String words, String ground, String look)
      throws Exception {
    String note =
        ON_PAGE + "/Subtype/Ink/InkList[[126 445 147 450]]/AP<</N 91 0 R>>/Rect[126 442 148 455]>>";
    byte[] signed =
        prepared.signed(
            "rsa", 3, content(ground + " BT /Helv 12 Tf 100 445 Td (" + words + ") Tj ET"));
    cases.update(
        name,
        code,
        signed,
        u ->
            u.change(PAGE, "/Annots ?\\[", "/Annots [90 0 R ")
                .put(90, note)
                .put(91, form("0 0 22 13", look)));
  }

  private void filled(
      String name, String code, String content, String field, String value, String look)
      throws Exception {
    String[] n = field.replaceAll(".*Rect\\[(.*?)\\].*", "$1").split(" ");
    double wide = Double.parseDouble(n[2]) - Double.parseDouble(n[0]);
    double high = Double.parseDouble(n[3]) - Double.parseDouble(n[1]);
    prepared.update(
        name,
        code,
        page(content, field(field)),
        u ->
            u.with(EXTRA, "/V" + value + "/AP<</N 32 0 R>>")
                .put(OTHER_LOOK, form("0 0 %.1f %.1f".formatted(wide, high), look)));
  }

  static Consumer<List<String>> field(String entries) {
    return o -> {
      set(o, EXTRA, WIDGET + entries + ">>");
      set(o, OTHER_LOOK, "null");
      replace(o, FORM, "/Fields[", "/Fields[31 0 R ");
      replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
    };
  }

  static String form(String box, String content) {
    return PdfUpdate.streamBody(
        "/Type/XObject/Subtype/Form/BBox["
            + box
            + "]/Resources<</Font<</Helv 9 0 R>>/ExtGState<</G<</ca .0058>>>>>>",
        content);
  }
}
