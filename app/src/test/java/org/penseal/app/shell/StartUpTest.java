// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Settings;
import org.penseal.app.Station;
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
    try (Station station = Station.open(Settings.defaults().withData(folder))) {
      Stage stage = Screen.on(Stage::new);
      MainWindow window = Screen.on(() -> new MainWindow(station, stage, file -> {}));
      Screen.on(
          () -> {
            window.show();
            return null;
          });
      Screen.until("failure", () -> window.models().shell().failure().get() != null);
      assertInstanceOf(
          LivenessException.ModelAltered.class, window.models().shell().failure().get());
      new Screen(stage).picture("start-up-model-altered");
      Screen.on(
          () -> {
            window.close();
            stage.close();
            return null;
          });
    }
  }
}
