// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.key.TokenKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SoftToken;
import org.penseal.pdf.Tool;
import org.penseal.pdf.sign.KeySigning;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;
import org.penseal.refusal.CredentialException.UnfitKey;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** SoftHSM2 is the token, OpenSC fills it, OpenSSL judges what it signs. */
@Tag("slow")
class Pkcs11KeyTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private SoftToken token;

  @BeforeEach
  void make() throws Exception {
    token = SoftToken.make(folder);
  }

  private TokenKey open(String query, String pin, @Nullable Suite suite) throws SigningException {
    Pkcs11Address address = Pkcs11Address.of("pkcs11:" + token.library() + query);
    byte[] bytes = pin.getBytes(StandardCharsets.UTF_8);
    return Pkcs11Key.open(address, bytes, suite, SigningBench.HASHING);
  }

  private TokenKey open(String query) throws SigningException {
    return open(query, SoftToken.PIN, null);
  }

  private OpensslKey put(List<String> kind, String id, String label) throws Exception {
    OpensslKey key = OpensslKey.make(folder, kind);
    token.key(key.key(), id, label);
    token.certificate(key.certificate(), id, label);
    return key;
  }

  private static List<String> kind(String name) {
    return name.startsWith("P-")
        ? OpensslKey.curve(name)
        : OpensslKey.rsa(Integer.parseInt(name.substring(4)));
  }

  private void assertOpensslConfirms(OpensslKey key, Suite suite, byte[] value) throws Exception {
    Path signature = Files.write(folder.resolve("value"), value);
    Path message = Files.write(folder.resolve("message"), MESSAGE);
    List<String> words = new ArrayList<>(List.of("openssl", "dgst"));
    words.add("-" + suite.digest().replace("-", "").toLowerCase(Locale.ROOT));
    if (suite.pss()) {
      words.addAll(List.of("-sigopt", "rsa_padding_mode:pss"));
      words.addAll(List.of("-sigopt", "rsa_pss_saltlen:" + suite.digestBytes()));
    }
    words.addAll(List.of("-verify", key.publicKey().toString()));
    words.addAll(List.of("-signature", signature.toString(), message.toString()));
    Tool tool = Tool.run(words.toArray(String[]::new));
    assertTrue(tool.output().contains("Verified OK"), tool.output());
  }

  @ParameterizedTest
  @CsvSource({
    "P-256,ECDSA_SHA256",
    "P-384,ECDSA_SHA384",
    "P-521,ECDSA_SHA512",
    "RSA-2048,RSA_SHA256",
    "RSA-3072,RSA_SHA384",
    "RSA-2048,RSA_SHA512",
    "RSA-2048,RSA_PSS_SHA256",
    "RSA-2048,RSA_PSS_SHA384",
    "RSA-4096,RSA_PSS_SHA512"
  })
  void opensslConfirmsWhatATokenSigns(String kind, Suite suite) throws Exception {
    OpensslKey key = put(kind(kind), "01", "sign");
    try (TokenKey opened = open("?token=operator&label=sign", SoftToken.PIN, suite)) {
      assertEquals(suite, opened.suite());
      assertOpensslConfirms(key, suite, opened.sign(MESSAGE));
      assertOpensslConfirms(key, suite, opened.sign(MESSAGE));
    }
  }

  @Test
  void tokenSignsAPdfThatVerifiesWithTheChainThatItHolds() throws Exception {
    OpensslKey root =
        OpensslKey.make(
            folder,
            OpensslKey.curve("P-384"),
            List.of("-subj", "/CN=Root", "-addext", "basicConstraints=critical,CA:TRUE"));
    OpensslKey key =
        OpensslKey.make(
            folder,
            OpensslKey.rsa(2048),
            List.of(
                "-CA",
                root.certificate().toString(),
                "-CAkey",
                root.key().toString(),
                "-addext",
                "keyUsage=critical,digitalSignature"));
    token.key(key.key(), "0a1B", "sign");
    token.certificate(key.certificate(), "0a1B", "sign");
    token.certificate(root.certificate(), "02", "root");
    Path signed = folder.resolve("signed.pdf");
    try (TokenKey opened = open("?id=0a1b")) {
      assertEquals(List.of(first(key), first(root)), opened.chain());
      Path input = Documents.plain(folder.resolve("in.pdf"));
      KeySigning.sign(input, opened, Profile.PADES_B, folder, signed);
    }
    Report report =
        new PdfVerifier(root.trusted(), SigningBench.HASHING).verify(signed, null, Instant.now());
    assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
  }

  private static X509Certificate first(OpensslKey key) throws SigningException {
    return key.read().chain().getFirst();
  }

  @Test
  void keyThatWantsThePinEachTimeGetsIt() throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    token.key(key.key(), "01", "sign", "--always-auth");
    token.certificate(key.certificate(), "01", "sign");
    try (TokenKey opened = open("?label=sign")) {
      assertOpensslConfirms(key, Suite.ECDSA_SHA256, opened.sign(MESSAGE));
      assertOpensslConfirms(key, Suite.ECDSA_SHA256, opened.sign(MESSAGE));
    }
  }

  @Test
  void ofSeveralCertificatesOfAKeyTheLatestCounts() throws Exception {
    OpensslKey key = put(OpensslKey.curve("P-256"), "01", "sign");
    Path older = folder.resolve("older.pem");
    OpensslKey.run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-key",
            key.key().toString(),
            "-subj",
            "/CN=older",
            "-not_before",
            "20200101000000Z",
            "-not_after",
            "20210101000000Z",
            "-out",
            older.toString()));
    token.certificate(older, "01", "older");
    try (TokenKey opened = open("?label=sign")) {
      assertEquals(first(key), opened.chain().getFirst());
    }
  }

  private PinRefused pin(String pin) {
    return assertThrows(PinRefused.class, () -> open("", pin, null));
  }

  @Test
  void triesLeftAreToldOnlyIfTheTokenTellsThem() throws Exception {
    put(OpensslKey.curve("P-256"), "01", "sign");
    PinRefused wrong = pin("654321");
    assertEquals(PinRefused.Why.INCORRECT, wrong.why);
    assertEquals(PinRefused.UNKNOWN, wrong.triesLeft);
    // CKF_USER_PIN_FINAL_TRY and CKF_USER_PIN_LOCKED: what SoftHSM never says.
    token.behave("flags 20000\n");
    assertEquals(1, pin("654321").triesLeft);
    token.behave("flags 40000\n");
    assertEquals(PinRefused.Why.LOCKED, pin(SoftToken.PIN).why);
    token.behave("login A4\n");
    assertEquals(PinRefused.Why.LOCKED, pin(SoftToken.PIN).why);
    token.behave("login A2\n");
    assertEquals(PinRefused.Why.LENGTH, pin("12").why);
    token.behave("login 102\n");
    assertEquals(PinRefused.Why.NOT_SET, pin(SoftToken.PIN).why);
    token.behave("");
    open("").close();
  }

  @ParameterizedTest
  @CsvSource({"32", "B3", "E0"})
  void tokenPulledOutInTheMiddleIsToldAndWritesNothing(String code) throws Exception {
    put(OpensslKey.curve("P-256"), "01", "sign");
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path out = Files.createDirectory(folder.resolve("out"));
    try (TokenKey opened = open("")) {
      token.behave("sign " + code + "\n");
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
    put(OpensslKey.curve("P-256"), "01", "sign");
    try (TokenKey opened = open("")) {
      token.behave("sign 30\n");
      var failed = assertThrows(CredentialException.TokenFailed.class, () -> opened.sign(MESSAGE));
      assertEquals("C_Sign", failed.function);
      assertEquals(0x30, failed.code);
    }
  }

  private void assertNotPassedOn(TokenKey opened) {
    var refused = assertThrows(CredentialException.KeyRefused.class, () -> opened.sign(MESSAGE));
    assertEquals(CredentialException.KeyRefused.Why.WRONG_SIGNATURE, refused.why);
  }

  @ParameterizedTest
  @CsvSource({"P-256", "RSA-2048"})
  void valueThatIsNoneIsNotPassedOn(String kind) throws Exception {
    put(kind(kind), "01", "sign");
    try (TokenKey opened = open("")) {
      token.behave("spoil 1\n");
      assertNotPassedOn(opened);
    }
  }

  @Test
  void valueOfAnotherKeyThanTheCertificatesIsNotPassedOn() throws Exception {
    token.key(OpensslKey.make(folder, OpensslKey.curve("P-256")).key(), "01", "sign");
    token.certificate(
        OpensslKey.make(folder, OpensslKey.curve("P-256")).certificate(), "01", "sign");
    try (TokenKey opened = open("")) {
      assertNotPassedOn(opened);
    }
  }

  private TokenMissing missing(String query) {
    return assertThrows(TokenMissing.class, () -> open(query));
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    assertEquals(TokenMissing.Part.KEY, missing("").part);
    OpensslKey key = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    token.key(key.key(), "01", "sign");
    assertEquals(TokenMissing.Part.CERTIFICATE, missing("?label=sign").part);
    token.certificate(key.certificate(), "01", "sign");
    TokenMissing label = missing("?label=other&id=01");
    assertEquals(TokenMissing.Part.KEY, label.part);
    assertEquals("label=other, id=01", label.name);
    assertEquals(TokenMissing.Part.KEY, missing("?id=02").part);
    assertEquals(TokenMissing.Part.DEVICE, missing("?token=other").part);
    assertEquals(TokenMissing.Part.DEVICE, missing("?slot=12345").part);
  }

  @Test
  void whatCouldBeSeveralIsRefused() throws Exception {
    // First of all: SoftHSM looks for tokens once.
    token.another("spare");
    put(OpensslKey.curve("P-256"), "01", "sign");
    put(OpensslKey.curve("P-256"), "02", "sign");
    TokenMissing keys = missing("?token=operator&label=sign");
    assertEquals(TokenMissing.Part.ONE_KEY, keys.part);
    assertTrue(keys.name.contains("id=01") && keys.name.contains("id=02"), keys.name);
    TokenMissing tokens = missing("?label=sign&id=02");
    assertEquals(TokenMissing.Part.ONE_DEVICE, tokens.part);
    assertTrue(tokens.name.contains("operator (") && tokens.name.contains("spare ("), tokens.name);
    open("?token=operator&id=02").close();
    String slot = tokens.name.replaceFirst(".*operator \\(([0-9]+)\\).*", "$1");
    open("?slot=" + slot + "&id=02").close();
  }

  @Test
  void libraryThatIsNoneIsTold() throws Exception {
    Path source = Files.writeString(folder.resolve("empty.c"), "int nothing;\n");
    Path empty = folder.resolve("empty.so");
    OpensslKey.run(List.of("gcc", "-shared", "-fPIC", "-o", empty.toString(), source.toString()));
    token = new SoftToken(empty, token.control());
    assertEquals(TokenMissing.Part.FUNCTION, missing("").part);
    token = new SoftToken(folder.resolve("none.so"), token.control());
    assertEquals(TokenMissing.Part.LIBRARY, missing("").part);
  }

  @Test
  void keysThatDoNotSignHereAreRefused() throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    token.key(key.key(), "01", "sign");
    // No token here makes SM2 keys, but it may hold any certificate.
    token.certificate(OpensslKey.make(folder, OpensslKey.SM2).certificate(), "01", "sign");
    var sm2 = assertThrows(UnfitKey.class, () -> open(""));
    assertEquals(UnfitKey.Why.ALGORITHM, sm2.why);
    put(OpensslKey.curve("P-256"), "02", "ec");
    var pss =
        assertThrows(UnfitKey.class, () -> open("?id=02", SoftToken.PIN, Suite.RSA_PSS_SHA256));
    assertEquals(UnfitKey.Why.SUITE, pss.why);
  }

  @Test
  void closedKeySignsNoMoreAndTheNextLogsInAnew() throws Exception {
    put(OpensslKey.curve("P-256"), "01", "sign");
    TokenKey opened = open("");
    opened.close();
    opened.close();
    assertThrows(CredentialException.KeyRefused.class, () -> opened.sign(MESSAGE));
    assertEquals(PinRefused.Why.INCORRECT, pin("654321").why);
  }

  @Test
  void addressesAreTakenApart() {
    for (String address :
        new String[] {
          "pkcs11:",
          "pkcs11:?label=a",
          "pkcs11:lib.so?",
          "pkcs11:lib.so?label=",
          "pkcs11:lib.so?label=a&label=b",
          "pkcs11:lib.so?pin=1",
          "pkcs11:lib.so?slot=x",
          "pkcs11:lib.so?id=123",
          "pkcs11:lib.so?id=xy",
          "lib.so?label=a"
        }) {
      assertThrows(IllegalArgumentException.class, () -> Pkcs11Address.of(address), address);
    }
    Pkcs11Address bare = Pkcs11Address.of("pkcs11:/usr/lib/lib.so");
    assertEquals(Path.of("/usr/lib/lib.so"), bare.library());
    assertNull(bare.label());
    Pkcs11Address full = Pkcs11Address.of("pkcs11:lib.so?slot=3&token=令牌&label=a=b&id=0aFF");
    assertEquals(3, full.slot());
    assertEquals("令牌", full.token());
    assertEquals("a=b", full.label());
    assertArrayEquals(new byte[] {10, -1}, full.id() == null ? null : full.id().bytes());
  }
}
