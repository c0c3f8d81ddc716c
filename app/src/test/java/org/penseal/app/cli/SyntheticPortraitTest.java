// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pdf.page.DemoReport;

/** A case over a clip that says of itself that it is synthetic, identified by portrait alone. */
@Slow
class SyntheticPortraitTest {
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;

  @Test
  void caseKeepsTheWordOfTheClip() throws Exception {
    Station.registerProvider();
    Path report = folder.resolve("report.pdf");
    DemoReport.write(report);
    Path clip = Files.createDirectory(folder.resolve("clip"));
    Files.copy(TESTDATA.resolve("portraits/astronaut.png"), clip.resolve("0.png"));
    Files.writeString(clip.resolve("clip.json"), "{\"synthetic\": true}");
    String data = folder.resolve("data").toString();
    Path out = folder.resolve("out.pdf");
    CommandLineRun signed =
        CommandLineRun.of(
            "sign",
            report.toString(),
            "--out",
            out.toString(),
            "--lang",
            "en",
            "--json",
            "--data",
            data,
            "--pad",
            "sim:penseal-ref",
            "--trace",
            TESTDATA.resolve("ink/zhang-wei-1.json").toString(),
            "--speed",
            "40",
            "--mode",
            "portrait",
            "--camera",
            "clip:" + clip,
            "--name",
            "张伟",
            "--id-number",
            DemoPopulation.ID_NUMBERS.getFirst());
    assertEquals(0, signed.exit(), signed.err());
    String id = JSON.readTree(signed.out()).get("case").asText();
    CommandLineRun shown = CommandLineRun.of("evidence", "show", id, "--data", data, "--json");
    assertTrue(JSON.readTree(shown.out()).at("/manifest/identity/synthetic").asBoolean());
    CommandLineRun verified = CommandLineRun.of("verify", out, "--json");
    assertTrue(JSON.readTree(verified.out()).at("/signatures/0/evidence/synthetic").asBoolean());
    CommandLineRun explained = CommandLineRun.of("verify", out, "--explain", "--lang", "en");
    assertTrue(
        explained.out().contains("Camera: DEMO: synthetic pictures, not taken"), explained.out());
  }
}
