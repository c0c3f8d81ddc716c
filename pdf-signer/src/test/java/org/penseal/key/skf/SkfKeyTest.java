// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.key.TokenKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.sign.KeySigning;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/**
 * A library built by gcc stands in for a maker's: no token is to be had where tests run. The calls
 * over foreign memory, its handles and its signature (by OpenSSL) are real.
 */
class SkfKeyTest {
  private static final byte[] PIN = "12345678".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private OpensslKey key;
  private Path library;
  private Path token;

  @BeforeEach
  void build() throws Exception {
    key = OpensslKey.make(folder, OpensslKey.SM2);
    Path source = folder.resolve("standin.c");
    try (InputStream in = SkfKeyTest.class.getResourceAsStream("standin.c")) {
      Files.write(source, Objects.requireNonNull(in).readAllBytes());
    }
    // A name of its own for each test: the system loads a library once.
    library = folder.resolve("libskf.so");
    OpensslKey.run(
        List.of(
            "gcc",
            "-shared",
            "-fPIC",
            "-Wall",
            "-o",
            library.toString(),
            source.toString(),
            "-ldl"));
    token = Files.createDirectory(folder.resolve("token-1"));
    Files.copy(key.key(), token.resolve("key.pem"));
    Files.writeString(token.resolve("pin"), "12345678");
    Files.writeString(token.resolve("tries"), "3");
    Files.writeString(folder.resolve("devices"), "token-1\n\n");
    certify(key);
  }

  private void certify(OpensslKey of) throws Exception {
    OpensslKey.run(
        List.of(
            "openssl",
            "x509",
            "-in",
            of.certificate().toString(),
            "-outform",
            "DER",
            "-out",
            token.resolve("cert.der").toString()));
  }

  private TokenKey open(String query, byte[] pin) throws SigningException {
    SkfAddress address = SkfAddress.of("skf:" + library + "?" + query);
    return SkfKey.open(address, pin, Suite.DEFAULT_SM2_ID, SigningBench.HASHING);
  }

  private TokenKey open() throws SigningException {
    return open("app=GM应用&container=sign", PIN);
  }

  private void behave(String word) throws Exception {
    Files.writeString(token.resolve("behaviour"), word);
  }

  @Test
  void tokenSignsAPdfThatVerifies() throws Exception {
    Path signed = folder.resolve("signed.pdf");
    try (TokenKey opened = open()) {
      Path input = Documents.plain(folder.resolve("in.pdf"));
      KeySigning.sign(input, opened, Profile.PADES_B, folder, signed);
    }
    Report report =
        new PdfVerifier(key.trusted(), SigningBench.HASHING).verify(signed, null, Instant.now());
    assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
    assertEquals("0", Files.readString(token.resolve("handles")), "handles left open");
  }

  @Test
  void opensslConfirmsTheValueWithTheUserId() throws Exception {
    byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
    SkfAddress address =
        SkfAddress.of("skf:" + library + "?device=token-1&app=GM应用&container=sign");
    try (TokenKey opened = SkfKey.open(address, PIN, "ALICE", SigningBench.HASHING)) {
      byte[] value = opened.sign(message);
      assertTrue(key.verifiesSm2(value, message, "ALICE"));
      assertFalse(key.verifiesSm2(value, message, Suite.DEFAULT_SM2_ID));
    }
  }

