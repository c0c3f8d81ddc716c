// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.AGREE;
import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.EXPERT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;
import static org.penseal.pdf.attack.Contract.SECOND;
import static org.penseal.pdf.attack.Contract.YES;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.PLAIN;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/** Additions of permitted kinds that hide or replace what was to be seen. */
final class VisibleAttacks {
  private static final String COVERS = "addition-covers-content";
  private static final String PAGE_X = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]";
  private static final String PAINTED = "1 g 0 0 100 100 re f 0 g 10 10 5 5 re f";
  private static final String WHITE = "1 g 0 0 595 842 re f";
  // The form's fields and the page's annotations are the same array.
  private static final Consumer<List<String>> SHARED =
      o -> {
        set(o, EXTRA, "[10 0 R 11 0 R 12 0 R 14 0 R 24 0 R 27 0 R]");
        set(o, FORM, "<</Fields 31 0 R/DA(/Helv 10 Tf 0 g)/DR<</Font<</Helv 9 0 R>>>>>>");
        set(o, PAGE, "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots 31 0 R>>");
      };

  private final CaseList cases = new CaseList(true).family("visible");
  private final Signers signers;
  private final Prepared prepared;

  private VisibleAttacks(Signers signers, Prepared.Extent extent) {
    this.signers = signers;
    this.prepared = new Prepared(cases, signers, new Placement.Field("expert"), extent);
  }

  /** Every line. */
  static List<Case> of(Signers signers, Prepared.Extent extent) throws Exception {
    VisibleAttacks made = new VisibleAttacks(signers, extent);
    made.states();
    made.looks();
    made.signatures();
    made.empty();
    made.timestamps();
    made.removed();
    made.written();
    made.strays();
    return made.cases.all();
  }

  // A check box over the whole page, whose other state was prepared.
  private static Consumer<List<String>> box(String more) {
    return o -> {
      set(o, YES, PdfUpdate.streamBody(PAGE_X, WHITE));
      set(
          o,
          AGREE,
          "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/FT/Btn/T(agree)/V/Off/AS/Off"
              + more
              + "/AP<</N<</Yes 17 0 R/Off 18 0 R>>>>/Rect[0 0 595 842]>>");
    };
  }

  private void states() throws Exception {
    prepared.update(
        "state-over-page", COVERS, box(""), u -> u.change(AGREE, "/V/Off/AS/Off", "/V/Yes/AS/Yes"));
    prepared.update(
        "state-of-other-value",
        "field-appearance-differs",
        box("/Opt[(a)(b)]"),
        u -> u.change(AGREE, "/AS/Off", "/AS/Yes"));
  }

  // The value stays; the signed page showed one word, the final one shows the value.
  private void looks() throws Exception {
    Consumer<List<String>> other = o -> set(o, REMARK_LOOK, Contract.look("No"));
    prepared.update(
        "look-of-same-value",
        "field-appearance-differs",
        other,
        u ->
            u.put(u.fresh(), Contract.look("ok"))
                .change(REMARK, "/N 16 0 R", "/N " + (u.fresh() - 1) + " 0 R"));
    prepared.update(
        "look-in-place", "field-look-changed", other, u -> u.put(REMARK_LOOK, Contract.look("ok")));
    prepared.update(
        "look-of-nothing-removed",
        "field-appearance-not-readable",
        o -> set(o, REMARK_LOOK, Contract.look("")),
        u -> u.change(REMARK, "/AP\\s*<<[^>]*>>", ""));
    prepared.update(
        "signature-drawn-anew",
        "signature-look-left-to-readers",
        PLAIN,
        u -> u.with(FORM, "/NeedAppearances true"));
  }

  // MuPDF draws lines of a sixteenth of each, PDFBox none.
  private static PdfUpdate squiggles(PdfUpdate update) {
    StringBuilder quads = new StringBuilder();
    for (int low = 650; low < 726; low += 2) {
      quads.append("50 %2$d 350 %2$d 50 %1$d 350 %1$d ".formatted(low, low + 60));
    }
    String note = "<</Type/Annot/Subtype/Squiggly/F 4/P 3 0 R/C[1 1 1]/Rect[50 650 350 790]";
    return update
        .put(70, note + "/QuadPoints[" + quads + "]>>")
        .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R ");
  }

  private static PdfUpdate widget(PdfUpdate update, boolean shared, String entries) {
    update.put(70, "<</FT/Sig/T(new)/Type/Annot/Subtype/Widget/P 3 0 R" + entries + ">>");
    return shared
        ? update.change(EXTRA, "\\[", "[70 0 R ")
        : update
            .change(FORM, "/Fields\\s*\\[", "/Fields[70 0 R ")
            .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R ");
  }

  // Any key that the verifier trusts, with a look of its own.
  private void signatures() throws Exception {
    for (String place : List.of("[50 690 400 730]", "[0 0 595 842]", "[60 600 160 620]")) {
      signature(place, "71 0 R", false);
    }
    signature("[0 0 595 842]", "71 0 R", true);
    signature("[50 690 400 730]", "<</A 71 0 R>>", false);
  }

  private void signature(String place, String normal, boolean shared) throws Exception {
    String look = "/Type/XObject/Subtype/Form/BBox[0 0 100 100]";
    String entries = "/F 4/V 72 0 R/Rect" + place + "/AP<</N " + normal + ">>";
    String kind = normal.contains("<<") ? "-without-state" : shared ? "-shared" : "";
    prepared.line(
        "signature-over-words-" + place.replaceAll("[^0-9]", "") + kind,
        COVERS,
        shared ? SHARED : PLAIN,
        (signed, key) ->
            HandSigned.of(
                signed,
                u -> widget(u, shared, entries).stream(71, look, PAINTED),
                signers.key(key)));
  }

  // MuPDF paints a banner over the upper part of a field that nobody has signed, whatever its look.
  private void empty() throws Exception {
    prepared.update(
        "empty-field-with-a-look",
        COVERS,
        PLAIN,
        u -> widget(u, false, "/F 4/Rect[50 600 400 720]/AP<</N 18 0 R>>"));
  }

  // Needs no key, only a stamp of somebody whom the verifier trusts.
  private void timestamps() throws Exception {
    String look = "/AP<</N 71 0 R>>";
    for (String looks : List.of(look, "")) {
      String bare = looks.isEmpty() ? "-bare" : "";
      timestamp(bare, "timestamp-visible", "[0 0 595 842]" + looks, false);
      timestamp("-five" + bare, "signature-field-malformed", "[0 0 595 842 0]" + looks, false);
    }
    timestamp("-shared", "timestamp-visible", "[0 0 595 842]" + look, true);
    // PDFium draws a look without a box all over the page; poppler has more digits than PDFBox.
    timestamp("-boundless", "timestamp-visible", "[0 0 0 0]" + look, false, "");
    timestamp("-of-a-hair", "signature-field-malformed", "[80 448.5 88 448.50001]" + look, false);
  }

  private void timestamp(String named, String reason, String place, boolean shared)
      throws Exception {
    timestamp(named, reason, place, shared, PAGE_X);
  }

  private void timestamp(String named, String reason, String place, boolean shared, String entries)
      throws Exception {
    String token =
        "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161"
            + "/ByteRange[0 10 20 30]/Contents<00>>>";
    UnaryOperator<PdfUpdate> field =
        u -> widget(u, shared, "/V 72 0 R/Rect" + place).stream(71, entries, WHITE);
    prepared.line(
        "stamp-over-page" + named,
        reason,
        shared ? SHARED : PLAIN,
        (signed, key) -> HandSigned.stamped(signed, field, signers.longTerm()));
    prepared.update(
        "stamp-without-a-token" + named,
        reason,
        shared ? SHARED : PLAIN,
        u -> field.apply(u).put(HandSigned.VALUE, token));
  }

  private static String field(String entries) {
    return "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/T(list)/Rect[50 690 400 730]" + entries + ">>";
  }

  private static Consumer<List<String>> with(String field) {
    return o -> {
      set(o, EXTRA, field);
      replace(o, FORM, "/Fields[", "/Fields[31 0 R ");
      replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
    };
  }

  // What readers write into a field without a look hides what lies below: MuPDF white squares,
  // poppler the dark ground of a choice.
  private void written() throws Exception {
    String squares = "/DA(1 g /ZaDb 40 Tf)";
    UnaryOperator<PdfUpdate> filled = u -> u.with(EXTRA, "/V(nnnnnnnnn)");
    Consumer<List<String>> list = with(field("/FT/Ch/TI 0/Opt[(\\040)(nnnnnnnn)]" + squares));
    prepared.update("list-scrolled", COVERS, list, u -> u.change(EXTRA, "/TI 0", "/TI 1"));
    prepared.update("list-chosen", COVERS, list, u -> u.with(EXTRA, "/I[0]"));
    Consumer<List<String>> text = with(field("/FT/Tx" + squares));
    Consumer<List<String>> drawn =
        o -> set(o, CONTENT, PdfUpdate.streamBody("", "60 700 5 12 re 69 700 5 12 re f"));
    prepared.update("value-over-a-drawing", COVERS, text.andThen(drawn), filled);
    prepared.update(
        "outlined-value-over-a-drawing",
        COVERS,
        with(field("/FT/Tx/DA(0 g 2 Tr 60 w 1 G /Helv 12 Tf)")).andThen(drawn),
        filled);
    prepared.update("value-beside-no-look", COVERS, with(field("/FT/Tx/AP 0" + squares)), filled);
    prepared.update("many-lines", COVERS, PLAIN, VisibleAttacks::squiggles);
    prepared.update(
        "ground-of-a-button-that-is-off",
        COVERS,
        with(field("/FT/Btn/V/Yes/AS/Yes/MK<</BG[1]>>/AP<</N<</Yes 18 0 R>>>>")),
        u -> u.change(EXTRA, "/V\\s*/Yes", "/V/Off").amend(EXTRA, "/AS\\s*/Yes", "/AS/Off"));
  }

  // Notes and widgets that no field lists, which readers write by the fonts and style of the form.
  private void strays() throws Exception {
    String unread = "field-appearance-not-readable";
    String nine =
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</BaseEncoding/WinAnsiEncoding"
            + "/Differences[49/nine]>>>>";
    UnaryOperator<PdfUpdate> font =
        u -> u.put(70, nine).change(FORM, "/Font\\s*<<", "/Font<</My 70 0 R");
    String styled = "/DA(0 g /My 14 Tf)/Rect[50 510 350 550]>>";
    prepared.update(
        "font-of-a-note",
        unread,
        stray("<</Type/Annot/Subtype/FreeText/P 3 0 R/F 4/Contents(Pay 111)" + styled),
        font);
    String widget = "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/FT/Tx/T(x)";
    prepared.update("font-of-a-stray", unread, stray(widget + "/V(111)" + styled), font);
    Consumer<List<String>> signatures =
        o -> set(o, FORM, "<</Fields[10 0 R]/DR<</Font<</Helv 9 0 R>>>>>>");
    String place = "/V(900)/Rect[50 510 350 550]";
    prepared.update(
        "style-of-a-stray",
        unread,
        stray(widget + place + ">>").andThen(signatures).andThen(VisibleAttacks::alone),
        u -> u.with(FORM, "/DA(/Helv 30 Tf 0 g)"));
    prepared.update(
        "stray-drawn-anew",
        "field-appearance-not-readable",
        stray(widget + place + "/DA(/Helv 20 Tf 0 g)/AP<</N 16 0 R>>>>")
            .andThen(signatures)
            .andThen(VisibleAttacks::alone),
        u -> u.with(FORM, "/NeedAppearances true"));
  }

  private static Consumer<List<String>> stray(String annotation) {
    return o -> {
      set(o, EXTRA, annotation);
      replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
    };
  }

  // The page has no other field than the one that is signed.
  private static void alone(List<String> objects) {
    set(objects, PAGE, "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots[31 0 R 10 0 R]>>");
  }

  // The final revision has no signature any more, or one fewer.
  private void removed() throws Exception {
    String gone = "signature-removed";
    UnaryOperator<PdfUpdate> hidden = u -> u.change(EXPERT, "/V\\s+\\d+ 0 R", "/Hidden true");
    prepared.update("signature-taken-out", gone, PLAIN, hidden);
    prepared.update(
        "form-taken-out", gone, PLAIN, u -> u.change(u.catalog(), "/AcroForm 5 0 R", ""));
    prepared.line(
        "signed-again-without-the-first",
        gone,
        PLAIN,
        (signed, key) ->
            HandSigned.of(
                signed, u -> hidden.apply(u).with(SECOND, "/V 72 0 R"), signers.key(key)));
  }
}
