// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.PAGE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.penseal.pdf.Placement;
import org.penseal.pdf.attack.SectionAttacks.Update;

/** Object streams that an update writes or frees, and files of programs that number them anew. */
final class HolderAttacks {
  private static final int SECOND_PAGE = 4;
  private static final String NOT_THERE = "object-not-at-offset";
  private static final String NOBODYS = "<</X 1>>";
  private static final String LISTED = "[1 4 2]";

  private final CaseList cases = new CaseList(true).family("holder");
  private final byte[] signed;
  private final int pages;
  private final int nobodys;

  private HolderAttacks(Signers signers) throws Exception {
    byte[] contract = Files.readAllBytes(Contract.write(file(signers), "", true));
    Update base = new Update(contract);
    pages = base.fresh;
    nobodys = pages + 1;
    int unused = pages + 2;
    String page = new PdfUpdate(contract).body(SECOND_PAGE);
    String rows =
        SectionAttacks.row(1, base.object(pages, stream(SECOND_PAGE, page)), 0)
            + SectionAttacks.row(1, base.object(nobodys, stream(unused, NOBODYS)), 0)
            + SectionAttacks.row(2, nobodys, 0);
    String packed = SectionAttacks.row(2, pages, 0);
    String index = SECOND_PAGE + " 1 " + pages + " 3";
    base.stream(pages + 3, LISTED, index, packed + rows, "/Info 8 0 R");
    signed = signers.sign(base.end(), "rsa", new Placement.Field("expert"), 1);
  }

  private static Path file(Signers signers) {
    return signers.folder.resolve("held.pdf");
  }

  private static String stream(int number, String body) {
    String head = number + " 0 ";
    return PdfUpdate.streamBody("/Type/ObjStm/N 1/First " + head.length(), head + body);
  }

  static List<Case> of(Signers signers) throws Exception {
    HolderAttacks made = new HolderAttacks(signers);
    made.again();
    made.freed();
    made.decoded();
    made.typedElsewhere();
    made.aside();
    made.referring(signers);
    return made.cases.all();
  }

  // Readers find the page by its number or its index, among the first or the last.
  private void again() {
    String page = "<</Type/Page/Parent 2 0 R/Contents %d 0 R>>";
    String words = page.formatted(CONTENT);
    String head = "4 0 4 " + (words.length() + 1) + " ";
    String objects = words + " " + page.formatted(CONTENT + 1);
    String dictionary = "/Type/ObjStm/N 2/First " + head.length();
    add("again", NOT_THERE, pages, PdfUpdate.streamBody(dictionary, head + objects));
    add("again-alike", NOT_THERE, pages, stream(SECOND_PAGE, page.formatted(CONTENT + 1)));
    add("other-object", NOT_THERE, nobodys, NOBODYS);
  }

  private void add(String name, String code, int number, String body) {
    Update update = new Update(signed);
    String rows = SectionAttacks.row(1, update.object(number, body), 0);
    update.stream(update.fresh, LISTED, number + " 1", rows, "");
    cases.add(name, code, signed, update.end());
  }

  // MuPDF then repairs the file, if the object that nobody refers to is free, too.
  private void freed() {
    for (boolean both : new boolean[] {false, true}) {
      Update update = new Update(signed);
      String rows = SectionAttacks.row(0, 0, 1).repeat(both ? 2 : 1);
      update.stream(update.fresh, LISTED, nobodys + (both ? " 2" : " 1"), rows, "");
      cases.add(both ? "freed-with-its-object" : "freed", NOT_THERE, signed, update.end());
    }
  }

  private void decoded() {
    for (String key : List.of("/F(x.bin)", "/FFilter/LZWDecode", "/DecodeParms<</Predictor 12>>")) {
      Update update = new Update(signed);
      int info = update.fresh;
      String body = stream(info, "<</Producer(other)>>").replace("/N 1", "/N 1" + key);
      String rows =
          SectionAttacks.row(2, info + 1, 0)
              + SectionAttacks.row(1, update.object(info + 1, body), 0);
      update.stream(info + 2, LISTED, info + " 2", rows, "");
      String name = "with" + key.replaceAll("\\W+", "-");
      cases.add(name, "decoded-differently", signed, update.end());
    }
  }

  // The section before has another number there, and with it some readers another object.
  private void aside() {
    cases.add(
        "section-one-octet-on",
        "cross-reference-ambiguous",
        signed,
        new Update(signed).aside().info("").end());
  }

