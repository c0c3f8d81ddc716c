// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.FONT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.penseal.pdf.Placement;

/** Files that two readers read differently. */
final class ParserAttacks {
  private final CaseList cases = new CaseList(true);
  private final byte[] signed;
  private final Signers signers;

  private ParserAttacks(Signers signers) throws Exception {
    this.signers = signers;
    this.signed = signers.approval();
  }

  static List<Case> of(Signers signers) throws Exception {
    ParserAttacks made = new ParserAttacks(signers);
    made.differences();
    made.packed();
    return made.cases.all();
  }

  private void differences() throws Exception {
    cases.family("parser");
    String file = new String(signed, StandardCharsets.ISO_8859_1);
    cases.octets(
        "bytes-before-header", "byte-range-hole-in-another-object", signed, t -> "junk\n" + t);
    cases.octets(
        "second-header", "byte-range-hole-in-another-object", signed, t -> "%PDF-1.4\n" + t);
    cases.update("freed-content", "page-content-changed", signed, u -> u.free(Contract.CONTENT));
    cases.update("freed-field", "reference-to-nothing", signed, u -> u.free(Contract.REMARK));
    cases.update(
        "freed-signature",
        "signed-field-changed",
        signed,
        u -> u.free(ByteAttacks.signature(signed)));
    cases.update("freed-annotation", "reference-to-nothing", signed, u -> u.free(Contract.LINK));
    cases.update(
        "other-generation",
        "object-in-other-generation",
        signed,
        u -> u.put(Contract.CONTENT, 1, PdfUpdate.streamBody("", "BT (Pay 900) Tj ET")));
    cases.update(
        "wrong-number-at-offset",
        "object-not-at-offset",
        signed,
        u ->
            u.again(Contract.REMARK)
                .entry(Contract.REMARK, "%010d 00000 n \n".formatted(file.indexOf("28 0 obj"))));
    cases.update(
        "duplicate-key",
        "duplicate-key",
        signed,
        u ->
            u.put(
                Contract.REMARK,
                u.body(Contract.REMARK)
                    .replace("/V(ok)", "/V(ok)")
                    .replace("/T(remark)", "/T(remark)/V(evil)")));
    cases.update(
        "duplicate-key-escaped",
        "duplicate-key",
        signed,
        u ->
            u.put(
                Contract.REMARK,
                u.body(Contract.REMARK).replace("/T(remark)", "/T(remark)/#56(evil)")));
    cases.update(
        "duplicate-entry-in-table",
        "object-twice",
        signed,
        u ->
            u.again(Contract.REMARK)
                .lead("")
                .entry(
                    Contract.REMARK,
                    "%010d 00000 n \n11 1\n%010d 00000 n \n"
                        .formatted(file.length(), file.indexOf("11 0 obj"))));
    cases.update(
        "length-too-short",
        "stream-length-wrong",
        signed,
        u ->
            u.put(
                Contract.REMARK_LOOK,
                u.body(Contract.REMARK_LOOK).replaceFirst("/Length \\d+", "/Length 5")));
    cases.update(
        "previous-loop", "Damaged", signed, u -> u.again(Contract.REMARK).previous(file.length()));
    cases.update(
        "previous-skips",
        "signature-removed",
        signed,
        u -> u.again(Contract.REMARK).previous(file.indexOf("xref\n0 ")));
    cases.update(
        "previous-far",
        "revision-not-analysed",
        signed,
        u -> u.again(Contract.REMARK).previous(999_999_999L));
    cases.update("hybrid-hides", "page-content-changed", signed, u -> hybrid(u, file.length()));
    cases.update(
        "hybrid-calls-free",
        "hybrid-reference-differs",
        signed,
        u -> hybrid(u, file.length(), FONT, u.body(FONT)).free(FONT));
    cases.update(
        "table-over-streams-with-a-dangling-reference",
        "cross-reference-kinds-mixed",
        signers.sign(
            Files.readAllBytes(Path.of("..", "testdata", "pdf", "pdftex-plain.pdf")),
            "rsa",
            new Placement.Invisible(),
            0),
        u ->
            u.asStream(false)
                .put(u.fresh(), "<</Producer(x)/Title 999 0 R>>")
                .trailer("/Info " + (u.fresh() - 1) + " 0 R"));
    cases.update(
        "packed-content",
        "page-content-changed",
        signed,
        u -> u.pack(Contract.PAGE, u.body(Contract.PAGE).replace("6 0 R", "28 0 R")));
    cases.update(
        "packed-page-in-stream-file",
        "page-content-changed",
        signers.streams(),
        u -> u.pack(Contract.PAGE, u.body(Contract.PAGE).replace("6 0 R", "28 0 R")));
    cases.add(
        "catalog-in-old-trailer-only", "trailer-incomplete", signed, newest("/Root \\d+ 0 R", ""));
    cases.add(
        "previous-as-reference", "revision-not-analysed", signed, newest("(/Prev \\d+)", "$1 0 R"));
    cases.add("signed-duplicate-key", "duplicate-key", forged("/V(ok)", "/V(no)/V(ok)"));
    cases.add("signed-length-lies", "stream-length-wrong", forged("/Length 41>>", "/Length 20>>"));
    String body = "6 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n";
    cases.add("signed-second-body", "object-twice", forged("29 0 obj", body + "29 0 obj"));
    for (String before :
        List.of(" ".repeat((1 << 20) + 7), "%" + "-".repeat(3 << 20) + "\n", "(no object) ] >> ")) {
      cases.add(
          "signed-second-body-behind-" + before.length(),
          "object-twice",
          forged("29 0 obj", before + body + "29 0 obj"));
    }
  }

