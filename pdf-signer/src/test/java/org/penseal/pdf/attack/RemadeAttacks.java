// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.OTHER_LOOK;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Readers are asked to make the appearances of fields anew, or a program has made one: it may show
 * something else than the signed one.
 */
final class RemadeAttacks {
  private static final String UNREAD = "field-appearance-not-readable";
  private static final String WIDGET = "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/T(sum)";
  private static final String BLANK = "/Rect[100 440 300 460]";
  private static final String OVER_WORDS = "/Rect[50 690 400 730]";
  private static final UnaryOperator<PdfUpdate> ASKS = u -> u.with(FORM, "/NeedAppearances true");
  private static final Consumer<List<String>> STRAY =
      o -> replace(o, FORM, "/Fields[31 0 R ", "/Fields[");
  // As PDFBox does with each visible signature.
  private static final UnaryOperator<PdfUpdate> REPLACED =
      u -> u.change(FORM, "/FRM 13 0 R", "/FRM 32 0 R");

  private final CaseList cases;
  private final Prepared prepared;

  private RemadeAttacks(CaseList cases, Signers signers, Prepared.Extent extent) {
    this.cases = cases;
    this.prepared = new Prepared(cases, signers, new Placement.Invisible(), extent);
  }

  /** Every line. */
  static List<Case> of(Signers signers, Prepared.Extent extent) throws Exception {
    CaseList cases = new CaseList(true).family("remade");
    RemadeAttacks made = new RemadeAttacks(cases, signers, extent);
    made.asked();
    // One rule judges them under every permission.
    boolean whole = extent == Prepared.Extent.WHOLE;
    RemadeAttacks rest = new RemadeAttacks(cases, signers, whole ? extent : Prepared.Extent.ONCE);
    rest.letters();
    rest.looks();
    rest.values();
    return cases.all();
  }

  /** Nothing was shown, or nothing uses what changes. */
  static List<Case> harmless(Signers signers) throws Exception {
    CaseList cases = new CaseList(false).family("remade");
    RemadeAttacks made = new RemadeAttacks(cases, signers, Prepared.Extent.ONCE);
    made.blank("nothing", "/FT/Tx/MaxLen 3", ASKS);
    made.blank("no-letters", "/FT/Tx/V()/MK<<>>", ASKS);
    made.blank("no-option", "/FT/Ch/Ff 131072/Opt[(100)(900)]", ASKS);
    made.blank("filled", "/FT/Tx", u -> ASKS.apply(u).with(EXTRA, "/V(Li)"));
    Consumer<List<String>> unused = form("/FT/Tx/V(100)/DA(/Helv 10 Tf 0 g)");
    cases.update("form-that-nothing-names", "", made.prepared.signed("rsa", 0, unused), REPLACED);
    return cases.all();
  }

  private void blank(String name, String entries, UnaryOperator<PdfUpdate> edit) throws Exception {
    cases.update(name, "", prepared.signed("rsa", 0, only(entries + BLANK, "")), edit);
  }

  private static Consumer<List<String>> field(String entries, String shown) {
    return o -> {
      set(o, EXTRA, WIDGET + entries + "/AP<</N 32 0 R>>>>");
      set(o, OTHER_LOOK, Contract.look(shown));
      replace(o, FORM, "/Fields[", "/Fields[31 0 R ");
      replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
    };
  }

  private static Consumer<List<String>> form(String entries) {
    return field(entries + BLANK, "100")
        .andThen(o -> replace(o, FORM, "/DR<<", "/DR<</XObject<</FRM 13 0 R>>"));
  }

