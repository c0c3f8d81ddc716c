// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static java.util.Map.entry;
import static org.penseal.pdf.attack.Contract.AGREE;
import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.EXPERT;
import static org.penseal.pdf.attack.Contract.FONT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.LAYER;
import static org.penseal.pdf.attack.Contract.NAME;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;
import static org.penseal.pdf.attack.Contract.SECOND_PAGE;
import static org.penseal.pdf.attack.Contract.X_OBJECT;
import static org.penseal.pdf.attack.Contract.YES;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Well-formed updates that change what was signed. */
final class ObjectAttacks {
  private final CaseList cases = new CaseList(true);
  private final Signers signers;
  private final byte[] signed;

  private ObjectAttacks(Signers signers) throws Exception {
    this.signers = signers;
    this.signed = signers.approval();
  }

  static List<Case> of(Signers signers) throws Exception {
    ObjectAttacks made = new ObjectAttacks(signers);
    made.shadow();
    made.pages();
    made.fields();
    return made.cases.all();
  }

  private void update(String name, String reason, UnaryOperator<PdfUpdate> edit) {
    cases.update(name, reason, signed, edit);
  }

  private void shadow() throws Exception {
    cases.family("shadow");
    String content = "page-content-changed";
    update("content-replaced", content, u -> u.put(CONTENT, u.body(28)));
    update("content-of-equal-length", content, u -> u.change(CONTENT, "100 EUR", "900 EUR"));
    update(
        "layer-switched",
        "catalog-changed",
        u -> u.change(u.catalog(), "/OFF\\s*\\[.*?\\]", "/OFF[]"));
    update("layer-renamed", "page-content-changed", u -> u.change(LAYER, "Shadow", "Shown"));
    update("form-object-replaced", content, u -> u.change(X_OBJECT, "Clause 7", "Clause 9"));
    update("font-replaced", "page-content-changed", u -> u.change(FONT, "/Helvetica", "/Symbol"));
    update(
        "font-encoding",
        "page-content-changed",
        u -> u.change(FONT, "/WinAnsiEncoding", "<</Type/Encoding/Differences[48/nine/one]>>"));
    update(
        "inherited-resources",
        content,
        u -> u.change(PAGES, "/Resources.*?>>>>", "/Resources<</Font<</Helv 9 0 R>>>>"));
    update("inherited-media-box", "page-content-changed", u -> u.change(PAGES, "842", "420"));
    update("resources-on-page", content, u -> u.with(PAGE, "/Resources<</Font<<>>>>"));
    for (String type : List.of("Catalog", "Page", "Pages", "Sig", "DocTimeStamp")) {
      update(
          "unreferenced-" + type.toLowerCase(java.util.Locale.ROOT),
          "unreferenced-object",
          u -> u.put(u.fresh(), "<</Type/" + type + ">>"));
    }
    update("page-list", "page-content-changed", u -> u.change(PAGES, "3 0 R 4 0 R", "4 0 R 3 0 R"));
    for (int permission : new int[] {1, 2, 3}) {
      byte[] certified = signers.certified(permission);
      cases.update(
          "content-under-p" + permission, content, certified, u -> u.put(CONTENT, u.body(28)));
      cases.update(
          "font-under-p" + permission,
          "page-content-changed",
          certified,
          u -> u.change(FONT, "/Helvetica", "/Symbol"));
    }
    byte[] open = signers.certified(3);
    cases.update(
        "content-as-annotation",
        "page-content-changed",
        open,
        u ->
            u.put(CONTENT, u.body(28).replace("<<", "<</Type/Annot/Subtype/Text/Rect[0 0 1 1]"))
                .change(PAGE, "/Annots\\s*\\[", "/Annots[6 0 R "));
    cases.update(
        "form-object-as-annotation",
        "page-content-changed",
        open,
        u ->
            u.change(X_OBJECT, "Clause 7", "Clause 9")
                .change(PAGE, "/Annots\\s*\\[", "/Annots[13 0 R "));
    cases.update(
        "content-as-look-of-field",
        "page-content-changed",
        signed,
        u -> u.put(CONTENT, u.body(28)).change(REMARK, "16 0 R", "6 0 R"));
    cases.update(
        "content-as-metadata",
        "page-content-changed",
        signed,
        u -> u.put(CONTENT, u.body(28)).with(u.catalog(), "/Metadata 6 0 R"));
    cases.update(
        "content-as-dss",
        "page-content-changed",
        signed,
        u -> u.put(CONTENT, u.body(28)).with(u.catalog(), "/DSS<</Certs[6 0 R]>>"));
    cases.update(
        "content-as-info",
        "page-content-changed",
        signed,
        u -> u.put(CONTENT, u.body(28)).trailer("/Info 6 0 R"));
    cases.update(
        "font-as-resource-of-form",
        "page-content-changed",
        signed,
        u ->
            u.change(FONT, "/Helvetica", "/Symbol")
                .change(FORM, "/Helv 9 0 R", "/Helv 9 0 R/More 9 0 R"));
  }

