// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javafx.application.Application;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.penseal.app.settings.SettingsModel;
import org.penseal.pdf.page.ChineseFont;

/** Theme, contrast and size of the letters; on the JavaFX thread only, if nothing else is said. */
final class Look {
  private static final double TYPE_PX = 14;

  private static final Lock THEME = new ReentrantLock();

  private static boolean fontLoaded; // guarded by the class
  private static int changes; // of the theme of a window; guarded by its lock

  private Look() {}

  /**
   * Makes the font of the window known to JavaFX, once: it keeps each copy of its 10 MB.
   *
   * @throws IOException if it cannot be read
   */
  static synchronized void loadFont() throws IOException {
    if (!fontLoaded) {
      try (InputStream font = ChineseFont.openForScreens()) {
        fontLoaded = Font.loadFont(font, 14) != null;
      }
    }
  }

  /** How often the theme of a window has changed, without the first one of each. */
  static int changes() {
    THEME.lock();
    try {
      return changes;
    } finally {
      THEME.unlock();
    }
  }

  /**
   * Styles nodes that are in no window, on any thread. The theme does not change meanwhile: JavaFX
   * would look for colours of the new one where it has those of the old one.
   *
   * @param since how often the theme had changed when the nodes were made; after another change
   *     nothing is done
   */
  static void styleOffScreen(int since, Runnable styles) {
    THEME.lock();
    try {
      if (changes == since) {
        styles.run();
      }
    } finally {
      THEME.unlock();
    }
  }

  /** Keeps a window as the settings have it. */
  static void follow(SettingsModel settings, Stage stage, Scene scene, Node frame) {
    for (Observable each : List.of(settings.dark(), settings.contrast(), settings.typePercent())) {
      each.addListener(changed -> change(settings, stage, scene, frame));
    }
    apply(settings, stage, scene, frame);
  }

  private static void change(SettingsModel settings, Stage stage, Scene scene, Node frame) {
    THEME.lock();
    try {
      changes++;
      apply(settings, stage, scene, frame);
    } finally {
      THEME.unlock();
    }
  }

  private static void apply(SettingsModel settings, Stage stage, Scene scene, Node frame) {
    boolean dark = settings.dark().get();
    int percent = settings.typePercent().get();
    Theme theme = dark ? new PrimerDark() : new PrimerLight();
    List<String> sheets = new ArrayList<>(List.of("penseal.css"));
    if (settings.contrast().get()) {
      sheets.add(dark ? "contrast-dark.css" : "contrast-light.css");
    }
    // JavaFX forgets what it knows of every scene that has one of the sheets, those without a
    // window, too.
    THEME.lock();
    try {
      Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
      scene.getStylesheets().setAll(sheets.stream().map(Look::sheet).toList());
    } finally {
      THEME.unlock();
    }
    frame.setStyle("-fx-font-size: " + TYPE_PX * percent / 100 + "px;");
    // Larger words need more room, but no more than the screens that counters have.
    stage.setMinWidth(percent == 100 ? 1000 : percent == 125 ? 1140 : 1280);
    stage.setMinHeight(percent == 100 ? 680 : 720);
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Look.class.getResource(name), name).toExternalForm();
  }
}
