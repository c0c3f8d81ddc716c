// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Crash;
import org.penseal.app.workplace.Station;

/** A process that is killed (SIGKILL) after the database's commit and before the head's file. */
@Crash
class KilledBeforeTheHeadTest {
  @TempDir Path place;
  private Path folder;
  private Path witnesses;

  @BeforeEach
  void places() {
    Station.registerProvider();
    folder = place.resolve("data");
    witnesses = place.resolve("state");
  }

  private Process start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classes,
            KilledWriter.class.getName(),
            folder.toString(),
            witnesses.toString())
        .redirectError(place.resolve("errors.txt").toFile())
        .start();
  }

  private String state() throws Exception {
    try (Connection line =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
        ResultSet rows =
            line.createStatement().executeQuery("SELECT state FROM signing_case WHERE id = 'c1'")) {
      return rows.getString(1);
    }
  }

  private String head() throws Exception {
    return Files.readAllLines(folder.resolve("archive.head")).get(2);
  }

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Test
  @Timeout(600)
  void theNextStartGoesOnFromTheLogAndLocksNobodyOut() throws Exception {
    Process other = start();
    try {
      assertEquals("begun", other.inputReader().readLine());
      // Whoever has this lock keeps the head from being written: the process stands right there.
      try (FileChannel gate =
              FileChannel.open(folder.resolve("archive.head.lock"), StandardOpenOption.WRITE);
          FileLock held = gate.lock()) {
        assertTrue(held.isValid());
        other.getOutputStream().write('\n');
        other.getOutputStream().flush();
        long latest = System.nanoTime() + LONGEST.toNanos();
        while (!state().equals("CONSENTED")) {
          assertTrue(other.isAlive());
          assertTrue(System.nanoTime() < latest, "the case never came so far");
          Thread.sleep(20);
        }
        other.destroyForcibly();
        assertTrue(other.waitFor(600, TimeUnit.SECONDS));
      }
    } finally {
      other.destroyForcibly();
    }
    assertEquals("1", head());
    try (Archive archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom(), witnesses)) {
      assertEquals(2, archive.log().verify());
      assertEquals("CONSENTED", archive.find("c1").state());
      archive.move("c1", "CANCELLED", "");
      assertEquals(3, archive.log().verify());
    }
    assertEquals("3", head());
  }
}
