// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/** PDFBox does not come to an end with rows of no width, so that nothing of the kind is decoded. */
class PredictorsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String ENDLESS = "<</Predictor 2/Columns 0>>";
  // "q Q " deflated (RFC 1950), in hexadecimal digits.
  private static final String DATA = "789c2b540854000002ea0103>";

  @TempDir Path folder;

  private static Map<Integer, String> page(String content) {
    Map<Integer, String> objects = new TreeMap<>();
    objects.put(1, "<</Type/Catalog/Pages 2 0 R>>");
    objects.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    objects.put(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>");
    objects.put(4, content);
    return objects;
  }

  private static String encoded(String parameters) {
    return ObjectFile.stream(
        "/Filter[/ASCIIHexDecode/FlateDecode]/DecodeParms[null " + parameters + "]", DATA);
  }

  private static void requireEnd(PDDocument document) throws IOException {
    try (document) {
      COSObjectKey key = new COSObjectKey(4, 0);
      if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
        stream.createInputStream().close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENDLESS,
        "<</Predictor 2/Columns -1>>",
        "<</Predictor 2/Colors 0>>",
        "<</Predictor 2/BitsPerComponent 0>>",
        "<</Predictor 2.5/Columns 0>>",
        "<</Predictor 2/Columns 0.5>>",
        "<</Predictor 12/Columns 2147483647>>",
        "<</Predictor 2/Columns 5 0 R>>",
        "<</Predictor 5 0 R/Columns 0>>"
      })
  void aStreamIsNoneWhereItStands(String parameters) throws Exception {
    Map<Integer, String> objects = page(encoded(parameters));
    objects.put(5, "2");
    Path file = new ObjectFile("").put(objects).write(folder.resolve("file.pdf"));
    for (PDDocument each :
        new PDDocument[] {OpenPdf.strict(file, null), OpenPdf.lenient(file, null)}) {
      assertNull(each.getDocument().getObjectFromPool(new COSObjectKey(4, 0)).getObject());
      each.close();
    }
  }

  @Test
  void aStreamHasNoParametersOutOfAnObjectStream() throws Exception {
    Path file =
        new ObjectFile("")
            .put(page(encoded("5 0 R")), Map.of(5, ENDLESS))
            .write(folder.resolve("file.pdf"));
    assertTimeoutPreemptively(LONG, () -> requireEnd(OpenPdf.strict(file, null)));
    assertTimeoutPreemptively(LONG, () -> requireEnd(OpenPdf.lenient(file, null)));
  }

  @Test
  void usualPredictorsAreDecoded() throws Exception {
    Path file =
        new ObjectFile("")
            .put(page(encoded("<</Predictor 2/Columns 4>>")))
            .write(folder.resolve("file.pdf"));
    try (PDDocument document = OpenPdf.strict(file, null)) {
      COSStream stream =
          (COSStream) document.getDocument().getObjectFromPool(new COSObjectKey(4, 0)).getObject();
      assertEquals(4, stream.createInputStream().readAllBytes().length);
    }
  }

  @Test
  void anInlineImageIsNotDrawn() throws Exception {
    String image =
        "q 50 0 0 50 0 0 cm BI/W 2/H 2/BPC 8/CS/G/F[/AHx/Fl]/DP[null "
            + ENDLESS
            + "] ID "
            + DATA
            + " EI Q ";
    Path file =
        new ObjectFile("")
            .put(page(ObjectFile.stream("", image)))
            .write(folder.resolve("file.pdf"));
    assertTimeoutPreemptively(LONG, () -> refused(file));
  }

  private static void refused(Path file) throws SigningException {
    try (PdfPages pages = PdfPages.open(file, null)) {
      assertThrows(DocumentException.Damaged.class, () -> pages.picture(1, 72));
      assertThrows(DocumentException.Damaged.class, () -> pages.scaled(1, 1));
    }
  }
}
