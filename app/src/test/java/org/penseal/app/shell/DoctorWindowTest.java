// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.doctor.Doctor;
import org.penseal.app.doctor.DoctorFlow;
import org.penseal.app.doctor.DoctorModel;
import org.penseal.app.guide.FxThread;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.Workplace;

/** The page of the checks, as it is reached and left. */
@WholeCase
class DoctorWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @Test
  void helpLeadsToTheChecksWhichAreToldAndCanBeCopied() throws Exception {
    try (OpenWindow shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}))) {
      Screen screen = shown.screen();
      ShellModel shell = shown.window().models().shell();
      shown.on(shell::enterHelp);
      screen.click("checkButton");
      assertEquals(ShellModel.Beside.DOCTOR, Screen.on(() -> shell.beside().get()));
      Screen.until("checked", () -> shown.stage().getScene().lookup("#finding-archive") != null);
      Screen.until("told", () -> summary(shown).startsWith("The checks found no failure"));
      assertEquals("Save _file for support…", screen.text("support"));
      screen.click("copy");
      String copied = Screen.on(() -> Clipboard.getSystemClipboard().getString());
      assertTrue(copied.contains("✓ Disk  "), copied);
      screen.press(KeyCode.ESCAPE);
      assertEquals(ShellModel.Beside.HELP, Screen.on(() -> shell.beside().get()));
    }
  }

  @Test
  void theFileForSupportHasWhatThePageShows() throws Exception {
    Path file = folder.resolve("support.zip");
    CompletableFuture<Void> written = new CompletableFuture<>();
    try (Station station = Station.open(Settings.in(folder.resolve("data")))) {
      Doctor.Place place = new Doctor.Place(station, Map.of(), false, Workplace.EMPTY);
      DoctorModel model = new DoctorModel();
      DoctorFlow flow = new DoctorFlow(model, () -> place, FxThread.EXECUTOR);
      FxThread.EXECUTOR.execute(flow::begin);
      Screen.until("checked", () -> !model.found().isEmpty() && !model.running().get());
      FxThread.EXECUTOR.execute(
          () ->
              flow.writeSupport(
                  file, () -> written.complete(null), written::completeExceptionally));
      written.get(60, TimeUnit.SECONDS);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        JsonNode checks =
            new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("checks.json")));
        assertEquals(model.found().size(), checks.size());
      }
    }
  }

  private static String summary(OpenWindow shown) {
    return ((Label) shown.stage().getScene().lookup("#summary")).getText();
  }
}
