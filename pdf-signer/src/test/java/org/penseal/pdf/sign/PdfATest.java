// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.cos.NewSignatureField;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What conforms to PDF/A goes on conforming when it is signed; veraPDF is the judge. */
@Tag("slow")
final class PdfATest {
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private static List<String> faults(Path file, int part) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.fromString(part + "b");
    try (InputStream in = Files.newInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      List<String> faults = new ArrayList<>();
      for (TestAssertion each : result.getTestAssertions()) {
        if (each.getStatus() == TestAssertion.Status.FAILED) {
          faults.add(each.getRuleId().getClause() + " " + each.getMessage());
        }
      }
      return faults;
    }
  }

  private static SignatureSpec.Terms note() {
    return new SignatureSpec.Terms(
        "同意",
        "北京",
        0,
        List.of(
            new SignatureSpec.Note(
                new Placement.At(1, 60, 400, 200, 60),
                SigningBench.appearance("x").strokes(),
                "王晓明",
                "同意")));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, true", "1, false", "2, false", "3, false"})
  void signedFileConforms(int part, boolean intent) throws Exception {
    Path input = PdfAFile.write(folder.resolve("in.pdf"), part, intent);
    assertEquals(List.of(), faults(input, part), "the input");
    Path fields = folder.resolve("fields.pdf");
    NewSignatureField field =
        new NewSignatureField(
            "later", new Placement.At(1, 300, 100, 150, 50), NewSignatureField.Lock.NONE);
    PdfEditor.addFields(input, null, List.of(field), fields);
    PlainSigner signer = new PlainSigner();
    Path visible = folder.resolve("visible.pdf");
    signer.sign(fields, visible, new Placement.At(1, 60, 100, 200, 80), note());
    assertEquals(List.of(), faults(visible, part), "visible, with annotation and evidence");
    Path second = folder.resolve("second.pdf");
    signer.sign(visible, second, new Placement.Field("later"));
    Path third = folder.resolve("third.pdf");
    signer.sign(second, third, new Placement.Invisible());
    assertEquals(List.of(), faults(third, part), "three signatures");
    assertEquals(3, signer.signatures(third).size());
  }

  @Test
  void validatorSeesWhatDoesNotConform() throws Exception {
    Path input = PdfAFile.write(folder.resolve("in.pdf"), 2, true);
    Path broken = folder.resolve("broken.pdf");
    try (PDDocument document = Loader.loadPDF(input.toFile())) {
      document.getDocumentCatalog().getCOSObject().removeItem(COSName.OUTPUT_INTENTS);
      document.save(broken.toFile());
    }
    assertFalse(faults(broken, 2).isEmpty());
  }
}
