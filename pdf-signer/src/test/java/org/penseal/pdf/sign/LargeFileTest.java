// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Tool;

@Tag("slow")
final class LargeFileTest {
  private static final int MEGABYTES = 500;

  @TempDir Path folder;

  @Test
  void fiveHundredMegabytesAreSignedAndVerifiedWithAHeapOf64() {
    Tool java =
        Tool.run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LargeFile.class.getName(),
            folder.toString(),
            Integer.toString(MEGABYTES));
    assertEquals(0, java.exit(), java.output());
  }
}
