// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.lab.DemoIdentity;

class PadCommandTest {
  @TempDir Path folder;

  private Path trace() throws Exception {
    Path trace = folder.resolve("trace.json");
    Files.write(trace, DemoIdentity.resource("ink/li-na-1.json"));
    return trace;
  }

  @Test
  void modelWithoutASerialLineIsSimulatedInTheKernelOrSaysWhatIsMissing() throws Exception {
    assumeFalse(Files.isWritable(Path.of("/dev/uhid")), "it would run until it is stopped");
    CommandLineRun run = CommandLineRun.of("pad", "simulate", "stu-530", "--trace", trace());
    assertEquals(2, run.exit());
    assertEquals("pad-no-virtual-hid", run.code());
    assertTrue(run.err().contains("/dev/uhid"), run.err());
  }

  @Test
  void modelWithASerialLineIsSimulatedAtALinkOnly() throws Exception {
    assertEquals(64, CommandLineRun.of("pad", "simulate", "stu-430v", "--trace", trace()).exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "topaz-siglite-1x5", "hanvon-esp370u", "epadlink-epad"})
  void recordingOfASimulatedPadEndsWithItsButtonAndReplaysToTheSameInk(String model)
      throws Exception {
    Path file = folder.resolve("pad.rec");
    CommandLineRun recorded =
        CommandLineRun.of(
            "pad",
            "record",
            "sim:" + model,
            "--out",
            file,
            "--trace",
            trace(),
            "--speed",
            20,
            "--json");
    assertEquals(0, recorded.exit(), recorded.err());
    JsonNode made = new ObjectMapper().readTree(recorded.out());
    assertEquals("ok", made.get("end").asText());
    assertTrue(made.get("samples").asInt() > 100);
    CommandLineRun replayed = CommandLineRun.of("pad", "replay", file, "--json");
    JsonNode again = new ObjectMapper().readTree(replayed.out());
    assertEquals(model, again.get("model").asText());
    for (String fact : List.of("samples", "strokes", "lost", "sm3")) {
      assertEquals(made.get(fact), again.get(fact), fact);
    }
  }

  @Test
  void modelThatNobodyKnowsHasItsCode() {
    CommandLineRun run =
        CommandLineRun.of(
            "pad", "simulate", "stu-999", "--link", folder.resolve("l"), "--trace", folder);
    assertEquals(2, run.exit());
    assertEquals("pad-unknown-model", run.code());
  }
}
