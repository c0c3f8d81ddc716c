// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceFile;

/** The frame that is there before anything else. */
@Slow
class WindowFrameTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void theFrameNeedsNoStationAndWhatIsPressedInItIsShownWhenItIsFilled() throws Exception {
    Files.writeString(folder.resolve("window.properties"), "language=zh\n");
    Stage stage = Screen.on(Stage::new);
    Screen screen = new Screen(stage);
    WindowFrame frame = Screen.on(() -> new WindowFrame(stage, folder));
    Screen.on(
        () -> {
          frame.show(Workplace.EMPTY);
          return null;
        });
    Screen.frames(4);
    assertTrue(screen.sees("settingsButton"));
    String words = Screen.on(() -> button(stage).getText());
    assertTrue(words.codePoints().anyMatch(Character::isIdeographic), words);
    assertFalse(Files.exists(folder.resolve("archive.db")));
    screen.picture("window-frame");
    screen.press(KeyCode.SPACE); // of no control
    assertEquals(Boolean.TRUE, Screen.on(() -> frame.models().settings().demoDevices().get()));
    screen.click("settingsButton");
    assertFalse(screen.sees("demoNote"));

    Station station = Station.open(Settings.in(folder));
    MainWindow window =
        Screen.on(
            () -> {
              MainWindow made = new MainWindow(station, frame, file -> {}, () -> {});
              made.show();
              return made;
            });
    Screen.frames(4);
    assertTrue(screen.sees("demoNote"));
    Screen.on(
        () -> {
          window.close();
          stage.close();
          return null;
        });
    station.close();
  }

  @Test
  void timesAreToldInTheZoneOfTheWorkplaceInEitherLanguage() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("workplace.json"),
            "{\"version\": 1, \"desk\": {\"zone\": \"Asia/Kathmandu\"}}");
    Workplace named = WorkplaceFile.read(file);
    Stage stage = Screen.on(Stage::new);
    List<String> told = new ArrayList<>();
    Screen.on(
        () -> {
          WindowFrame frame = new WindowFrame(stage, folder);
          frame.show(named);
          for (String language : List.of("en", "zh")) {
            frame.models().settings().language().set(language);
            told.add(frame.texts().time(Instant.parse("2026-01-31T08:00:00Z")));
          }
          stage.close();
          return null;
        });
    assertEquals(List.of("2026-01-31 13:45:00 +05:45", "2026-01-31 13:45:00 +05:45"), told);
  }

  @Test
  void languageOfTheCommandLineWinsOverThatOfTheLastTime() throws Exception {
    for (String asked : List.of("en", "zh")) {
      List<String> words = List.of(new Desktop.Start(asked).words("--sign", Stream.of("/a.pdf")));
      assertEquals(List.of("--sign", "/a.pdf"), Desktop.Start.task(words));
      assertEquals(asked, Screen.on(() -> shownIn(Desktop.Start.language(words))));
    }
    List<String> words = List.of(new Desktop.Start(null).words("--sign", Stream.of("/a.pdf")));
    assertEquals(List.of("--sign", "/a.pdf"), Desktop.Start.task(words));
    assertEquals("zh", Screen.on(() -> shownIn(Desktop.Start.language(words))), "the last one");
  }

  private String shownIn(@Nullable String asked) {
    Stage stage = new Stage();
    WindowFrame frame = new WindowFrame(stage, folder);
    frame.speak(asked);
    frame.show(Workplace.EMPTY);
    String language = frame.texts().locale().getLanguage();
    frame.close();
    stage.close();
    return language;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closedWhileTheStationIsOpenedItDoesNotComeBack(boolean opens) throws Exception {
    Stage stage = Screen.on(Stage::new);
    Desktop desktop = new Desktop();
    CountDownLatch closed = new CountDownLatch(1);
    Screen.on(
        () -> {
          WindowFrame frame = new WindowFrame(stage, folder);
          frame.show(Workplace.EMPTY);
          desktop.open(
              frame,
              WorkplaceSettings.NONE,
              () -> {
                closed.await();
                if (!opens) {
                  throw new IllegalStateException("no station");
                }
                return Station.open(Settings.in(folder));
              });
          return null;
        });
    Screen.frames(4);
    Platform.runLater(
        () -> {
          stage.close();
          closed.countDown();
          desktop.stop(); // waits for the station
        });
    Screen.frames(8);
    assertFalse(Screen.on(stage::isShowing));
    assertTrue(Screen.on(() -> button(stage) != null), "nothing is told");
    Station.open(Settings.in(folder)).close(); // nobody holds the archive
  }

  @Test
  void whyThereIsNoStationIsToldInItsOwnSceneInLinesThatWrap() {
    Stage stage = Screen.on(Stage::new);
    Scene scene =
        Screen.on(
            () -> {
              WindowFrame frame = new WindowFrame(stage, folder);
              frame.show(Workplace.EMPTY);
              new Desktop()
                  .open(
                      frame,
                      WorkplaceSettings.NONE,
                      () -> {
                        throw new IllegalStateException("no station");
                      });
              return frame.scene();
            });
    Screen.until("told", () -> stage.getScene().lookup("#settingsButton") == null);
    Screen.frames(4);
    assertEquals(scene, Screen.on(stage::getScene));
    Set<Node> lines = Screen.on(() -> scene.getRoot().lookupAll(".label"));
    assertEquals(4, lines.size());
    assertTrue(Screen.on(() -> lines.stream().allMatch(each -> ((Label) each).isWrapText())));
    Screen.on(
        () -> {
          stage.close();
          return null;
        });
  }

  private static Button button(Stage stage) {
    return (Button) stage.getScene().lookup("#settingsButton");
  }
}
