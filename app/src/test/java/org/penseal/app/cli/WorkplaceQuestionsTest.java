// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Main;
import org.penseal.app.Slow;

/** {@code workplace init} asks on a terminal, which {@code script} of the system makes. */
@Slow
class WorkplaceQuestionsTest {
  @TempDir Path folder;

  private record Asked(int exit, String screen) {}

  private Asked init(List<String> answers) throws Exception {
    String command =
        String.join(
            " ",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "-cp '" + System.getProperty("java.class.path") + "'",
            Main.class.getName(),
            "workplace init --lang en --data '" + folder.resolve("data") + "'");
    Path screen = folder.resolve("screen");
    Process process =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile())
            .start();
    try (OutputStream keys = process.getOutputStream()) {
      for (String each : answers) {
        keys.write((each + "\n").getBytes(StandardCharsets.UTF_8));
      }
      keys.flush();
      assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    return new Asked(process.exitValue(), Files.readString(screen));
  }

  @Test
  void answersBecomeTheFile() throws Exception {
    Asked asked =
        init(
            List.of(
                "http://127.0.0.1:9/cmp", // CA
                "desk-7", // its reference
                "ask", // its secret
                "https://tsa.example/",
                "https://tsa2.example/",
                "", // no more timestamp services
                "", // no authority
                "", // no TLS roots
                "", // no TLS key
                "", // no proxy
                "", // no roots of signers
                "", // no roots of timestamp services
                "", // no roots of pads
                "", // no escrow
                "", // no station key
                "hid:",
                "", // no camera
                "", // no card reader
                "zh",
                "Asia/Shanghai",
                "")); // beside the document
    assertEquals(0, asked.exit(), asked.screen());
    assertTrue(asked.screen().contains("CMP address of the certification authority"));
    assertFalse(asked.screen().contains("Key that signs messages to the"), "a secret was named");
    assertFalse(asked.screen().contains("Client key for the identity authority"), "there is none");
    JsonNode file = new ObjectMapper().readTree(folder.resolve("data/workplace.json").toFile());
    assertEquals("desk-7", file.at("/ca/reference").asText(), file.toString());
    assertEquals("https://tsa2.example/", file.at("/timestamp/1").asText());
    assertEquals("hid:", file.at("/desk/pad").asText());
    assertEquals("zh", file.at("/desk/language").asText());
    assertTrue(file.at("/identityAuthority").isMissingNode());
  }

  @Test
  void wrongAnswerIsToldByItsFieldAndWritesNothing() throws Exception {
    Asked asked =
        init(
            List.of("", "foo:bar", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""));
    assertEquals(65, asked.exit(), asked.screen());
    assertTrue(asked.screen().contains("timestamp"), asked.screen());
    assertFalse(Files.exists(folder.resolve("data/workplace.json")));
  }
}