  private PinRefused wrongPin(String pin) {
    return assertThrows(
        PinRefused.class,
        () -> open("app=GM应用&container=sign", pin.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void triesLeftAreToldIfTheTokenSaysThem() throws Exception {
    assertEquals(2, wrongPin("87654321").triesLeft);
    behave("silent-about-tries");
    assertEquals(PinRefused.UNKNOWN, wrongPin("87654321").triesLeft);
    PinRefused last = wrongPin("87654321");
    assertEquals(PinRefused.Why.LOCKED, last.why);
    assertEquals(PinRefused.Why.LOCKED, wrongPin("12345678").why);
    assertEquals(PinRefused.Why.LENGTH, wrongPin("123").why);
  }

  @Test
  void tokenPulledOutInTheMiddleIsToldAndWritesNothing() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path out = Files.createDirectory(folder.resolve("out"));
    try (TokenKey opened = open()) {
      behave("removed");
      assertThrows(
          CredentialException.TokenRemoved.class,
          () -> KeySigning.sign(input, opened, Profile.PADES_B, folder, out.resolve("signed.pdf")));
    }
    try (var left = Files.list(out)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void otherCodesKeepTheirNumber() throws Exception {
    try (TokenKey opened = open()) {
      behave("tired");
      var failed =
          assertThrows(CredentialException.TokenFailed.class, () -> opened.sign(new byte[] {1, 2}));
      assertEquals("SKF_ECCSignData", failed.function);
      assertEquals(0x0A00000F, failed.code);
    }
  }

  @Test
  void signatureThatIsNoneIsNotPassedOn() throws Exception {
    try (TokenKey opened = open()) {
      behave("left-aligned");
      var refused =
          assertThrows(CredentialException.KeyRefused.class, () -> opened.sign(new byte[] {1}));
      assertEquals(CredentialException.KeyRefused.Why.WRONG_SIGNATURE, refused.why);
    }
  }

  private TokenMissing.Part missing(String query) {
    return assertThrows(TokenMissing.class, () -> open(query, PIN)).part;
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    assertEquals(TokenMissing.Part.APPLICATION, missing("app=other&container=sign"));
    assertEquals(TokenMissing.Part.CONTAINER, missing("app=GM应用&container=other"));
    assertEquals(TokenMissing.Part.DEVICE, missing("device=token-2&app=GM应用&container=sign"));
    Files.writeString(folder.resolve("devices"), "\n");
    assertEquals(TokenMissing.Part.DEVICE, missing("app=GM应用&container=sign"));
    Files.writeString(folder.resolve("devices"), "token-1\ntoken-2\n\n");
    assertEquals(TokenMissing.Part.ONE_DEVICE, missing("app=GM应用&container=sign"));
    Files.writeString(folder.resolve("devices"), "token-1\n\n");
    Files.delete(token.resolve("cert.der"));
    assertEquals(TokenMissing.Part.CERTIFICATE, missing("app=GM应用&container=sign"));
    library = folder.resolve("none.so");
    assertEquals(TokenMissing.Part.LIBRARY, missing("app=GM应用&container=sign"));
  }

  @Test
  void libraryWithoutTheFunctionsIsNone() throws Exception {
    Path source = Files.writeString(folder.resolve("empty.c"), "int nothing;\n");
    library = folder.resolve("empty.so");
    OpensslKey.run(List.of("gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString()));
    assertEquals(TokenMissing.Part.FUNCTION, missing("app=GM应用&container=sign"));
  }

  @Test
  void certificateOfAnotherKindOfKeyIsRefused() throws Exception {
    certify(OpensslKey.make(folder, OpensslKey.curve("P-256")));
    assertThrows(CredentialException.UnfitKey.class, this::open);
    Files.write(token.resolve("cert.der"), new byte[] {0x30, 3, 2, 1});
    assertThrows(CredentialException.BadCertificate.class, this::open);
  }

  @Test
  void closedKeySignsNoMore() throws Exception {
    TokenKey opened = open();
    opened.close();
    opened.close();
    assertThrows(CredentialException.KeyRefused.class, () -> opened.sign(new byte[] {1}));
  }

  @Test
  void addressesThatAreNoneAreTold() {
    for (String address :
        new String[] {
          "skf:?app=a&container=c",
          "skf:lib.so",
          "skf:lib.so?app=a",
          "skf:lib.so?container=c",
          "skf:lib.so?app=a&container=",
          "skf:lib.so?app=a&app=b&container=c",
          "skf:lib.so?app=a&container=c&pin=1",
          "lib.so?app=a&container=c"
        }) {
      assertThrows(IllegalArgumentException.class, () -> SkfAddress.of(address), address);
    }
    SkfAddress read = SkfAddress.of("skf:/usr/lib/lib.so?app=a&container=c");
    assertEquals(Path.of("/usr/lib/lib.so"), read.library());
  }
}
