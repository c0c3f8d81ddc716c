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
      Map.of("xfa", "form-changed", "page-file", "page-content-changed");

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
      add(cases, permission, "page-file", signed, u -> u.change(PAGE, "/AF\\s*\\[.*?\\]", ""));
      for (String entry :
          List.of(
              "/View\\s*/D,/View/H",
              "/S\\s*/EnableJavaScripts,/S/NoOp",
              "/ExtensionLevel 8,/ExtensionLevel 3",
              "/JavaScriptActions 0,/JavaScriptActions 9",
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
        REASONS.getOrDefault(name, "catalog-changed"),
        signed,
        edit);
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
            "/Names<</EmbeddedFiles<</Names[(a.txt) "
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
