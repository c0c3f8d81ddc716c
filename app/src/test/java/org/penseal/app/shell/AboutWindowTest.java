// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.help.Shipped;
import org.penseal.app.help.WindowLogs;
import org.penseal.app.workplace.Version;

/** The page of what this program is. */
@Slow
class AboutWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void versionsLicencesAndTheFolderOfTheLogsAreSaid() throws Exception {
    Path logs = Files.createDirectories(WindowLogs.folder(folder));
    List<Path> opened = new CopyOnWriteArrayList<>();
    try (OpenWindow shown =
        OpenWindow.of(
            folder,
            "en",
            (station, stage) -> new MainWindow(station, stage, opened::add, () -> {}))) {
      shown.on(() -> shown.window().models().shell().beside().set(ShellModel.Beside.ABOUT));
      List<String> versions = rows(shown, "#versions");
      assertTrue(versions.contains("PenSeal: " + Version.NUMBER), versions.toString());
      assertTrue(
          versions.contains("JavaFX: " + System.getProperty("javafx.runtime.version")),
          versions.toString());
      String java = "Java: " + System.getProperty("java.runtime.version");
      assertTrue(versions.stream().anyMatch(row -> row.startsWith(java)), versions.toString());
      assertTrue(
          versions.stream().anyMatch(row -> row.endsWith(": " + logs.toAbsolutePath())),
          versions.toString());
      List<String> licences = new ArrayList<>(List.of("PenSeal: Apache-2.0"));
      Shipped.all().forEach(each -> licences.add(each.name() + ": " + each.licence()));
      assertTrue(licences.size() > 10, "what others made is shipped");
      assertEquals(licences, rows(shown, "#licences"));
      shown.screen().click("logs");
      Screen.until("the folder of the logs", () -> opened.equals(List.of(logs)));
    }
  }

  private static List<String> rows(OpenWindow shown, String id) {
    return Screen.on(
        () -> {
          GridPane grid = (GridPane) shown.stage().getScene().lookup(id);
          List<String> cells =
              grid.getChildren().stream().map(cell -> ((Label) cell).getText()).toList();
          List<String> rows = new ArrayList<>();
          for (int i = 0; i + 1 < cells.size(); i += 2) {
            rows.add(cells.get(i) + ": " + cells.get(i + 1));
          }
          return rows;
        });
  }
}
