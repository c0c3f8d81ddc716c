// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Station;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.ModelFiles;

/** What the window tells of itself before anyone asks. */
@Slow
class StartUpTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void aModelThatIsNotTheDescribedOneIsToldAtOnce() throws Exception {
    try (InputStream own =
        Objects.requireNonNull(ModelFiles.class.getResourceAsStream("files/fr_feature.json"))) {
      Files.write(folder.resolve("mine.json"), own.readAllBytes());
    }
    Files.writeString(folder.resolve("models.json"), "{\"embedder\": \"mine.json\"}");
    Files.writeString(folder.resolve("fr_feature.onnx"), "another");
    try (OpenWindow opened =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}))) {
      ShellModel shell = opened.window().models().shell();
      Screen.until("failure", () -> shell.failure().get() != null);
      assertInstanceOf(LivenessException.ModelAltered.class, shell.failure().get());
      opened.screen().picture("start-up-model-altered");
    }
  }

  @Test
  void nothingIsStampedAnyMoreWhenTheWindowIsClosed() throws Exception {
    try (OpenWindow opened =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}))) {
      Screen.until(opened + " stamps", () -> anchoring().stream().anyMatch(Thread::isAlive));
    }
    for (Thread each : anchoring()) {
      assertTrue(each.join(Duration.ofSeconds(120)), each::toString);
    }
  }

  private static List<Thread> anchoring() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("anchors"))
        .toList();
  }

  @Test
  void anOlderCopyOfTheArchiveIsToldAndAnOperatorAcknowledgesItWithAButton() throws Exception {
    Station.registerProvider();
    begin("c1");
    Path copy = Files.createTempFile("archive", ".db");
    Files.copy(folder.resolve("archive.db"), copy, StandardCopyOption.REPLACE_EXISTING);
    begin("c2");
    Files.deleteIfExists(folder.resolve("archive.db-wal"));
    Files.deleteIfExists(folder.resolve("archive.db-shm"));
    Files.move(copy, folder.resolve("archive.db"), StandardCopyOption.REPLACE_EXISTING);
    try (OpenWindow opened =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, file -> {}))) {
      ShellModel shell = opened.window().models().shell();
      Screen.until("failure", () -> shell.failure().get() != null);
      assertInstanceOf(StoreException.Behind.class, shell.failure().get());
      opened.screen().picture("start-up-older-copy");
      opened.screen().click("acknowledgeArchive");
      Screen.until("acknowledged", () -> shell.failure().get() == null);
    }
    try (Archive archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom())) {
      archive.log().verify();
    }
  }

  private void begin(String id) throws StoreException {
    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    try (Archive archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom())) {
      archive.begin(
          new CaseRow(
              id, "b", "OPENED", now, now, "a.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
          30);
      archive.move(id, "CANCELLED", "");
    }
  }
}
