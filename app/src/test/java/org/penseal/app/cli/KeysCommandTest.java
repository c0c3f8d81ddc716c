// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.signature.Octets;
import org.penseal.trust.embedded.DemoTls;

/** Two keys of TLCP, from the request to the file that a server shows. */
@Slow
class KeysCommandTest {
  @TempDir Path folder;
  private Path keys;
  private Path password;

  @BeforeEach
  void asks() throws Exception {
    CryptoProvider.register();
    keys = folder.resolve("keys.p12");
    password = Files.writeString(folder.resolve("password"), "correct horse");
    CommandLineRun run =
        CommandLineRun.of(
            "keys",
            "request",
            "--subject",
            "CN=services.example,O=Example,C=CN",
            "--host",
            "services.example",
            "--host",
            "127.0.0.1",
            "--password-file",
            password.toString(),
            "--out",
            keys.toString(),
            "--json");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("keys.p12.encryption.csr"), run.out());
  }

  private Path request(String use) {
    return folder.resolve("keys.p12." + use + ".csr");
  }

  private int complete(Path signature, Path encryption, Path out) {
    return CommandLineRun.of(
            "keys",
            "complete",
            keys.toString(),
            "--certificate",
            signature.toString(),
            "--encryption-certificate",
            encryption.toString(),
            "--password-file",
            password.toString(),
            "--out",
            out.toString())
        .exit();
  }

  private Pkcs12Pair pair(Path file) throws Exception {
    return Pkcs12Pair.read(file, "correct horse".toCharArray());
  }

  private static Path pem(Path file, X509Certificate certificate) throws Exception {
    return Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void theDemoCaIssuesBoth() throws Exception {
    DemoTls ca = DemoTls.in(folder, Clock.systemUTC(), new SecureRandom());
    for (String use : List.of("signature", "encryption")) {
      byte[] der =
          new PemReader(new StringReader(Files.readString(request(use))))
              .readPemObject()
              .getContent();
      pem(folder.resolve(use + ".pem"), ca.issue(Octets.of(der)));
    }
    Path out = folder.resolve("tls.p12");

    assertEquals(
        0, complete(folder.resolve("signature.pem"), folder.resolve("encryption.pem"), out));

    Pkcs12Pair pair = pair(out);
    X509Certificate signs = pair.signing().chain().getFirst();
    assertEquals(ca.root().getSubjectX500Principal(), signs.getIssuerX500Principal());
    assertTrue(signs.getKeyUsage()[0]);
    assertEquals(2, signs.getSubjectAlternativeNames().size());
    assertFalse(pair.encryption().orElseThrow().chain().getFirst().getKeyUsage()[0]);
  }

  // The stand-in of SkfKeyTest; without a key, as a token comes.
  private Path token() throws Exception {
    Path at = Files.createDirectory(folder.resolve("skf"));
    Path library = at.resolve("libskf.so");
    String source = SkfCommandTest.SOURCE.toRealPath().toString();
    run("gcc", "-shared", "-fPIC", "-o", library.toString(), source, "-ldl");
    Path token = Files.createDirectory(at.resolve("token-1"));
    Files.writeString(token.resolve("pin"), "12345678");
    Files.writeString(token.resolve("tries"), "2");
    Files.writeString(at.resolve("devices"), "token-1\n\n");
    Files.writeString(folder.resolve("pin"), "12345678\n");
    return token;
  }

  private CommandLineRun ofToken(Path token, String... words) {
    List<Object> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    String library = token.resolveSibling("libskf.so").toString();
    all.addAll(List.of("--signature-key", "skf:" + library + "?app=GM应用&container=sign"));
    all.addAll(List.of("--pin-file", folder.resolve("pin"), "--password-file", password));
    all.addAll(List.of("--lang", "en"));
    return CommandLineRun.of(all.toArray());
  }

  @Test
  void signatureKeyMayLieInATokenFromTheRequestToTheCertificate() throws Exception {
    Path token = token();
    String asked = folder.resolve("token.p12").toString();
    String[] request = {"request", "--subject", "CN=Station 7,C=CN", "--out", asked};
    assertEquals("token-no-key", ofToken(token, request).code());
    String[] fresh = {"request", "--subject", "CN=Station 7,C=CN", "--out", asked, "--new-key"};
    CommandLineRun made = ofToken(token, fresh);
    assertEquals(0, made.exit(), made.err());
    // A key that is there is not written over.
    byte[] key = Files.readAllBytes(token.resolve("key.pem"));
    assertTrue(ofToken(token, fresh).exit() != 0);
    assertArrayEquals(key, Files.readAllBytes(token.resolve("key.pem")));
    DemoTls ca = DemoTls.in(folder, Clock.systemUTC(), new SecureRandom());
    for (String use : List.of("signature", "encryption")) {
      Path csr = Path.of(asked + "." + use + ".csr");
      run(
          "openssl",
          "req",
          "-verify",
          "-noout",
          "-in",
          csr.toString(),
          "-vfyopt",
          "distid:1234567812345678");
      byte[] der =
          new PemReader(new StringReader(Files.readString(csr))).readPemObject().getContent();
      pem(folder.resolve(use + ".pem"), ca.issue(Octets.of(der)));
    }
    String[] complete = {
      "complete",
      asked,
      "--certificate",
      folder.resolve("signature.pem").toString(),
      "--encryption-certificate",
      folder.resolve("encryption.pem").toString(),
      "--out",
      folder.resolve("encryption.p12").toString()
    };
    CommandLineRun swapped =
        ofToken(
            token,
            "complete",
            asked,
            "--certificate",
            folder.resolve("encryption.pem").toString(),
            "--encryption-certificate",
            folder.resolve("encryption.pem").toString(),
            "--out",
            folder.resolve("none.p12").toString());
    assertEquals("key-refused", swapped.code(), swapped.err());
    assertFalse(Files.exists(token.resolve("cert.der")));
    CommandLineRun done = ofToken(token, complete);
    assertEquals(0, done.exit(), done.err());
    assertTrue(Files.exists(token.resolve("cert.der")));
    Pkcs12File other =
        Pkcs12File.read(folder.resolve("encryption.p12"), "correct horse".toCharArray());
    assertFalse(other.chain().getFirst().getKeyUsage()[0]);
    // The container's own key takes part in a second request.
    Files.delete(Path.of(asked));
    assertEquals(0, ofToken(token, request).exit());
    assertEquals("usage", ofToken(token, request[0], "--subject", "", "--out", asked + "2").code());
  }

  @Test
  void anotherCaIssuesBoth() throws Exception {
    // OpenSSL needs the identifier of the national standard on both sides.
    run("openssl", "ecparam", "-name", "SM2", "-genkey", "-noout", "-out", "ca.key");
    run(
        "openssl",
        "req",
        "-x509",
        "-new",
        "-key",
        "ca.key",
        "-sm3",
        "-subj",
        "/CN=CA",
        "-sigopt",
        "distid:1234567812345678",
        "-days",
        "10",
        "-out",
        "ca.pem");
    for (String use : List.of("signature", "encryption")) {
      run(
          "openssl",
          "x509",
          "-req",
          "-in",
          request(use).toString(),
          "-CA",
          "ca.pem",
          "-CAkey",
          "ca.key",
          "-vfyopt",
          "distid:1234567812345678",
          "-sigopt",
          "distid:1234567812345678",
          "-sm3",
          "-copy_extensions",
          "copyall",
          "-days",
          "5",
          "-out",
          use + ".pem");
    }
    Path out = folder.resolve("tls.p12");
    assertEquals(
        0, complete(folder.resolve("signature.pem"), folder.resolve("encryption.pem"), out));
    assertEquals(
        "CN=CA", pair(out).signing().chain().getFirst().getIssuerX500Principal().toString());
  }

  private void run(String... words) throws Exception {
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }

  @Test
  void certificatesForTheOtherKeyOrOfAnotherKeyAreRefused() throws Exception {
    Pkcs12Pair waiting = pair(keys);
    Path signs = pem(folder.resolve("s.pem"), waiting.signing().chain().getFirst());
    Path encrypts =
        pem(folder.resolve("e.pem"), waiting.encryption().orElseThrow().chain().getFirst());
    Path out = folder.resolve("tls.p12");

    assertEquals(65, complete(encrypts, signs, out));
    assertEquals(65, complete(signs, signs, out));
    assertFalse(Files.exists(out));
  }

  @Test
  void anExistingFileStaysAsItIs() throws Exception {
    byte[] before = Files.readAllBytes(keys);
    int exit =
        CommandLineRun.of(
                "keys",
                "request",
                "--subject",
                "CN=x",
                "--password-file",
                password.toString(),
                "--out",
                keys.toString())
            .exit();
    assertEquals(2, exit);
    assertArrayEquals(before, Files.readAllBytes(keys));
  }

  @Test
  void aSubjectThatIsNoNameIsWrongUsage() {
    for (String subject : List.of("", "services", "CN")) {
      int exit =
          CommandLineRun.of(
                  "keys",
                  "request",
                  "--subject",
                  subject,
                  "--password-file",
                  password.toString(),
                  "--out",
                  folder + "/other.p12")
              .exit();
      assertEquals(64, exit, subject);
    }
    assertFalse(Files.exists(folder.resolve("other.p12")));
  }
}