  // What readers make anew is not in the file.
  private void asked() throws Exception {
    Consumer<List<String>> named = form("/FT/Tx/V(100)/DA(/FRM Do /Helv 10 Tf 0 g)");
    prepared.update("form-that-a-style-names", "form-changed", named, REPLACED);
    asked("text", "/FT/Tx/V(100)", "100");
    asked("other-text", "/FT/Tx/V(900)", "100");
    asked("default", "/FT/Tx/DV(900)", "");
    asked("option", "/FT/Ch/Ff 131072/V(100)/Opt[[(100)(900)]]", "100");
    asked("list", "/FT/Ch/Opt[(100)(900)]", "");
    asked("button", "/FT/Btn/Ff 65536/MK<</CA(900)>>", "100");
    asked("coloured", "/FT/Tx/MK<</BG[1]>>", "");
    asked("rich-text", "/FT/Tx/RV(<body><p>900</p></body>)", "");
    asked("script", "/FT/Tx/AA<</F<</S/JavaScript/JS(event.value='900')>>>>", "");
    asked("option-of-no-value", "/FT/Ch/Ff 131072/Opt[[()(900)]]", "");
    asked("style-that-writes", "/FT/Tx/V()/DA(/Helv 10 Tf 0 g \\(9\\) Tj)", "");
    asked("style-without-blanks", "/FT/Tx/V()/DA(/F\\(9\\)Tj/Helv 10 Tf 0 g)", "");
    prepared.update("field-of-another-kind", UNREAD, listed(), ASKS);
    asked("look-that-no-value-has", "/FT/Tx", "100");
    prepared.update("stray", UNREAD, only("/FT/Tx/V(100)" + BLANK, "100").andThen(STRAY), ASKS);
    Consumer<List<String>> button = only("/FT/Btn/MK<</CA(900)>>" + BLANK, "100").andThen(STRAY);
    prepared.update("stray-button", UNREAD, button, ASKS);
    prepared.update(
        "no-longer",
        UNREAD,
        only("/FT/Tx/V(100)" + BLANK, "900")
            .andThen(o -> replace(o, FORM, "/Fields[", "/NeedAppearances true/Fields[")),
        u -> u.change(FORM, "/NeedAppearances\\s+true", "/NeedAppearances false"));
    String white = "1 g 0 0 200 20 re f";
    prepared.update(
        "ground-over-words",
        UNREAD,
        only("/FT/Tx/Rect[50 690 400 730]", "").andThen(o -> set(o, OTHER_LOOK, written(white))),
        ASKS);
    prepared.update(
        "style-of-what-readers-draw",
        UNREAD,
        only("/FT/Tx" + BLANK, "")
            .andThen(o -> replace(o, FORM, "/Fields[", "/NeedAppearances true/Fields[")),
        u -> u.with(EXTRA, "/V(900)/DA(/Helv 90 Tf 0 g)"));
  }

  // A field of signatures lists a widget that calls another one its parent.
  private static Consumer<List<String>> listed() {
    return only("/FT/Tx/V(900)", "100")
        .andThen(o -> set(o, OTHER_LOOK, WIDGET + "/Parent 31 0 R" + BLANK + ">>"))
        .andThen(o -> set(o, EXTRA, "<</FT/Tx/T(sum)/V(900)>>"))
        .andThen(o -> set(o, 11, "<</FT/Sig/T(other)/Kids[32 0 R]>>"))
        .andThen(o -> replace(o, FORM, "/Fields[31 0 R ", "/Fields[11 0 R "))
        .andThen(o -> replace(o, PAGE, "/Annots[31 0 R ", "/Annots[32 0 R "));
  }

  private void asked(String name, String entries, String shown) throws Exception {
    prepared.update(name, UNREAD, only(entries + BLANK, shown), ASKS);
  }

  // The page and the form have no other field but the one that is signed.
  private static Consumer<List<String>> only(String entries, String shown) {
    String resources = "/DA(/Helv 10 Tf 0 g)/DR<</Font<</Helv 9 0 R>>>>";
    return field(entries, shown)
        .andThen(
            o -> {
              set(o, FORM, "<</Fields[31 0 R 10 0 R]" + resources + ">>");
              set(o, PAGE, "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots[31 0 R 10 0 R]>>");
            });
  }

