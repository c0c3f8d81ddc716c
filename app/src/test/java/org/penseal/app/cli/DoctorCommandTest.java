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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;

class DoctorCommandTest {
  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private CommandLineRun run(String... words) {
    List<Object> all = new ArrayList<>(List.of("doctor", "--lang", "en"));
    all.addAll(List.of("--data", folder.resolve("data")));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  private static JsonNode part(JsonNode answer, String part, int which) {
    List<JsonNode> found = new ArrayList<>();
    answer
        .path("checks")
        .forEach(
            each -> {
              if (each.path("part").asText().equals(part)) {
                found.add(each);
              }
            });
    return found.get(which);
  }

  @Test
  void aNewStationIsWellAndIsToldWhatComesNext() throws Exception {
    CommandLineRun run = run();
    assertEquals(0, run.exit(), run.out() + run.err());
    assertTrue(run.out().contains("✓ Disk  "), run.out());
    assertTrue(run.out().contains("    penseal workplace init"), run.out());
    JsonNode answer = new ObjectMapper().readTree(run("--json").out());
    assertTrue(answer.path("well").asBoolean());
    assertEquals("note", part(answer, "workplace", 0).path("state").asText());
  }

  /** The same probes and codes as those of workplace check, and one line for each. */
  @Test
  void theLivingAreToldFromTheDead() throws Exception {
    URI dead;
    try (ServerSocket socket = new ServerSocket(0)) {
      dead = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/tsa");
    }
    try (OpensslTsa tsa = OpensslTsa.start(folder)) {
      CommandLineRun made =
          CommandLineRun.of(
              "workplace",
              "init",
              "--data",
              folder.resolve("data"),
              "--tsa",
              tsa.address(),
              "--tsa",
              dead,
              "--trust",
              "tsa=" + tsa.certificate(),
              "--pad",
              "serial:/nowhere");
      assertEquals(0, made.exit(), made.err());
      CommandLineRun run = run("--json");
      assertEquals(2, run.exit(), run.err());
      JsonNode answer = new ObjectMapper().readTree(run.out());
      assertFalse(answer.path("well").asBoolean());
      assertEquals("good", part(answer, "timestamp", 0).path("state").asText(), run.out());
      assertEquals("tsa-unreachable", part(answer, "timestamp", 1).path("code").asText());
      assertEquals("ca-not-named", part(answer, "ca", 0).path("code").asText());
      assertEquals("pad-not-found", part(answer, "pad", 0).path("code").asText());
      assertEquals("good", part(answer, "clock", 0).path("state").asText(), run.out());
      assertEquals("own-certificate-ends", part(answer, "certificates", 0).path("code").asText());
      for (JsonNode each : answer.path("checks")) {
        boolean failed = each.path("state").asText().equals("failed");
        assertTrue(!failed || !each.path("remedy").asText().isEmpty(), each.toString());
      }
    }
  }

  @Test
  void aWorkplaceThatCannotBeReadIsAFindingAndNoEnd() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("workplace.json"), "{\"ca\": 7}");
    CommandLineRun run = run("--json");
    assertEquals(2, run.exit(), run.err());
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertEquals("workplace-field", part(answer, "workplace", 0).path("code").asText());
    assertEquals("good", part(answer, "disk", 0).path("state").asText());
  }
}
