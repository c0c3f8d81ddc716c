// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.io.IOException;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps choices and the window's size and place soon after they change. */
public final class KeptChoices {
  private static final Logger LOG = LoggerFactory.getLogger(KeptChoices.class);
  private static final double LEAST_SEEN = 100;

  private final SettingsFile file;
  private final SettingsModel settings;
  private final PauseTransition soon = new PauseTransition(Duration.millis(400));

  /**
   * @param settings what is kept
   */
  public KeptChoices(SettingsFile file, SettingsModel settings) {
    this.file = file;
    this.settings = settings;
    soon.setOnFinished(e -> save());
  }

  /** Reads what was kept. */
  public void load() throws IOException {
    file.load(settings);
  }

  /** Puts the window where it was, if that can be seen, and keeps what changes from now on. */
  public void follow(Stage stage) {
    place(stage);
    InvalidationListener changed = any -> later(stage);
    settings.kept().forEach(each -> each.addListener(changed));
    stage.xProperty().addListener(changed);
    stage.yProperty().addListener(changed);
    stage.widthProperty().addListener(changed);
    stage.heightProperty().addListener(changed);
    stage.maximizedProperty().addListener(changed);
    stage.showingProperty().subscribe(this::close);
  }

  // Nothing is written after the window has gone: neither lost nor late.
  private void close(boolean showing) {
    if (!showing && soon.getStatus() == Animation.Status.RUNNING) {
      save();
    }
  }

  private void place(Stage stage) {
    settings
        .bounds()
        .ifPresent(
            at -> {
              boolean seen =
                  Screen.getScreens().stream()
                      .map(Screen::getVisualBounds)
                      .anyMatch(screen -> sees(screen, at));
              if (seen) {
                stage.setX(at.x());
                stage.setY(at.y());
              }
              stage.setWidth(at.width());
              stage.setHeight(at.height());
              stage.setMaximized(at.maximized());
            });
  }

  // Enough of its upper edge to take hold of.
  private static boolean sees(Rectangle2D screen, SettingsModel.Bounds at) {
    return at.x() + at.width() > screen.getMinX() + LEAST_SEEN
        && at.x() < screen.getMaxX() - LEAST_SEEN
        && at.y() >= screen.getMinY()
        && at.y() < screen.getMaxY() - LEAST_SEEN;
  }

  private void later(Stage stage) {
    if (stage.isMaximized()) {
      settings.maximized();
    } else if (!Double.isNaN(stage.getX()) && stage.getWidth() > 0) {
      settings.bounds(
          new SettingsModel.Bounds(
              stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
    }
    soon.playFromStart();
  }

  /** Writes them now. */
  public void save() {
    soon.stop();
    try {
      file.save(settings);
    } catch (IOException e) {
      LOG.warn("choices cannot be kept", e);
    }
  }
}
