// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;

/** The window of a station of its own, shown; both end with it. */
record OpenWindow(Station station, Stage stage, MainWindow window, Screen screen)
    implements AutoCloseable {

  /** Makes the window, on the JavaFX thread. */
  @FunctionalInterface
  interface Maker {
    MainWindow make(Station station, Stage stage) throws Exception;
  }

  /**
   * Opens.
   *
   * @param data folder of the station
   * @param language {@code zh} or {@code en}
   */
  static OpenWindow of(Path data, String language, Maker maker) throws Exception {
    Station station = Station.open(Settings.in(data));
    Stage stage = Screen.on(Stage::new);
    MainWindow window = Screen.on(() -> maker.make(station, stage));
    Screen.on(
        () -> {
          window.show();
          window.models().settings().language().set(language);
          return null;
        });
    return new OpenWindow(station, stage, window, new Screen(stage));
  }

  private WindowModels models() {
    return window.models();
  }

  /** Does something on the JavaFX thread, and waits until it is drawn. */
  void on(Runnable action) {
    Screen.on(
        () -> {
          action.run();
          return null;
        });
    Screen.frames(6);
  }

  /** Waits for a step; a failure that is shown ends the wait. */
  void untilStep(Step step) {
    until("step " + step, () -> models().shell().step().get() == step);
    Screen.frames(4);
  }

  /** Waits for a stage of the identity check. */
  void untilStage(IdentifyModel.Stage stage) {
    until("stage " + stage, () -> models().identify().stage().get() == stage);
    Screen.frames(4);
  }

  /** Waits until a document is open, has a place for the signature, and is drawn. */
  void untilOpen(String name) {
    until(
        name,
        () -> {
          var document = models().document().opened().get();
          return document != null
              && document.file().endsWith(name)
              && models().document().places().place().get() != null
              && models().document().reader().pictures().drawn().get() > 0;
        });
    Screen.frames(8);
  }

  private void until(String what, BooleanSupplier there) {
    Screen.until(
        what,
        () -> {
          assertNull(models().shell().failure().get());
          return there.getAsBoolean();
        });
  }

  @Override
  public void close() {
    Screen.on(
        () -> {
          window.close();
          stage.close();
          return null;
        });
    station.close();
  }
}
