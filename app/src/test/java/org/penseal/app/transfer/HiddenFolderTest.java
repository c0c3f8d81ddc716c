// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not encrypted does not stay behind, however the program ends. */
class HiddenFolderTest {
  @TempDir Path place;

  /** Works until it is killed. */
  static final class Working {
    private Working() {}

    @SuppressWarnings("resource")
    public static void main(String[] args) throws Exception {
      HiddenFolder work = HiddenFolder.in(Path.of(args[0]));
      Files.writeString(work.resolve("plain"), "a key");
      System.out.println("works");
      System.out.flush();
      int end = System.in.read(); // until the pipe is closed
      System.out.println(end);
    }
  }

  private Process working() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Working.class.getName(),
                place.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals("works", process.inputReader().readLine());
    return process;
  }

  private List<Path> inPlace() throws Exception {
    try (Stream<Path> all = Files.list(place)) {
      return all.toList();
    }
  }

  @Test
  void aProgramThatIsToldToEndLeavesNothing() throws Exception {
    Process process = working();
    try {
      assertEquals(1, inPlace().size());
      process.destroy();
      assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(List.of(), inPlace());
  }

  @Test
  void whatAKilledProgramLeftIsRemovedByTheNextButNotWhileItWorks() throws Exception {
    Process process = working();
    try {
      Path other = inPlace().getFirst();
      HiddenFolder.in(place).close();
      assertTrue(Files.exists(other.resolve("plain")));
      process.destroyForcibly();
      assertTrue(process.waitFor(600, TimeUnit.SECONDS));
      assertTrue(Files.exists(other.resolve("plain")));
      HiddenFolder.in(place).close();
      assertFalse(Files.exists(other));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void nobodyElseLooksIntoIt() throws Exception {
    try (HiddenFolder work = HiddenFolder.in(place)) {
      Path folder = work.resolve("x").getParent();
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }
    assertEquals(List.of(), inPlace());
  }
}
