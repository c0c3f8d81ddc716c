// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** {@code penseal sign --profile pades-lt|pades-lta} with a plain key, and {@code extend}. */
@Slow
class ExtendCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    DemoReport.write(folder.resolve("in.pdf"));
    // A key of openssl whose certificate is its own root: nothing can revoke it.
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=Operator",
        "-days",
        "30",
        "-addext",
        "keyUsage=critical,digitalSignature",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-keyout",
        file("key.pem"),
        "-out",
        file("cert.pem"));
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        file("key.pem"),
        "-in",
        file("cert.pem"),
        "-out",
        file("key.p12"),
        "-passout",
        "pass:secret");
    Files.writeString(folder.resolve("pw"), "secret");
  }

  private void openssl(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private CommandLineRun sign(String profile, String out, Object... further) {
    Object[] words = {
      "sign",
      file("in.pdf"),
      "--out",
      file(out),
      "--key",
      file("key.p12"),
      "--password-file",
      file("pw"),
      "--profile",
      profile,
      "--data",
      file("data"),
      "--demo",
      "--json"
    };
    return CommandLineRun.of(joined(words, further));
  }

  private static Object[] joined(Object[] words, Object... further) {
    Object[] all = new Object[words.length + further.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(further, 0, all, words.length, further.length);
    return all;
  }

  private JsonNode verified(String name) throws Exception {
    Path roots = Files.createDirectories(folder.resolve("roots"));
    Files.copy(
        folder.resolve("cert.pem"),
        roots.resolve("signer.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    CommandLineRun run =
        CommandLineRun.of(
            "verify", file(name), "--trust", file("data/demo/trust"), "--trust", roots, "--json");
    JsonNode json = JSON.readTree(run.out());
    assertEquals("valid", json.path("verdict").asText(), run.out());
    return json.path("signatures");
  }

  @Test
  void keyFileSignsWithLongTermDataAndArchiveTimestampAndItIsRenewed() throws Exception {
    CommandLineRun lta = sign("pades-lta", "lta.pdf");
    assertEquals(0, lta.exit(), lta.err());
    assertEquals("pades-lta", JSON.readTree(lta.out()).path("profile").asText());
    JsonNode signatures = verified("lta.pdf");
    assertEquals("pades-lta", signatures.get(0).path("profile").asText());
    assertEquals("lta", signatures.get(0).path("changesAfter").path("class").asText());
    assertEquals("document-timestamp", signatures.get(1).path("time").path("kind").asText());
    assertEquals("signature-timestamp", signatures.get(0).path("time").path("kind").asText());
    CommandLineRun renewed =
        CommandLineRun.of(
            "extend",
            file("lta.pdf"),
            "--out",
            file("renewed.pdf"),
            "--data",
            file("data"),
            "--demo",
            "--json");
    assertEquals(0, renewed.exit(), renewed.err());
    assertEquals("PenSeal DEMO TSA 演示", JSON.readTree(renewed.out()).path("tsa").asText());
    assertEquals(3, verified("renewed.pdf").size());
  }

  @Test
  void stampedFileIsExtendedToItsDataOnly() throws Exception {
    assertEquals(0, sign("pades-t", "t.pdf").exit());
    CommandLineRun run =
        CommandLineRun.of(
            "extend",
            file("t.pdf"),
            "--out",
            file("lt.pdf"),
            "--profile",
            "pades-lt",
            "--demo",
            "--data",
            file("data"));
    assertEquals(0, run.exit(), run.err());
    assertEquals("pades-lt", verified("lt.pdf").get(0).path("profile").asText());
  }

  @Test
  void deadTsaIsPassedOverAndTold() throws Exception {
    String dead = "http://127.0.0.1:1/";
    CommandLineRun none =
        sign("pades-t", "none.pdf", "--tsa", dead, "--tsa", "http://127.0.0.1:2/");
    assertEquals("tsa-none", none.code());
    assertEquals(2, none.exit());
    assertTrue(none.err().contains(dead + " no-answer"), none.err());
    assertTrue(none.err().contains("http://127.0.0.1:2/ no-answer"), none.err());
    assertFalse(Files.exists(folder.resolve("none.pdf")));
  }

  @Test
  void refusesWhatCannotBeExtended() {
    CommandLineRun unsigned =
        CommandLineRun.of(
            "extend", file("in.pdf"), "--out", file("out.pdf"), "--data", file("data"));
    assertEquals("pdf-not-signed", unsigned.code());
    assertEquals(1, unsigned.exit());
    CommandLineRun wrong =
        CommandLineRun.of(
            "extend", file("in.pdf"), "--out", file("out.pdf"), "--profile", "pades-t");
    assertEquals(64, wrong.exit());
    assertEquals(64, sign("pades-x", "x.pdf").exit());
    assertFalse(Files.exists(folder.resolve("out.pdf")));
  }
}
