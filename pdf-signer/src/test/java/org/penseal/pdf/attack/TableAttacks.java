// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CHOICE;
import static org.penseal.pdf.attack.Contract.PAGE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Cross references that readers do not read alike, and what has a reader repair a file: it then
 * takes objects from wherever it finds them.
 */
final class TableAttacks {
  private static final int WORDS = 6;
  private static final int BEFORE_WORDS = 5;
  private static final int INFO = 8;
  private static final int LAYER = 26;
  private static final int EXTRA = 31;
  private static final int LENGTH = 32;
  private static final String EVIL =
      PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET");
  private static final String INSIDE =
      "endstream\nendobj\n" + WORDS + " 0 obj\n" + EVIL + "\nendobj\n33 0 obj\n<<>>\nstream\n";

  private final CaseList cases = new CaseList(true);
  private final Signers signers;

  private TableAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    TableAttacks made = new TableAttacks(signers);
    made.cases.family("table");
    for (int permission = 0; permission <= 1; permission++) {
      byte[] signed = permission == 0 ? signers.approval() : signers.certified(permission);
      made.lines("-p" + permission, signed);
      made.nowhere("-p" + permission, signed);
      made.repaired(permission);
      made.generations(permission);
      made.beyondSize(permission);
    }
    return made.cases.all();
  }

  private byte[] prepared(int permission, Consumer<List<String>> edit) throws Exception {
    return prepared(permission, false, edit);
  }

  private byte[] prepared(int permission, boolean streams, Consumer<List<String>> edit)
      throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add("null");
    objects.add("null");
    edit.accept(objects);
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, streams);
    return signers.sign(Files.readAllBytes(file), "rsa", new Placement.Field("second"), permission);
  }

  private static void set(List<String> objects, int number, String body) {
    objects.set(number - 1, body);
  }

  // PDFBox reads an entry of each line and overlooks the second.
  private void lines(String with, byte[] signed) {
    String old = "%010d 00000 n".formatted(new PdfUpdate(signed).offset(BEFORE_WORDS));
    for (String between : List.of("  ", "\t\t", " \f", " \0")) {
      cases.edited(
          "two-entries-on-a-line-" + (int) between.charAt(1) + with,
          "object-read-differently",
          signed,
          u -> u.put(WORDS, EVIL),
          text -> text.replaceFirst(WORDS + " 1\n", BEFORE_WORDS + " 2\n" + old + between));
    }
  }

  // In use, but at the first byte of the file; and freed by the stream of a hybrid section alone.
  private void nowhere(String with, byte[] signed) {
    for (int number : List.of(WORDS, LAYER)) {
      cases.update(
          "in-use-at-0-" + number + with,
          "page-content-changed",
          signed,
          u -> u.entry(number, "0000000000 00000 n \n").put(INFO, "<</Producer(other)>>"));
      byte last = signed[signed.length - 1];
      int at = last == '\n' || last == '\r' ? signed.length : signed.length + 1;
      cases.edited(
          "freed-by-stream-" + number + with,
          "page-content-changed",
          signed,
          u -> freeing(u, at, number).put(INFO, "<</Producer(other)>>"),
          text -> text.replaceFirst("/Size (\\d+)/Root 1 0 R/Prev", "/Size 99/Root 1 0 R/Prev"));
    }
  }

  private static PdfUpdate freeing(PdfUpdate update, int at, int number) {
    int own = update.next() + 3;
    String dictionary =
        "/Type/XRef/W[1 4 2]/Index[" + number + " 1]/Size " + (own + 1) + "/Root 1 0 R";
    String stream = PdfUpdate.streamBody(dictionary, "\0".repeat(7));
    return update.lead(own + " 0 obj\n" + stream + "\nendobj\n").trailer("/XRefStm " + at);
  }

  // A body that lies inside a stream whose length only the whole file tells.
  private void repaired(int permission) throws Exception {
    String with = "-p" + permission;
    byte[] signed =
        prepared(
            permission,
            o -> {
              set(o, EXTRA, "<</Length 32 0 R>>\nstream\n" + INSIDE + "\nendstream");
              set(o, LENGTH, String.valueOf(INSIDE.length()));
              set(o, 1, o.get(0).replace("/Catalog", "/Catalog/PieceInfo<</X 31 0 R>>"));
            });
    UnaryOperator<PdfUpdate> harmless = u -> u.put(INFO, "<</Producer(other)>>");
    cases.edited(
        "remark" + with,
        "cross-reference-ambiguous",
        signed,
        harmless,
        text -> text.replaceFirst("xref\n", "xref\n%x\n"));
    cases.edited(
        "blank-line" + with,
        "cross-reference-ambiguous",
        signed,
        harmless,
        text -> text.replaceFirst("xref\n", "xref\n\n"));
    cases.update(
        "reference-to-nothing" + with,
        "reference-to-nothing",
        signed,
        u -> u.put(INFO, "<</Producer 999 0 R>>"));
    cases.update(
        "packed-reference-to-nothing" + with,
        "reference-to-nothing",
        signed,
        u -> u.asStream(true).pack(INFO, "<</Producer 999 0 R>>"));
    cases.update("freed-and-referred-to" + with, "reference-to-nothing", signed, u -> u.free(INFO));
    cases.update(
        "reference-to-null" + with,
        "reference-to-nothing",
        signed,
        u -> u.put(INFO, "<</Producer 50 0 R>>").put(50, "null"));
    for (String size : List.of("7", "70000000")) {
      cases.edited(
          "size-" + size + with,
          "cross-reference-not-readable",
          signed,
          harmless,
          text -> text.replaceFirst("/Size \\d+", "/Size " + size));
    }
  }

  // MuPDF takes the number that is the size of the file for null, and gives up at it once the file
  // has
  // grown: a note without a look, which follows, is painted before and not after.
  private void beyondSize(int permission) throws Exception {
    byte[] signed =
        prepared(
            permission,
            true,
            o -> {
              String place = "/Rect[50 690 300 725]/F 4/P 3 0 R>>";
              String look = "/AP<</N " + (48 + permission) + " 0 R>>";
              set(o, EXTRA, "<</Type/Annot/Subtype/Widget/FT/Sig/T(x)" + look + place);
              set(o, LENGTH, "<</Type/Annot/Subtype/Text/IC[1 1 1]/C[1]" + place);
              set(o, PAGE, o.get(PAGE - 1).replace("/Annots[", "/Annots[31 0 R 32 0 R "));
            });
    cases.update(
        "reference-beyond-size-p" + permission,
        "reference-to-nothing",
        signed,
        u -> u.asStream(true).put(INFO, "<</Producer 100 0 R>>").put(100, "(other)"));
  }

  // MuPDF looks at the number of a reference only.
  private void generations(int permission) throws Exception {
    String shown = "/FT/Ch/T(choice)/AP<</N 31 1 R>>/Rect[60 690 300 715]>>";
    byte[] look =
        prepared(
            permission,
            o -> {
              set(o, EXTRA, Contract.look("Pay 100 EUR"));
              set(o, CHOICE, "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4" + shown);
            });
    cases.add(
        "look-in-other-generation-p" + permission,
        "object-in-other-generation",
        new PdfUpdate(look).put(EXTRA, Contract.look("Pay 900 EUR")).bytes());
    byte[] content =
        prepared(
            permission,
            o -> {
              set(o, EXTRA, PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 1) Tj ET"));
              set(o, PAGE, o.get(PAGE - 1).replace("/Contents 6 0 R", "/Contents 31 1 R"));
            });
    cases.add(
        "content-in-other-generation-p" + permission,
        "object-in-other-generation",
        new PdfUpdate(content).put(EXTRA, EVIL).bytes());
  }
}
