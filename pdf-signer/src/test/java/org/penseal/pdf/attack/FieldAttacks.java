// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.FONT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.NAME;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.OTHER_LOOK;
import static org.penseal.pdf.attack.Prepared.PLAIN;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.penseal.pdf.Placement;

/** Fields that readers take for others, and fonts and structure that readers bring to what is. */
final class FieldAttacks {
  private static final Placement EXPERT = new Placement.Field("expert");
  private static final String NEW = "<</FT/Sig/Type/Annot/Subtype/Widget/P 3 0 R/F 132/Rect";

  private final Prepared cases;

  private FieldAttacks(CaseList list, Signers signers) {
    this.cases = new Prepared(list, signers, EXPERT, Prepared.Extent.IN_TURN);
  }

  static List<Case> of(Signers signers) throws Exception {
    CaseList list = new CaseList(true).family("field-name");
    FieldAttacks made = new FieldAttacks(list, signers);
    made.names();
    made.twice();
    list.family("field-lent");
    made.lent();
    made.pretended(list, signers);
    return list.all();
  }

  // PDFium takes fields of one name for one field, the first of them first.
  private void names() throws Exception {
    Map<String, String> names =
        Map.of(
            "same", "(remark)",
            "in-utf16", "<FEFF00720065006D00610072006B>",
            "with-language", "<FEFF001B0065006E001B00720065006D00610072006B>",
            "with-dot", "(person.name)",
            "of-parent", "(person)",
            "with-last-dot", "(remark.)",
            "with-zero", "<72656D61726B0061>");
    for (Map.Entry<String, String> each : names.entrySet()) {
      cases.update(each.getKey(), "field-added", PLAIN, u -> added(u, "/T" + each.getValue(), ""));
    }
    cases.update(
        "composed",
        "field-added",
        o -> replace(o, REMARK, "(remark)", "<FEFF00E9>"),
        u -> added(u, "/T<FEFF00650301>", ""));
    cases.update(
        "order", "form-changed", PLAIN, u -> u.change(FORM, "11 0 R 12 0 R", "12 0 R 11 0 R"));
    cases.update(
        "before-others",
        "form-changed",
        PLAIN,
        u -> added(u, "/T(new)", "").amend(FORM, "\\[(.*) 70 0 R", "[70 0 R $1"));
  }

  private static PdfUpdate added(PdfUpdate update, String name, String more) {
    return update
        .put(70, NEW + "[0 0 0 0]" + name + more + ">>")
        .change(FORM, "29 0 R", "29 0 R 70 0 R")
        .change(PAGE, "30 0 R", "30 0 R 70 0 R");
  }

  private void twice() throws Exception {
    Consumer<List<String>> twice =
        o -> {
          set(
              o,
              EXTRA,
              "<</Type/Annot/Subtype/Widget/FT/Tx/T(remark)/V(no)/Rect[100 500 300 520]/P 3 0 R"
                  + "/AP<</N 32 0 R>>>>");
          set(o, OTHER_LOOK, Contract.look("no"));
          replace(o, FORM, "29 0 R]", "29 0 R 31 0 R]");
          replace(o, PAGE, "30 0 R]", "30 0 R 31 0 R]");
        };
    cases.update(
        "two-of-one-filled",
        "field-appearance-not-readable",
        twice,
        u -> u.change(REMARK, "\\(ok\\)", "(yes)").put(REMARK_LOOK, Contract.look("yes")));
  }

  private void lent() throws Exception {
    cases.update(
        "font-of-xfa",
        "form-changed",
        o -> {
          replace(o, CATALOG, "/Pages", "/NeedsRendering true/Pages");
          replace(o, FORM, "/DA", "/XFA(form)/DA");
          replace(o, FORM, "<</Fields", "<</SigFlags 3/Fields");
        },
        u -> u.change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/Other 9 0 R"));
    cases.update(
        "font-of-poppler",
        "field-appearance-not-readable",
        o -> replace(o, NAME, "/T(name)", "/T(name)/V(Li)"),
        u ->
            u.put(71, u.body(FONT)).change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/popplerfont0 71 0 R"));
    Consumer<List<String>> tagged =
        o -> {
          replace(o, CATALOG, "/Pages", "/StructTreeRoot 31 0 R/Pages");
          set(o, EXTRA, "<</Type/StructTreeRoot/K 32 0 R/ParentTree<</Nums[0[32 0 R]]>>>>");
          set(o, OTHER_LOOK, "<</Type/StructElem/S/P/P 31 0 R/Pg 3 0 R/K[0]/ActualText(900)>>");
        };
    cases.update(
        "structure-of-page", "page-content-changed", tagged, u -> u.with(PAGE, "/StructParents 0"));
    cases.update(
        "structure-of-widget",
        "signature-field-malformed",
        tagged,
        u -> added(u, "/T(new)", "/StructParent 0"));
  }

  // Words of an unsigned field, where notes are permitted.
  private void pretended(CaseList list, Signers signers) throws Exception {
    Map<String, String> looks =
        Map.of(
            "words",
            Contract.text("AMENDED: PAY 900"),
            "drawn-words",
            "5 4 m 5 20 l S 12 4 m 20 4 l 20 18 l 12 18 l h S");
    for (Map.Entry<String, String> each : looks.entrySet()) {
      String look =
          PdfUpdate.streamBody(
              "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>>>",
              each.getValue());
      list.update(
          "unsigned-" + each.getKey(),
          "annotation-may-hide-content",
          signers.certified(3),
          u ->
              added(u, "/T(new)", "/AP<</N 71 0 R>>")
                  .amend(70, "0 0 0 0", "330 500 530 520")
                  .put(71, look));
    }
  }
}
