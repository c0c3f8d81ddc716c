// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long run of the same is {@code ./check --malformed}. */
@Tag("slow")
class MalformedTest {
  @TempDir Path folder;

  @Test
  void everyDamagedFileGetsAnAnswer() throws Exception {
    try (MalformedRun run = new MalformedRun(folder)) {
      assertEquals("", String.join("\n", run.of(1000, 20261125)));
    }
  }
}
