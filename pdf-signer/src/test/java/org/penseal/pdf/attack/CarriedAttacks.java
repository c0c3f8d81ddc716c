// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/** What a signed document carries beside its pages, changed afterwards. */
final class CarriedAttacks {
  private static final int DATA = 80;
  private static final int FILE = 81;
  private static final int XFA = 82;

  private static final Map<String, String> REASONS =
      Map.of(
          "xfa", "form-changed",
          "xfa-in-place-of-pages", "form-changed",
          "page-file", "page-content-changed",
          "press-claim", "document-information-changed");

  private static final List<String> PAGE_ENTRIES =
      List.of(
          "Trans<</S/Dissolve>>",
          "Dur 5",
          "UserUnit 2",
          "VP[<</BBox[0 0 9 9]>>]",
          "BoxColorInfo<</CropBox<</C[1 0 0]>>>>",
          "Group<</S/Transparency/CS/DeviceCMYK>>",
          "B[<</P 3 0 R>>]",
          "PresSteps<</NA<</S/GoTo>>>>");

  private CarriedAttacks() {}

  static List<Case> of(Signers signers) throws Exception {
    CaseList cases = new CaseList(true).family("carried");
    for (int permission : new int[] {0, 2, 3}) {
      byte[] signed =
          signers.sign(
              carrying(signers.plain()), "ecdsa", new Placement.Field("expert"), permission);
      add(cases, permission, "attachment", signed, u -> u.put(DATA, data("evil")));
      add(
          cases,
          permission,
          "attachment-by-another-file",
          signed,
          u -> u.put(u.fresh(), data("evil")).change(FILE, DATA + " 0 R", u.fresh() - 1 + " 0 R"));
      add(cases, permission, "name", signed, u -> u.change(FILE, "/UF\\(a.txt\\)", "/UF(b.txt)"));
      add(cases, permission, "xfa", signed, u -> u.put(XFA, PdfUpdate.streamBody("", "<evil/>")));
      add(
          cases,
          permission,
          "xfa-in-place-of-pages",
          rendered(signers, permission),
          u -> flagged(u));
      add(cases, permission, "page-file", signed, u -> u.change(PAGE, "/AF\\s*\\[.*?\\]", ""));
      add(cases, permission, "press-claim", signed, u -> u.put(8, "<</GTS_PDFXVersion(X)>>"));
      for (String claim : List.of(" x:GTS_PDFXVersion='X'/>", "><y:GTS_PDFX>X</y:GTS_PDFX></x>")) {
        add(
            cases,
            permission,
            "press-claim-of-metadata-" + claim.length(),
            signed,
            u ->
                u.stream(u.fresh(), "/Type/Metadata/Subtype/XML", "<x" + claim)
                    .with(CATALOG, "/Metadata " + (u.fresh() - 1) + " 0 R"));
      }
      for (String entry : PAGE_ENTRIES) {
        String name = "page-entry-" + entry.replaceAll("[^A-Za-z].*", "");
        add(cases, permission, name, signed, u -> u.with(PAGE, "/" + entry));
      }
      for (String entry :
          List.of(
              "/View\\s*/D,/View/H",
              "/S\\s*/EnableJavaScripts,/S/NoOp",
              "/ExtensionLevel 8,/ExtensionLevel 3",
              "/JavaScriptActions 0,/JavaScriptActions 9",
              "/St 5,/St 6",
              "a.example,b.example",
              "\\(en\\),(zh)",
              "/GTS_PDFA1,/GTS_PDFX",
              "/DisplayDocTitle false,/DisplayDocTitle true",
              "/LastModified\\s*\\(D:2026\\),/LastModified(D:2027)",
              "/UseOutlines,/FullScreen",
              "/Fit,/XYZ null null 9",
              "\\(a.txt\\),(b.txt)")) {
        String[] both = entry.split(",");
        String name = "catalog-" + both[1].replaceAll("[^A-Za-z0-9]+", "-");
        add(cases, permission, name, signed, u -> u.change(CATALOG, both[0], both[1]));
      }
    }
    return cases.all();
  }

  private static void add(
      CaseList cases, int permission, String name, byte[] signed, UnaryOperator<PdfUpdate> edit) {
    cases.update(
        name + "-under-p" + permission,
        name.startsWith("page-entry")
            ? "page-content-changed"
            : REASONS.getOrDefault(name, "catalog-changed"),
        signed,
        edit);
  }

  // pdf.js shows the XFA form in place of the pages if a flag says that there are signatures only.
  private static byte[] rendered(Signers signers, int permission) throws Exception {
    PdfUpdate update =
        new PdfUpdate(carrying(signers.plain())).with(CATALOG, "/NeedsRendering true");
    return signers.sign(update.bytes(), "ecdsa", new Placement.Field("expert"), permission);
  }

  private static PdfUpdate flagged(PdfUpdate update) {
    return update.body(FORM).contains("/SigFlags")
        ? update.change(FORM, "/SigFlags \\d", "")
        : update.with(FORM, "/SigFlags 3");
  }

  private static String data(String content) {
    return PdfUpdate.streamBody("/Type/EmbeddedFile", content);
  }

  private static byte[] carrying(byte[] contract) {
    String file = FILE + " 0 R";
    return new PdfUpdate(contract)
        .put(DATA, data("signed"))
        .put(FILE, "<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F " + DATA + " 0 R>>>>")
        .put(XFA, PdfUpdate.streamBody("", "<form/>"))
        .with(FORM, "/XFA " + XFA + " 0 R")
        .with(PAGE, "/AF[" + file + "]")
        .with(
            CATALOG,
            "/PageLabels<</Nums[0<</S/D/St 5>>]>>/URI<</Base(http://a.example)>>/Lang(en)"
                + "/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier(a)>>]/PageMode/UseOutlines"
                + "/ViewerPreferences<</DisplayDocTitle false>>/OpenAction[3 0 R/Fit]"
                + "/PieceInfo<</X<</LastModified(D:2026)>>>>"
                + "/Names<</EmbeddedFiles<</Names[(a.txt) "
                + file
                + "]>>>>/AF["
                + file
                + "]/Collection<</Type/Collection/View/D>>"
                + "/Requirements[<</Type/Requirement/S/EnableJavaScripts>>]"
                + "/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>"
                + "/Legal<</JavaScriptActions 0>>")
        .bytes();
  }
}
