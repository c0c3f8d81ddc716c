// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** A workplace whose services have names that only the proxy knows. */
@WholeCase
class ThroughProxyTest {
  @TempDir static Path shared;
  private static Strangers strangers;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Station.registerProvider();
    strangers = Strangers.start(shared);
  }

  @AfterAll
  static void stop() throws Exception {
    strangers.close();
  }

  private static String named(String name, java.net.URI address) {
    return address.toString().replace("127.0.0.1", name);
  }

  private Path data(String proxy) throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    strangers.certificates(data);
    List<Object> words = new ArrayList<>(List.of("workplace", "init", "--data", data));
    words.addAll(List.of("--ca", named("ca.example", strangers.ca().address())));
    words.addAll(List.of("--ca-reference", OpensslCa.REFERENCE, "--ca-secret", "file:ca.secret"));
    words.addAll(List.of("--tsa", named("tsa.example", strangers.tsa().address())));
    words.addAll(List.of("--authority", named("id.example", strangers.registrar().address())));
    words.addAll(List.of("--authority-trust", "tls-root.pem", "--authority-key", "client.p12"));
    words.addAll(List.of("--authority-secret", "file:client.secret"));
    words.addAll(List.of("--authority-certificate", "registrar.pem"));
    words.addAll(List.of("--trust", "signer=ca.pem", "--trust", "tsa=tsa.pem"));
    words.addAll(List.of("--escrow", "escrow.pem", "--proxy", proxy, "--timeout", "10"));
    CommandLineRun made = CommandLineRun.of(words.toArray());
    assertEquals(0, made.exit(), made.err());
    return data;
  }

  private static void assertLine(CommandLineRun run, String begin, String part) {
    assertTrue(
        run.out().lines().anyMatch(line -> line.startsWith(begin) && line.contains(part)),
        begin + " " + part + " in " + run.out());
  }

  @Test
  void everyServiceIsReachedThroughIt() throws Exception {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      Path data = data(proxy.address());
      CommandLineRun checked =
          CommandLineRun.of("workplace", "check", "--data", data, "--lang", "en");
      assertLine(checked, "✓ Certification authority", "ca.example");
      assertLine(checked, "✓ Timestamp service", "tsa.example");
      assertLine(checked, "✓ Identity authority", "City registry");
      List<String> asked = proxy.asked();
      assertEquals(3, asked.size(), asked.toString());
      assertTrue(asked.get(0).startsWith("POST http://ca.example:"), asked.toString());
      assertTrue(asked.get(1).startsWith("POST http://tsa.example:"), asked.toString());
      assertTrue(asked.get(2).startsWith("CONNECT id.example:"), asked.toString());
      assertTrue(strangers.registrar().clients().contains("CN=Operator"), "TLS end to end");
      assertStamps(data);
    }
  }

  private void assertStamps(Path data) throws Exception {
    Path document = folder.resolve("document.pdf");
    DemoReport.write(document);
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    CommandLineRun signed =
        CommandLineRun.of(
            "sign",
            document,
            "--out",
            folder.resolve("signed.pdf"),
            "--key",
            key.file(),
            "--password-file",
            key.password(),
            "--tls-trust", // an option of its own does not lead round the proxy
            shared.resolve("tls-root.pem"),
            "--data",
            data,
            "--lang",
            "en",
            "--json");
    assertEquals(0, signed.exit(), signed.err());
    assertTrue(signed.out().contains("\"profile\":\"pades-t\""), signed.out());
  }

  @Test
  void withoutItNothingIsReachedAndItIsTold() throws Exception {
    ForwardProxy gone = ForwardProxy.start();
    gone.close();
    CommandLineRun checked =
        CommandLineRun.of("workplace", "check", "--data", data(gone.address()), "--lang", "en");
    assertEquals(2, checked.exit());
    assertLine(checked, "✗ Certification authority", "[ca-unreachable]");
    assertLine(checked, "✗ Timestamp service", "[tsa-unreachable]");
    assertLine(checked, "✗ Identity authority", "[authority-");
  }
}
