// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.Integrity;
import org.penseal.pdf.Report.Verdict;
import org.penseal.pdf.SignedHole;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.sign.KeySigning;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;

/** Messages that OpenSSL makes, in encodings and with algorithms that ours never have. */
@Tag("slow")
class ForeignMessagesTest {
  private static final List<String> ED25519 = List.of("-newkey", "ed25519");
  private static final List<String> ED448 = List.of("-newkey", "ed448");

  @TempDir Path folder;
  private Path input;
  private @Nullable OpensslKey room;

  @BeforeEach
  void open() throws Exception {
    SigningBench.registerProvider();
    input = Documents.plain(folder.resolve("in.pdf"));
  }

  private Path signed(OpensslKey key, String... options) throws Exception {
    return signed(key, true, options);
  }

  /**
   * A file whose message OpenSSL makes over its range.
   *
   * @param cades with signing-certificate-v2, as PAdES wants it; otherwise a plain detached CMS
   */
  private Path signed(OpensslKey key, boolean cades, String... options) throws Exception {
    Path made = folder.resolve("made.pdf");
    KeySigning.fillByOpenssl(input, room(), Suite.RSA_SHA256, List.of("-md", "sha256"), made);
    String text = Files.readString(made, StandardCharsets.ISO_8859_1);
    if (!cades) {
      text = text.replace("ETSI.CAdES.detached", "adbe.pkcs7.detached");
    }
    Files.writeString(made, text, StandardCharsets.ISO_8859_1);
    Path cms = folder.resolve("message.der");
    List<String> words =
        new ArrayList<>(List.of("openssl", "cms", "-sign", "-binary", "-nosmimecap"));
    if (cades) {
      words.add("-cades");
    }
    words.addAll(List.of("-in", SignedHole.of(made).covered().toString()));
    words.addAll(List.of("-outform", "DER", "-out", cms.toString()));
    words.addAll(List.of("-signer", key.certificate().toString()));
    words.addAll(List.of("-inkey", key.key().toString()));
    words.addAll(List.of(options));
    OpensslKey.run(words);
    byte[] message = BerForms.detached(Files.readAllBytes(cms));
    return Files.write(folder.resolve("signed.pdf"), BerForms.inHole(made, message));
  }

  private OpensslKey room() throws Exception {
    if (room == null) {
      room = OpensslKey.make(folder, OpensslKey.rsa(2048));
    }
    return room;
  }

  private static Report report(Path file, OpensslKey key) throws SigningException {
    TrustStore store = TrustStore.load(List.of(key.certificate()));
    return new PdfVerifier(store, SigningBench.HASHING, "").verify(file, null, Instant.now());
  }

  private static void expect(Report report, Verdict verdict, Integrity integrity, String reason) {
    Report.Signed one = report.signatures().getFirst();
    assertEquals(verdict, report.verdict(), report::toString);
    assertEquals(integrity, one.integrity(), report::toString);
    assertEquals(reason, String.join(",", one.integrityReasons()));
  }

