// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Documents;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.OrderedNotes;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.sign.PdfEditor;
import org.penseal.signature.Suite;

/** What a host may add to a document in the very update that signs it. */
class SigningRevisionTest {
  private static final List<SignatureSpec.Note> NOTES =
      List.of(
          new SignatureSpec.Note(
              new Placement.At(1, 60, 60, 100, 40),
              List.of(
                  new Appearance.Stroke(
                      List.of(new Appearance.Point(0, 0, 1), new Appearance.Point(5, 5, 1)))),
              "王晓明",
              "同意"));

  @TempDir Path folder;
  private SigningBench bench;
  private Path input;

  @BeforeEach
  void open() throws Exception {
    bench = SigningBench.open(folder);
    input = Documents.form(folder.resolve("in.pdf"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  // The certificate binds the document that came in; what is signed is perhaps another one.
  private Report.Signed signed(Path document, List<SignatureSpec.Note> drawn, OrderedNotes ordered)
      throws Exception {
    Path output = folder.resolve("out.pdf");
    try (SoftwareOneTimeKey key = bench.key(input)) {
      int size = ContainerSize.of(key.chain(), 0, SigningBench.HASHING);
      var terms = new SignatureSpec.Terms("", "", 0, drawn);
      var spec = SigningBench.spec(new Placement.Invisible()).with(terms);
      var prepared = bench.signer.prepare(document, null, folder, spec, size);
      bench.signer.complete(prepared.signed(key), output);
    }
    PdfVerifier verifier =
        new PdfVerifier(
            bench.store(),
            SigningBench.HASHING,
            Suite.DEFAULT_SM2_ID,
            org.penseal.trust.revocation.PathJudge.Sources.NONE,
            ordered);
    return verifier.verify(output, null, Instant.now()).signatures().getFirst();
  }

  private List<InkNote> planned() throws Exception {
    return PdfEditor.plannedNotes(input, null, NOTES, SigningBench.SIGNED_AT, SigningBench.HASHING);
  }

  private static boolean changed(Report.Signed signed) {
    return signed.reasons().contains(Report.Signed.CHANGED_WHILE_SIGNING);
  }

  @Test
  void fieldFilledInTheUpdateThatSignsIsAChange() throws Exception {
    Path filled = folder.resolve("filled.pdf");
    try (PDDocument document = Loader.loadPDF(input.toFile())) {
      var field =
          document.getDocumentCatalog().getAcroForm().getFields().stream()
              .filter(
                  each -> each instanceof org.apache.pdfbox.pdmodel.interactive.form.PDTextField)
              .findFirst()
              .orElseThrow();
      field.getCOSObject().setString("V", "9000");
      field.getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(java.nio.file.Files.newOutputStream(filled));
    }
    Report.Signed one = signed(filled, List.of(), OrderedNotes.NONE);
    assertTrue(changed(one), one.reasons()::toString);
    assertTrue(
        one.whileSigning().stream().anyMatch(change -> change.code().equals("field-filled")),
        one.whileSigning()::toString);
  }

  @Test
  void annotationsThatTheCaseOrderedAreNone() throws Exception {
    Report.Signed one = signed(input, NOTES, evidence -> plannedQuietly());
    assertEquals(List.of(), one.reasons().stream().filter(r -> r.contains("while")).toList());
    assertTrue(
        one.whileSigning().stream().anyMatch(change -> change.code().equals("annotation-added")));
  }

  private List<InkNote> plannedQuietly() {
    try {
      return planned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void annotationsThatNobodyOrderedAreAChange() throws Exception {
    assertTrue(changed(signed(input, NOTES, OrderedNotes.NONE)));
  }

  @Test
  void anOrderedAnnotationThatIsMissingIsAChange() throws Exception {
    List<InkNote> planned = planned();
    assertTrue(changed(signed(input, List.of(), evidence -> planned)));
  }

  @Test
  void anotherHandwritingThanTheOrderedOneIsAChange() throws Exception {
    InkNote right = planned().getFirst();
    InkNote moved =
        new InkNote(
            right.page(),
            right.left() + 1,
            right.bottom(),
            right.right() + 1,
            right.top(),
            right.strokes(),
            right.sm3());
    InkNote other =
        new InkNote(
            right.page(),
            right.left(),
            right.bottom(),
            right.right(),
            right.top(),
            right.strokes(),
            SigningBench.sm3(new byte[] {1}));
    assertTrue(changed(signed(input, NOTES, evidence -> List.of(moved))));
    assertTrue(changed(signed(input, NOTES, evidence -> List.of(other))));
    assertTrue(changed(signed(input, NOTES, evidence -> List.of(right, right))));
  }
}