  // The look is made anew for an unchanged value, and shows another or is read as another.
  private void letters() throws Exception {
    String rest = " 0 g (100) Tj ET Q EMC";
    letters("outlined", "2 5 Td 1 Tr (9) Tj 0 Tr" + rest);
    letters("pale", "2 5 Td .94 g (9) Tj" + rest);
    letters("lifted", "2 5 Td 20 Ts (9) Tj 0 Ts" + rest);
    letters("pushed-out", "2 5 Td (" + " ".repeat(90) + "9) Tj" + rest);
    letters("turned", "-1 0 0 -1 90 12 Tm (9100) Tj ET Q EMC");
    letters("apart", "2 5 Td 90 Tc (9) Tj" + rest);
    letters("other-words", "2 5 Td /Span<</ActualText()>>BDC (9) Tj EMC" + rest);
    String look = ownFont("9100");
    prepared.update("own-font", UNREAD, signedLook(), u -> u.put(OTHER_LOOK, look));
  }

  // Embedded, so it may have any letters.
  private static String ownFont(String text) {
    String font =
        "/Resources<</Font<</Helv<</Type/Font/Subtype/TrueType/BaseFont/Own/FirstChar 32/LastChar"
            + " 126/Widths["
            + "556 ".repeat(95)
            + "]/Encoding/WinAnsiEncoding/FontDescriptor<</Type/FontDescriptor/FontName/Own"
            + "/Flags 32/FontFile2 32 0 R>>>>>>>>";
    return PdfUpdate.streamBody(Contract.FORM_X + font, Contract.text(text));
  }

  private void letters(String name, String shown) throws Exception {
    String resources = Contract.FORM_X + "/Resources<</Font<</Helv 9 0 R>>>>";
    String content = "/Tx BMC q BT /Helv 10 Tf 0 g " + shown;
    String look = PdfUpdate.streamBody(resources, content);
    prepared.update(name, UNREAD, signedLook(), u -> u.put(OTHER_LOOK, look));
  }

  private static Consumer<List<String>> signedLook() {
    return field("/FT/Tx/V(9100)" + BLANK, "9100");
  }

