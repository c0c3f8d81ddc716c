// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.RawPdf;

/** Values that are read without PDFBox's own parser, for speed. */
class PlainValuesTest {
  private static final String STRINGS =
      "[<><48><486><4865><48 65>< 4865 ><48\n65><aBcDeF><4G65><4\000><48(65)><</A<48>>><48>4]";
  private static final String NAMES =
      "[/A/B /C\n/D\t/E#41 /F% x\n/G\000 /H{ /I} /\u00c4 /J(s)/K<48>/L<</Aa/BB/BB/Aa>>/M[/N]/O.P /Q+R"
          + " // /S\f/Aa/BB/Aa/#41 /65 /7 /Type/Pages /"
          + "x".repeat(300)
          + "]";
  private static final String NUMBERS =
      "[0 7 007 12 123456789 000000001 0000000001 1234567890 99999999999 12345678901234567890"
          + " -1 +1 1. .5 -.5 1.5 5/N 6[7]8<48>9(s)10%c\n11\f12\00013 <</A 1/B 2 0 R/C 3>> 2 0 R 4 5"
          + " 9 0 R 123456789 0 R 14\t15\r16\n17]";

  private static final int NAMES_COUNT = 32;
  private static final int NUMBERS_COUNT = 38;

  @TempDir Path folder;

  private static COSArray values(PDDocument document) {
    return document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("X"));
  }

  private Path file(String values) throws Exception {
    return RawPdf.of(
        folder.resolve("values.pdf"),
        "<</Type/Catalog/Pages 2 0 R/X" + values + ">>",
        RawPdf.PAGES,
        RawPdf.PAGE);
  }

  private void areReadAsPdfBoxReadsThem(Path file, int count) throws Exception {
    try (PDDocument ours = OpenPdf.strict(file, null);
        PDDocument theirs = Loader.loadPDF(file.toFile())) {
      assertEquals(count, values(theirs).size());
      assertEquals(values(theirs).toString(), values(ours).toString());
      for (int i = 0; i < count; i++) {
        if (!(values(theirs).get(i) instanceof COSArray)) {
          assertEquals(
              values(theirs).get(i).toString(), values(ours).get(i).toString(), "value " + i);
        }
        if (values(theirs).get(i) instanceof COSString read) {
          assertEquals(read, values(ours).get(i), "value " + i);
        }
      }
    }
  }

  @Test
  void hexadecimalStrings() throws Exception {
    areReadAsPdfBoxReadsThem(file(STRINGS), 14);
  }

  @Test
  void names() throws Exception {
    areReadAsPdfBoxReadsThem(file(NAMES), NAMES_COUNT);
  }

  @Test
  void numbers() throws Exception {
    areReadAsPdfBoxReadsThem(file(NUMBERS), NUMBERS_COUNT);
  }

  @Test
  void inAnObjectStream() throws Exception {
    Path packed = folder.resolve("packed.pdf");
    try (PDDocument plain =
        Loader.loadPDF(
            file(NAMES.substring(0, NAMES.length() - 1) + " " + NUMBERS.substring(1)).toFile())) {
      plain.save(packed.toFile(), CompressParameters.DEFAULT_COMPRESSION);
    }
    assertTrue(
        new String(Files.readAllBytes(packed), StandardCharsets.ISO_8859_1).contains("/ObjStm"));
    areReadAsPdfBoxReadsThem(packed, NAMES_COUNT + NUMBERS_COUNT);
  }
}