  private void pages() {
    cases.family("page");
    String content = "page-content-changed";
    update(
        "removed",
        "page-count-changed",
        u ->
            u.change(PAGES, "3 0 R 4 0 R", "3 0 R")
                .put(2, u.body(2).replace("/Kids[3 0 R 4 0 R]/Count 2", "/Kids[3 0 R]/Count 1")));
    update(
        "added",
        "page-count-changed",
        u -> u.change(PAGES, "3 0 R 4 0 R\\]/Count 2", "3 0 R 4 0 R 4 0 R]/Count 3"));
    update("swapped", "page-replaced", u -> u.change(PAGES, "3 0 R 4 0 R", "4 0 R 3 0 R"));
    update("rotated", content, u -> u.with(PAGE, "/Rotate 180"));
    update("cropped", content, u -> u.with(PAGE, "/CropBox[0 0 595 650]"));
    update("scaled", content, u -> u.with(PAGE, "/UserUnit 2"));
    update("other-contents", content, u -> u.change(PAGE, "6 0 R", "28 0 R"));
    update("more-contents", content, u -> u.change(PAGE, "6 0 R", "[6 0 R 28 0 R]"));
    update("second-page-contents", content, u -> u.change(SECOND_PAGE, "7 0 R", "28 0 R"));
    update(
        "labels", "catalog-changed", u -> u.with(u.catalog(), "/PageLabels<</Nums[0<</S/r>>]>>"));
    update("group", content, u -> u.with(PAGE, "/Group<</S/Transparency>>"));
    update("actions", content, u -> u.with(PAGE, "/AA<</O<</S/JavaScript/JS(x)>>>>"));
    update("tabs", "page-tab-order-changed", u -> u.with(PAGE, "/Tabs/R"));
    update(
        "pages-object-exchanged",
        "catalog-changed",
        u ->
            u.put(u.fresh(), u.body(PAGES))
                .change(u.catalog(), "/Pages 2 0 R", "/Pages " + (u.fresh() - 1) + " 0 R"));
  }