  // Written in another way than programs write them, or in another place.
  private void looks() throws Exception {
    String shown = "BT /Helv 10 Tf 0 g 2 5 Td (9100) Tj ET";
    String white = "1 g 0 0 200 20 re f ";
    looks("stroke-over-the-ground", shown, "16 w 1 G 0 0 m 9 9 l S " + shown);
    looks("line-through", shown, "0 9 m 200 9 l S " + shown);
    looks("without-its-ground", white + shown, shown);
    looks("ground-clipped", white + shown, "q 0 0 1 1 re W n " + white + "Q " + shown);
    looks("clip-turned", shown, "q 0 1 -1 0 0 0 cm 0 -200 .1 200 re W n " + shown + " Q");
    looks("clip-of-five-points", shown, "0 0 200 20 re 0 0 l W n " + shown);
    looks("path-moved", shown, "q 0 0 200 20 re 1 0 0 1 99 99 cm W n " + shown + " Q");
    looks("brighter-than-white", shown, shown.replace("0 g", "2 g"));
    looks("unknown-operator", shown, "0 0 0 0 9 9 d1 " + shown);
    looks("text-in-text", shown, "BT /Helv 10 Tf 0 g 2 5 Td [[(9100)]] TJ ET");
    looks("restored-too-often", shown, "Q " + shown);
    looks("aside", shown, shown.replace("2 5 Td", "99 5 Td"));
    looks("smaller", shown, shown.replace("10 Tf", "5 Tf"));
    looks("letters-over-each-other", shown, shown.replace("(9100)", "(91) Tj 9 0 Td (00)"));
    // The second line comes over the end of the first.
    String pair = "BT /Helv %s Tf 0 g 2 5 Td (Clause I) Tj 36.68 0 Td (I) Tj ET";
    prepared.update(
        "larger-over-the-next",
        UNREAD,
        field("/FT/Tx/V(Clause II)" + BLANK, "")
            .andThen(o -> set(o, OTHER_LOOK, written(pair.formatted(10)))),
        u -> u.put(OTHER_LOOK, written(pair.formatted(10.82))));
    String blanks = "BT /Helv %s Tf 0 g 2 5 Td (" + " ".repeat(40) + "9100) Tj ET";
    looks("larger-behind-blanks", blanks.formatted("9"), blanks.formatted("10"));
    String ground = written("1 g 0 0 200 20 re f");
    prepared.update(
        "box-elsewhere",
        UNREAD,
        field("/FT/Tx" + OVER_WORDS, "").andThen(o -> set(o, OTHER_LOOK, ground)),
        u -> u.put(OTHER_LOOK, ground.replace("[0 0 200 20]", "[1000 1000 1200 1020]")));
    String strip = "/Type/XObject/Subtype/Form/BBox[0 0 3 14]";
    prepared.update(
        "ground-of-a-strip",
        UNREAD,
        field("/FT/Tx/Rect[60 698 63 712]", "")
            .andThen(o -> set(o, OTHER_LOOK, PdfUpdate.streamBody(strip, "1 g 0 0 3 14 re f"))),
        u -> u.put(OTHER_LOOK, PdfUpdate.streamBody(strip, "1 g 2.99 0 .01 14 re f")));
    prepared.update(
        "words-of-the-page",
        UNREAD,
        signedLook().andThen(o -> replace(o, 2, "/Properties<<", "/Properties<</P<<>>")),
        u -> u.put(OTHER_LOOK, written("/Span /P BDC " + shown + " EMC")));
    String bar = "100 0 100 20 re f 0 g ";
    Consumer<List<String>> list =
        field("/FT/Ch/V(100)/Opt[(100)(900)]" + BLANK, "100")
            .andThen(o -> set(o, OTHER_LOOK, written(".6 g 0 0 " + bar + "BT /Helv 10 Tf ET")));
    prepared.update(
        "other-option-highlighted",
        UNREAD,
        list,
        u -> u.put(OTHER_LOOK, written(".6 g 0 9 " + bar + "BT /Helv 10 Tf ET")));
  }

  private void looks(String name, String signed, String now) throws Exception {
    Consumer<List<String>> field = signedLook().andThen(o -> set(o, OTHER_LOOK, written(signed)));
    prepared.update(name, UNREAD, field, u -> u.put(OTHER_LOOK, written(now)));
  }

  private static String written(String content) {
    return PdfUpdate.streamBody(Contract.FORM_X + "/Resources<</Font<</Helv 9 0 R>>>>", content);
  }

