// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.Models;

/** What the window tells of itself before anyone asks. */
class StartUpTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void aModelThatIsNotTheDescribedOneIsToldAtOnce() throws Exception {
    try (InputStream own =
        Objects.requireNonNull(Models.class.getResourceAsStream("files/fr_feature.json"))) {
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
}
