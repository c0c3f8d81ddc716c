// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.EXPERT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.LINK;
import static org.penseal.pdf.attack.Contract.NAME;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;
import static org.penseal.pdf.attack.Contract.SECOND;
import static org.penseal.pdf.attack.Contract.SECOND_PAGE;

import java.util.List;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/** Well-formed updates that do what permissions, certifications and locks forbid. */
final class PermissionAttacks {
  private static final String ANY = "<</Type/Annot/Rect[60 690 300 720]/Contents(evil)/Subtype/";

  private final CaseList cases = new CaseList(true);
  private final Signers signers;
  private final byte[] signed;

  private PermissionAttacks(Signers signers) throws Exception {
    this.signers = signers;
    this.signed = signers.approval();
  }

  static List<Case> of(Signers signers) throws Exception {
    PermissionAttacks made = new PermissionAttacks(signers);
    made.annotations();
    made.actions();
    made.locks();
    made.store();
    return made.cases.all();
  }

  private void update(String name, String reason, UnaryOperator<PdfUpdate> edit) {
    cases.update(name, reason, signed, edit);
  }

  private PdfUpdate annotated(PdfUpdate update, String annotation) {
    int number = update.fresh();
    return update
        .put(number, annotation)
        .change(PAGE, "/Annots\\s*\\[", "/Annots[" + number + " 0 R ");
  }

  private void annotations() throws Exception {
    cases.family("annotation");
    for (String kind : List.of("Text", "FreeText", "Stamp", "Highlight", "Redact", "Widget")) {
      update(kind + "-unpermitted", "annotation-added", u -> annotated(u, ANY + kind + ">>"));
      cases.update(
          kind + "-under-p1",
          "annotation-added",
          signers.certified(1),
          u -> annotated(u, ANY + kind + ">>"));
      cases.update(
          kind + "-under-p2",
          "annotation-added",
          signers.certified(2),
          u -> annotated(u, ANY + kind + ">>"));
    }
    update(
        "link-retargeted", "annotation-changed", u -> u.change(LINK, "example.org", "example.com"));
    update("link-removed", "annotation-removed", u -> u.change(PAGE, "25 0 R", ""));
    update(
        "stacked-otherwise",
        "annotation-order-changed",
        u -> u.change(PAGE, "25 0 R 27 0 R", "27 0 R 25 0 R"));
    cases.update(
        "stacked-otherwise-under-p3",
        "annotation-order-changed",
        signers.certified(3),
        u -> u.change(PAGE, "25 0 R 27 0 R", "27 0 R 25 0 R"));
    update(
        "listed-twice",
        "annotation-order-changed",
        u -> u.change(PAGE, "25 0 R 27 0 R", "25 0 R 27 0 R 25 0 R"));
    update("on-other-page", "annotation-added", u -> u.with(SECOND_PAGE, "/Annots[25 0 R]"));
    byte[] open = signers.certified(3);
    for (String kind :
        List.of("FreeText", "Stamp", "Redact", "FileAttachment", "Screen", "RichMedia")) {
      cases.update(
          kind + "-over-text-under-p3",
          "addition-covers-content",
          open,
          u -> annotated(u, ANY + kind + ">>"));
    }
    // "Pay 100 EUR" stands at 60 700; readers paint what has no look where its strokes lie, and a
    // mark of no colour that they know in black.
    for (String note :
        List.of(
            "Ink/Rect[0 0 0 0]/C[1 1 1]/BS<</W 40>>/InkList[[60 705 150 705]]",
            "Ink/Rect[400 20 420 40]/C[1 1 1]/BS<</W 40>>/InkList[[60 705 150 705]]",
            "Ink/Rect[86 370 124 560]/C[1 1 1]/BS<</W 40>>/InkList[[86 370 105 560 124 370]]",
            "Highlight/Rect[0 0 0 0]/C[0 0 0]/QuadPoints[60 715 150 715 60 695 150 695]",
            "Highlight/Rect[400 20 420 40]/C[0]/QuadPoints[60 715 150 715 60 695 150 695]",
            "Highlight/Rect[60 695 150 715]/QuadPoints[60 715 150 715 60 695 150 695]",
            "Highlight/Rect[60 696 150 715]/C[]/QuadPoints[60 715 150 715 60 695 150 695]",
            "Highlight/Rect[60 694 150 715]/C[.6 .6 .6]/QuadPoints["
                + "60 715 150 715 60 695 150 695 ".repeat(8)
                + "]",
            "Highlight/Rect[60 693 150 715]/C[2 2 2 2]/QuadPoints[60 715 150 715 60 695 150 695]",
            "Highlight/Rect[55 600 56 800]/QuadPoints[55 800 56 800 55 600 56 600]",
            "StrikeOut/Rect[400 20 420 40]/C[1 1 1]/QuadPoints[60 800 150 800 60 600 150 600]",
            "Underline/Rect[0 0 0 0]/C[1 1 1]/BS<</W 40>>/QuadPoints[60 715 150 715 60 695 150 695]",
            "Text/Rect[100 705 100 705]",
            "Link/Rect[100 705 100 705]/C[1 1 1]/Border[0 0 60]")) {
      String name = note.substring(0, note.indexOf(']') + 1).replaceAll("[^A-Za-z0-9]+", "-");
      cases.update(
          "painted-without-a-look-" + name + "under-p3",
          "addition-covers-content",
          open,
          u -> annotated(u, "<</Type/Annot/Contents(evil)/Subtype/" + note + ">>"));
    }
    cases.update(
        "ink-that-paints-text-under-p3",
        "addition-covers-content",
        open,
        u -> {
          int look = u.fresh();
          u.put(look, Contract.look("Pay 900 EUR"));
          return annotated(u, ANY + "Ink/InkList[[1 1 2 2]]/AP<</N " + look + " 0 R>>>>");
        });
    cases.update(
        "link-with-script-under-p3",
        "annotation-acts",
        open,
        u -> annotated(u, ANY + "Link/A<</S/JavaScript/JS(evil)>>>>"));
    cases.update(
        "look-of-signature-under-p3",
        "signed-field-changed",
        open,
        u -> u.change(EXPERT, "/AP", "/AQ"));
    String visible =
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(sneaky)/Rect[60 690 300 720]/AP<</N 16 0 R>>";
    update("sneaky-field", "unsigned-field-with-appearance", u -> sneaky(u, visible + ">>"));
    cases.update(
        "sneaky-field-under-p1",
        "unsigned-field-with-appearance",
        signers.certified(1),
        u -> sneaky(u, visible + ">>"));
    cases.update(
        "sneaky-field-under-p2",
        "unsigned-field-with-appearance",
        signers.certified(2),
        u -> sneaky(u, visible + ">>"));
    cases.update(
        "sneaky-dictionary-under-p2",
        "signature-copied",
        signers.certified(2),
        u -> sneaky(u, visible + "/V<</Type/Sig/Filter/A/SubFilter/ETSI.CAdES.detached>>>>"));
    String added = "signature-added";
    byte[] certified = signers.certified(1);
    cases.add("signature-under-p1", added, certified, unpermitted(new Placement.Field("second")));
    cases.add(
        "sneaky-signature-under-p1",
        added,
        certified,
        unpermitted(new Placement.At(1, 60, 690, 240, 30)));
    cases.add(
        "invisible-signature-under-p1", added, certified, unpermitted(new Placement.Invisible()));
  }

