// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;

/** Two programs that start at the same moment on a folder that is not there yet. */
@WholeCase
class FirstStartTest {
  private static final int PROGRAMS = 3;
  @TempDir Path folder;

  @Test
  void allOfThemWork() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "stamped");
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      started.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dpenseal.state=" + folder.resolve("state"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.penseal.app.Main",
                  "timestamp",
                  file.toString(),
                  "--demo",
                  "--out",
                  folder.resolve(i + ".tst").toString(),
                  "--data",
                  folder.resolve("data").toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(i + ".log").toFile())
              .start());
    }
    for (int i = 0; i < PROGRAMS; i++) {
      assertTrue(started.get(i).waitFor(600, TimeUnit.SECONDS));
      assertEquals(0, started.get(i).exitValue(), Files.readString(folder.resolve(i + ".log")));
    }
  }
}