  // The value stands in the stream, and something else is seen, or nothing.
  private void unseen() {
    String text = "BT /Helv 10 Tf 0 g 2 5 Td (ok) Tj ET";
    Map.ofEntries(
            entry("text-invisible", "BT 3 Tr /Helv 10 Tf 2 5 Td (ok) Tj ET"),
            entry("text-as-clip", "BT 7 Tr /Helv 10 Tf 2 5 Td (ok) Tj ET"),
            entry("text-white", "BT /Helv 10 Tf 1 g 2 5 Td (ok) Tj ET"),
            entry(
                "text-in-colour-of-background",
                "0.2 g 0 0 200 20 re f " + text.replace("0 g", "0.2 g")),
            entry("text-outside", "BT /Helv 10 Tf 0 g 900 5 Td (ok) Tj ET"),
            entry("text-tiny", "BT /Helv 10 Tf 0 g .01 0 0 .01 2 5 Tm (ok) Tj ET"),
            entry("text-scaled-away", "q .01 0 0 .01 2 5 cm " + text + " Q"),
            entry("text-clipped", "1 1 1 1 re W n " + text),
            entry("text-painted-over", text + " 1 g 0 0 200 20 re f"),
            entry(
                "text-as-outlines",
                "20 2 m 30 2 30 18 20 18 c S " + text.replace("0 g", "0 g 3 Tr")),
            entry("text-beside-bars", "20 2 2 8 re 20 10 2 8 re f " + text),
            entry("text-in-other-order", "BT /Helv 10 Tf 0 g 50 5 Td (o) Tj -40 0 Td (k) Tj ET"),
            entry("text-on-layer", "/OC /L1 BDC " + text + " EMC"),
            entry("text-on-pattern", "/Pattern cs /P scn 0 0 200 20 re f " + text))
        .forEach(
            (name, content) ->
                update(
                    name,
                    "field-appearance-not-readable",
                    u ->
                        u.put(
                            REMARK_LOOK,
                            PdfUpdate.streamBody(
                                "/Type/XObject/Subtype/Form/BBox[0 0 200 20]"
                                    + "/Resources<</Font<</Helv 9 0 R>>>>",
                                content))));
    update(
        "text-of-font-that-lies",
        "field-appearance-not-readable",
        u -> {
          int font = u.fresh();
          u.put(font, u.body(FONT).replace(">>", "/ToUnicode " + (font + 1) + " 0 R>>"));
          u.stream(
              font + 1,
              "",
              "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def"
                  + " 1 begincodespacerange <00> <ff> endcodespacerange"
                  + " 2 beginbfchar <6e> <006f> <6f> <006b> endbfchar endcmap end end");
          return u.put(REMARK_LOOK, Contract.look("no").replace("9 0 R", font + " 0 R"));
        });
  }