  private PdfUpdate sneaky(PdfUpdate update, String field) {
    int number = update.fresh();
    return update
        .put(number, field)
        .change(FORM, "/Fields\\s*\\[", "/Fields[" + number + " 0 R ")
        .change(PAGE, "/Annots\\s*\\[", "/Annots[" + number + " 0 R ");
  }

  // Good signatures of a trusted key where the certification permits none: our signer refuses, so
  // the certification has another name while it signs.
  private byte[] unpermitted(Placement placement) throws Exception {
    return Resigned.hidden(
        signers.certified(1),
        "/DocMDP",
        "/DocMDQ",
        file -> signers.sign(file, "ecdsa", placement, 0),
        signers.key("ecdsa"));
  }

  private void actions() {
    cases.family("action");
    String changed = "catalog-changed";
    for (String action :
        List.of(
            "JavaScript/JS(x)",
            "URI/URI(http://x)",
            "Launch/F(x)",
            "SubmitForm/F(x)",
            "GoToR/F(x)/D[0/Fit]",
            "ImportData/F(x)",
            "Named/N/Print")) {
      update(
          "open-" + action.split("/")[0],
          changed,
          u -> u.with(u.catalog(), "/OpenAction<</S/" + action + ">>"));
    }
    update(
        "catalog-triggers", changed, u -> u.with(u.catalog(), "/AA<</WC<</S/JavaScript/JS(x)>>>>"));
    update(
        "named-scripts",
        changed,
        u -> u.with(u.catalog(), "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>"));
    update(
        "embedded-file",
        changed,
        u -> u.with(u.catalog(), "/Names<</EmbeddedFiles<</Names[(a)<</F(a)>>]>>>>"));
    update("associated-file", changed, u -> u.with(u.catalog(), "/AF[<</F(a)>>]"));
    update("collection", changed, u -> u.with(u.catalog(), "/Collection<</View/H>>"));
    update("outlines", changed, u -> u.with(u.catalog(), "/Outlines<</Count 0>>"));
    update(
        "viewer-preferences",
        changed,
        u -> u.with(u.catalog(), "/ViewerPreferences<</HideToolbar true>>"));
    update("needs-rendering", changed, u -> u.with(u.catalog(), "/NeedsRendering true"));
    update(
        "structure", changed, u -> u.with(u.catalog(), "/StructTreeRoot<</Type/StructTreeRoot>>"));
    update(
        "named-pages", changed, u -> u.with(u.catalog(), "/Names<</Pages<</Names[(a) 3 0 R]>>>>"));
  }