  // Not all of its rules would apply to it.
  private void typedElsewhere() {
    Update update = new Update(signed);
    int info = update.fresh;
    String body =
        stream(info, "<</Producer(other)>>")
            .replace("/Type/ObjStm", "/Type " + (info + 2) + " 0 R");
    String rows =
        SectionAttacks.row(2, info + 1, 0)
            + SectionAttacks.row(1, update.object(info + 1, body), 0)
            + SectionAttacks.row(1, update.object(info + 2, "/ObjStm"), 0);
    update.stream(info + 3, LISTED, info + " 3", rows, "");
    cases.add("typed-elsewhere", "object-not-readable", signed, update.end());
  }

  // Nothing refers to an object stream, so nothing else refers to what it refers to.
  private void referring(Signers signers) throws Exception {
    Update base = new Update(Files.readAllBytes(Contract.write(file(signers), "", true)));
    int holder = base.fresh;
    String head = SECOND_PAGE + " 0 ";
    String body = head + base.body(SECOND_PAGE);
    String dictionary =
        "<</Type/ObjStm/N 1/First %d/Length %d 0 R/Filter %d 0 R/DecodeParms %d 0 R>>"
            .formatted(head.length(), holder + 1, holder + 2, holder + 3);
    long at = base.object(holder, dictionary + "\nstream\n" + body + "\nendstream");
    StringBuilder rows = new StringBuilder(SectionAttacks.row(2, holder, 0));
    rows.append(SectionAttacks.row(1, at, 0));
    List<String> values = List.of(String.valueOf(body.length()), "[]", "<<>>");
    for (int i = 0; i < values.size(); i++) {
      long value = base.object(holder + 1 + i, values.get(i));
      rows.append(SectionAttacks.row(1, value, 0));
    }
    String index = SECOND_PAGE + " 1 " + holder + " 4";
    base.stream(holder + 4, LISTED, index, rows.toString(), "/Info 8 0 R");
    byte[] own = signers.sign(base.end(), "rsa", new Placement.Field("expert"), 1);
    List<String> others = List.of("-5", "[/Crypt]", "<</Predictor 3/Colors 70>>");
    for (int i = 0; i < others.size(); i++) {
      byte[] update = new PdfUpdate(own).put(holder + 1 + i, others.get(i)).bytes();
      cases.add("value-elsewhere-" + i, "object-read-differently", own, update);
    }
  }

  /** As MuPDF, pdf-lib and PDFBox write their tables, streams and numbers. */
  static List<Case> harmless(Signers signers) throws Exception {
    CaseList cases = new CaseList(false).family("table-form");
    byte[] contract = Files.readAllBytes(Contract.write(file(signers), "", false));
    String text = new String(contract, StandardCharsets.ISO_8859_1);
    int table = text.lastIndexOf("\nxref\n") + 1;
    signed(cases, "line-before-trailer", signers, text.replace("trailer\n", "\ntrailer\n"));
    UnaryOperator<String> moved =
        each -> each.replace("startxref\n" + table, "startxref\n" + (table - 1));
    signed(cases, "line-before-table", signers, moved.apply(text));
    signed(
        cases,
        "number-0-in-use",
        signers,
        text.replace("0000000000 65535 f", "0000000000 00000 n"));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(contract)) {
      document.save(saved);
    }
    signed(cases, "saved-by-pdfbox", signers, saved.toString(StandardCharsets.ISO_8859_1));
    List<String> exact = new ArrayList<>(Contract.objects(""));
    String box = "/MediaBox[0 0 595.303937007874 841.889763779528]/Contents";
    Prepared.replace(exact, PAGE, "/Contents", box);
    byte[] octets = Files.readAllBytes(Contract.write(file(signers), exact, false));
    byte[] once = signers.sign(octets, "rsa", new Placement.Field("expert"), 0);
    String digits = "595.30398 841.88979";
    byte[] again = new PdfUpdate(once).change(PAGE, "595.30\\S+ 841\\S+\\d", digits).bytes();
    cases.add("rectangle-in-fewer-digits", "", once, again);
    return cases.all();
  }

  private static void signed(CaseList cases, String name, Signers signers, String base)
      throws Exception {
    byte[] octets = base.getBytes(StandardCharsets.ISO_8859_1);
    byte[] once = signers.sign(octets, "rsa", new Placement.Field("expert"), 0);
    cases.add(name, "", once);
    cases.add(
        name + "-twice", "", once, signers.sign(once, "sm2", new Placement.Field("second"), 0));
  }
}
