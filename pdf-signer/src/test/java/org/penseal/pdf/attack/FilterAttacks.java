// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.penseal.pdf.Placement;

/** Words that only some readers decode. */
final class FilterAttacks {
  private static final String EVIL = "BT 0 g /Helv 14 Tf 60 620 Td (or rather 900 EUR) Tj ET";

  private final CaseList cases = new CaseList(true);
  private final Signers signers;

  private FilterAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    FilterAttacks made = new FilterAttacks(signers);
    made.cases.family("filter");
    String deflated = deflated();
    String columns = "/Columns 0>>";
    made.prepared("unknown", "/Filter/Foo", EVIL);
    made.prepared("behind-a-reference", "/Filter 32 0 R", EVIL);
    made.prepared("and-null", "/Filter[/FlateDecode null]", deflated);
    made.prepared("predictor", "/Filter/FlateDecode/DecodeParms<</Predictor 99>>", deflated);
    made.prepared(
        "colours", "/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 99>>", deflated);
    // PDFBox does not come to an end with this one.
    made.prepared(
        "no-columns", "/Filter/FlateDecode/DecodeParms<</Predictor 2" + columns, deflated);
    made.prepared(
        "row-of-a-billion", "/Filter/FlateDecode/DecodeParms<</Columns 999999999>>", deflated);
    made.prepared("of-an-encrypted-file", "/Filter[/Crypt/FlateDecode]", deflated);
    made.prepared("as-inline", "/F/Fl", deflated);
    made.prepared("list-as-inline", "/F[/Fl]", deflated);
    made.prepared("behind-a-reference-as-inline", "/F 32 0 R", EVIL);
    made.prepared("both-as-inline", "/Filter[]/F[/FlateDecode]", deflated);
    made.prepared(
        "parameters-as-inline", "/Filter/FlateDecode/DP<</Predictor 12/Columns 9>>", deflated);
    made.packed(deflated);
    return made.cases.all();
  }

  private static String deflated() {
    Deflater deflater = new Deflater();
    deflater.setInput(EVIL.getBytes(StandardCharsets.ISO_8859_1));
    deflater.finish();
    byte[] out = new byte[200];
    int length = deflater.deflate(out);
    deflater.end();
    return new String(out, 0, length, StandardCharsets.ISO_8859_1);
  }

  // Parameters that no object of its own holds.
  private void packed(String deflated) throws Exception {
    PdfUpdate update = new PdfUpdate(signers.plain());
    update.pack(32, "<</Predictor 2/Columns 0>>");
    update.stream(31, "/Filter/FlateDecode/DecodeParms 32 0 R", deflated);
    update.change(3, "6 0 R", "[6 0 R 31 0 R]");
    Placement expert = new Placement.Field("expert");
    cases.add(
        "packed-parameters", "decoded-differently", signers.sign(update.bytes(), "rsa", expert, 0));
  }

  private void prepared(String name, String entries, String data) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.set(2, objects.get(2).replace("6 0 R", "[6 0 R 31 0 R]"));
    objects.add(PdfUpdate.streamBody(entries, data));
    objects.add("/Foo");
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    Placement expert = new Placement.Field("expert");
    cases.add(
        name, "decoded-differently", signers.sign(Files.readAllBytes(file), "rsa", expert, 0));
  }
}