  private void locks() throws Exception {
    cases.family("permission");
    byte[] all = signers.locked("/Action/All");
    byte[] some = signers.locked("/Action/Include/Fields[(remark)(person)]");
    byte[] others = signers.locked("/Action/Exclude/Fields[(comb)]");
    // PDF 2.0 names a field in UTF-8, too (ISO 32000-2, 7.9.2.2).
    byte[] named = signers.locked("/Action/Include/Fields[<EFBBBF72656D61726B>]");
    cases.update("locked-in-utf8-filled", "field-filled", named, PermissionAttacks::filled);
    cases.update(
        "lock-of-next-signer-removed",
        "field-changed",
        lockedForSecond(),
        u -> u.change(SECOND, "/Lock<<.*?>>", ""));
    cases.update(
        "lock-of-next-signer-loosened",
        "field-changed",
        lockedForSecond(),
        u -> u.change(SECOND, "/Action/All", "/Action/Include/Fields[]"));
    cases.update("locked-all-filled", "field-filled", all, PermissionAttacks::filled);
    cases.update("locked-included-filled", "field-filled", some, PermissionAttacks::filled);
    cases.update("locked-parent-filled", "field-filled", some, u -> u.with(NAME, "/V(x)"));
    cases.update("not-excluded-filled", "field-filled", others, PermissionAttacks::filled);
    byte[] unsaid =
        HandSigned.of(
            signed,
            u -> u.with(SECOND, "/V 72 0 R/Lock<</Type/SigFieldLock/Action/All>>"),
            signers.key("ecdsa"));
    cases.update(
        "locked-by-its-field-alone-filled", "field-filled", unsaid, PermissionAttacks::filled);
    cases.update(
        "locked-all-signed",
        "byte-range-malformed",
        all,
        u -> u.put(99, "<</Type/Sig>>").with(SECOND, "/V 99 0 R"));
    cases.update(
        "filled-under-p1", "field-filled", signers.certified(1), PermissionAttacks::filled);
    cases.update(
        "lock-loosened",
        "signed-field-changed",
        all,
        u -> u.change(EXPERT, "/Action\\s*/All", "/Action/Include"));
    for (int permission : new int[] {1, 2, 3}) {
      byte[] certified = signers.certified(permission);
      cases.update(
          "certification-removed-p" + permission,
          "catalog-changed",
          certified,
          u -> u.change(u.catalog(), "(?s)/Perms\\s*<<.*?>>", ""));
      cases.update(
          "certification-altered-p" + permission,
          "byte-range-hole-in-another-object",
          certified,
          u ->
              u.put(
                  ByteAttacks.signature(certified),
                  u.body(ByteAttacks.signature(certified))
                      .replaceFirst("/P " + permission, "/P 3 ")));
    }
    update(
        "certification-added",
        "catalog-changed",
        u -> u.with(u.catalog(), "/Perms<</DocMDP " + ByteAttacks.signature(signed) + " 0 R>>"));
    update(
        "usage-rights-added",
        "catalog-changed",
        u -> u.with(u.catalog(), "/Perms<</UR3<</Type/Sig>>>>"));
    update("encryption-added", "Damaged", u -> u.trailer("/Encrypt<</Filter/Standard>>"));
    update("legal", "catalog-changed", u -> u.with(u.catalog(), "/Legal<</JavaScriptActions 0>>"));
  }

  private byte[] lockedForSecond() throws Exception {
    byte[] contract =
        java.nio.file.Files.readAllBytes(
            Contract.write(signers.folder.resolve("next.pdf"), "", false));
    byte[] locked =
        new PdfUpdate(contract).with(SECOND, "/Lock<</Type/SigFieldLock/Action/All>>").bytes();
    return signers.sign(locked, "ecdsa", new org.penseal.pdf.Placement.Field("expert"), 0);
  }

  private static PdfUpdate filled(PdfUpdate update) {
    return update.change(REMARK, "\\(ok\\)", "(yes)").put(REMARK_LOOK, Contract.look("yes"));
  }

  private void store() {
    cases.family("store");
    byte[] kept =
        new PdfUpdate(signed)
            .put(90, PdfUpdate.streamBody("", "abc"))
            .with(CATALOG, "/DSS<</Certs[90 0 R]>>")
            .bytes();
    cases.update("removed", "catalog-changed", kept, u -> u.change(u.catalog(), "/DSS<<.*?>>", ""));
    cases.update(
        "page-as-store", "catalog-changed", signed, u -> u.with(u.catalog(), "/DSS 6 0 R"));
    cases.update(
        "holds-page",
        "page-content-changed",
        signed,
        u -> u.with(u.catalog(), "/DSS<</Certs[6 0 R]>>").put(CONTENT, u.body(28)));
    cases.update(
        "poisoned-then-page", "page-content-changed", kept, u -> u.put(CONTENT, u.body(28)));
  }
}
