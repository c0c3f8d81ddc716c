// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.PAGE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * What has a reader repair a file that it read by its cross references when it was signed: it then
 * takes the last body of each number, wherever that is.
 */
final class RepairAttacks {
  private static final int INFO = 8;
  // MuPDF searches the last 1,024 bytes for the word startxref; the mark is among them.
  private static final int BLANKS = 1_010;
  private static final String EVIL =
      PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET");
  private static final UnaryOperator<PdfUpdate> HARMLESS = u -> u.put(INFO, "<</Producer(other)>>");

  private final CaseList cases = new CaseList(true).family("repair").doubt("object-twice");
  private final Signers signers;

  private RepairAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    RepairAttacks made = new RepairAttacks(signers);
    made.blanks();
    made.asked();
    made.kinds();
    return made.cases.all();
  }

  // The newest of three sections leads back to the first body; the second body is the last one.
  private byte[] leadingBack(String catalog, String page) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    Prepared.replace(objects, 1, "/Catalog", "/Catalog" + catalog);
    Prepared.replace(objects, PAGE, "/Contents", page + "/Contents");
    PdfUpdate first =
        new PdfUpdate(
            Files.readAllBytes(
                Contract.write(signers.folder.resolve("prepared.pdf"), objects, false)));
    String entry = "%010d 00000 n \n".formatted(first.offset(CONTENT));
    byte[] twice = first.put(CONTENT, EVIL).bytes();
    byte[] back = new PdfUpdate(twice).entry(CONTENT, entry).bytes();
    return signers.sign(back, "rsa", new Placement.Field("second"), 1);
  }

  private void blanks() throws Exception {
    String code = "cross-reference-not-readable";
    byte[] signed = leadingBack("", "");
    byte[] updated = HARMLESS.apply(new PdfUpdate(signed)).bytes();
    cases.octets("blanks", code, signed, text -> text + " ".repeat(BLANKS));
    String behind = new String(updated, StandardCharsets.ISO_8859_1) + "\0".repeat(BLANKS);
    cases.add(
        "blanks-behind-an-update", code, signed, behind.getBytes(StandardCharsets.ISO_8859_1));
  }

  // Poppler repairs the file once it asks for a number that no section has; so far it did not ask.
  private void asked() throws Exception {
    String nothing = "/PieceInfo<</X 99 0 R>>";
    String code = "reference-to-nothing";
    byte[] signed = leadingBack(nothing, "");
    cases.update("asked-by-page", code, signed, u -> u.with(PAGE, "/Group 99 0 R"));
    cases.update("asked-by-information", code, signed, u -> u.put(INFO, "<</Title 99 0 R>>"));
    byte[] noted = leadingBack("", nothing);
    cases.update("asked-by-the-same-page", code, noted, u -> u.with(PAGE, "/Group 99 0 R"));
  }

  // Poppler does so only if the newest section is a table.
  private void kinds() throws Exception {
    cases.doubt("");
    String inside = "endstream\nendobj\n" + CONTENT + " 0 obj\n" + EVIL + "\nendobj\n33 0 obj\n";
    for (boolean streams : new boolean[] {true, false}) {
      List<String> objects = new ArrayList<>(Contract.objects(""));
      objects.add(PdfUpdate.streamBody("", inside + "<<>>\nstream\n"));
      Prepared.replace(objects, PAGE, "/Contents", "/Group 99 0 R/Contents");
      Prepared.replace(objects, 1, "/Catalog", "/Catalog/PieceInfo<</X 31 0 R>>");
      byte[] input =
          Files.readAllBytes(
              Contract.write(signers.folder.resolve("prepared.pdf"), objects, streams));
      byte[] signed = signers.sign(input, "rsa", new Placement.Field("second"), 1);
      cases.update(
          streams ? "table-over-a-stream" : "stream-over-a-table",
          "cross-reference-kinds-mixed",
          signed,
          u -> HARMLESS.apply(u).asStream(!streams));
    }
  }
}
