// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.PAGE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penseal.pdf.Placement;

/**
 * Lays ink over a place of a page, after the document was signed.
 *
 * @param reason that must be given, of an attack
 */
record WhiteInk(CaseList cases, Signers signers, String reason) {
  /** White. */
  void hides(String name, List<String> objects, String place) throws Exception {
    hides(name, objects, place, "1 g");
  }

  /** Of a colour; above all that the page has. */
  void hides(String name, List<String> objects, String place, String colour) throws Exception {
    String ink =
        "<</Type/Annot/Subtype/Ink/F 4/P 3 0 R/Rect["
            + place
            + "]/InkList[[110 150 111 151]]/AP<</N 91 0 R>>>>";
    adds(name, objects, ink, colour + " 0 0 300 40 re f");
  }

  /** A note, and a look of it. */
  void adds(String name, List<String> objects, String note, String look) throws Exception {
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    byte[] signed = signers.sign(Files.readAllBytes(file), "rsa", new Placement.Field("expert"), 3);
    cases.update(
        name,
        cases.areAttacks() ? reason : "",
        signed,
        u ->
            u.change(PAGE, "(/Annots *\\[[^\\]]*)\\]", "$1 90 0 R]").put(90, note).stream(
                91, "/Type/XObject/Subtype/Form/BBox[0 0 300 40]", look));
  }
}
