// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.problem.Problems;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.trust.Purpose;

/** The window where a workplace names services and devices. */
@Slow
class WorkplaceWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  private WorkplaceSettings workplace(String text) throws Exception {
    Files.writeString(folder.resolve("workplace.json"), text);
    return WorkplaceSettings.of(folder, null, Secret.Asker.NOBODY);
  }

  private OpenWindow open(WorkplaceSettings workplace, String language) throws Exception {
    Station station = Station.open(workplace.in(folder));
    Stage stage = Screen.on(Stage::new);
    MainWindow window =
        Screen.on(() -> new MainWindow(station, stage, file -> {}, () -> {}).at(workplace));
    Screen.on(
        () -> {
          window.show();
          window.models().settings().language().set(language);
          return null;
        });
    return new OpenWindow(station, stage, window, new Screen(stage));
  }

  /** What was chosen last, the demo above all, does not stand above the workplace. */
  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void opensWithItsDevicesAndWithoutAnyPartOfTheDemo(String language) throws Exception {
    Files.writeString(
        folder.resolve("window.properties"), "demo-devices=true\npad=serial\\:/old\n");
    WorkplaceSettings workplace =
        workplace(
            """
            {
              "version": 1,
              "timestamp": ["https://tsa.example/"],
              "desk": {"pad": "hid:/dev/hidraw7", "camera": "dev:2", "language": "en"},
              "output": "signed"
            }
            """);
    try (OpenWindow opened = open(workplace, language)) {
      SettingsModel settings = opened.window().models().settings();
      assertFalse(settings.demoDevices().get());
      assertEquals("hid:/dev/hidraw7", settings.pad().get());
      assertEquals("dev:2", settings.camera().get());
      assertEquals(Path.of("signed"), settings.output().get());
      assertEquals(0, opened.station().verificationRoots(false).anchors(Purpose.SIGNER).size());
      assertFalse(opened.screen().sees("demoBadge"), "nothing of the demo takes part");
      opened.screen().picture(language + "-light-workplace");
      opened.screen().click("demoSwitch");
      Screen.until("demo", () -> settings.demoDevices().get());
      Screen.frames(2);
      assertTrue(opened.screen().sees("demoBadge"));
      assertEquals(language.equals("zh") ? "演示" : "DEMO", opened.screen().text("demoBadge"));
      opened.screen().click("demoSwitch");
      Screen.on(
          () -> {
            opened.window().models().shell().settingsOpen().set(true);
            return null;
          });
      opened.screen().picture(language + "-light-workplace-settings");
    }
    assertFalse(Files.exists(folder.resolve("demo")), "the demo was not started");
  }

  @Test
  void aWrongWorkplaceIsToldInsteadOfAWindow() throws Exception {
    WorkplaceException.WrongField wrong =
        assertThrows(
            WorkplaceException.WrongField.class,
            () -> workplace("{\"version\": 1, \"timestamps\": []}"));
    assertEquals("timestamps", wrong.field);
    assertEquals("workplace-field", Problems.of(wrong).code());
  }
}
