// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A hybrid-reference file as office programs write it (ISO 32000-2, 7.5.8.4): a table for all, and
 * for newer readers a stream with the objects in an object stream.
 */
final class HybridFile {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int[] offsets = new int[8];

  private HybridFile() {}

  static Path write(Path file) throws IOException {
    return Files.write(file, new HybridFile().bytes(true));
  }

  /** One section for both, as ISO 32000-2 has it and poppler cannot read it. */
  static Path inOneSection(Path file) throws IOException {
    return Files.write(file, new HybridFile().bytes(false));
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void object(int number, String body) {
    offsets[number] = out.size();
    text(number + " 0 obj\n" + body + "\nendobj\n");
  }

  private byte[] bytes(boolean office) {
    text("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");
    object(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>");
    object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>");
    object(4, "<</Length 0>>\nstream\n\nendstream");
    String hidden = "5 0 <</Type/StructTreeRoot>>";
    object(
        6,
        "<</Type/ObjStm/N 1/First 4/Length "
            + hidden.length()
            + ">>\nstream\n"
            + hidden
            + "\nendstream");
    offsets[7] = out.size();
    byte[] entry = {2, 0, 6, 0, 0};
    text("7 0 obj\n<</Type/XRef/W[1 2 2]/Index[5 1]/Size 8/Length 5>>\nstream\n");
    out.writeBytes(entry);
    text("\nendstream\nendobj\n");
    int table = out.size();
    text("xref\n0 8\n0000000005 65535 f \n");
    for (int i = 1; i < offsets.length; i++) {
      boolean free = i == 5;
      text("%010d %05d %s \n".formatted(offsets[i], 0, free ? "f" : "n"));
    }
    String stream = "/XRefStm " + offsets[7];
    text("trailer\n<</Size 8/Root 1 0 R" + (office ? "" : stream) + ">>\n");
    text("startxref\n" + table + "\n%%EOF\n");
    if (office) {
      int second = out.size();
      text("xref\n0 0\ntrailer\n<</Size 8/Root 1 0 R/Prev " + table + stream + ">>\n");
      text("startxref\n" + second + "\n%%EOF\n");
    }
    return out.toByteArray();
  }
}
