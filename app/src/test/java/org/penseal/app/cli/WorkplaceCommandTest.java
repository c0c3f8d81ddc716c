// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.key.StationKey;

class WorkplaceCommandTest {
  @TempDir Path folder;
  private Path data;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @BeforeEach
  void data() {
    data = folder.resolve("data");
  }

  private CommandLineRun run(Object... words) throws Exception {
    Object[] all = new Object[words.length + 5];
    all[0] = "workplace";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--data";
    all[words.length + 2] = data;
    all[words.length + 3] = "--lang";
    all[words.length + 4] = "en";
    return CommandLineRun.of(all);
  }

  private static URI dead() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/tsa");
    }
  }

  @Test
  void initWritesWhatWasSaidAndNeverOverwrites() throws Exception {
    CommandLineRun made =
        run(
            "init",
            "--tsa",
            "https://tsa.example/",
            "--pad",
            "hid:",
            "--zone",
            "Asia/Shanghai",
            "--profile",
            "pades-lt");
    assertEquals(0, made.exit(), made.err());
    CommandLineRun shown = run("show");
    assertEquals(0, shown.exit(), shown.err());
    JsonNode file = new ObjectMapper().readTree(shown.out());
    assertEquals("https://tsa.example/", file.at("/timestamp/0").asText());
    assertEquals("hid:", file.at("/desk/pad").asText());
    assertEquals("pades-lt", file.at("/profile").asText());
    String before = Files.readString(data.resolve("workplace.json"));
    CommandLineRun again = run("init", "--tsa", "https://other.example/");
    assertFalse(again.exit() == 0);
    assertEquals(before, Files.readString(data.resolve("workplace.json")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(data.resolve("workplace.json"))));
  }

  @Test
  void initRefusesWhatCouldNotBeReadAndWritesNothing() throws Exception {
    for (List<String> words :
        List.of(
            List.of("--tsa", "foo:bar"),
            List.of("--ca", "https://ca.example/"),
            List.of("--pad", "sim:stu-430v"),
            List.of("--profile", "pades-b"),
            List.of("--trust", "tsa=gone.pem"),
            List.of("--trust", "nobody=gone.pem"),
            List.of("--station-secret", "ask"))) {
      CommandLineRun refused =
          run(
              java.util.stream.Stream.concat(java.util.stream.Stream.of("init"), words.stream())
                  .toArray());
      assertEquals("workplace-field", refused.code(), words + refused.err());
      assertEquals(65, refused.exit());
      assertFalse(Files.exists(data.resolve("workplace.json")), words.toString());
    }
  }

  @Test
  void withoutAFileTheNextStepIsTold() throws Exception {
    for (String command : List.of("show", "check")) {
      CommandLineRun none = run(command);
      assertEquals(2, none.exit());
      assertTrue(none.err().contains("penseal workplace init"), none.err());
    }
  }

  /** One line for each part, with what is wrong and what to do. */
  @Test
  void checkTellsTheLivingFromTheDead() throws Exception {
    try (OpensslTsa tsa = OpensslTsa.start(folder)) {
      StationKey.generate("Desk 7", Instant.now().minusSeconds(60), new SecureRandom())
          .write(folder.resolve("station.p12"), "pw".toCharArray(), "key", 2048);
      Path secret = Files.writeString(folder.resolve("pw"), "pw");
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      URI dead = dead();
      CommandLineRun made =
          run(
              "init",
              "--tsa",
              tsa.address(),
              "--tsa",
              dead,
              "--trust",
              "tsa=" + tsa.certificate(),
              "--station-key",
              folder.resolve("station.p12"),
              "--station-secret",
              "file:" + secret,
              "--pad",
              "serial:/nowhere");
      assertEquals(0, made.exit(), made.err());
      CommandLineRun checked = run("check");
      assertEquals(2, checked.exit());
      List<String> lines = checked.out().lines().toList();
      assertLine(lines, "✓ Timestamp service", tsa.address().toString());
      assertLine(lines, "✗ Timestamp service", "[tsa-unreachable]");
      assertLine(lines, "✓ Station key", "Desk 7");
      assertLine(lines, "✗ Certification authority", "[ca-not-named]");
      assertLine(lines, "✗ Identity authority", "[authority-not-named]");
      assertLine(lines, "✗ Escrow certificate", "[escrow-not-named]");
      assertLine(lines, "✗ Signature pad", "[pad-not-found]");
      assertEquals(7, lines.size(), checked.out());
      assertFalse(Files.exists(data.resolve("demo")), "the demo was not started");
    }
  }

  @Test
  void checkTellsEveryServiceAndDeviceThatDoesNotAnswer() throws Exception {
    KeyFile root = KeyFile.make(folder, "-newkey", "rsa:2048");
    Path secret = Files.writeString(folder.resolve("secret"), "pw");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    CommandLineRun made =
        run(
            "init",
            "--ca",
            dead(),
            "--ca-reference",
            "desk",
            "--ca-secret",
            "file:" + secret,
            "--tsa",
            dead(),
            "--authority",
            dead(),
            "--trust",
            "tsa=" + root.certificate(),
            "--trust",
            "signer=" + root.certificate(),
            "--escrow",
            root.certificate(),
            "--pad",
            "hid:/dev/nowhere",
            "--camera",
            "dev:99",
            "--idcard",
            "serial:/nowhere");
    assertEquals(0, made.exit(), made.err());
    CommandLineRun checked = run("check");
    assertEquals(2, checked.exit());
    List<String> lines = checked.out().lines().toList();
    assertLine(lines, "✗ Certification authority", "[ca-unreachable]");
    assertLine(lines, "✗ Timestamp service", "[tsa-unreachable]");
    assertLine(lines, "✗ Identity authority", "[authority-unreachable]");
    assertLine(lines, "✓ Escrow certificate", "Operator");
    assertLine(lines, "✗ Station key", "[station-not-named]");
    assertLine(lines, "✗ Signature pad", "[pad-not-found]");
    assertLine(lines, "✗ Camera", "[camera-none]");
    assertLine(lines, "✗ ID-card reader", "[card-reader-not-found]");
    assertEquals(8, lines.size(), checked.out());
  }

  private static void assertLine(List<String> lines, String begin, String part) {
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith(begin) && line.contains(part)),
        begin + " " + part + " in " + lines);
  }

  /** A key file that signs alone takes the timestamp service of the workplace. */
  @Test
  void signTakesTheServicesOfTheWorkplace() throws Exception {
    try (OpensslTsa tsa = OpensslTsa.start(folder)) {
      Path pdf = folder.resolve("in.pdf");
      org.penseal.pdf.page.DemoReport.write(pdf);
      KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048", "-days", "30");
      assertEquals(
          0, run("init", "--tsa", tsa.address(), "--trust", "tsa=" + tsa.certificate()).exit());
      CommandLineRun signed =
          CommandLineRun.of(
              "sign",
              pdf,
              "--out",
              folder.resolve("signed.pdf"),
              "--key",
              key.file(),
              "--password-file",
              key.password(),
              "--data",
              data,
              "--json");
      assertEquals(0, signed.exit(), signed.err());
      JsonNode json = new ObjectMapper().readTree(signed.out());
      assertEquals("pades-t", json.get("profile").asText());
      assertEquals(tsa.address().toString(), json.get("tsa").asText());
      Files.writeString(data.resolve("workplace.json"), "{\"version\":1,\"tsa\":[]}");
      CommandLineRun refused =
          CommandLineRun.of(
              "sign",
              pdf,
              "--out",
              folder.resolve("other.pdf"),
              "--key",
              key.file(),
              "--password-file",
              key.password(),
              "--data",
              data,
              "--lang",
              "en");
      assertEquals("workplace-field", refused.code());
      assertTrue(refused.err().contains("\"tsa\""), refused.err());
      assertFalse(Files.exists(folder.resolve("other.pdf")));
    }
  }
}
