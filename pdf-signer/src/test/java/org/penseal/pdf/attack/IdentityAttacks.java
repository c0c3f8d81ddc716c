// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.FONT;
import static org.penseal.pdf.attack.Contract.LAYER;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Contract.X_OBJECT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pdf.Placement;

/** Equal copies of objects where readers ask which object it is. */
final class IdentityAttacks {
  private static final int COPY = 91;
  private static final int EXTRA = 31;
  private static final String ITSELF =
      PdfUpdate.streamBody(
          "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>/XObject<</X1"
              + " 13 0 R>>>>",
          "BT /Helv 12 Tf (0) Tj ET q 1 0 0 1 7 0 cm /X1 Do Q");

  private final CaseList cases = new CaseList(true).family("identity");
  private final Signers signers;

  private IdentityAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    IdentityAttacks made = new IdentityAttacks(signers);
    made.layers();
    made.loops();
    made.pages();
    made.copies();
    return made.cases.all();
  }

  private byte[] prepared(String catalog, int number, String body) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add(objects.get(LAYER - 1));
    objects.set(number - 1, body);
    objects.set(CATALOG - 1, objects.get(CATALOG - 1).replace("/OCGs[26 0 R]", catalog));
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    return signers.sign(Files.readAllBytes(file), "rsa", new Placement.Field("second"), 1);
  }

  // The signed revision hides words in a layer; a copy of the layer is shown.
  private void layers() throws Exception {
    byte[] signed = signers.certified(1);
    String content = "page-content-changed";
    String catalog = "catalog-changed";
    String off = "/OFF *.26 0 R";
    cases.update(
        "copy-in-resources",
        content,
        signed,
        u -> u.change(PAGES, "/L1 26 0 R", "/L1 91 0 R").put(COPY, u.body(LAYER)));
    cases.update(
        "direct-in-resources",
        content,
        signed,
        u -> u.change(PAGES, "/L1 26 0 R", "/L1 " + u.body(LAYER)));
    cases.update(
        "copy-hidden",
        catalog,
        signed,
        u -> u.change(CATALOG, off, "/OFF[91 0 R").put(COPY, u.body(LAYER)));
    cases.update(
        "direct-hidden", catalog, signed, u -> u.change(CATALOG, off, "/OFF[" + u.body(LAYER)));
    cases.update(
        "copy-listed",
        catalog,
        signed,
        u -> u.change(CATALOG, "/OCGs *.26 0 R", "/OCGs[91 0 R").put(COPY, u.body(LAYER)));
    byte[] two = prepared("/OCGs[26 0 R 31 0 R]", EXTRA, "<</Type/OCG/Name(Shadow)>>");
    cases.update("other-hidden", catalog, two, u -> u.change(CATALOG, off, "/OFF[31 0 R"));
    cases.update(
        "other-in-resources", content, two, u -> u.change(PAGES, "/L1 26 0 R", "/L1 31 0 R"));
  }

  // poppler takes a page by reference only.
  private void pages() throws Exception {
    cases.update(
        "direct-page",
        "malformed-in-role",
        signers.certified(1),
        u -> u.change(PAGES, "4 0 R", u.body(Contract.SECOND_PAGE)));
  }

  // What one position compares with a copy, another compares with itself, over other data.
  private void copies() throws Exception {
    String file = "<</Type/Filespec/F(a)/EF<</F %d 0 R>>>>";
    byte[] carrying =
        new PdfUpdate(signers.plain())
            .put(EXTRA, PdfUpdate.streamBody("/Type/EmbeddedFile", "signed"))
            .put(EXTRA + 1, file.formatted(EXTRA))
            .with(CATALOG, "/AF[32 0 R]/Names<</EmbeddedFiles<</Names[(a) 32 0 R]>>>>")
            .bytes();
    byte[] signed = signers.sign(carrying, "rsa", new Placement.Field("second"), 1);
    cases.update(
        "attachment-of-two-lists",
        "catalog-changed",
        signed,
        u ->
            u.put(EXTRA, PdfUpdate.streamBody("/Type/EmbeddedFile", "other"))
                .put(COPY, u.body(EXTRA))
                .put(COPY + 1, file.formatted(COPY))
                .change(CATALOG, "/AF *\\[ *32", "/AF[" + (COPY + 1)));
    byte[] drawing = prepared("/OCGs[26 0 R]/X 13 0 R", X_OBJECT, Prepared.form("Clause 7"));
    cases.update(
        "form-of-two-places",
        "page-content-changed",
        drawing,
        u ->
            u.put(FONT, u.body(FONT).replace("Helvetica", "Symbol"))
                .put(COPY, u.body(X_OBJECT).replace("9 0 R", (COPY + 1) + " 0 R"))
                .put(COPY + 1, u.body(FONT))
                .change(CATALOG, "/X 13", "/X " + COPY));
  }

  // A form that draws a zero and itself: each copy adds a zero.
  private void loops() throws Exception {
    byte[] signed = prepared("/OCGs[26 0 R]", X_OBJECT, ITSELF);
    String content = "page-content-changed";
    cases.update(
        "one-more-round",
        content,
        signed,
        u -> u.change(PAGES, "/X1 13 0 R", "/X1 91 0 R").put(COPY, u.body(X_OBJECT)));
    cases.update(
        "round-over-a-copy",
        content,
        signed,
        u -> u.change(X_OBJECT, "/X1 13 0 R", "/X1 91 0 R").put(COPY, u.body(X_OBJECT)));
  }
}