  // An update that says nothing new, with another newest trailer.
  private byte[] newest(String pattern, String by) {
    byte[] update = new PdfUpdate(signed).again(Contract.REMARK).bytes();
    String text = new String(update, StandardCharsets.ISO_8859_1);
    int trailer = text.lastIndexOf("trailer");
    String changed = text.substring(trailer).replaceFirst(pattern, by);
    return (text.substring(0, trailer) + changed).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String filled(PdfUpdate update, String value) {
    return update.body(Contract.NAME).replace("/T(name)", "/T(name)/V(" + value + ")");
  }

  // Readers find an object of an object stream by its number or by its index.
  private void packed() throws Exception {
    cases.family("object-stream");
    byte[] file = signers.streams();
    int name = Contract.NAME;
    String twice = "object-twice";
    String elsewhere = "object-not-at-offset";
    cases.update(
        "number-twice",
        twice,
        file,
        u -> u.pack(name, filled(u, "evil")).pack(name, filled(u, "Li")));
    cases.update(
        "number-twice-first-taken",
        twice,
        file,
        u -> u.pack(name, filled(u, "evil")).pack(name, filled(u, "Li")).index(name, 0));
    cases.update(
        "indexes-exchanged",
        elsewhere,
        file,
        u ->
            u.pack(name, filled(u, "Li"))
                .pack(21, u.body(21).replace("/T(street)", "/T(street)/V(x)"))
                .index(name, 1)
                .index(21, 0));
    cases.update(
        "index-beyond", elsewhere, file, u -> u.pack(name, filled(u, "Li")).index(name, 7));
    cases.update(
        "duplicate-key",
        "duplicate-key",
        file,
        u -> u.pack(name, filled(u, "evil").replace("/V(evil)", "/V(evil)/V(Li)")));
    cases.update(
        "duplicate-key-escaped",
        "duplicate-key",
        file,
        u -> u.pack(name, filled(u, "evil").replace("/V(evil)", "/#56(evil)/V(Li)")));
    cases.update(
        "page-not-referenced",
        twice,
        file,
        u ->
            u.pack(name, filled(u, "Li"))
                .pack(Contract.PAGE, u.body(Contract.PAGE).replace("6 0 R", "28 0 R"))
                .entryOf(Contract.PAGE, 1, u.offset(Contract.PAGE)));
    cases.update(
        "offset-into-a-string",
        "bytes-not-referenced",
        file,
        u -> u.pack(name, "(" + filled(u, "Li") + ") ").head(name + " 1 "));
    cases.update(
        "objects-overlap",
        "object-not-readable",
        file,
        u ->
            u.pack(21, "<</Hidden " + filled(u, "Li") + ">>")
                .head("21 0 19 10 ")
                .index(21, 0)
                .index(name, 1));
    cases.update(
        "bytes-between",
        "bytes-not-referenced",
        file,
        u -> u.pack(name, filled(u, "Li") + " <</V(evil)>>"));
    PdfUpdate faulty =
        new PdfUpdate(
            java.nio.file.Files.readAllBytes(
                Contract.write(signers.folder.resolve("faulty.pdf"), "", true)));
    String both = filled(faulty, "no").replace("/V(no)", "/V(no)/V(yes)");
    cases.add("signed-duplicate-key", "duplicate-key", signed(faulty.pack(name, both).bytes()));
    PdfUpdate more =
        new PdfUpdate(
            java.nio.file.Files.readAllBytes(
                Contract.write(signers.folder.resolve("faulty.pdf"), "", true)));
    more.pack(name, filled(more, "no")).pack(name, filled(more, "yes"));
    cases.add("signed-number-twice", twice, signed(more.bytes()));
  }

  // A table reader and a stream reader see different contents.
  private static PdfUpdate hybrid(PdfUpdate update, int length) {
    return hybrid(update, length, Contract.CONTENT, PdfUpdate.streamBody("", "BT (Pay 900) Tj ET"));
  }

  private static PdfUpdate hybrid(PdfUpdate update, int length, int number, String body) {
    String evil = number + " 0 obj\n" + body + "\nendobj\n";
    int offset = length + evil.length();
    String entry =
        "\1"
            + (char) (length >> 16 & 255)
            + (char) (length >> 8 & 255)
            + (char) (length & 255)
            + "\0";
    String stream =
        "90 0 obj\n"
            + PdfUpdate.streamBody("/Type/XRef/W[1 3 1]/Size 91/Index[" + number + " 1]", entry)
            + "\nendobj\n";
    return update.lead(evil + stream).trailer("/XRefStm " + offset);
  }

  // The fault was there when the file was signed.
  private byte[] forged(String from, String to) throws Exception {
    String text =
        Files.readString(
            Contract.write(signers.folder.resolve("forged.pdf"), "", false),
            StandardCharsets.ISO_8859_1);
    int at = text.indexOf(from);
    String changed = text.substring(0, at) + to + text.substring(at + from.length());
    int grown = changed.length() - text.length();
    StringBuilder fixed = new StringBuilder();
    for (String line : changed.split("(?<=\n)")) {
      if (line.matches("\\d{10} 00000 n \n")
          && Integer.parseInt(line.substring(0, 10)) > at + (to.endsWith(from) ? -1 : 0)) {
        line =
            String.format(
                Locale.ROOT, "%010d 00000 n \n", Integer.parseInt(line.substring(0, 10)) + grown);
      }
      fixed.append(line);
    }
    String old = ByteAttacks.old(text);
    String done =
        fixed
            .toString()
            .replace("startxref\n" + old, "startxref\n" + (Integer.parseInt(old) + grown));
    return signed(done.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] signed(byte[] faulty) throws Exception {
    return signers.sign(faulty, "ecdsa", new org.penseal.pdf.Placement.Invisible(), 0);
  }
}
