// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.trust.embedded.EmbeddedTrust;

class DataSignatureCommandTest {
  @TempDir Path folder;
  private Openssl openssl = new Openssl(Path.of(""));
  private Path data = Path.of("");

  @BeforeEach
  void makeFile() throws Exception {
    Station.registerProvider();
    openssl = new Openssl(folder);
    data = Files.writeString(folder.resolve("tender.xml"), "<tender/>\n".repeat(1000));
  }

  private CommandLineRun sign(Path key, String out, String... further) {
    List<Object> words =
        new ArrayList<>(List.of("data", "sign", data, "--out", folder.resolve(out), "--key", key));
    words.addAll(List.of("--password-file", folder.resolve("pw"), "--lang", "en"));
    words.addAll(Arrays.asList(further));
    return CommandLineRun.of(words.toArray());
  }

  private CommandLineRun verify(String signature, Object... further) {
    List<Object> words = new ArrayList<>(List.of("data", "verify", folder.resolve(signature)));
    words.addAll(List.of("--lang", "en", "--json"));
    words.addAll(Arrays.asList(further));
    return CommandLineRun.of(words.toArray());
  }

  private static JsonNode json(CommandLineRun run, int exit) throws Exception {
    assertEquals(exit, run.exit(), run.err() + run.out());
    return new ObjectMapper().readTree(run.out());
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void detachedSignatureIsValidForItsFileAndItsRootOnly() throws Exception {
    Path key = openssl.sm2("signer");
    JsonNode made = json(sign(key, "tender.xml.p7s", "--json"), 0);
    assertEquals(Files.size(folder.resolve("tender.xml.p7s")), made.get("bytes").asLong());
    Path root = folder.resolve("signer.pem");
    JsonNode valid = json(verify("tender.xml.p7s", "--trust", root), 0);
    assertEquals("valid", valid.get("verdict").asText());
    assertEquals("cms", valid.get("form").asText());
    assertFalse(valid.get("attached").asBoolean());
    JsonNode signer = valid.get("signatures").get(0);
    assertEquals("signer", signer.get("signer").asText());
    assertEquals("SM3", signer.get("digest").asText());
    assertEquals("SM2", signer.get("algorithm").asText());
    assertEquals("default", signer.get("userId").asText());
    assertEquals("CN=signer", signer.get("certificates").get(0).asText());
    JsonNode unknown = json(verify("tender.xml.p7s"), 2);
    assertEquals("indeterminate", unknown.get("verdict").asText());
    Path other = Files.writeString(folder.resolve("other"), "<tender/>");
    JsonNode broken = json(verify("tender.xml.p7s", "--trust", root, "--content", other), 1);
    assertEquals("invalid", broken.get("verdict").asText());
    assertEquals("digest-mismatch", broken.at("/signatures/0/integrityReason").asText());
  }

  @Test
  void attachedContentMustBeThatOfTheFileBeside() throws Exception {
    Path key = openssl.sm2("signer");
    assertEquals(0, sign(key, "tender.xml.p7s", "--attached").exit());
    Path root = folder.resolve("signer.pem");
    JsonNode same = json(verify("tender.xml.p7s", "--trust", root), 0);
    assertTrue(same.get("attached").asBoolean());
    Files.writeString(data, "<tender/>");
    JsonNode beside = json(verify("tender.xml.p7s", "--trust", root), 1);
    assertEquals("invalid", beside.get("verdict").asText());
    assertEquals("content-differs-from-file", beside.at("/signatures/0/reasons/0").asText());
  }

  @Test
  void contentIsReleasedOnlyIfTheSignatureHolds() throws Exception {
    Path key = openssl.sm2("signer");
    assertEquals(0, sign(key, "a.p7m", "--attached", "--form", "gm", "--no-attributes").exit());
    Path root = folder.resolve("signer.pem");
    Path out = folder.resolve("content");
    JsonNode valid = json(verify("a.p7m", "--trust", root, "--out", out), 0);
    assertEquals("gm", valid.get("form").asText());
    assertEquals("1.2.156.10197.6.1.4.2.1", valid.get("contentType").asText());
    assertEquals(out.toString(), valid.get("released").asText());
    assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(out));
    Files.writeString(out, "older");
    byte[] bytes = Files.readAllBytes(folder.resolve("a.p7m"));
    bytes[200] ^= 1;
    Files.write(folder.resolve("b.p7m"), bytes);
    List<String> before = names();
    JsonNode broken = json(verify("b.p7m", "--trust", root, "--out", out), 1);
    assertEquals("signature-mismatch", broken.at("/signatures/0/integrityReason").asText());
    assertTrue(broken.get("released").isNull());
    assertEquals("older", Files.readString(out));
    assertEquals(before, names());
  }

  @Test
  void oneBrokenSignerOfTwoMakesItInvalidAndEachIsToldApart() throws Exception {
    openssl.key("one", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    openssl.key("two", "rsa:2048");
    String[] words = {
      "cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-signer", "one.pem", "-inkey",
      "one.key", "-signer", "two.pem", "-inkey", "two.key", "-in", "tender.xml", "-outform", "DER",
      "-out", "m"
    };
    openssl.run(words);
    Path roots = Files.createDirectory(folder.resolve("roots"));
    Files.copy(folder.resolve("one.pem"), roots.resolve("one.pem"));
    Files.copy(folder.resolve("two.pem"), roots.resolve("two.pem"));
    Path out = folder.resolve("content");
    JsonNode valid = json(verify("m", "--trust", roots, "--out", out), 0);
    assertEquals(2, valid.get("signatures").size());
    assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(out));
    byte[] bytes = Files.readAllBytes(folder.resolve("m"));
    // The last byte of the message is one of a signature value.
    bytes[bytes.length - 1] ^= 1;
    Files.write(folder.resolve("m"), bytes);
    Files.delete(out);
    JsonNode broken = json(verify("m", "--trust", roots, "--out", out), 1);
    List<String> integrity = new ArrayList<>();
    broken.get("signatures").forEach(each -> integrity.add(each.get("integrity").asText()));
    assertEquals(List.of("broken", "intact"), integrity.stream().sorted().toList());
    assertFalse(Files.exists(out));
  }

