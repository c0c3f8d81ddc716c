// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.settings.SettingsFile;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.settings.SettingsModel.Bounds;
import org.penseal.app.workplace.file.Workplace;

/**
 * What was chosen is kept as soon as it changes: whoever is killed does not write it at the end.
 */
@Slow
class KeptChoicesWindowTest {
  private static final Bounds PLACE = new Bounds(60, 40, 1100, 700, false);

  private static final Duration LATER = Duration.millis(600); // a choice is held back for less

  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  private SettingsFile file() {
    return new SettingsFile(folder.resolve("window.properties"));
  }

  private SettingsModel kept() {
    try {
      SettingsModel model = new SettingsModel();
      file().load(model);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WindowFrame shown(Stage stage) {
    WindowFrame frame =
        Screen.on(
            () -> {
              WindowFrame made = new WindowFrame(stage, folder);
              made.show(Workplace.EMPTY);
              return made;
            });
    Screen.frames(8);
    return frame;
  }

  private static Bounds place(Stage stage) {
    return Screen.on(
        () -> new Bounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
  }

  // The program is not ended by it, which would write the choices once more.
  private static void gone(Stage stage) {
    Screen.on(
        () -> {
          stage.hide();
          return null;
        });
  }

  @Test
  void choiceIsWrittenSoonAfterItChanges() {
    Stage stage = Screen.on(Stage::new);
    WindowFrame frame = shown(stage);
    Screen.on(
        () -> {
          frame.models().settings().dark().set(true);
          frame.models().settings().folder().set("/contracts");
          return null;
        });
    Screen.until(
        "written", () -> kept().dark().get() && kept().folder().get().equals("/contracts"));
    gone(stage);
  }

  @Test
  void choiceMadeJustBeforeTheWindowClosesIsKeptAndNothingIsWrittenLater() throws Exception {
    Stage stage = Screen.on(Stage::new);
    WindowFrame frame = shown(stage);
    Screen.on(
        () -> {
          frame.models().settings().dark().set(true);
          stage.hide();
          return null;
        });
    assertTrue(kept().dark().get());
    Files.delete(folder.resolve("window.properties"));
    PauseTransition later = new PauseTransition(LATER);
    AtomicBoolean ended = new AtomicBoolean();
    later.setOnFinished(e -> ended.set(true));
    later.play();
    Screen.until("later", ended::get);
    assertFalse(Files.exists(folder.resolve("window.properties")));
  }

  @Test
  void windowComesBackWhereItWasAndAsLargeAsItWas() {
    Stage first = Screen.on(Stage::new);
    shown(first);
    Screen.on(
        () -> {
          first.setX(PLACE.x());
          first.setY(PLACE.y());
          first.setWidth(PLACE.width());
          first.setHeight(PLACE.height());
          return null;
        });
    Screen.until("written", () -> kept().bounds().equals(Optional.of(PLACE)));
    gone(first);
    Stage second = Screen.on(Stage::new);
    shown(second);
    assertEquals(PLACE, place(second));
    gone(second);
  }

  @Test
  void windowOfAScreenThatIsGoneComesBackWhereItCanBeSeen() throws Exception {
    SettingsModel model = new SettingsModel();
    model.bounds(new Bounds(9000, 9000, 1100, 700, false));
    file().save(model);
    Stage stage = Screen.on(Stage::new);
    shown(stage);
    Bounds at = place(stage);
    assertEquals(1100, at.width());
    assertEquals(700, at.height());
    assertTrue(at.x() < 5000 && at.y() < 5000, at.toString());
    gone(stage);
  }
}
