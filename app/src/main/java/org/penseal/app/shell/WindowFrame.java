// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.EarlyWishView;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.queue.QueueView;
import org.penseal.app.settings.KeptChoices;
import org.penseal.app.settings.SettingsFile;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.file.Policy;
import org.penseal.app.workplace.file.Workplace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the window is there at once: header, guide and foot, in the language, theme and size that
 * were chosen last. It needs no more than these choices, so it is drawn before the station is open.
 * What is pressed, or dropped, before the window is filled takes effect as soon as it is. On the
 * JavaFX thread only.
 */
final class WindowFrame {
  private static final Logger LOG = LoggerFactory.getLogger(WindowFrame.class);
  static final double WIDTH = 1240;
  static final double HEIGHT = 800;

  private final Stage stage;
  private final WindowModels models = WindowModels.make(FxThread.EXECUTOR);
  private final KeptChoices choices;
  private final StackPane root = new StackPane();
  private final Scene scene = new Scene(root, WIDTH, HEIGHT);
  private final EarlyWishView wishes = new EarlyWishView();
  private ZoneId zone = ZoneId.systemDefault();
  private @Nullable String language;
  private @Nullable Texts texts;
  private @Nullable ShellView shell;
  private @Nullable Contents contents;

  /** What fills it. */
  interface Contents {
    /** What the line of the queue does. */
    QueueView.Actions queue();

    /** The frame was made anew, in another language; its page is empty. */
    void built();
  }

  /**
   * A frame that is not shown yet.
   *
   * @param data where the choices are kept
   */
  WindowFrame(Stage stage, Path data) {
    this.stage = stage;
    this.choices = new KeptChoices(new SettingsFile(SettingsFile.in(data)), models.settings());
  }

  /**
   * Shows it in this language, whatever was chosen last; called before it is shown.
   *
   * @param asked or null
   */
  void speak(@Nullable String asked) {
    language = asked;
  }

  /**
   * Shows it, if it is not shown.
   *
   * @param workplace whose devices, language and output folder it takes in place of those chosen
   *     last
   */
  void show(Workplace workplace) {
    if (stage.isShowing()) {
      return;
    }
    try {
      Look.loadFont();
      choices.load();
    } catch (IOException e) {
      LOG.warn("font or choices cannot be read", e);
    }
    models.settings().workplace(workplace);
    if (language != null) {
      models.settings().language().set(language);
    }
    zone = workplace.desk().timeZone();
    models.allow(Policy.inForce());
    // Before any control is made: the first one would load JavaFX's own theme.
    Look.follow(models.settings(), stage, scene, root);
    models.settings().language().subscribe(this::build);
    wishes.install(scene, root);
    models.shell().help(wishes::help);
    stage.setTitle("PenSeal");
    stage.setScene(scene);
    choices.follow(stage);
    stage.show();
  }

  /** Runs something, as a task of its own, once what is there now was drawn. */
  void afterPicture(Runnable then) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            Platform.runLater(then);
          }
        });
    Platform.requestNextPulse();
  }

  /** From now on it has these contents. */
  void fill(Contents filling) {
    contents = filling;
    wishes.stop();
    filling.built();
  }

  private void build(String language) {
    Texts words = Texts.of(language, zone);
    texts = words;
    ShellView fresh = new ShellView(models, words, new Queue());
    root.getChildren().setAll(LayoutView.page("Shell.fxml", fresh, models.shell(), words));
    shell = fresh;
    WindowKeys.rest(root);
    if (contents != null) {
      contents.built();
    }
  }

  /** Shows a page. */
  void page(Node page) {
    if (shell != null) {
      shell.page(page);
    }
  }

  /** What was asked for before it was filled. */
  EarlyWishView wishes() {
    return wishes;
  }

  Stage stage() {
    return stage;
  }

  Scene scene() {
    return scene;
  }

  StackPane root() {
    return root;
  }

  /** What the window shows. */
  WindowModels models() {
    return models;
  }

  /** In the language of now. */
  Texts texts() {
    return texts == null ? Texts.of(models.settings().language().get(), zone) : texts;
  }

  /** Keeps the choices. */
  void close() {
    choices.save();
  }

  // There is no queue before there are contents.
  private final class Queue implements QueueView.Actions {
    @Override
    public void next() {
      Objects.requireNonNull(contents).queue().next();
    }

    @Override
    public void end() {
      Objects.requireNonNull(contents).queue().end();
    }
  }
}