  // A byte of the document itself.
  private Path changed(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] ^= 1;
    return Files.write(folder.resolve("changed.pdf"), bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "sm2, sm3",
    "rsa:2048, sha256",
    "ed25519, sha512",
  })
  void indefiniteLengthsOfOpensslAreRead(String kind, String digest) throws Exception {
    OpensslKey key =
        kind.equals("sm2")
            ? OpensslKey.make(folder, OpensslKey.SM2)
            : OpensslKey.make(folder, List.of("-newkey", kind));
    Path file = signed(key, "-md", digest, "-stream");
    byte[] bytes = Files.readAllBytes(file);
    assertTrue(
        new String(bytes, StandardCharsets.ISO_8859_1).contains("/Contents <3080"),
        "the message has an indefinite length");
    expect(report(file, key), Verdict.VALID, Integrity.INTACT, "");
    expect(report(changed(file), key), Verdict.INVALID, Integrity.BROKEN, "digest-mismatch");
  }

  @Test
  void everyPartInBerIsReadAndTheAttributesAreDigestedInDer() throws Exception {
    for (List<String> kind : List.of(OpensslKey.SM2, OpensslKey.rsa(2048))) {
      OpensslKey key = OpensslKey.make(folder, kind);
      boolean sm2 = kind.equals(OpensslKey.SM2);
      Path file = signed(key, "-md", sm2 ? "sm3" : "sha256");
      byte[] der = Files.readAllBytes(SignedHole.of(file).cms());
      byte[] ber = BerForms.of(der);
      Path again = Files.write(folder.resolve("ber.pdf"), BerForms.inHole(file, ber));
      expect(report(again, key), Verdict.VALID, Integrity.INTACT, "");
      expect(report(changed(again), key), Verdict.INVALID, Integrity.BROKEN, "digest-mismatch");
    }
  }

  // RFC 5652, 5.4 has them in DER; OpenSSL takes them as they are.
  @Test
  void attributesThatWereSignedInTheOrderOfTheMessageAreVerified() throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.rsa(2048));
    Path file = signed(key, "-md", "sha256");
    byte[] message =
        UnorderedAttributes.of(Files.readAllBytes(SignedHole.of(file).cms()), key.key());
    Path again = Files.write(folder.resolve("order.pdf"), BerForms.inHole(file, message));
    SignedHole hole = SignedHole.of(again);
    Tool.openssl(
        "cms",
        "-verify",
        "-binary",
        "-noverify",
        "-inform",
        "DER",
        "-in",
        hole.cms().toString(),
        "-content",
        hole.covered().toString(),
        "-out",
        "/dev/null");
    expect(report(again, key), Verdict.VALID, Integrity.INTACT, "");
    expect(report(changed(again), key), Verdict.INVALID, Integrity.BROKEN, "digest-mismatch");
  }

  @Test
  void indefiniteLengthWithoutItsEndOrWithBytesBehindItIsNoMessage() throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.rsa(2048));
    Path file = signed(key, "-md", "sha256");
    byte[] ber = BerForms.of(Files.readAllBytes(SignedHole.of(file).cms()));
    byte[] open = java.util.Arrays.copyOf(ber, ber.length - 2);
    open[open.length - 1] = 5; // in place of an end
    byte[] behind = java.util.Arrays.copyOf(ber, ber.length + 9);
    behind[ber.length + 8] = 1;
    for (byte[] bad : List.of(open, behind)) {
      Path again = Files.write(folder.resolve("bad.pdf"), BerForms.inHole(file, bad));
      expect(report(again, key), Verdict.INVALID, Integrity.BROKEN, "cms-not-parsable");
    }
  }

  @Test
  void edwardsKeysAreVerified() throws Exception {
    OpensslKey small = OpensslKey.make(folder, ED25519);
    Path file = signed(small, "-md", "sha512");
    Report report = report(file, small);
    expect(report, Verdict.VALID, Integrity.INTACT, "");
    assertEquals("Ed25519", report.signatures().getFirst().algorithm());
    assertEquals("SHA-512", report.signatures().getFirst().digest());
    expect(report(changed(file), small), Verdict.INVALID, Integrity.BROKEN, "digest-mismatch");

    OpensslKey large = OpensslKey.make(folder, ED448);
    file = signed(large, false, "-md", "shake256");
    report = report(file, large);
    expect(report, Verdict.VALID, Integrity.INTACT, "");
    assertEquals("Ed448", report.signatures().getFirst().algorithm());
    expect(report(changed(file), large), Verdict.INVALID, Integrity.BROKEN, "digest-mismatch");
  }

  @Test
  void anotherValueOfAnEdwardsKeyIsBroken() throws Exception {
    for (List<String> kind : List.of(ED25519, ED448)) {
      OpensslKey key = OpensslKey.make(folder, kind);
      boolean small = kind.equals(ED25519);
      Path file = signed(key, small, "-md", small ? "sha512" : "shake256");
      byte[] cms = Files.readAllBytes(SignedHole.of(file).cms());
      cms[cms.length - 40] ^= 1; // in the signature value, which comes last
      Path forged = Files.write(folder.resolve("forged.pdf"), BerForms.inHole(file, cms));
      expect(report(forged, key), Verdict.INVALID, Integrity.BROKEN, "signature-mismatch");
    }
  }

  // RFC 8419, section 3.1: SHA-512 beside Ed25519, SHAKE256 beside Ed448.
  @ParameterizedTest
  @CsvSource({"ed25519, sha256", "ed448, sha512"})
  void edwardsKeyWithAnotherDigestProvesNothing(String kind, String digest) throws Exception {
    OpensslKey key = OpensslKey.make(folder, List.of("-newkey", kind));
    Path file = signed(key, "-md", digest);
    expect(report(file, key), Verdict.INDETERMINATE, Integrity.UNKNOWN, "unsupported-algorithm");
    // The digest itself is known, and so is a change of the document.
    expect(
        report(changed(file), key),
        Verdict.INVALID,
        Integrity.BROKEN,
        "digest-mismatch,unsupported-algorithm");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa:1024",
        "ec secp256k1",
        "ec brainpoolP256r1",
        "ec wap-wsg-idm-ecid-wtls12",
      })
  void keyThatIsNotKnownOrTooShortProvesNothing(String kind) throws Exception {
    List<String> words = new ArrayList<>();
    if (kind.startsWith("ec ")) {
      words.addAll(OpensslKey.curve(kind.substring(3)));
    } else {
      words.addAll(List.of("-newkey", kind));
    }
    OpensslKey key = OpensslKey.make(folder, words);
    Path file = signed(key, "-md", "sha512");
    expect(report(file, key), Verdict.INDETERMINATE, Integrity.UNKNOWN, "unsupported-algorithm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha224", "sha1", "md5", "ripemd160", "sha3-256"})
  void digestThatIsNotKnownOrTooWeakProvesNothing(String digest) throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.rsa(2048));
    Path file = signed(key, "-md", digest);
    for (Path each : List.of(file, changed(file))) {
      Report report = report(each, key);
      assertEquals(Verdict.INDETERMINATE, report.verdict(), report::toString);
      assertEquals(Integrity.UNKNOWN, report.signatures().getFirst().integrity());
    }
  }

  // Formats of PDF that rest on SHA-1 (ISO 32000-1, 12.8.3.2 and 12.8.3.3).
  @ParameterizedTest
  @ValueSource(strings = {"adbe.pkcs7.sha1", "adbe.x509.rsa_sha1"})
  void formatThatRestsOnSha1ProvesNothing(String subFilter) throws Exception {
    OpensslKey key = room();
    Path file = signed(key, "-md", "sha256", "-nodetach");
    String text =
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .replace("/ETSI.CAdES.detached", ("/" + subFilter + "      ").substring(0, 20));
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    expect(report(file, key), Verdict.INDETERMINATE, Integrity.UNKNOWN, "unsupported-algorithm");
  }
}
