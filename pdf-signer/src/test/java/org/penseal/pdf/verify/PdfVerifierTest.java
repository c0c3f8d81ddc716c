// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.Verdict;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.judge.UnsignedStamps;
import org.penseal.refusal.DocumentException;
import org.penseal.signature.Octets;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

class PdfVerifierTest extends SignedFiles {
  @Test
  void freshSignatureIsValidAndSaysEverythingAboutItself() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path file = bench.sign(input, new Placement.At(1, 100, 100, 180, 70)).file();
    Report report = verify(file);
    assertEquals(Verdict.VALID, report.verdict(), () -> report.toString());
    Report.Signed one = report.signatures().getFirst();
    assertTrue(one.intact());
    assertEquals("pades-t", one.profile());
    assertEquals("王晓明", one.signer());
    assertEquals("SM3", one.digest());
    assertEquals("SM2", one.algorithm());
    assertEquals(SigningBench.SIGNED_AT.toInstant(), one.signedAt());
    assertEquals(Report.Coverage.WHOLE_FILE, one.coverage());
    assertEquals(Report.Chain.TRUSTED, one.chain());
    assertTrue(one.time().ok());
    assertEquals("PenSeal DEMO TSA 演示", one.time().tsa());
    assertEquals(Changes.NONE, one.changes());
    assertEquals(Report.Assurance.DEMO, one.assurance());
    assertEquals(SigningBench.EVIDENCE, one.evidence());
    assertNotNull(one.binding());
    assertEquals(SigningBench.binding(input), one.binding());
    assertEquals(one.binding().documentDigest(), one.documentDigest());
  }

  @Test
  void unsignedFileIsIndeterminateWithoutSignatures() throws Exception {
    Report report = verify(Documents.plain(folder.resolve("in.pdf")));
    assertEquals(new Report(Verdict.INDETERMINATE, List.of(), Report.NO_SIGNATURE), report);
  }

  @Test
  void withoutTrustItIsIndeterminate() throws Exception {
    Report report =
        new PdfVerifier(TrustStore.empty(), SigningBench.HASHING)
            .verify(signed(), null, Instant.now());
    assertEquals(Verdict.INDETERMINATE, report.verdict());
    assertNotEquals(Report.Chain.TRUSTED, report.signatures().getFirst().chain());
  }

  @Test
  void rootsServeTheirOwnPurposeOnly() throws Exception {
    TrustStore swapped =
        TrustStore.empty()
            .with(Purpose.TSA, bench.trust.signerRoot())
            .with(Purpose.SIGNER, bench.trust.tsaRoot());
    Report report =
        new PdfVerifier(swapped, SigningBench.HASHING).verify(signed(), null, Instant.now());
    assertEquals(Verdict.INDETERMINATE, report.verdict());
  }

  @Test
  void staysValidLongAfterTheEventCertificateHasExpired() throws Exception {
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING)
            .verify(signed(), null, Instant.now().plus(Duration.ofDays(400)));
    assertEquals(Verdict.VALID, report.verdict());
  }

  @Test
  void eventCertificateWithoutTimestampIsRefused() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path output = folder.resolve("b.pdf");
    try (SoftwareOneTimeKey key = bench.key(input)) {
      int size = ContainerSize.of(key.chain(), 0, SigningBench.HASHING);
      var prepared =
          bench.signer.prepare(
              input, null, folder, SigningBench.spec(new Placement.Invisible()), size);
      bench.signer.complete(prepared.signed(key), output);
    }
    Report report = verify(output);
    assertEquals(Verdict.INDETERMINATE, report.verdict());
    assertTrue(
        report
            .signatures()
            .getFirst()
            .reasons()
            .contains("one-time-certificate-without-timestamp"));
  }

  @Test
  void everyFlippedByteOutsideTheHoleBreaksIt() throws Exception {
    Path file = signed();
    byte[] original = Files.readAllBytes(file);
    int hole = new String(original, StandardCharsets.ISO_8859_1).indexOf("/Contents <");
    for (int offset : new int[] {20, 300, hole - 60, original.length - 30}) {
      byte[] bytes = original.clone();
      bytes[offset] ^= 1;
      Path altered = Files.write(folder.resolve("flip.pdf"), bytes);
      Verdict verdict;
      try {
        verdict = verify(altered).verdict();
      } catch (DocumentException.Damaged e) {
        continue; // not a PDF any more: there is nothing that could be taken for valid
      }
      assertNotEquals(Verdict.VALID, verdict, "offset " + offset);
    }
    byte[] text = original.clone();
    text[11] ^= 1; // the binary comment behind the header
    Report report = verify(Files.write(folder.resolve("flip2.pdf"), text));
    assertEquals(Verdict.INVALID, report.verdict());
    assertTrue(report.signatures().getFirst().integrityReasons().contains("digest-mismatch"));
  }

  @Test
  void theCertifierDecidesWhatMayFollow() throws Exception {
    Path input = Documents.certified(folder.resolve("certified.pdf"), 2);
    Path file = bench.sign(input, new Placement.Invisible()).file();
    assertEquals(Verdict.VALID, verify(file).verdict());
    Path three = Documents.certified(folder.resolve("certified3.pdf"), 3);
    Path signed = bench.sign(three, new Placement.Invisible()).file();
    Path noted =
        edited(
            signed,
            document -> {
              PDAnnotationText note = new PDAnnotationText();
              note.setRectangle(new PDRectangle(10, 10, 20, 20));
              document.getPage(0).getAnnotations().add(note);
              document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            });
    Report.Signed one = verify(noted).signatures().getFirst();
    assertEquals(ChangeClass.ANNOTATION, one.changes().changeClass());
    assertTrue(one.changes().allowed());
  }

  @Test
  void oddByteRangesAreNotBelieved() throws Exception {
    Path file = signed();
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int at = text.indexOf("/ByteRange [0 ");
    assertTrue(at > 0);
    // Same length: the numbers are replaced by others and blanks.
    int close = text.indexOf(']', at);
    for (String range : new String[] {"[0 0 0 0", "[0 -1 9 9", "[1 50 90 9", "[0 999999999 1 1"}) {
      String padded = range + " ".repeat(close - at - 11 - range.length());
      String altered = text.substring(0, at + 11) + padded + text.substring(close);
      Path attacked =
          Files.write(folder.resolve("range.pdf"), altered.getBytes(StandardCharsets.ISO_8859_1));
      Report report = verify(attacked);
      assertEquals(Verdict.INVALID, report.verdict(), range);
      assertEquals(Report.Coverage.UNCLEAR, report.signatures().getFirst().coverage(), range);
    }
  }

  // Nothing covers the unsigned attributes: whoever has the file can add to them.
  @Test
  void timestampThatIsNoneInFrontOfTheGoodOneDecidesNothing() throws Exception {
    byte[] file = Files.readAllBytes(signed());
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf("/Contents <") + "/Contents <".length();
    byte[] hole = HexFormat.of().parseHex(text.substring(start, text.indexOf('>', start)));
    CmsSignature message = CmsSignature.parse(hole);
    Octets none = Octets.of(new byte[] {0x0c, 3, 'n', 'o', 'w'});
    List<Octets> tokens = List.of(none, message.timestamps().getFirst());
    byte[] more = UnsignedStamps.of(message.der().bytes(), List.of(tokens));
    assertTrue(more.length <= hole.length, () -> more.length + " of " + hole.length);
    byte[] filled =
        HexFormat.of()
            .formatHex(Arrays.copyOf(more, hole.length))
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(filled, 0, file, start, filled.length);
    Report report = verify(Files.write(folder.resolve("more.pdf"), file));
    assertEquals(Verdict.VALID, report.verdict(), report::toString);
    Report.Signed one = report.signatures().getFirst();
    assertTrue(one.time().ok());
    assertEquals("pades-t", one.profile());
    assertEquals(List.of("further-timestamp-not-parsable"), one.warnings());
  }

  @Test
  void encryptedSignedFileIsVerifiedWithItsPassword() throws Exception {
    Path input = Documents.encrypted(folder.resolve("enc.pdf"));
    Path file = bench.sign(input, "open", new Placement.At(1, 10, 10, 150, 60)).file();
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING).verify(file, "open", Instant.now());
    assertEquals(Verdict.VALID, report.verdict(), () -> report.toString());
    assertEquals(SigningBench.EVIDENCE, report.signatures().getFirst().evidence());
  }
}
