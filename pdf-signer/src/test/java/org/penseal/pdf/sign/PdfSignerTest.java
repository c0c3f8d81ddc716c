// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

class PdfSignerTest {
  @TempDir Path folder;
  private SigningBench bench;

  @BeforeEach
  void open() throws SigningException, IOException {
    bench = SigningBench.open(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void outputBeginsWithTheInputByteForByte() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    byte[] before = Files.readAllBytes(input);
    var outcome = bench.sign(input, new Placement.At(1, 100, 100, 180, 70));
    byte[] after = Files.readAllBytes(outcome.file());
    assertArrayEquals(before, Arrays.copyOf(after, before.length));
    assertArrayEquals(before, Files.readAllBytes(input));
    assertEquals(SigningBench.sm3(before), outcome.prepared().inputDigest());
    Tool qpdf = Tool.run("qpdf", "--check", outcome.file().toString());
    assertEquals(0, qpdf.exit(), qpdf.output());
  }

  @Test
  void opensslConfirmsDigestSignatureAndChain() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    var outcome = bench.sign(input, new Placement.Invisible());
    byte[] file = Files.readAllBytes(outcome.file());
    ByteRange range = outcome.prepared().range();
    Path covered = folder.resolve("covered.bin");
    try (OutputStream out = Files.newOutputStream(covered)) {
      out.write(file, 0, (int) range.holeStart());
      out.write(file, (int) range.holeEnd(), (int) (range.end() - range.holeEnd()));
    }
    Tool digest = Tool.run("openssl", "dgst", "-sm3", "-r", covered.toString());
    assertEquals(outcome.prepared().digest().hex(), digest.output().substring(0, 64));

    Path attributes = Files.write(folder.resolve("attrs.der"), outcome.attributes().der().bytes());
    Path value = Files.write(folder.resolve("value.bin"), outcome.value());
    Path signer = pem("signer.pem", outcome.chain().subList(0, 1));
    Tool key = Tool.run("openssl", "x509", "-in", signer.toString(), "-pubkey", "-noout");
    Path publicKey = Files.writeString(folder.resolve("pub.pem"), key.output());
    String[] verify = {
      "openssl",
      "dgst",
      "-sm3",
      "-verify",
      publicKey.toString(),
      "-sigopt",
      "distid:1234567812345678",
      "-signature",
      value.toString(),
      attributes.toString()
    };
    assertTrue(Tool.run(verify).output().contains("Verified OK"));
    byte[] altered = outcome.attributes().der().bytes();
    altered[altered.length - 1] ^= 1;
    Files.write(attributes, altered);
    assertFalse(Tool.run(verify).output().contains("Verified OK"));

    Path root = pem("root.pem", List.of(bench.trust.signerRoot()));
    Tool chain =
        Tool.run(
            "openssl",
            "verify",
            "-vfyopt",
            "distid:1234567812345678",
            "-CAfile",
            root.toString(),
            signer.toString());
    assertEquals(0, chain.exit(), chain.output());
  }

