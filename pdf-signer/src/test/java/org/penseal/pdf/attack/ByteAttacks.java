// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forgeries with the octets of the file: range, contents, what hangs behind it. */
final class ByteAttacks {
  private static final Pattern RANGE =
      Pattern.compile("/ByteRange\\s*\\[\\s*(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s*\\]");

  private final CaseList cases = new CaseList(true);
  private final byte[] signed;
  private final Signers signers;

  private ByteAttacks(Signers signers) throws Exception {
    this.signers = signers;
    this.signed = signers.approval();
  }

  static List<Case> of(Signers signers) throws Exception {
    ByteAttacks made = new ByteAttacks(signers);
    made.universal();
    made.saving();
    made.wrapping();
    return made.cases.all();
  }

  // The array keeps its place and length: only what it says differs.
  private static String range(String text, String by) {
    Matcher matcher = RANGE.matcher(text);
    matcher.find();
    String old = matcher.group();
    String padded = "/ByteRange" + by;
    if (padded.length() > old.length()) {
      return text.substring(0, matcher.start()) + padded + text.substring(matcher.end());
    }
    return text.substring(0, matcher.start())
        + padded
        + " ".repeat(old.length() - padded.length())
        + text.substring(matcher.end());
  }

  private static long[] numbers(String text) {
    Matcher matcher = RANGE.matcher(text);
    matcher.find();
    long[] found = new long[4];
    for (int i = 0; i < 4; i++) {
      found[i] = Long.parseLong(matcher.group(i + 1));
    }
    return found;
  }

  private void range(String name, String reason, String by) {
    cases.octets(name, reason, signed, text -> range(text, by));
  }

