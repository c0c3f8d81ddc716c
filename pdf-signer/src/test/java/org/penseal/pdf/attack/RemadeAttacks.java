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
    return cases.all();
  }

  /** What readers make shows what the appearance did. */
  static List<Case> harmless(Signers signers) throws Exception {
    CaseList cases = new CaseList(false).family("remade");
    RemadeAttacks made = new RemadeAttacks(cases, signers, Prepared.Extent.ONCE);
    made.shown("text", field("/FT/Tx/MaxLen 3/V(100)" + BLANK, "100"));
    made.shown("option", field("/FT/Ch/Ff 131072/V(100)/Opt[[(100)(900)]]" + BLANK, "900"));
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
    String font =
        "/Resources<</Font<</Helv<</Type/Font/Subtype/TrueType/BaseFont/Own/FirstChar 32/LastChar"
            + " 126/Widths["
            + "556 ".repeat(95)
            + "]/Encoding/WinAnsiEncoding/FontDescriptor<</Type/FontDescriptor/FontName/Own"
            + "/Flags 32/FontFile2 32 0 R>>>>>>>>";
    String text = Contract.text("9100");
    String look = PdfUpdate.streamBody(Contract.FORM_X + font, text);
    prepared.update("own-font", UNREAD, signedLook(), u -> u.put(OTHER_LOOK, look));
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
}
