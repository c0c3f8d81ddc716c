// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.RawPdf;

class HexadecimalStringsTest {
  private static final String STRINGS =
      "[<><48><486><4865><48 65>< 4865 ><48\n65><aBcDeF><4G65><4\000><48(65)><</A<48>>><48>4]";

  @TempDir Path folder;

  private static COSArray strings(PDDocument document) {
    return document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("X"));
  }

  @Test
  void areReadAsPdfBoxReadsThem() throws Exception {
    Path file =
        RawPdf.of(
            folder.resolve("hexadecimal.pdf"),
            "<</Type/Catalog/Pages 2 0 R/X" + STRINGS + ">>",
            RawPdf.PAGES,
            RawPdf.PAGE);
    try (PDDocument ours = OpenPdf.strict(file, null);
        PDDocument theirs = Loader.loadPDF(file.toFile())) {
      assertEquals(14, strings(theirs).size());
      assertEquals(strings(theirs).toString(), strings(ours).toString());
      for (int i = 0; i < 14; i++) {
        if (strings(theirs).get(i) instanceof COSString read) {
          assertEquals(read, strings(ours).get(i), "string " + i);
        }
      }
    }
  }
}
