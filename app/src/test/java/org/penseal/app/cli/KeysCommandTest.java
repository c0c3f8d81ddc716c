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
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.CryptoProvider;
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
