// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Placement;
import org.penseal.pdf.RawPdf;
import org.penseal.pdf.Report;

/** The first signature stands whatever the fields of other producers look like. */
class SecondSignerTest {
  private static final Placement FIRST = new Placement.Field("first");
  private static final Placement SECOND = new Placement.Field("second");

  @TempDir Path folder;
  private PlainSigner signer;

  @BeforeEach
  void open() throws Exception {
    signer = new PlainSigner();
  }

  private Path signTwice(Path input, Placement first, Placement second) throws Exception {
    Path once = signer.sign(input, folder.resolve("once.pdf"), first);
    Path twice = signer.sign(once, folder.resolve("twice.pdf"), second);
    List<Report.Signed> found = signer.signatures(twice);
    assertEquals(2, found.size());
    for (Report.Signed each : found) {
      assertTrue(each.intact(), each::toString);
      assertTrue(each.changes().allowed(), each.changes()::toString);
    }
    assertEquals(ChangeClass.FORM, found.getFirst().changes().changeClass());
    return twice;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Subtype/Widget/Rect[10 20 110 70]",
        "/Type/Annot/Subtype/Widget/P 3 0 R/F 4/Rect[110 70 10 20]",
        "/Subtype/Widget/P 3 0 R/Rect[10.5 20.25 110.123456 70]",
        "/Subtype/Widget/Rect[0 0 0 0]",
        "/Subtype/Widget/Rect[10 20 110 70]/V null",
        ""
      })
  void fieldKeepsItsOwnEntries(String entries) throws Exception {
    Path input =
        RawPdf.twoFields(
            folder.resolve("in.pdf"),
            "<</FT/Sig/T(first)" + entries + ">>",
            "<</FT/Sig/T(second)" + entries + ">>");
    signTwice(input, FIRST, SECOND);
  }

  @Test
  void widgetApartFromItsFieldIsPartOfTheSignature() throws Exception {
    Path input =
        RawPdf.of(
            folder.resolve("in.pdf"),
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]>>>>",
            RawPdf.PAGES,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[6 0 R 7 0 R]>>",
            "<</FT/Sig/T(first)/Kids[6 0 R]>>",
            "<</FT/Sig/T(second)/Kids[7 0 R]>>",
            "<</Subtype/Widget/Parent 4 0 R/Rect[10 20 110 70]>>",
            "<</Subtype/Widget/Parent 5 0 R/Rect[10 120 110 170]>>");
    signTwice(input, FIRST, SECOND);
  }

  @Test
  void otherFieldsAndAnnotationsAreNotWrittenAgain() throws Exception {
    Path input =
        RawPdf.twoFields(
            folder.resolve("in.pdf"),
            "<</FT/Sig/T(first)/Subtype/Widget/Rect[10 20 110 70]>>",
            "<</FT/Tx/T(text)/Subtype/Widget/Rect[10 120 110 170]/V(x)>>");
    Path twice = signTwice(input, FIRST, new Placement.Invisible());
    byte[] all = Files.readAllBytes(twice);
    String added = new String(all, StandardCharsets.ISO_8859_1).substring((int) Files.size(input));
    assertFalse(added.contains("\n5 0 obj"), "the text field was written again");
  }

  @Test
  void typeThatIsAddedToADirectAnnotationIsNoChange() throws Exception {
    Path input =
        RawPdf.of(
            folder.resolve("in.pdf"),
            RawPdf.CATALOG,
            "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            RawPdf.PAGE,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                + "/Annots[<</Subtype/Link/Rect[1 2 3 4]>>]>>");
    signTwice(input, new Placement.Invisible(), new Placement.At(2, 50, 50, 120, 50));
  }
}
