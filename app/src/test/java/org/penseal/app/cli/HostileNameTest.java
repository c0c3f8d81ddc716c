// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** Names that would rewrite the terminal on which they are told. */
class HostileNameTest {
  private static final String NAME = "Mallory\u001b[2K\u001b[1AValid\u202e";
  @TempDir Path folder;

  private static void assertHarmless(CommandLineRun run) {
    for (String said : new String[] {run.out(), run.err()}) {
      assertTrue(
          said.chars().noneMatch(c -> c != '\n' && (c < ' ' || c == 0x9b || c == 0x202e)), said);
    }
  }

  @Test
  void aSignersNameIsPrintedWithItsEscapesSeen() throws Exception {
    Station.registerProvider();
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048", "-utf8", "-subj", "/CN=" + NAME);
    Path in = folder.resolve("in.pdf");
    DemoReport.write(in);
    Path out = folder.resolve("out.pdf");
    CommandLineRun signed =
        CommandLineRun.of(
            "sign",
            in,
            "--out",
            out,
            "--key",
            key.file(),
            "--password-file",
            key.password(),
            "--profile",
            "pades-b",
            "--no-identity",
            "--data",
            folder.resolve("data"));
    assertEquals(0, signed.exit(), signed.err());
    Path report = folder.resolve("report.html");
    CommandLineRun told =
        CommandLineRun.of("verify", out, "--trust", key.certificate(), "--report", report);
    assertHarmless(told);
    assertTrue(told.out().contains("Mallory\\u001B[2K"), told.out());
    String page = Files.readString(report);
    assertTrue(page.contains("Mallory\\u001B[2K\\u001B[1AValid\\u202E"));
    CommandLineRun json = CommandLineRun.of("verify", out, "--json");
    assertHarmless(json);
    String name = new ObjectMapper().readTree(json.out()).at("/signatures/0/signer").asText();
    assertEquals(NAME, name);
  }

  @Test
  void aFilesNameIsPrintedWithItsEscapesSeen() {
    CommandLineRun run = CommandLineRun.of("verify", folder.resolve("x\u001b[2K\nValid.pdf"));
    assertHarmless(run);
    assertFalse(run.err().lines().anyMatch(line -> line.startsWith("Valid")), run.err());
  }
}
