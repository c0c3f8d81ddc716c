// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.lab.DemoIdentity;

class PadCommandTest {
  @TempDir Path folder;

  @Test
  void modelWithoutASerialLineIsNotSimulatedAtOne() throws Exception {
    Path trace = folder.resolve("trace.json");
    Files.write(trace, DemoIdentity.resource("ink/li-na-1.json"));
    Path link = folder.resolve("link");
    CommandLineRun run =
        CommandLineRun.of("pad", "simulate", "stu-530", "--link", link, "--trace", trace);
    assertEquals(64, run.exit());
    assertTrue(run.err().contains("sim:stu-530"), run.err());
    assertFalse(Files.exists(link));
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
