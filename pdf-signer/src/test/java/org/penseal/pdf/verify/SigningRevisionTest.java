// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Documents;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.MemoryKey;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SigningOrder;
import org.penseal.pdf.sign.PdfEditor;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

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

  private static final Placement UNSEEN = new Placement.Invisible();
  private static final Placement EXPERT = new Placement.Field("expert");
  private static final COSName LOCK = COSName.getPDFName("Lock");
  private static final String ADDED = "signature-added";

  @TempDir Path folder;
  private MemoryKey earlier;
  private SigningBench bench;
  private Path input;

  @BeforeEach
  void open() throws Exception {
    bench = SigningBench.open(folder);
    earlier = new MemoryKey();
    input = Documents.form(folder.resolve("in.pdf"));
  }

  @AfterEach
  void close() {
    earlier.close();
    bench.close();
  }

  // The certificate binds the document that came in; what is signed is perhaps another one.
  private Report report(Path document, Placement place, List<SignatureSpec.Note> drawn)
      throws Exception {
    return report(document, place, drawn, SigningOrder.Reader.NONE);
  }

  private Report report(
      Path document, Placement place, List<SignatureSpec.Note> drawn, SigningOrder.Reader ordered)
      throws Exception {
    Path output = folder.resolve("out.pdf");
    try (SoftwareOneTimeKey key = bench.key(input)) {
      int size = ContainerSize.of(key.chain(), bench.tsa().probe(), SigningBench.HASHING);
      var terms = new SignatureSpec.Terms("", "", 0, drawn);
      var spec = SigningBench.spec(place).with(terms);
      var toSign = bench.signer.prepare(document, null, folder, spec, size).toSign(key.chain());
      var signed = toSign.signed(key.sign(toSign.attributes().der().bytes()));
      Octets token = bench.tsa().stamp(signed.cms().signatureValue()).der();
      bench.signer.complete(signed.stamped(token), output);
    }
    return verified(output, ordered);
  }

  private Report verified(Path file, SigningOrder.Reader ordered) throws Exception {
    TrustStore store = bench.store().with(Purpose.SIGNER, earlier.chain().getFirst());
    return new PdfVerifier(
            store, SigningBench.HASHING, Suite.DEFAULT_SM2_ID, PathJudge.Sources.NONE, ordered)
        .verify(file, null, Instant.now());
  }

  private static Report.Signed event(Report report) {
    return report.signatures().stream()
        .filter(each -> each.binding() != null)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> whileSigning(Report report) {
    return event(report).whileSigning().stream().map(Changes.Change::text).toList();
  }

  private static void assertSigningOnly(Report report) {
    assertEquals(Report.Verdict.VALID, report.verdict(), event(report).reasons()::toString);
  }

  // Nothing else stands against it: that nobody was asked about revocation does not.
  private static void assertChanged(Report report) {
    assertEquals(
        List.of("timestamp-revocation-not-checked", Report.Signed.CHANGED_WHILE_SIGNING),
        event(report).reasons());
    assertEquals(Report.Verdict.INVALID, report.verdict());
  }

  private interface Edit {
    void of(PDDocument document) throws IOException;
  }

  private Path edited(Edit edit) throws IOException {
    Path edited = folder.resolve("edited.pdf");
    try (PDDocument document = Loader.loadPDF(input.toFile());
        OutputStream out = Files.newOutputStream(edited)) {
      edit.of(document);
      document.saveIncremental(out);
    }
    return edited;
  }

  private static void set(PDDocument document, String field, COSName entry, COSBase value) {
    COSDictionary found =
        document.getDocumentCatalog().getAcroForm().getField(field).getCOSObject();
    found.setItem(entry, value);
    found.setNeedToBeUpdated(true);
  }

  private static COSDictionary lock() {
    COSDictionary lock = new COSDictionary();
    lock.setItem(COSName.TYPE, COSName.getPDFName("SigFieldLock"));
    lock.setName("Action", "All");
    lock.setDirect(true);
    return lock;
  }

  private Path signedBefore(Path document, Placement place) throws Exception {
    Path signed = folder.resolve("before.pdf");
    int size = ContainerSize.of(earlier.chain(), 0, SigningBench.HASHING);
    var spec =
        new SignatureSpec<SignatureSpec.Profile.Unstamped>(
            SignatureSpec.Profile.PADES_B,
            earlier.suite(),
            "Li Na",
            SigningBench.SIGNED_AT,
            place,
            place instanceof Placement.Invisible ? null : SigningBench.appearance("Li Na"),
            null);
    var prepared = bench.signer.prepare(document, null, folder, spec, size);
    bench.signer.complete(prepared.signed(earlier), signed);
    return signed;
  }

  private List<InkNote> planned() throws Exception {
    return PdfEditor.plannedNotes(input, null, NOTES, SigningBench.SIGNED_AT, SigningBench.HASHING);
  }

  @Test
  void aSignatureAloneIsNone() throws Exception {
    assertSigningOnly(report(input, UNSEEN, List.of()));
    assertSigningOnly(report(input, EXPERT, List.of()));
  }

  // Field and widget are two objects, and signing changes both.
  @Test
  void aSignatureInAFieldWithAWidgetApartIsNone() throws Exception {
    input = edited(SigningRevisionTest::apart);
    assertSigningOnly(report(input, EXPERT, List.of()));
  }

  private static void apart(PDDocument document) {
    COSDictionary field =
        document.getDocumentCatalog().getAcroForm().getField("expert").getCOSObject();
    COSDictionary widget = new COSDictionary();
    for (COSName name : List.of(COSName.TYPE, COSName.SUBTYPE, COSName.RECT, COSName.P)) {
      widget.setItem(name, field.getItem(name));
      field.removeItem(name);
    }
    widget.setItem(COSName.PARENT, field);
    field.setItem(COSName.KIDS, new COSArray(List.of(widget)));
    COSArray notes = document.getPage(0).getCOSObject().getCOSArray(COSName.ANNOTS);
    notes.set(0, widget);
    for (COSDictionary each : List.of(field, widget, document.getPage(0).getCOSObject())) {
      each.setNeedToBeUpdated(true);
    }
  }

  @Test
  void fieldFilledInTheUpdateThatSignsIsAChange() throws Exception {
    Path filled = edited(file -> set(file, "remark", COSName.V, new COSString("9000")));
    Report report = report(filled, UNSEEN, List.of());
    assertChanged(report);
    assertTrue(whileSigning(report).contains("field-filled: remark"));
  }

  @Test
  void secondSignatureInTheUpdateThatSignsIsAChange() throws Exception {
    Report report = report(signedBefore(input, UNSEEN), UNSEEN, List.of());
    assertChanged(report);
    List<String> added = whileSigning(report).stream().filter(c -> c.startsWith(ADDED)).toList();
    assertEquals(2, added.size(), added::toString);
  }

  @Test
  void lockOfTheFieldThatIsSignedIsNone() throws Exception {
    Report report = report(edited(file -> set(file, "expert", LOCK, lock())), EXPERT, List.of());
    assertSigningOnly(report);
    assertTrue(whileSigning(report).contains("field-lock-added: expert"));
  }

  @Test
  void lockOfAnotherFieldIsAChange() throws Exception {
    for (String other : List.of("expert", "remark")) {
      Report report = report(edited(file -> set(file, other, LOCK, lock())), UNSEEN, List.of());
      assertChanged(report);
      assertTrue(whileSigning(report).contains("field-lock-added: " + other));
    }
  }

  // Our signer refuses, so the lock has another name while it signs. It is broken whoever signed.
  @Test
  void lockOfAnEarlierSignatureIsBrokenByTheUpdateThatSigns() throws Exception {
    input = signedBefore(edited(file -> set(file, "expert", LOCK, lock())), EXPERT);
    renamed(input, "FieldMDP", "FieldMDQ");
    report(input, UNSEEN, List.of());
    Path output = folder.resolve("out.pdf");
    renamed(output, "FieldMDQ", "FieldMDP");
    Report report = verified(output, SigningOrder.Reader.NONE);
    assertEquals(List.of(ADDED), report.signatures().getFirst().reasons());
    assertEquals(Report.Verdict.INVALID, report.verdict());
  }

  private static void renamed(Path file, String from, String to) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from));
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  @Test
  void annotationsThatTheCaseOrderedAreNone() throws Exception {
    Report report = report(input, UNSEEN, NOTES, evidence -> new SigningOrder(0, plannedQuietly()));
    assertSigningOnly(report);
    assertTrue(whileSigning(report).stream().anyMatch(c -> c.startsWith("annotation-added")));
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
    assertChanged(report(input, UNSEEN, NOTES));
  }

  @Test
  void anOrderedAnnotationThatIsMissingIsAChange() throws Exception {
    List<InkNote> planned = planned();
    assertChanged(report(input, UNSEEN, List.of(), evidence -> new SigningOrder(0, planned)));
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
    assertChanged(report(input, UNSEEN, NOTES, evidence -> new SigningOrder(0, List.of(moved))));
    assertChanged(report(input, UNSEEN, NOTES, evidence -> new SigningOrder(0, List.of(other))));
    assertChanged(
        report(input, UNSEEN, NOTES, evidence -> new SigningOrder(0, List.of(right, right))));
  }
}
