// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.RawPdf;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.cos.NewSignatureField;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.PlacementException;

/** Certifications, locks, and several signers in turn. */
@Tag("slow")
final class RestrictionsTest {
  private static final Placement INVISIBLE = new Placement.Invisible();

  @TempDir Path folder;
  private PlainSigner signer;
  private Path input;

  @BeforeEach
  void open() throws Exception {
    signer = new PlainSigner();
    input = Documents.plain(folder.resolve("in.pdf"));
  }

  private Path out(String name) {
    return folder.resolve(name + ".pdf");
  }

  private static SignatureSpec.Terms certify(int permission) {
    return new SignatureSpec.Terms("", "", permission, List.of());
  }

  private static SignatureSpec.Terms note() {
    return new SignatureSpec.Terms(
        "",
        "",
        0,
        List.of(
            new SignatureSpec.Note(
                new Placement.At(1, 60, 400, 200, 60),
                SigningBench.appearance("x").strokes(),
                "王晓明",
                "同意")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void certifiedDocumentTakesAnotherSignature(int permission) throws Exception {
    Path certified = signer.sign(input, out("certified"), INVISIBLE, certify(permission));
    Path both = signer.sign(certified, out("both"), INVISIBLE);
    List<Report.Signed> found = signer.signatures(both);
    assertEquals(2, found.size());
    assertTrue(found.stream().allMatch(Report.Signed::intact));
    assertTrue(found.getFirst().changes().allowed());
    Tool qpdf = Tool.run("qpdf", "--json", "--json-key=qpdf", certified.toString());
    assertTrue(qpdf.output().contains("\"/TransformMethod\": \"/DocMDP\""), qpdf.output());
  }

  @Test
  void certificationThatPermitsNothingForbidsAnotherSignature() throws Exception {
    Path certified = signer.sign(input, out("certified"), INVISIBLE, certify(1));
    DocumentException.NotPermitted refused =
        assertThrows(
            DocumentException.NotPermitted.class,
            () -> signer.sign(certified, out("both"), INVISIBLE));
    assertEquals("DocMDP P 1", refused.rule);
    assertFalse(Files.exists(out("both")));
  }

  @Test
  void certificationComesFirst() throws Exception {
    Path signed = signer.sign(input, out("signed"), INVISIBLE);
    assertThrows(
        DocumentException.NotPermitted.class,
        () -> signer.sign(signed, out("both"), INVISIBLE, certify(2)));
  }

  @Test
  void annotationsAreAddedOnlyWhereTheCertificationAllowsThem() throws Exception {
    Path forms = signer.sign(input, out("forms"), INVISIBLE, certify(2));
    assertThrows(
        DocumentException.NotPermitted.class,
        () -> signer.sign(forms, out("no"), INVISIBLE, note()));
    Path open = signer.sign(input, out("open"), INVISIBLE, certify(3));
    Path both = signer.sign(open, out("both"), INVISIBLE, note());
    Report.Signed first = signer.signatures(both).getFirst();
    assertTrue(first.changes().allowed(), first.changes()::toString);
    assertEquals(ChangeClass.ANNOTATION, first.changes().changeClass());
  }

  @Test
  void fieldsThatASignatureLocksAreNotSigned() throws Exception {
    Path fields = out("fields");
    NewSignatureField.Lock lock =
        new NewSignatureField.Lock(NewSignatureField.Action.INCLUDE, List.of("second"));
    PdfEditor.addFields(
        input,
        null,
        List.of(
            new NewSignatureField("first", new Placement.At(1, 60, 500, 150, 50), lock),
            new NewSignatureField(
                "second", new Placement.At(1, 60, 400, 150, 50), NewSignatureField.Lock.NONE),
            new NewSignatureField(
                "third", new Placement.At(2, 60, 400, 150, 50), NewSignatureField.Lock.NONE)),
        fields);
    Path first = signer.sign(fields, out("first"), new Placement.Field("first"));
    DocumentException.NotPermitted refused =
        assertThrows(
            DocumentException.NotPermitted.class,
            () -> signer.sign(first, out("second"), new Placement.Field("second")));
    assertEquals("FieldMDP first", refused.rule);
    Path third = signer.sign(first, out("third"), new Placement.Field("third"));
    assertTrue(signer.signatures(third).getFirst().changes().allowed());
  }

  @Test
  void signatureThatLocksLeavesEarlierOnesAsTheyWere() throws Exception {
    Path fields = out("fields");
    NewSignatureField.Lock lock =
        new NewSignatureField.Lock(NewSignatureField.Action.INCLUDE, List.of("first"));
    PdfEditor.addFields(
        input,
        null,
        List.of(
            new NewSignatureField(
                "first", new Placement.At(1, 60, 500, 150, 50), NewSignatureField.Lock.NONE),
            new NewSignatureField("second", new Placement.At(1, 60, 400, 150, 50), lock)),
        fields);
    Path first = signer.sign(fields, out("first"), new Placement.Field("first"));
    Path second = signer.sign(first, out("second"), new Placement.Field("second"));
    Report.Signed earlier = signer.signatures(second).getFirst();
    assertTrue(earlier.changes().allowed(), earlier.changes()::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "EXCLUDE"})
  void lockOverEverythingForbidsNewFieldsToo(String action) throws Exception {
    Path fields = out("fields");
    NewSignatureField.Lock lock =
        new NewSignatureField.Lock(NewSignatureField.Action.valueOf(action), List.of("first"));
    PdfEditor.addFields(
        input,
        null,
        List.of(new NewSignatureField("first", new Placement.At(1, 60, 500, 150, 50), lock)),
        fields);
    Path first = signer.sign(fields, out("first"), new Placement.Field("first"));
    assertThrows(
        DocumentException.NotPermitted.class, () -> signer.sign(first, out("more"), INVISIBLE));
  }

  @Test
  void fieldsAreMadeBeforeAnybodySignsAndOnce() throws Exception {
    NewSignatureField field =
        new NewSignatureField(
            "first", new Placement.At(1, 60, 500, 150, 50), NewSignatureField.Lock.NONE);
    Path signed = signer.sign(input, out("signed"), INVISIBLE);
    assertThrows(
        DocumentException.NotPermitted.class,
        () -> PdfEditor.addFields(signed, null, List.of(field), out("late")));
    assertThrows(
        PlacementException.FieldExists.class,
        () -> PdfEditor.addFields(input, null, List.of(field, field), out("twice")));
    assertFalse(Files.exists(out("late")));
    assertFalse(Files.exists(out("twice")));
  }

  @Test
  void twentySignersSignInTurnAndEverySignatureStillVerifies() throws Exception {
    List<NewSignatureField> fields = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double x = 40 + 130 * (i % 4);
      double y = 740 - 60 * (i / 4);
      fields.add(
          new NewSignatureField(
              "expert" + i, new Placement.At(1, x, y, 120, 50), NewSignatureField.Lock.NONE));
    }
    Path current = out("fields");
    PdfEditor.addFields(input, null, fields, current);
    for (int i = 0; i < 20; i++) {
      byte[] before = Files.readAllBytes(current);
      current = signer.sign(current, out("signed" + i), new Placement.Field("expert" + i));
      byte[] after = Files.readAllBytes(current);
      assertEquals(
          -1, java.util.Arrays.mismatch(before, java.util.Arrays.copyOf(after, before.length)));
    }
    List<Report.Signed> found = signer.signatures(current);
    assertEquals(20, found.size());
    for (Report.Signed signed : found) {
      assertTrue(signed.intact(), signed.field());
      assertTrue(signed.changes().allowed(), signed.changes()::toString);
    }
    Tool pdfsig = Tool.run("pdfsig", "-nocert", current.toString());
    assertEquals(20, pdfsig.output().split("Signature is Valid", -1).length - 1, pdfsig.output());
  }

  // PDFBox asks nobody whether it may.
  private static void signByPdfBox(Path input, Path output) throws Exception {
    try (PDDocument document = Loader.loadPDF(input.toFile());
        OutputStream out = Files.newOutputStream(output)) {
      PDField field = document.getDocumentCatalog().getAcroForm(null).getField("second");
      PDSignature signature = new PDSignature();
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setContents(new byte[] {1});
      field.getCOSObject().setItem(COSName.V, signature);
      field.getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
    }
  }

  private Path withLock(String lock) throws Exception {
    String widget = "/FT/Sig/Subtype/Widget/Rect[10.0 20.0 110.0 70.0]";
    return RawPdf.twoFields(
        folder.resolve("raw.pdf"),
        "<<" + widget + "/T(first)/Lock<<" + lock + ">>>>",
        "<<" + widget + "/T(second)>>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Action/Include/Fields[(nobody)]/P 1", "/Action/Include/Fields[]/P 1"})
  void lockMayPermitNothingMore(String lock) throws Exception {
    Path first = signer.sign(withLock(lock), out("first"), new Placement.Field("first"));
    DocumentException.NotPermitted refused =
        assertThrows(
            DocumentException.NotPermitted.class,
            () -> signer.sign(first, out("both"), new Placement.Field("second")));
    assertEquals("DocMDP P 1", refused.rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Action/Include/Fields[(nobody)]/P 1",
        "/Action/Include/Fields[(second)]",
        "/Action/Exclude/Fields[(first)]",
        "/Action/All"
      })
  void signatureThatALockForbidsIsNotAllowedToTheVerifierEither(String lock) throws Exception {
    Path first = signer.sign(withLock(lock), out("first"), new Placement.Field("first"));
    Path both = out("both");
    signByPdfBox(first, both);
    Report.Signed found = signer.signatures(both).getFirst();
    assertTrue(found.intact());
    assertFalse(found.changes().allowed(), found.changes()::toString);
  }

  @Test
  void annotationOnASignedDocumentIsRefusedAsTheVerifierWouldRefuseIt() throws Exception {
    Path signed = signer.sign(input, out("signed"), INVISIBLE);
    assertThrows(
        DocumentException.NotPermitted.class,
        () -> signer.sign(signed, out("both"), INVISIBLE, note()));
    assertThrows(
        DocumentException.NotPermitted.class,
        () ->
            PdfEditor.annotate(
                signed, null, note().notes(), SigningBench.SIGNED_AT, out("annotated")));
    assertFalse(Files.exists(out("both")));
    assertFalse(Files.exists(out("annotated")));
  }
}