  private void fields() throws Exception {
    cases.family("field");
    String look = "field-appearance-differs";
    update("look-without-value", look, u -> u.put(REMARK_LOOK, Contract.look("evil")));
    update(
        "look-other-than-value",
        look,
        u -> u.change(REMARK, "\\(ok\\)", "(yes)").put(REMARK_LOOK, Contract.look("evil")));
    update(
        "look-with-picture",
        look,
        u ->
            u.put(
                REMARK_LOOK,
                PdfUpdate.streamBody(
                    "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>/XObject<</X 13 0 R>>>>",
                    Contract.text("ok") + " q /X Do Q")));
    update(
        "look-exchanged",
        look,
        u ->
            u.put(u.fresh(), Contract.look("evil"))
                .change(REMARK, "16 0 R", (u.fresh() - 1) + " 0 R"));
    update(
        "box-enlarged",
        look,
        u ->
            u.put(REMARK_LOOK, u.body(REMARK_LOOK).replace("[0 0 200 20]", "[-900 -900 900 900]")));
    update(
        "matrix",
        look,
        u ->
            u.put(
                REMARK_LOOK,
                u.body(REMARK_LOOK).replace("/Subtype/Form", "/Subtype/Form/Matrix[9 0 0 9 0 0]")));
    update(
        "moved", "field-changed", u -> u.change(REMARK, "/Rect\\[.*?\\]", "/Rect[60 690 300 720]"));
    update("on-other-page", "field-changed", u -> u.change(REMARK, "/P 3 0 R", "/P 4 0 R"));
    update("layer-on-widget", "field-changed", u -> u.with(REMARK, "/OC 26 0 R"));
    update("hidden", "field-changed", u -> u.change(REMARK, "/F 4", "/F 2"));
    update("colours", "field-changed", u -> u.with(REMARK, "/MK<</BG[1 1 1]>>"));
    unseen();
    update(
        "colours-while-filling",
        "field-changed",
        u ->
            u.put(REMARK_LOOK, Contract.look("yes"))
                .put(
                    REMARK,
                    u.body(REMARK)
                        .replace("(ok)", "(yes)")
                        .replace("/T(remark)", "/T(remark)/MK<</BG[1 1 1]>>")));
    update("style-alone", "field-changed", u -> u.with(REMARK, "/DA(/Helv 0.1 Tf 1 g)"));
    update(
        "style-left-to-readers",
        "field-appearance-not-readable",
        u ->
            u.with(FORM, "/NeedAppearances true")
                .put(
                    REMARK,
                    u.body(REMARK)
                        .replace("(ok)", "(yes)")
                        .replace("/T(remark)", "/T(remark)/DA(/Helv 0.1 Tf 1 g)")));
    String moved = Contract.look("ok").replace("2 5 Td", "3 5 Td");
    // Made anew by a reader, the value would be white or in other characters.
    for (String style : List.of("/Helv 10 Tf 1 g", "/Helv .01 Tf 0 g", "3 Tr /Helv 10 Tf 0 g")) {
      String name = style.replaceAll("[^a-zA-Z0-9]", "");
      update(
          "styled-unseen-" + name,
          "field-changed",
          u -> u.with(REMARK, "/DA(" + style + ")").put(REMARK_LOOK, moved));
    }
    update(
        "state-look-replaced",
        look,
        u ->
            u.put(
                YES,
                PdfUpdate.streamBody(
                    "/Type/XObject/Subtype/Form/BBox[0 0 200 20]", "0 0 99 99 re f")));
    update(
        "state-added",
        "field-appearance-differs",
        u ->
            u.change(AGREE, "/Yes 17 0 R", "/Yes 17 0 R/Evil 16 0 R")
                .put(
                    AGREE,
                    u.body(AGREE)
                        .replace("/Yes 17 0 R", "/Yes 17 0 R/Evil 16 0 R")
                        .replace("/V/Off/AS/Off", "/V/Evil/AS/Evil")));
    update(
        "state-that-is-not-value",
        "field-appearance-differs",
        u -> u.change(AGREE, "/AS/Off", "/AS/Yes"));
    update("signed-look", "signed-field-changed", u -> u.change(EXPERT, "/AP", "/AQ"));
    update(
        "signed-moved",
        "signed-field-changed",
        u -> u.change(EXPERT, "/Rect\\s*\\[.*?\\]", "/Rect[60 690 300 720]"));
    update("signed-emptied", "signature-removed", u -> u.change(EXPERT, "/V\\s+\\d+ 0 R", ""));
    update(
        "signed-renamed",
        "signed-field-changed",
        u -> u.change(EXPERT, "\\(expert\\)", "(export)"));
    update("removed", "field-removed", u -> u.change(FORM, "11 0 R", ""));
    update("signature-field-removed", "signature-removed", u -> u.change(FORM, "10 0 R", ""));
    update(
        "added",
        "field-added",
        u ->
            u.put(u.fresh(), "<</FT/Tx/T(new)/V(x)>>")
                .change(FORM, "11 0 R", "11 0 R " + (u.fresh() - 1) + " 0 R"));
    update(
        "doubled-name",
        "field-added",
        u ->
            u.put(u.fresh(), "<</FT/Tx/T(remark)/V(x)>>")
                .change(FORM, "11 0 R", "11 0 R " + (u.fresh() - 1) + " 0 R"));
    update(
        "name-in-utf16",
        "field-changed",
        u -> u.change(REMARK, "\\(remark\\)", "<FEFF00720065006D00610072006B0031>"));
    update("kind", "field-changed", u -> u.change(REMARK, "/FT/Tx", "/FT/Btn"));
    update("flags", "field-changed", u -> u.with(REMARK, "/Ff 8192"));
    update("parent", "field-changed", u -> u.change(NAME, "15 0 R", "20 0 R"));
    update(
        "default-look", "form-changed", u -> u.change(FORM, "/Helv 10 Tf 0 g", "/Helv 10 Tf 1 g"));
    update("xfa", "form-changed", u -> u.with(FORM, "/XFA(evil)"));
    update("calculation", "form-changed", u -> u.with(FORM, "/CO[11 0 R]"));
    update(
        "format-script",
        "field-changed",
        u -> u.with(REMARK, "/AA<</F<</S/JavaScript/JS(evil)>>>>"));
    update("rich-text", "field-changed", u -> u.with(REMARK, "/RV(<b>evil</b>)"));
    byte[] readOnly =
        new Prepared(
                cases, signers, new org.penseal.pdf.Placement.Field("expert"), Prepared.Extent.ONCE)
            .signed("rsa", 0, o -> Prepared.replace(o, REMARK, "/F 4", "/F 4/Ff 1"));
    cases.update(
        "read-only-filled", "field-changed", readOnly, u -> u.change(REMARK, "\\(ok\\)", "(no)"));
  }
}