  @Test
  void cmsInTheFileIsDerAndReadByOpenssl() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    var outcome = bench.sign(input, new Placement.Invisible());
    byte[] file = Files.readAllBytes(outcome.file());
    ByteRange range = outcome.prepared().range();
    String hex =
        new String(
            file,
            (int) range.holeStart() + 1,
            (int) (range.holeEnd() - range.holeStart()) - 2,
            StandardCharsets.US_ASCII);
    byte[] hole = HexFormat.of().parseHex(hex);
    assertEquals(outcome.cms().der(), CmsSignature.parse(hole).der());
    Path der = Files.write(folder.resolve("cms.der"), outcome.cms().der().bytes());
    Tool print =
        Tool.run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", der.toString());
    assertEquals(0, print.exit());
    assertTrue(print.output().contains("id-smime-aa-signingCertificateV2"));
    assertTrue(print.output().contains("id-smime-aa-timeStampToken"));
    // OBJECT IDENTIFIER 1.2.840.113549.1.9.5, signing-time: forbidden by EN 319 142-1, section 6.3
    assertFalse(outcome.attributes().der().hex().contains("06092a864886f70d010905"));
  }

  @Test
  void holeIsNeitherTooSmallNorWasteful() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    var outcome = bench.sign(input, new Placement.Invisible());
    int spare = outcome.prepared().range().capacity() - outcome.cms().der().size();
    assertTrue(spare >= 0 && spare < 200, "spare " + spare);
  }

  @Test
  void reopensAfterACrashAndCompletes() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SoftwareOneTimeKey key = bench.key(input)) {
      Prepared<Profile.Unstamped> prepared = prepare(input, key);
      Prepared<Profile> again = bench.signer.reopen(prepared.pdf().file());
      assertEquals(prepared.pdf(), again.pdf());
      Path output = folder.resolve("out.pdf");
      bench.signer.complete(again.resume(cms(again, key)), output);
      assertTrue(Files.size(output) > Files.size(input));
    }
  }

  @Test
  void refusesToReopenAnAlteredPreparedFile() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SoftwareOneTimeKey key = bench.key(input)) {
      Prepared<Profile.Unstamped> prepared = prepare(input, key);
      byte[] bytes = Files.readAllBytes(prepared.pdf().file());
      bytes[20] ^= 1;
      Files.write(prepared.pdf().file(), bytes);
      assertThrows(
          DocumentException.Damaged.class, () -> bench.signer.reopen(prepared.pdf().file()));
    }
  }

  @Test
  void noticesAnInputThatChangedMeanwhileAndLeavesNothing() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path out = Files.createDirectory(folder.resolve("out"));
    try (SoftwareOneTimeKey key = bench.key(input)) {
      Prepared<Profile.Unstamped> prepared = prepare(input, key);
      CmsSignature cms = cms(prepared, key);
      byte[] bytes = Files.readAllBytes(input);
      bytes[bytes.length - 40] ^= 1;
      Files.write(input, bytes);
      assertThrows(
          FileException.InputChanged.class,
          () -> bench.signer.complete(prepared.resume(cms), out.resolve("a.pdf")));
      try (var listed = Files.list(out)) {
        assertEquals(0, listed.count());
      }
    }
  }

  @Test
  void refusesCmsOfAnotherDocumentAndOneThatIsTooLarge() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    var other = bench.sign(input, new Placement.Invisible());
    try (SoftwareOneTimeKey key = bench.key(input)) {
      int bare = ContainerSize.of(key.chain(), 0, SigningBench.HASHING);
      Prepared<Profile.Unstamped> prepared =
          bench.signer.prepare(
              input, null, folder, SigningBench.spec(new Placement.Invisible()), bare);
      assertThrows(
          CmsException.WrongCms.class,
          () -> bench.signer.complete(prepared.resume(other.cms()), folder.resolve("o.pdf")));
      CmsSignature cms = cms(prepared, key);
      CmsSignature stamped = cms.withTimestamp(bench.tsa().stamp(cms.signatureValue()).der());
      var small =
          assertThrows(
              CmsException.ContainerTooSmall.class,
              () -> bench.signer.complete(prepared.resume(stamped), folder.resolve("o.pdf")));
      assertEquals(stamped.der().size(), small.neededBytes);
      assertFalse(Files.exists(folder.resolve("o.pdf")));
      bench.signer.complete(prepared.resume(cms), folder.resolve("o.pdf"));
    }
  }

  @Test
  void failureLeavesTheEarlierOutputUntouched() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path output = Files.writeString(folder.resolve("o.pdf"), "earlier");
    try (SoftwareOneTimeKey key = bench.key(input)) {
      Prepared<Profile.Unstamped> prepared = prepare(input, key);
      CmsSignature cms = cms(prepared, key);
      Files.delete(prepared.pdf().file());
      assertThrows(
          SigningException.class, () -> bench.signer.complete(prepared.resume(cms), output));
      assertEquals("earlier", Files.readString(output));
      assertThrows(
          FileException.OutputIsInput.class,
          () -> bench.signer.complete(prepared.resume(cms), input));
    }
  }

  @Test
  void tellsTheWaysApartInWhichAnInputIsUnfit() throws Exception {
    Path text = Files.writeString(folder.resolve("text.pdf"), "hello");
    assertThrows(
        DocumentException.NotPdf.class, () -> prepare(text, null, new Placement.Invisible()));
    byte[] whole = Files.readAllBytes(Documents.plain(folder.resolve("in.pdf")));
    Path cut = Files.write(folder.resolve("cut.pdf"), Arrays.copyOf(whole, whole.length - 300));
    assertThrows(
        DocumentException.Damaged.class, () -> prepare(cut, null, new Placement.Invisible()));
    Path locked = Documents.encrypted(folder.resolve("enc.pdf"));
    var without =
        assertThrows(
            DocumentException.Encrypted.class,
            () -> prepare(locked, null, new Placement.Invisible()));
    assertFalse(without.passwordGiven);
    var wrong =
        assertThrows(
            DocumentException.Encrypted.class,
            () -> prepare(locked, "wrong", new Placement.Invisible()));
    assertTrue(wrong.passwordGiven);
    Path none = folder.resolve("none.pdf");
    assertThrows(
        FileException.InputUnreadable.class, () -> prepare(none, null, new Placement.Invisible()));
  }

  @Test
  void refusesPlacesThatDoNotExistBeforeAnythingIsWritten() throws Exception {
    Path input = Documents.form(folder.resolve("in.pdf"));
    assertThrows(
        PlacementException.NoSuchPage.class,
        () -> prepare(input, null, new Placement.At(9, 0, 0, 10, 10)));
    assertThrows(
        PlacementException.PlacementOutside.class,
        () -> prepare(input, null, new Placement.At(1, 500, 0, 200, 10)));
    assertThrows(
        PlacementException.NoSuchField.class,
        () -> prepare(input, null, new Placement.Field("nobody")));
    assertThrows(
        PlacementException.KeywordNotFound.class,
        () -> prepare(input, null, new Placement.Keyword("nowhere")));
    try (var listed = Files.list(folder)) {
      assertEquals(
          0, listed.filter(f -> f.getFileName().toString().startsWith("prepared")).count());
    }
  }

  @Test
  void signsAnEncryptedFileWithoutEncryptingTheContents() throws Exception {
    Path input = Documents.encrypted(folder.resolve("enc.pdf"));
    var outcome = bench.sign(input, "open", new Placement.At(1, 100, 100, 180, 70));
    Tool qpdf = Tool.run("qpdf", "--check", "--password=open", outcome.file().toString());
    assertEquals(0, qpdf.exit(), qpdf.output());
  }

  private Prepared<Profile.Unstamped> prepare(Path input, SoftwareOneTimeKey key)
      throws SigningException {
    int size = ContainerSize.of(key.chain(), bench.tsa().probe(), SigningBench.HASHING);
    return bench.signer.prepare(
        input, null, folder, SigningBench.spec(new Placement.Invisible()), size);
  }

  private Prepared<Profile.Unstamped> prepare(
      Path input, @org.jspecify.annotations.Nullable String password, Placement placement)
      throws SigningException {
    return bench.signer.prepare(input, password, folder, SigningBench.spec(placement), 4000);
  }

  private static CmsSignature cms(Prepared<?> prepared, SoftwareOneTimeKey key)
      throws SigningException {
    return prepared.signed(key).cms();
  }

  private Path pem(String name, List<X509Certificate> certificates) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (X509Certificate each : certificates) {
      out.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(each.getEncoded()));
      out.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
    }
    return Files.write(folder.resolve(name), out.toByteArray());
  }
}
