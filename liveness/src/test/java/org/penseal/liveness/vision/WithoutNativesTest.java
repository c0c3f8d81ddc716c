// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;

/** A second JVM that is told it is a platform for which no libraries ship. */
class WithoutNativesTest {
  @TempDir Path folder;

  /** What that JVM does. */
  static final class Attempts {
    private Attempts() {}

    private interface Attempt {
      void run() throws LivenessException;
    }

    private static String outcome(Attempt attempt) {
      try {
        attempt.run();
        return "done";
      } catch (VisionUnavailable e) {
        return "unavailable";
      } catch (LivenessException | LinkageError e) {
        return e.toString();
      }
    }

    public static void main(String[] args) throws Exception {
      ModelFiles models = ModelFiles.bundled();
      Frame grey = new Frame(8, 8, new byte[192], Duration.ZERO, false);
      StringBuilder said = new StringBuilder();
      for (int i = 0; i < 2; i++) { // a class whose start failed fails otherwise the second time
        said.append(outcome(() -> new Vision(models).close())).append('\n');
        said.append(outcome(() -> Stills.read(Portraits.astronautFile()))).append('\n');
        said.append(outcome(() -> Stills.png(grey))).append('\n');
        said.append(outcome(() -> Cameras.open("clip:" + args[0]).close())).append('\n');
        said.append(
                outcome(
                    () -> {
                      try (FaceToId faces = new FaceToId(models, Thresholds.standard())) {
                        faces.requirePortrait(grey);
                      }
                    }))
            .append('\n');
      }
      Files.writeString(Path.of(args[1]), said);
    }
  }

  @Test
  void eachUseOfVisionSaysThatItIsNotThere() throws Exception {
    Path clip =
        Files.write(folder.resolve("c.avi"), "RIFF0000AVI ".getBytes(StandardCharsets.US_ASCII));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.platform=linux-none",
                "-cp",
                System.getProperty("java.class.path"),
                Attempts.class.getName(),
                clip.toString(),
                said.toString())
            .inheritIO()
            .start();
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    assertEquals(Collections.nCopies(10, "unavailable"), Files.readAllLines(said));
  }
}
