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
 * Readers are asked to make the appearances of fields anew, or no more: what they make of a
 * prepared field is not what its appearance shows.
 */
final class RemadeAttacks {
  private static final String UNREAD = "field-appearance-not-readable";
  private static final String COVERS = "addition-covers-content";
  private static final String WIDGET = "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/T(sum)";
  private static final String BLANK = "/Rect[100 440 300 460]";
  private static final String OVER_WORDS = "/Rect[50 690 400 730]";
  private static final String NINE =
      "/F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
          + "/Differences[49/nine]>>>>";
  private static final UnaryOperator<PdfUpdate> ASKS = u -> u.with(FORM, "/NeedAppearances true");
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
    made.words();
    made.grounds();
    made.letters();
    // One rule judges them under every permission.
    boolean whole = extent == Prepared.Extent.WHOLE;
    RemadeAttacks rest = new RemadeAttacks(cases, signers, whole ? extent : Prepared.Extent.ONCE);
    rest.looks();
    rest.values();
    rest.styles();
    return cases.all();
  }

  /** What readers make shows what the appearance did. */
  static List<Case> harmless(Signers signers) throws Exception {
    CaseList cases = new CaseList(false).family("remade");
    RemadeAttacks made = new RemadeAttacks(cases, signers, Prepared.Extent.ONCE);
    made.shown("text", field("/FT/Tx/MaxLen 3/V(100)" + BLANK, "100"));
    made.shown("option", field("/FT/Ch/Ff 131072/V(100)/Opt[(100)(900)]" + BLANK, "100"));
    made.shown("ground", field("/FT/Tx/V(100)/MK<</BG[1]/BC[0]>>" + BLANK, "100"));
    Consumer<List<String>> unused = form("/FT/Tx/V(100)/DA(/Helv 10 Tf 0 g)");
    cases.update("form-that-nothing-names", "", made.prepared.signed("rsa", 0, unused), REPLACED);
    return cases.all();
  }

  private void shown(String name, Consumer<List<String>> field) throws Exception {
    cases.update(name, "", prepared.signed("rsa", 0, field), ASKS);
  }

  private static Consumer<List<String>> field(String entries, String shown) {
    return o -> {
      set(o, EXTRA, WIDGET + entries + "/AP<</N 32 0 R>>>>");
      set(o, OTHER_LOOK, Contract.look(shown));
      replace(o, FORM, "/Fields[", "/Fields[31 0 R ");
      replace(o, FORM, "/Font<<", "/Font<<" + NINE);
      replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
    };
  }

  private static Consumer<List<String>> form(String entries) {
    return field(entries + BLANK, "100")
        .andThen(o -> replace(o, FORM, "/DR<<", "/DR<</XObject<</FRM 13 0 R>>"));
  }

  private void words() throws Exception {
    Consumer<List<String>> named = form("/FT/Tx/V(100)/DA(/FRM Do /Helv 10 Tf 0 g)");
    prepared.update("form-that-a-style-names", "form-changed", named, REPLACED);
    words("other-font", "/FT/Tx/V(100)/DA(/F1 10 Tf 0 g)");
    words("no-colour", "/FT/Tx/V(100)/DA(/Helv 10 Tf 1 g)");
    words("no-style", "/FT/Tx/V(100)/DA()");
    words("rich-text", "/FT/Tx/Ff 33554432/V(100)/RV(<body><p>900</p></body>)");
    words("words-of-an-option", "/FT/Ch/Ff 131072/V(100)/Opt[[(100)(900)]]");
    prepared.update(
        "option-by-its-words",
        UNREAD,
        field("/FT/Ch/Ff 131072/V(100)/Opt[[(100)(900)]]" + BLANK, "900"),
        ASKS);
    prepared.update(
        "font-of-marks",
        UNREAD,
        o ->
            replace(
                o,
                FORM,
                "/Font<<",
                "/Font<</ZaDb<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/Encoding<<"
                    + "/Differences[52/space]>>>>"),
        ASKS);
    prepared.update(
        "colours-of-the-form",
        UNREAD,
        field("/FT/Tx/V(100)" + BLANK, "100")
            .andThen(o -> replace(o, FORM, "/DR<<", "/DR<</ColorSpace<</DefaultGray/DeviceGray>>")),
        ASKS);
    words("cells", "/FT/Tx/Ff 16777216/MaxLen 2/V(100)");
    prepared.update(
        "stray",
        UNREAD,
        field("/FT/Tx/V(100)/DA(/F1 10 Tf 0 g)" + BLANK, "100")
            .andThen(o -> replace(o, FORM, "/Fields[31 0 R ", "/Fields[")),
        ASKS);
  }

  private void words(String name, String entries) throws Exception {
    prepared.update(name, UNREAD, field(entries + BLANK, "100"), ASKS);
  }

  private void grounds() throws Exception {
    String text = "/FT/Tx/V(ok)";
    prepared.update("ground", COVERS, field(text + "/MK<</BG[1]>>" + OVER_WORDS, "ok"), ASKS);
    prepared.update("list", COVERS, field("/FT/Ch/V(ok)/Opt[(ok)(nnnn)]" + OVER_WORDS, "ok"), ASKS);
    String white = "1 g 0 0 200 20 re f " + Contract.text("ok");
    prepared.update(
        "ground-of-a-look",
        COVERS,
        field(text + OVER_WORDS, "ok")
            .andThen(
                o -> {
                  replace(o, OTHER_LOOK, Contract.text("ok"), white);
                  int length = Contract.text("ok").length();
                  replace(o, OTHER_LOOK, "/Length " + length, "/Length " + white.length());
                  replace(o, FORM, "/Fields[", "/NeedAppearances true/Fields[");
                }),
        u -> u.change(FORM, "/NeedAppearances\\s+true", "/NeedAppearances false"));
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
    for (String entries :
        List.of("/FT/Tx/V(9100)/DA(/Helv 10 Tf 1 g)", "/FT/Tx/V(9100)/MK<</BG[0]>>", choice)) {
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
    for (String kind : List.of("/FT/Tx/Subtype/StrikeOut", "/FT/Sig/Subtype/StrikeOut")) {
      prepared.update(
          "no-widget-" + kind.substring(4, 6),
          "field-changed",
          field(kind + "/QuadPoints[60 716 200 716 60 700 200 700]/Rect[0 0 0 0]", "")
              .andThen(o -> replace(o, EXTRA, "/Subtype/Widget", "")),
          u -> u.change(EXTRA, "/AP<</N 32 0 R>>", ""));
    }
  }

  // What readers are asked to make anew was shown in another way.
  private void styles() throws Exception {
    String text = "/FT/Tx/V(100)";
    words("dark-ground", text + "/MK<</BG[0]>>");
    words("broad-border", text + "/MK<</BC[0]>>/BS<</W 12>>");
    words("turned-style", text + "/MK<</R 180>>");
    words("two-colours", text + "/DA(1 g /Helv 10 Tf 0 g)");
    words("two-fonts", text + "/DA(/Helv 4 Tf /Helv 18 Tf 0 g)");
    words("brighter-than-white-style", text + "/DA(/Helv 10 Tf 2 g)");
    words("moved-style", text + "/DA(1 0 0 1 500 0 cm /Helv 10 Tf 0 g)");
    words("small-style", text + "/DA(/Helv 4 Tf 0 g)");
    words("from-the-right", text + "/Q 2");
    words("several-lines", text.replace("/V", "/Ff 4096/V"));
    words("rich-words", text + "/RV(<body><p>900</p></body>)");
    words("no-option", "/FT/Ch/Ff 131072/V(100)/Opt[(900)]");
    words("larger-than-the-field", text + "/DA(/Helv 30 Tf 0 g)");
  }
}
