// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PDF files as other producers write them, object by object (ISO 32000-2, 7.5). */
public final class RawPdf {
  /** Object 1 of a file with one page and no form. */
  public static final String CATALOG = "<</Type/Catalog/Pages 2 0 R>>";

  /** Object 2: one page, object 3. */
  public static final String PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

  /** Object 3: A4. */
  public static final String PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>";

  private RawPdf() {}

  /** A file of these objects, numbered from 1; the first is the catalog. */
  public static Path of(Path file, String... objects) throws IOException {
    return of(file, List.of(objects));
  }

  /** A file of these objects, numbered from 1; the first is the catalog. */
  public static Path of(Path file, List<String> objects) throws IOException {
    StringBuilder text = new StringBuilder("%PDF-1.7\n");
    List<Integer> offsets = new ArrayList<>();
    for (String each : objects) {
      offsets.add(text.length());
      text.append(offsets.size()).append(" 0 obj\n").append(each).append("\nendobj\n");
    }
    int table = text.length();
    int size = objects.size() + 1;
    text.append("xref\n0 ").append(size).append("\n0000000000 65535 f \n");
    offsets.forEach(offset -> text.append("%010d 00000 n \n".formatted(offset)));
    text.append("trailer\n<</Size ").append(size).append("/Root 1 0 R>>\n");
    text.append("startxref\n").append(table).append("\n%%EOF\n");
    return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  /** One page, two fields of it: objects 4 and 5. */
  public static Path twoFields(Path file, String first, String second) throws IOException {
    return of(
        file,
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]>>>>",
        PAGES,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R 5 0 R]>>",
        first,
        second);
  }
}
