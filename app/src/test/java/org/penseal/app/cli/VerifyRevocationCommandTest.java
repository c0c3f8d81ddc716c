// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** Lists of an authority that OpenSSL keeps, given to those who verify. */
@Slow
class VerifyRevocationCommandTest {
  private static final String GOOD = "V\t360101000000Z\t\t1001\tunknown\t/CN=Signer\n";
  private static final String REVOKED =
      "R\t360101000000Z\t260101120000Z,keyCompromise\t1001\tunknown\t/CN=Signer\n";

  @TempDir Path folder;
  private Openssl openssl;
  private Path signed;
  private Path data;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    openssl = new Openssl(folder);
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [req]
        distinguished_name=dn
        [dn]
        [ca]
        default_ca=one
        [one]
        database=index.txt
        default_md=sha256
        default_crl_days=3
        [leaf]
        keyUsage=critical,digitalSignature
        """);
    openssl.run(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-config",
        "ca.cnf",
        "-subj",
        "/CN=Root",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-addext",
        "keyUsage=critical,keyCertSign,cRLSign");
    openssl.run(
        "req",
        "-new",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-config",
        "ca.cnf",
        "-subj",
        "/CN=Signer",
        "-keyout",
        "leaf.key",
        "-out",
        "leaf.csr");
    openssl.run(
        "x509",
        "-req",
        "-in",
        "leaf.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-set_serial",
        "0x1001",
        "-days",
        "30",
        "-extfile",
        "ca.cnf",
        "-extensions",
        "leaf",
        "-out",
        "leaf.pem");
    openssl.run(
        "pkcs12",
        "-export",
        "-inkey",
        "leaf.key",
        "-in",
        "leaf.pem",
        "-certfile",
        "ca.pem",
        "-out",
        "leaf.p12",
        "-passout",
        "pass:" + Openssl.PASSWORD);
    Files.writeString(folder.resolve("pw"), Openssl.PASSWORD + "\n");
    Path in = folder.resolve("in.pdf");
    DemoReport.write(in);
    signed = folder.resolve("signed.pdf");
    run(
        0,
        "sign",
        in,
        "--out",
        signed,
        "--profile",
        "pades-b",
        "--data",
        folder.resolve("data"),
        "--key",
        folder.resolve("leaf.p12"),
        "--password-file",
        folder.resolve("pw"));
    data = folder.resolve("in.pdf.p7s");
    run(
        0,
        "data",
        "sign",
        in,
        "--out",
        data,
        "--key",
        folder.resolve("leaf.p12"),
        "--password-file",
        folder.resolve("pw"));
  }

  private static CommandLineRun run(int exit, Object... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(exit, run.exit(), List.of(words) + "\n" + run.out() + run.err());
    return run;
  }

  private Path list(String index, String form) throws Exception {
    Files.writeString(folder.resolve("index.txt"), index);
    openssl.run(
        "ca",
        "-gencrl",
        "-config",
        "ca.cnf",
        "-keyfile",
        "ca.key",
        "-cert",
        "ca.pem",
        "-out",
        "list.pem");
    if (form.equals("DER")) {
      openssl.run("crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der");
      return folder.resolve("list.der");
    }
    return folder.resolve("list.pem");
  }

  // Of a PDF and of a file alike.
  private void expect(int exit, String revocation, String chain, Object... further)
      throws Exception {
    for (List<Object> command :
        List.of(List.<Object>of("verify", signed), List.<Object>of("data", "verify", data))) {
      List<Object> words = new ArrayList<>(command);
      words.addAll(List.of("--trust", folder.resolve("ca.pem"), "--json"));
      words.addAll(List.of(further));
      JsonNode json = new ObjectMapper().readTree(run(exit, words.toArray()).out());
      JsonNode one = json.path("signatures").path(0);
      assertEquals(revocation, one.path("revocation").asText(), json::toString);
      assertEquals(chain, one.path("chain").asText(), json::toString);
    }
  }

  @Test
  void withoutListsItIsToldThatNobodyWasAsked() throws Exception {
    expect(0, "not-asked", "trusted");
    expect(2, "not-asked", "trusted", "--require-revocation");
    for (String language : List.of("en", "zh")) {
      String said =
          run(0, "verify", signed, "--trust", folder.resolve("ca.pem"), "--lang", language).out();
      String words =
          language.equals("en")
              ? "No service was asked whether the certificates were revoked"
              : "未向任何服务查询证书是否被撤销";
      assertTrue(said.contains(words), said);
    }
    Path report = folder.resolve("report.html");
    run(
        0,
        "verify",
        signed,
        "--trust",
        folder.resolve("ca.pem"),
        "--lang",
        "en",
        "--report",
        report);
    assertTrue(Files.readString(report).contains("No service was asked whether the certificates"));
  }

  @Test
  void listAtHandDecides() throws Exception {
    Path good = list(GOOD, "PEM");
    expect(0, "checked", "trusted", "--crl", good, "--require-revocation");
    Path der = list(REVOKED, "DER");
    expect(1, "checked", "revoked", "--crl", der);
    // One of several is enough, whichever comes first.
    expect(1, "checked", "revoked", "--crl", list(REVOKED, "PEM"), "--crl", der);
  }

  @Test
  void listOfAnotherAuthorityOrOneThatWasAlteredDecidesNothing() throws Exception {
    Path der = list(REVOKED, "DER");
    byte[] bytes = Files.readAllBytes(der);
    bytes[bytes.length - 10] ^= 1; // in its signature
    Path altered = Files.write(folder.resolve("altered.der"), bytes);
    expect(0, "unknown", "trusted", "--crl", altered);
    expect(2, "unknown", "trusted", "--crl", altered, "--require-revocation");
  }

  @Test
  void whatIsNoListIsRefusedInOneSentence() {
    for (String bad : List.of("ca.pem", "leaf.p12", "not-there")) {
      CommandLineRun run =
          run(
              65,
              "verify",
              signed,
              "--trust",
              folder.resolve("ca.pem"),
              "--crl",
              folder.resolve(bad));
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void askingNowAndJudgingThenDoNotGoTogether() {
    run(64, "verify", signed, "--online", "--at", "2026-01-01T00:00:00Z");
    run(64, "data", "verify", data, "--online", "--at", "2026-01-01T00:00:00Z");
  }

  // By the roots and the policy of a workplace alone.
  private void expectAt(String policy, int exit, String revocation, Object... further)
      throws Exception {
    Path workplace = folder.resolve("workplace.json");
    Files.writeString(
        workplace,
        "{\"version\": 1, \"trust\": {\"signer\": [\"ca.pem\"], \"revocation\": " + policy + "}}");
    for (List<Object> command :
        List.of(List.<Object>of("verify", signed), List.<Object>of("data", "verify", data))) {
      List<Object> words = new ArrayList<>(command);
      words.addAll(List.of("--workplace", workplace, "--json"));
      words.addAll(List.of(further));
      JsonNode json = new ObjectMapper().readTree(run(exit, words.toArray()).out());
      JsonNode one = json.path("signatures").path(0);
      assertEquals(revocation, one.path("revocation").asText(), json::toString);
    }
  }

  @Test
  void workplaceThatIsNamedGivesRootsAndPolicy() throws Exception {
    expectAt("{}", 0, "not-asked");
    expectAt("{\"required\": true}", 2, "not-asked");
    expectAt("{\"online\": true}", 0, "unknown");
    expectAt("{\"online\": true}", 0, "not-asked", "--at", Instant.now().toString());
    list(GOOD, "PEM");
    expectAt("{\"lists\": [\"list.pem\"], \"required\": true}", 0, "checked");
    list(REVOKED, "PEM");
    expectAt("{\"lists\": [\"list.pem\"]}", 1, "checked");
  }

  @Test
  void optionsStandAboveTheWorkplace() throws Exception {
    openssl.run(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-config",
        "ca.cnf",
        "-subj",
        "/CN=Other",
        "-keyout",
        "other.key",
        "-out",
        "other.pem");
    expectAt("{}", 2, "not-asked", "--trust", folder.resolve("other.pem"));
    expectAt("{}", 2, "not-asked", "--require-revocation");
    expectAt("{}", 1, "checked", "--crl", list(REVOKED, "PEM"));
  }

  @Test
  void workplaceThatCannotBeReadIsRefused() throws Exception {
    Path none = folder.resolve("none.json");
    CommandLineRun run = CommandLineRun.of("verify", signed, "--workplace", none);
    assertEquals("workplace-unreadable", run.code(), run.err());
    Path odd = Files.writeString(folder.resolve("odd.json"), "{\"version\": 1, \"x\": 1}");
    run = CommandLineRun.of("timestamp", "verify", signed, "--content", data, "--workplace", odd);
    assertEquals("workplace-field", run.code(), run.err());
  }

  @Test
  void certificateThatNamesNobodyIsUnknownOnline() throws Exception {
    expect(0, "unknown", "trusted", "--online");
    expect(2, "unknown", "trusted", "--online", "--require-revocation");
  }
}