  // The value is unchanged, whatever is written; what showed it was no look of its own.
  private void values() throws Exception {
    for (String same : List.of("(9100 )", "<FEFF0039003100300030>", "<FEFF00390031003000302060>")) {
      prepared.update(
          "value-again-" + same.length(),
          UNREAD,
          signedLook(),
          u -> u.change(EXTRA, "/V\\(9100\\)", "/V" + same).put(OTHER_LOOK, ownFont("9100")));
    }
    String look = written("BT /Helv 10 Tf 0 g 2 5 Td (9100) Tj ET");
    for (String looks : List.of("/N<</A 32 0 R>>", "/D 32 0 R", "")) {
      prepared.update(
          "look-by-states" + looks.length(),
          UNREAD,
          signedLook()
              .andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", "/AS/A/AP<<" + looks + ">>")),
          u -> u.change(EXTRA, "/AP<<.*>>>>", "/AP<</N 32 0 R>>>>").put(OTHER_LOOK, look));
    }
    String choice = "/FT/Ch/Ff 131072/V(9100)/Opt[[(9100)(900)]]";
    for (String entries : List.of("/FT/Tx/V(9100)", "/FT/Tx/V(9100)/MK<</BG[0]>>", choice)) {
      prepared.update(
          "first-look-" + entries.length(),
          UNREAD,
          field(entries + BLANK, "9100").andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", "")),
          u -> u.with(EXTRA, "/AP<</N 32 0 R>>").put(OTHER_LOOK, look));
    }
    prepared.update(
        "first-state",
        UNREAD,
        field("/FT/Btn/V/Yes" + BLANK, "X")
            .andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", "/AP<</N<</Yes 32 0 R>>>>")),
        u -> u.with(EXTRA, "/AS/Yes"));
    String covers = written("1 g 0 0 200 20 re f");
    Consumer<List<String>> covered = field("/FT/Tx/V(x)/Rect[86 694 286 714]", "");
    prepared.update(
        "words-that-a-ground-covered",
        "addition-covers-content",
        covered.andThen(o -> set(o, OTHER_LOOK, covers)),
        u ->
            u.change(EXTRA, "/V\\(x\\)", "/V(.)")
                .put(OTHER_LOOK, written("BT /Helv 5 Tf 0 g 190 12 Td (.) Tj ET")));
    for (String cut : List.of("0 6 200 26", "0 -10 200 11", "5 0 205 20")) {
      String filled = written("BT /Helv 10 Tf 0 g 2 5 Td (T.00) Tj ET");
      prepared.update(
          "cut-by-" + cut.split(" ")[0] + cut.split(" ")[1],
          UNREAD,
          field("/FT/Tx" + BLANK, "").andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", "")),
          u ->
              u.with(EXTRA, "/V(T.00)/AP<</N 32 0 R>>")
                  .put(OTHER_LOOK, filled.replace("0 0 200 20", cut)));
    }
    for (String style : List.of("0 g \\(9\\) Tj", "1 g")) {
      prepared.update(
          "style-of-" + style.length(),
          UNREAD,
          field("/FT/Tx/DA(/Helv 10 Tf " + style + ")" + BLANK, "")
              .andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", "")),
          u -> u.with(EXTRA, "/V(100)"));
    }
    for (String bare :
        List.of("(9)", "(1\\r2)", "<FEFF003104160030>", "(" + "9".repeat(99) + ")")) {
      String entries = bare.equals("(9)") ? "/FT/Tx/MK<</BG[0]>>" : "/FT/Tx/DA(/Helv 10 Tf 0 g)";
      prepared.update(
          "bare-" + bare.length(),
          UNREAD,
          field(entries + BLANK, "").andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", "")),
          u -> u.with(EXTRA, "/V" + bare));
    }
    String states = "/V/Off/AS/Off/AP<</N<</Yes 32 0 R/Off 18 0 R>>>>";
    prepared.update(
        "stretched-state",
        UNREAD,
        field("/FT/Btn/Rect[60 500 460 580]", "")
            .andThen(o -> replace(o, EXTRA, "/AP<</N 32 0 R>>", states))
            .andThen(o -> set(o, OTHER_LOOK, Prepared.form("0 g 5 5 10 10 re f"))),
        u -> u.change(EXTRA, "/V/Off/AS/Off", "/V/Yes/AS/Yes"));
    prepared.update(
        "child-that-nobody-may-fill",
        "field-changed",
        field("", "")
            .andThen(o -> set(o, EXTRA, "<</FT/Tx/T(sum)/Kids[32 0 R]>>"))
            .andThen(o -> set(o, OTHER_LOOK, WIDGET + "/Ff 1/Parent 31 0 R" + BLANK + ">>"))
            .andThen(o -> replace(o, PAGE, "/Annots[31 0 R ", "/Annots[32 0 R ")),
        u -> u.with(EXTRA, "/V(900)"));
    for (String kind : List.of("/FT/Tx/Subtype/StrikeOut", "/FT/Sig/Subtype/StrikeOut")) {
      prepared.update(
          "no-widget-" + kind.substring(4, 6),
          "field-changed",
          field(kind + "/QuadPoints[60 716 200 716 60 700 200 700]/Rect[0 0 0 0]", "")
              .andThen(o -> replace(o, EXTRA, "/Subtype/Widget", "")),
          u -> u.change(EXTRA, "/AP<</N 32 0 R>>", ""));
    }
  }
}
