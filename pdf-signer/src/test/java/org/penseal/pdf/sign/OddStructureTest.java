// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Placement;
import org.penseal.pdf.RawPdf;
import org.penseal.pdf.Report;
import org.penseal.pdf.Tool;
import org.penseal.pdf.cos.NewSignatureField;
import org.penseal.refusal.DocumentException;

/** Files whose structure leads nowhere: refused by name, or signed and verified. */
class OddStructureTest {
  private static final Placement FIRST_PAGE = new Placement.At(1, 50, 50, 120, 50);

  @TempDir Path folder;
  private PlainSigner signer;
  private Path output;

  @BeforeEach
  void open() throws Exception {
    signer = new PlainSigner();
    output = folder.resolve("out.pdf");
  }

  private void assertRefused(Path input) throws Exception {
    assertThrows(DocumentException.Damaged.class, () -> signer.sign(input, output, FIRST_PAGE));
    NewSignatureField field =
        new NewSignatureField(
            "first", new Placement.At(1, 1, 1, 9, 9), NewSignatureField.Lock.NONE);
    assertThrows(
        DocumentException.Damaged.class,
        () -> PdfEditor.addFields(input, null, List.of(field), output));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(input), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>",
        "<</Type/Pages/Kids[]/Count 1>>",
        "<</Type/Pages/Count 1>>"
      })
  void pageTreeWithoutThePageThatItCountsIsRefused(String pages) throws Exception {
    assertRefused(RawPdf.of(folder.resolve("in.pdf"), RawPdf.CATALOG, pages, RawPdf.PAGE));
  }

  @Test
  void pageTreeDeeperThanTheStackIsRefused() throws Exception {
    int depth = 20_000;
    List<String> objects = new ArrayList<>(List.of(RawPdf.CATALOG));
    for (int i = 0; i < depth; i++) {
      objects.add("<</Type/Pages/Count 1/Kids[" + (i + 3) + " 0 R]>>");
    }
    objects.add("<</Type/Page/MediaBox[0 0 595 842]>>");
    Path input = RawPdf.of(folder.resolve("in.pdf"), objects);
    assertRefused(input);
  }

  @Test
  void fieldThatIsItsOwnKidIsSignedOverAndVerified() throws Exception {
    Path input =
        RawPdf.twoFields(
            folder.resolve("in.pdf"),
            "<</T(first)/Kids[4 0 R]/Rect[0 0 9 9]>>",
            "<</FT/Sig/T(second)/Subtype/Widget/Rect[0 0 9 9]>>");
    signer.sign(input, output, new Placement.Field("second"));
    Path both = signer.sign(output, folder.resolve("both.pdf"), FIRST_PAGE);
    Report.Signed found = signer.signatures(both).getFirst();
    assertTrue(found.intact() && found.changes().allowed(), found::toString);
  }

  @Test
  void sizeThatCountsFreeNumbersBecomesNoSmaller() throws Exception {
    Path input = RawPdf.of(folder.resolve("in.pdf"), RawPdf.CATALOG, RawPdf.PAGES, RawPdf.PAGE);
    String free = "0000000000 00001 f \n".repeat(20);
    Files.writeString(
        input,
        Files.readString(input)
            .replace("0 4\n", "0 24\n")
            .replace("trailer\n<</Size 4", free + "trailer\n<</Size 24"));
    signer.sign(input, output, FIRST_PAGE);
    Path both = signer.sign(output, folder.resolve("both.pdf"), FIRST_PAGE);
    for (Report.Signed each : signer.signatures(both)) {
      assertTrue(each.intact() && each.changes().allowed(), each::toString);
    }
    Tool mutool = Tool.run("mutool", "show", both.toString(), "trailer");
    assertEquals(0, mutool.exit(), mutool.output());
    assertFalse(mutool.output().contains("repair"), mutool.output());
  }
}
