// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.AGREE;
import static org.penseal.pdf.attack.Contract.CHOICE;
import static org.penseal.pdf.attack.Contract.EXPERT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PERSON;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.OTHER_LOOK;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.function.Consumer;
import org.penseal.pdf.Placement;

/**
 * Documents prepared so that readers draw something by themselves: looks that they make of a value,
 * a caption or a font.
 */
final class ReaderAttacks {
  private static final Placement SECOND = new Placement.Field("second");
  private static final String WIDGET = "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4";

  private final CaseList cases = new CaseList(true);
  private final Prepared prepared;
  private final Prepared expert;

  private ReaderAttacks(Signers signers, Prepared.Extent extent) {
    this.prepared = new Prepared(cases, signers, SECOND, extent);
    this.expert = new Prepared(cases, signers, new Placement.Field("expert"), extent);
  }

  /** Every line. */
  static List<Case> of(Signers signers, Prepared.Extent extent) throws Exception {
    ReaderAttacks made = new ReaderAttacks(signers, extent);
    made.cases.family("reader");
    made.style();
    made.colours();
    made.fonts();
    made.resources();
    made.appearances();
    made.parents();
    made.kinds();
    made.unclosed();
    return made.cases.all();
  }

  private static final String OVER = "/Rect[60 690 300 715]";

  // A value that no reader could show until the form says how.
  private void style() throws Exception {
    prepared.update(
        "style-for-values",
        "form-changed",
        o -> {
          set(o, FORM, o.get(FORM - 1).replace("/DA(/Helv 10 Tf 0 g)", ""));
          set(o, CHOICE, WIDGET + "/FT/Tx/T(choice)/V(Pay 900 EUR)" + OVER + ">>");
        },
        u -> u.with(FORM, "/DA(/Helv 10 Tf 0 g)"));
  }

  // What readers write in black is white by a colour space that nothing names.
  private void colours() throws Exception {
    String white = "<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>";
    prepared.update(
        "colours-for-values",
        "form-changed",
        o -> set(o, CHOICE, WIDGET + "/FT/Tx/T(choice)/V(Pay 900 EUR)" + OVER + ">>"),
        u ->
            u.change(
                FORM,
                "/DR\\s*<<",
                "/DR<</ColorSpace<</DefaultGray[/Separation/X/DeviceGray" + white + "]>>"));
    String marks = "/FT/Btn/T(agree)/V/Yes/AS/Yes/MK<</CA(4)>>/DA(/Helv 0 Tf 0 g)";
    prepared.update(
        "font-for-marks",
        "form-changed",
        o -> set(o, AGREE, WIDGET + marks + "/Rect[100 170 120 190]>>"),
        u ->
            u.change(
                FORM,
                "/Font\\s*<<",
                "/Font<</ZaDb<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/Encoding<<"
                    + "/Differences[52/space]>>>>"));
  }

