// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the face commands say of lists and words that make no sense. */
class FaceCommandTest {
  private static final Path FACE = Path.of("..", "testdata", "portraits", "astronaut.png");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jump", "", "blink,"})
  void challengeThatIsNoneIsWrongUsage(String challenges) {
    CommandLineRun run =
        CommandLineRun.of("face", "live", FACE, "--challenge", challenges, "--lang", "en");
    assertEquals(64, run.exit(), run.err());
    assertEquals("usage", run.code(), run.err());
  }

  @Test
  void listWithoutAFaceGivesNoRates() throws Exception {
    Path grey = folder.resolve("grey.png");
    var picture =
        new java.awt.image.BufferedImage(64, 64, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
    javax.imageio.ImageIO.write(picture, "png", grey.toFile());
    Path list = Files.writeString(folder.resolve("pairs.tsv"), "grey.png\tgrey.png\t1\n");
    CommandLineRun run = CommandLineRun.of("face", "evaluate", list, "--json", "--lang", "en");
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.out().contains("\"failedToDetect\":1"), run.out());
    assertTrue(run.out().contains("\"eer\":null"), run.out());
  }

  @Test
  void demoIntoAFileSaysThatItCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    CommandLineRun run = CommandLineRun.of("demo", "--out", file, "--lang", "en");
    assertEquals("output-not-writable", run.code(), run.err());
    assertEquals(2, run.exit());
    assertEquals("mine", Files.readString(file));
  }
}