  @Test
  void timestampProvesATimeAndTheAgreedUserIdIsWanted() throws Exception {
    Path key = openssl.sm2("signer");
    Path keys = Files.createDirectory(folder.resolve("keys"));
    try (EmbeddedTrust trust =
        EmbeddedTrust.start(keys, r -> Optional.empty(), Clock.systemUTC(), new SecureRandom())) {
      String tsa = trust.tsaUri().toString();
      Path roots = folder.resolve("trust");
      trust.writeRoots(roots);
      CommandLineRun made =
          sign(
              key,
              "s",
              "--tsa",
              tsa,
              "--trust",
              roots.toString(),
              "--sm2-id",
              "ALICE123@YAHOO.COM");
      assertEquals(0, made.exit(), made.err());
      Files.copy(folder.resolve("signer.pem"), roots.resolve("signer/own.pem"));
      Object[] options = {"--trust", roots, "--content", data, "--sm2-id", "ALICE123@YAHOO.COM"};
      JsonNode valid = json(verify("s", options), 0);
      assertEquals("given", valid.at("/signatures/0/userId").asText());
      assertEquals("signature-timestamp", valid.at("/signatures/0/time/kind").asText());
      assertTrue(valid.at("/signatures/0/time/ok").asBoolean());
      assertEquals("demo", valid.at("/signatures/0/assurance").asText());
      JsonNode other = json(verify("s", "--trust", roots, "--content", data), 1);
      assertEquals("signature-mismatch", other.at("/signatures/0/integrityReason").asText());
    }
  }

  @Test
  void certificateThatForbidsSigningIsRefusedAndNothingWritten() throws Exception {
    for (String extension :
        List.of(
            "keyUsage=keyEncipherment", "keyUsage=keyCertSign", "extendedKeyUsage=clientAuth")) {
      Path key = openssl.key("unfit", "rsa:2048", "-addext", extension);
      List<String> before = names();
      CommandLineRun run = sign(key, "x");
      refused("certificate-not-for-signing", 1, run);
      assertTrue(run.err().contains("Use a certificate with digitalSignature"), run.err());
      assertEquals(before, names(), extension);
    }
    Path key = openssl.key("fit", "rsa:2048", "-addext", "keyUsage=nonRepudiation");
    assertEquals(0, sign(key, "x").exit());
  }

  @Test
  void wrongRequestsHaveTheirCodeAndWriteNothing() throws Exception {
    Path key = openssl.sm2("signer");
    Path rsa = openssl.key("rsa", "rsa:2048");
    assertEquals(0, sign(key, "d.p7s").exit());
    assertEquals(0, sign(key, "a.p7m", "--attached").exit());
    List<String> before = names();
    refused("key-profile", 64, sign(rsa, "x", "--form", "gm"));
    refused("key-suite", 64, sign(key, "x", "--pss"));
    refused("usage", 64, sign(key, "x", "--form", "xml"));
    refused("output-is-input", 2, sign(key, "tender.xml"));
    refused("output-not-writable", 2, sign(key, "no/such/folder"));
    refused("key-refused", 65, sign(data, "x"));
    refused("cms-content-missing", 64, verify("d.p7s"));
    refused("cms-content-missing", 64, verify("d.p7s", "--out", folder.resolve("x")));
    refused("cms-content-inside", 64, verify("a.p7m", "--content", data));
    refused("cms-malformed", 65, verify("tender.xml", "--content", data));
    refused("input-unreadable", 65, verify("nothing", "--content", data));
    refused("input-unreadable", 65, verify("d.p7s", "--content", folder));
    Path out = folder.resolve("x");
    refused("usage", 64, verify("d.p7s", "--content", data, "--out", out));
    // Every file that is read, lists and roots among them.
    refused("output-is-input", 2, verify("a.p7m", "--crl", data, "--out", data));
    refused(
        "output-is-input",
        2,
        sign(
            key,
            "d.p7s",
            "--tsa",
            "http://127.0.0.1:9",
            "--trust",
            folder.resolve("d.p7s").toString()));
    assertEquals(before, names());
  }

  private static void refused(String code, int exit, CommandLineRun run) {
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit(), run.err());
    assertEquals("", run.out());
  }

  /** BouncyCastle once called such a message verified (no signer, none that fails). */
  @Test
  void messageThatNobodySignedIsNoSignature() throws Exception {
    CMSProcessableByteArray content = new CMSProcessableByteArray(Files.readAllBytes(data));
    byte[] message = new CMSSignedDataGenerator().generate(content, true).getEncoded();
    Files.write(folder.resolve("nobody.p7m"), message);
    refused("cms-malformed", 65, verify("nobody.p7m"));
  }

  @Test
  void wordsAreThereInBothLanguages() throws Exception {
    Path key = openssl.sm2("signer");
    assertEquals(0, sign(key, "a.p7m", "--attached").exit());
    Path file = folder.resolve("a.p7m");
    CommandLineRun english = CommandLineRun.of("data", "verify", file, "--lang", "en");
    assertTrue(english.out().contains("User id 1234567812345678"), english.out());
    CommandLineRun chinese = CommandLineRun.of("data", "verify", file, "--lang", "zh");
    assertTrue(chinese.out().contains("用户标识"), chinese.out());
  }
}