  // A font that was missing, with letters of its own.
  private void fonts() throws Exception {
    prepared.update(
        "font-for-values",
        "form-changed",
        o ->
            set(
                o,
                CHOICE,
                WIDGET + "/FT/Tx/T(choice)/DA(/F1 10 Tf 0 g)/V(Pay 100 EUR)" + OVER + ">>"),
        u ->
            u.put(
                    u.fresh(),
                    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
                        + "/Differences[49/nine]>>>>")
                .change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/F1 " + (u.fresh() - 1) + " 0 R"));
  }

  // A look without resources of its own, which some readers look up in the form's.
  private void resources() throws Exception {
    prepared.update(
        "font-for-look",
        "form-changed",
        o -> {
          set(
              o,
              EXTRA,
              PdfUpdate.streamBody(
                  "/Type/XObject/Subtype/Form/BBox[0 0 240 25]",
                  "/Tx BMC BT /F1 10 Tf 0 g 2 5 Td (Pay 100 EUR) Tj ET EMC"));
          set(o, CHOICE, WIDGET + "/FT/Tx/T(choice)/V(Pay 100 EUR)/AP<</N 31 0 R>>" + OVER + ">>");
        },
        u ->
            u.put(
                    u.fresh(),
                    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
                        + "/Differences[49/nine]>>>>")
                .change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/F1 " + (u.fresh() - 1) + " 0 R"));
  }

  // A caption that the signed look of a button does not show.
  private void appearances() throws Exception {
    prepared.update(
        "caption-of-button",
        "field-appearance-not-readable",
        o -> {
          set(o, EXTRA, Contract.look("Pay 100 EUR"));
          set(
              o,
              AGREE,
              WIDGET
                  + "/FT/Btn/Ff 65536/T(agree)/MK<</CA(Pay 900 EUR)/BG[1]>>/AP<</N 31 0 R>>"
                  + "/DA(/Helv 10 Tf 0 g)"
                  + OVER
                  + ">>");
        },
        u -> u.with(FORM, "/NeedAppearances true"));
  }

  // A widget takes its value from a parent that does not list it, or from far above.
  private void parents() throws Exception {
    prepared.update(
        "value-of-note",
        "drawing-inputs-differ-outside-pages",
        o -> {
          set(o, EXTRA, "<</Type/Annot/Subtype/Text/Rect[0 0 0 0]/F 2/FT/Tx/V(100)>>");
          set(o, CHOICE, WIDGET + "/Parent 31 0 R/FT/Tx/T(choice)" + OVER + ">>");
          set(o, PAGE, o.get(PAGE - 1).replace("/Annots[", "/Annots[31 0 R "));
        },
        u -> u.change(EXTRA, "100", "900"));
    prepared.update(
        "value-from-far-above",
        "drawing-inputs-differ-outside-pages",
        o -> {
          set(o, PERSON, "<</FT/Tx/T(person)/Kids[31 0 R]>>");
          set(o, EXTRA, "<</T(a)/Parent 15 0 R/Kids[19 0 R 21 0 R]>>");
          set(o, 19, WIDGET + "/T(name)/Parent 31 0 R" + OVER + ">>");
          set(o, 21, WIDGET + "/T(street)/Parent 31 0 R/Rect[100 260 300 280]>>");
        },
        u -> u.with(PERSON, "/V(Pay 900 EUR)"));
    prepared.update(
        "value-of-orphan",
        "drawing-inputs-differ-outside-pages",
        o -> {
          set(o, EXTRA, WIDGET + "/Parent 27 0 R" + OVER + ">>");
          set(o, PAGE, o.get(PAGE - 1).replace("/Annots[", "/Annots[31 0 R "));
        },
        u -> u.with(Contract.COMB, "/V(900)"));
    prepared.update(
        "value-without-look-over-words",
        "addition-covers-content",
        o -> set(o, CHOICE, WIDGET + "/FT/Tx/T(choice)" + OVER + ">>"),
        u -> u.with(CHOICE, "/V(Pay 900 EUR)"));
  }

  // The kind of the signed field stands in a parent that does not list it.
  private void kinds() throws Exception {
    Consumer<List<String>> kindAbove =
        o -> {
          set(o, OTHER_LOOK, "<</FT/Sig>>");
          set(o, EXPERT, WIDGET + "/T(expert)/Parent 32 0 R/Rect[100 100 300 120]>>");
        };
    expert.update(
        "look-of-signature-without-kind",
        "field-parent-disagrees",
        kindAbove,
        u ->
            u.stream(80, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]", "5 5 m 90 15 l 100 5 l S")
                .change(EXPERT, "(?s)/AP\\s*(<<.*?>>|\\d+ 0 R)", "/AP<</N 80 0 R>>"));
    byte[] signed = expert.signed("rsa", 0, kindAbove);
    cases.update(
        "certified-afterwards",
        "catalog-changed",
        signed,
        u -> u.with(u.catalog(), "/Perms<</DocMDP " + ByteAttacks.signature(signed) + " 0 R>>"));
  }

  // A string that nothing closes before the update does, inside a remark: the widget that nobody
  // wrote anew has a look then.
  private void unclosed() throws Exception {
    byte[] signed =
        prepared.signed("rsa", 0, o -> set(o, CHOICE, WIDGET + "/FT/Ch/T(choice)" + OVER + "/TU("));
    cases.add(
        "string-that-the-update-closes",
        "object-not-readable",
        new PdfUpdate(signed).put(EXTRA, "null %)/AP<</N 13 0 R>>>>").bytes());
  }
}
