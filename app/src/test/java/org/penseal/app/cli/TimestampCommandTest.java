// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;

class TimestampCommandTest {
  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeFile() throws Exception {
    Station.registerProvider();
    file = Files.writeString(folder.resolve("contract.docx"), "contract");
  }

  private static JsonNode json(CommandLineRun run, int exit) throws Exception {
    assertEquals(exit, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void fileIsStampedByTheDemoAndVerifiedWithItsRoot() throws Exception {
    Path station = folder.resolve("station");
    CommandLineRun run =
        CommandLineRun.of("timestamp", file, "--demo", "--data", station, "--lang", "en", "--json");
    JsonNode made = json(run, 0);
    assertTrue(run.err().contains("DEMO"), run.err());
    assertEquals("SM3", made.get("digest").asText());
    Path token = folder.resolve("contract.docx.tst");
    assertEquals(token.toString(), made.get("output").asText());
    Path trust = station.resolve("demo/trust");
    Object[] verify = {"timestamp", "verify", token, "--trust", trust, "--lang", "en", "--json"};
    JsonNode valid = json(CommandLineRun.of(verify), 0);
    assertEquals("valid", valid.get("verdict").asText());
    assertEquals("demo", valid.get("assurance").asText());
    assertEquals(made.get("at").asText(), valid.at("/time/at").asText());
    json(CommandLineRun.of("timestamp", "verify", token, "--json"), 2);
    Files.writeString(file, "Contract");
    assertEquals("invalid", json(CommandLineRun.of(verify), 1).get("verdict").asText());
    CommandLineRun words =
        CommandLineRun.of("timestamp", "verify", token, "--trust", trust, "--lang", "zh");
    assertTrue(words.out().contains("时间戳或文件已被改动"), words.out());
  }

  @Test
  void timesAreThoseOfTheDeskForPeopleAndOfUtcForPrograms() throws Exception {
    Path station = Files.createDirectories(folder.resolve("station"));
    Files.writeString(
        station.resolve("workplace.json"),
        "{\"version\": 1, \"desk\": {\"zone\": \"Asia/Kathmandu\"}}");
    Path token = folder.resolve("contract.docx.tst");
    Object[] stamp = {"timestamp", file, "--demo", "--data", station, "--out", token};
    CommandLineRun words = CommandLineRun.of(stamp);
    assertEquals(0, words.exit(), words.err());
    assertTrue(words.out().matches("(?s).* \\d\\d:\\d\\d:\\d\\d \\+05:45.*"), words.out());
    Path trust = station.resolve("demo/trust");
    CommandLineRun verified = CommandLineRun.of("timestamp", "verify", token, "--trust", trust);
    assertEquals(0, verified.exit(), verified.err());
    assertTrue(
        verified.out().matches("(?s).* \\d\\d:\\d\\d:\\d\\d [+-]\\d\\d:\\d\\d .*"), verified.out());
    CommandLineRun again =
        CommandLineRun.of("timestamp", file, "--demo", "--data", station, "--json");
    JsonNode made = json(again, 0);
    assertTrue(made.get("at").asText().endsWith("Z"), made.toString());
  }

  @Test
  void wrongRequestsHaveTheirCodeAndWriteNothing() throws Exception {
    Path token = folder.resolve("t");
    refused("usage", 64, "timestamp");
    refused("usage", 64, "timestamp", file, "--tsa", "ftp://127.0.0.1/");
    refused("usage", 64, "timestamp", file, "--digest", "MD5");
    refused(
        "tsa-unreachable", 2, "timestamp", file, "--tsa", "http://127.0.0.1:1/", "--out", token);
    refused("usage", 64, "timestamp", "verify", file);
    refused("cms-malformed", 65, "timestamp", "verify", file, "--content", file);
    refused("input-unreadable", 65, "timestamp", "verify", token, "--content", file);
    assertFalse(Files.exists(token));
  }

  private static void refused(String code, int exit, Object... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit(), run.err());
    assertEquals("", run.out());
  }
}
