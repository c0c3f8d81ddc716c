// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Tool;

/** The heap does not grow with the file. */
@Tag("slow")
class SmallHeapTest {
  @TempDir Path folder;

  @Test
  void fortyMegabytesAreSignedVerifiedSealedAndOpenedInTwentyFour() throws Exception {
    run("24m", 40);
  }

  @Test
  @Tag("full")
  void threeHundredMegabytesAreSignedVerifiedSealedAndOpenedInSixtyFour() throws Exception {
    run("64m", 300);
  }

  private void run(String heap, int sizeMb) throws Exception {
    Tool.pkcs12(
        folder,
        "signer",
        "sm2",
        "-sm3",
        "-sigopt",
        "distid:1234567812345678",
        "-addext",
        "basicConstraints=critical,CA:FALSE");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                folder.toString(),
                Integer.toString(sizeMb))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertEquals(true, process.waitFor(10, TimeUnit.MINUTES), "no end");
      assertEquals(0, process.exitValue(), Files.readString(log));
    } finally {
      process.destroyForcibly();
    }
  }
}