  private void universal() {
    cases.family("usf");
    String malformed = "byte-range-malformed";
    range("range-null", malformed, " null");
    range("range-empty", malformed, " []");
    range("range-name", malformed, " /None");
    range("range-zero", "byte-range-malformed", "[0 0 0 0]");
    range("range-negative", malformed, "[0 -1 -1 -1]");
    range("range-real", "byte-range-malformed", "[0.5 1.5 2.5 3.5]");
    range("range-two", malformed, "[0 100]");
    range("range-six", malformed, "[0 9 9 9 9 9]");
    range("range-strings", malformed, "[(0) (9) (9) (9)]");
    range("range-nulls", malformed, "[null null null null]");
    range("range-huge", malformed, "[0 9223372036854775807 1 1]");
    range("range-overflow", malformed, "[0 10 9223372036854775807 9223372036854775807]");
    cases.octets(
        "range-beyond",
        "byte-range-outside-file",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[0 %d %d %d]".formatted(n[1], n[2], n[3] + 9));
        });
    cases.octets(
        "range-overlaps",
        "byte-range-malformed",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[0 %d %d %d]".formatted(n[2] + 10, n[2], n[3]));
        });
    cases.octets(
        "range-from-one",
        "byte-range-malformed",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[1 %d %d %d]".formatted(n[1] - 1, n[2], n[3]));
        });
    cases.octets(
        "range-missing", malformed, signed, t -> t.replaceFirst("/ByteRange", "/ByteRenge"));
    String contents = "contents-missing";
    cases.octets("contents-missing", contents, signed, t -> last(t, "/Contents <", "/Contints <"));
    cases.octets("contents-null", contents, signed, t -> hole(t, "null", ' '));
    cases.octets("contents-array", contents, signed, t -> hole(t, "[", ' ').replace(" >", " ]"));
    cases.octets("contents-zero", "cms-not-parsable", signed, t -> hole(t, "<00", '0'));
    cases.octets(
        "contents-empty", "byte-range-hole-is-not-contents", signed, t -> hole(t, "<>", ' '));
    cases.octets("contents-name", contents, signed, t -> hole(t, "/Nothing", ' '));
    cases.octets("contents-number", contents, signed, t -> hole(t, "0", ' '));
    cases.octets(
        "contents-literal", "byte-range-hole-is-not-contents", signed, t -> hole(t, "(0)", ' '));
    cases.octets("contents-indirect", "contents-missing", signed, t -> hole(t, "8 0 R", ' '));
    cases.octets(
        "contents-truncated",
        "cms-not-parsable",
        signed,
        t -> hole(t, t.substring(start(t), start(t) + 400), '0'));
    cases.octets(
        "no-subfilter", "digest-mismatch", signed, t -> last(t, "/SubFilter", "/SubFolter"));
    cases.octets(
        "subfilter-unknown",
        "digest-mismatch",
        signed,
        t -> last(t, "ETSI.CAdES.detached", "ETSI.CAdES.dotached"));
    cases.octets(
        "subfilter-plain",
        "digest-mismatch",
        signed,
        t -> last(t, "ETSI.CAdES.detached", "adbe.pkcs7.sha1####"));
    cases.octets(
        "signed-octet",
        "digest-mismatch",
        signed,
        t -> t.replaceFirst("Pay 100 EUR", "Pay 900 EUR"));
    cases.octets("signature-value", "signature-mismatch", signed, ByteAttacks::lastContent);
  }

  private static String lastContent(String text) {
    int at = text.indexOf('>', start(text));
    int used = at;
    while (text.charAt(used - 1) == '0') {
      used--;
    }
    char other = text.charAt(used - 1) == '1' ? '2' : '1';
    return text.substring(0, used - 1) + other + text.substring(used);
  }

  private static String last(String text, String from, String to) {
    int at = text.lastIndexOf(from);
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  private static int start(String text) {
    return text.lastIndexOf("/Contents <") + "/Contents ".length();
  }

  // Of the same length as what was there.
  private static String hole(String text, String by, char fill) {
    int start = start(text);
    int end = text.indexOf('>', start);
    String last = fill == '0' ? ">" : " ";
    String padded = by + String.valueOf(fill).repeat(end - start - by.length());
    return text.substring(0, start)
        + padded
        + (by.startsWith("[") ? " >".substring(1) : last)
        + text.substring(end + 1);
  }

  private void saving() throws Exception {
    cases.family("isa");
    String bytes = "bytes-after-signed-revision";
    String body = "\n6 0 obj\n" + PdfUpdate.streamBody("", "BT (x) Tj ET") + "\nendobj\n";
    cases.octets("trailing-letter", bytes, signed, t -> t + "x");
    cases.octets("trailing-comment", bytes, signed, t -> t + "%comment\n");
    cases.octets("trailing-mark", bytes, signed, t -> t + "\n%%EOF\n");
    cases.octets("body-without-table", bytes, signed, t -> t + body);
    cases.octets("body-with-mark", bytes, signed, t -> t + body + "%%EOF\n");
    cases.octets(
        "body-with-old-table",
        "bytes-after-signed-revision",
        signed,
        t -> t + body + "startxref\n" + old(t) + "\n%%EOF\n");
    cases.octets(
        "body-and-trailer",
        "bytes-after-signed-revision",
        signed,
        t -> t + body + "trailer\n<</Size 99/Root 1 0 R>>\n%%EOF\n");
    cases.octets(
        "table-pointing-into-signed",
        "page-content-changed",
        signed,
        t ->
            t
                + "xref\n6 1\n%010d 00000 n \ntrailer\n<</Size 60/Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
                    .formatted(t.indexOf("28 0 obj"), old(t), t.length()));
    cases.octets("zero-startxref", "Damaged", signed, t -> t + body + "startxref\n0\n%%EOF\n");
    cases.octets(
        "far-startxref",
        "revision-not-analysed",
        signed,
        t -> t + body + "startxref\n99999999\n%%EOF\n");
    cases.update(
        "new-catalog",
        "catalog-replaced",
        signed,
        u -> u.put(u.fresh(), u.body(u.catalog())).root((u.fresh() - 1) + " 0 R"));
    cases.update("old-object-as-root", "Damaged", signed, u -> u.root("2 0 R"));
    cases.update("body-beside-table", "object-twice", signed, u -> u.lead(body));
    cases.update(
        "second-body-in-update",
        "object-twice",
        signed,
        u ->
            u.lead("11 0 obj\n<</FT/Tx/T(remark)/V(evil)>>\nendobj\n")
                .change(11, "\\(ok\\)", "(yes)"));
    cases.update(
        "script-between",
        "bytes-not-referenced",
        signed,
        u -> u.lead("evil stuff here\n").again(11));
    byte[] streams = signers.streams();
    cases.octets("trailing-after-stream", bytes, streams, t -> t + "x");
    cases.octets("body-after-stream", bytes, streams, t -> t + body + "%%EOF\n");
    byte[] twice = signers.twice();
    cases.octets("trailing-after-second", bytes, twice, t -> t + "q");
    cases.octets("whole-copy-appended", "bytes-after-signed-revision", signed, t -> t + t);
  }

  static String old(String text) {
    Matcher matcher = Pattern.compile("startxref\\s+(\\d+)").matcher(text);
    String found = "0";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  private void wrapping() {
    cases.family("swa");
    // Content moved behind a hole that was made larger; the old bytes still carry the signature.
    cases.octets(
        "second-part-moved",
        "byte-range-malformed",
        signed,
        t -> {
          long[] n = numbers(t);
          String evil = "/Evil true >>\nendobj\nxref\n0 0\ntrailer\n<</Root 1 0 R/Size 60>>\n";
          String moved = range(t, "[0 %d %d %d]".formatted(n[1], n[2] + evil.length(), n[3]));
          return moved.substring(0, (int) n[2]) + evil + moved.substring((int) n[2]);
        });
    cases.octets(
        "hole-ends-late",
        "byte-range-hole-is-not-contents",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[0 %d %d %d]".formatted(n[1], n[2] + 20, n[3] - 20));
        });
    cases.octets(
        "hole-begins-early",
        "byte-range-hole-in-another-object",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[0 %d %d %d]".formatted(n[1] - 30, n[2], n[3]));
        });
    cases.octets(
        "hole-shifted-by-one",
        "byte-range-hole-in-another-object",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[0 %d %d %d]".formatted(n[1] + 1, n[2] - 1, n[3] + 1));
        });
    cases.octets(
        "hole-in-page",
        "byte-range-hole-in-another-object",
        signed,
        t -> {
          long[] n = numbers(t);
          int at = t.indexOf("(Pay 100 EUR)");
          return range(t, "[0 %d %d %d]".formatted(at, at + 13, n[2] + n[3] - at - 13));
        });
    cases.octets(
        "ends-before-mark",
        "byte-range-ends-inside-revision",
        signed,
        t -> {
          long[] n = numbers(t);
          return range(t, "[0 %d %d %d]".formatted(n[1], n[2], n[3] - 10));
        });
    cases.update(
        "dictionary-copied",
        "byte-range-hole-in-another-object",
        signed,
        u -> {
          String copy = u.body(signature(signed));
          int number = u.fresh();
          return u.put(number, copy)
              .change(Contract.EXPERT, "/V\\s+\\d+ 0 R", "/V " + number + " 0 R");
        });
    cases.update(
        "copied-into-second-field",
        "byte-range-hole-in-another-object",
        signed,
        u -> {
          String copy = u.body(signature(signed));
          int number = u.fresh();
          return u.put(number, copy).with(Contract.SECOND, "/V " + number + " 0 R");
        });
    cases.update(
        "same-value-in-second-field",
        "signature-copied",
        signed,
        u -> u.with(Contract.SECOND, "/V " + signature(signed) + " 0 R"));
    cases.update(
        "signature-in-new-field",
        "signature-copied",
        signed,
        u ->
            u.put(u.fresh(), "<</FT/Sig/T(more)/V " + signature(signed) + " 0 R>>")
                .change(Contract.FORM, "/Fields\\s*\\[", "/Fields[" + (u.fresh() - 1) + " 0 R "));
  }

  static int signature(byte[] signed) {
    String text = new String(signed, java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("/ByteRange");
    int object = text.lastIndexOf(" 0 obj", at);
    int begin = object;
    while (Character.isDigit(text.charAt(begin - 1))) {
      begin--;
    }
    return Integer.parseInt(text.substring(begin, object));
  }
}
