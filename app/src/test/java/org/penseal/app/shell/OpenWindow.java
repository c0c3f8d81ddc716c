// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import javafx.stage.Stage;
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
