// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.EarlyWishView;
import org.penseal.app.guide.Step;
import org.penseal.app.help.HelpTopic;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.settings.PadsFlow;

/**
 * The keys that mean the same on every page, and where the focus goes: to the main button of what
 * is shown, never to one that ends or distracts.
 */
final class WindowKeys implements EarlyWishView.Fulfilling {
  private static final String MAIN = "main";

  private final WindowModels models;
  private final MainWindow window;
  private final PadsFlow pads;

  WindowKeys(WindowModels models, MainWindow window, PadsFlow pads) {
    this.models = models;
    this.window = window;
    this.pads = pads;
  }

  /** From now on; gives itself. */
  WindowKeys install(Scene scene, Pane frame) {
    models.shell().help(this::help);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> pressed(e, frame));
    ShellModel shell = models.shell();
    InvalidationListener moved = any -> Platform.runLater(() -> focus(frame));
    for (Observable each :
        List.of(
            shell.step(),
            shell.settingsOpen(),
            shell.beside(),
            models.inspect().root(),
            models.inspect().opening(),
            shell.devicesOpen(),
            models.devices().form().service(),
            shell.home(),
            shell.failure(),
            shell.question(),
            shell.waiting().shown(),
            models.identify().stage(),
            models.document().opened(),
            models.document().locked(),
            models.capture().state(),
            models.settings().language())) {
      each.addListener(moved);
    }
    moved.invalidated(shell.step());
    return this;
  }

  @Override
  public void showHelp() {
    help();
  }

  @Override
  public void askForFiles() {
    open();
  }

  /** To the page that is shown, as if they had been dropped on it. */
  @Override
  public void takeDropped(List<Path> files) {
    if (models.shell().beside().get() == ShellModel.Beside.VERIFICATION) {
      window.verify(files);
    } else {
      window.take(files);
    }
  }

  // A page that was never shown has no children yet. Two tasks, so that a key comes between.
  private void focus(Pane frame) {
    frame.applyCss();
    Platform.runLater(() -> focusLaidOut(frame));
  }

  /** Focuses the main button of what is shown on top. */
  private void focusLaidOut(Pane frame) {
    frame.applyCss();
    frame.layout();
    Node top = top(frame);
    if (asked(top) instanceof TextInputControl field) {
      field.requestFocus();
      return;
    }
    mainButton(top).ifPresentOrElse(Node::requestFocus, () -> rest(top));
  }

  // A password that is to be entered here, if one is, or the first field of a form.
  private @Nullable Node asked(Node top) {
    ShellModel.Asked question = models.shell().question().get();
    if (question != null) {
      return question.entered() == null ? null : top.lookup("#questionPassword");
    }
    if (models.shell().pageAsks().get()) {
      return models.inspect().opening().get() ? keyField(top) : null;
    }
    if (models.shell().devicesOpen().get() && models.devices().form().fillable().get()) {
      return top.lookup("#setup-ADDRESS");
    }
    return models.document().locked().get() == null ? null : top.lookup("#passwordField");
  }

  private static @Nullable Node keyField(Node top) {
    boolean filled =
        top.lookup("#inkKey") instanceof TextInputControl key && !key.getText().isBlank();
    return top.lookup(filled ? "#inkPassword" : "#inkKey");
  }

  /** Nothing to go on with: the focus waits where no key does any harm. */
  static void rest(Node top) {
    Node content = top.lookup("#content");
    (content == null ? top : content).requestFocus();
  }

  private Node top(Pane frame) {
    String overlay =
        models.shell().failure().get() != null
            ? "#problem"
            : models.shell().question().get() != null
                ? "#question"
                : models.shell().waiting().shown().get() != null
                    ? "#longWork"
                    : models.shell().pageAsks().get() ? "#asked" : "#content";
    Node found = frame.lookup(overlay);
    return found == null ? frame : found;
  }

  private boolean covered() {
    return models.shell().covered().get();
  }

  private void pressed(KeyEvent event, Pane frame) {
    boolean done =
        switch (event.getCode()) {
          case ENTER -> enter(event, frame);
          case ESCAPE ->
              models.shell().waiting().cancel() || stopAsking() || (!covered() && escape());
          case F1 -> !covered() && help();
          case F5 -> !covered() && again();
          case O -> event.isShortcutDown() && !covered() && open();
          default -> false;
        };
    if (done) {
      event.consume();
    }
  }

  private boolean enter(KeyEvent event, Pane frame) {
    if (event.isShortcutDown() || event.isAltDown() || event.getTarget() instanceof ButtonBase) {
      return false;
    }
    mainButton(top(frame)).ifPresent(Button::fire);
    return true;
  }

  // Also where the focus is not on what is asked.
  private boolean stopAsking() {
    boolean asked = models.shell().pageAsks().get() && !models.shell().interrupted().get();
    if (asked) {
      models.inspect().stopAsking();
    }
    return asked;
  }

  private boolean escape() {
    Step step = models.shell().step().get();
    if (models.shell().settingsOpen().get()) {
      models.shell().settingsOpen().set(false);
    } else if (models.shell().beside().get() != ShellModel.Beside.NOTHING) {
      switch (models.shell().beside().get()) {
        case ABOUT, DOCTOR -> models.shell().beside().set(ShellModel.Beside.HELP);
        case HELP -> models.shell().leaveHelp();
        case VERIFICATION, NOTHING -> models.shell().beside().set(ShellModel.Beside.NOTHING);
      }
    } else if (models.shell().devicesOpen().get()) {
      if (models.devices().form().open().get()) {
        models.devices().form().close();
      } else {
        models.shell().devicesOpen().set(false);
      }
    } else if (models.shell().running().get()) {
      window.cancelCase();
    } else if (models.document().locked().get() != null) {
      models.document().locked().set(null);
    } else if (step == Step.PLACE) {
      window.go(Step.DOCUMENT);
    } else if (step == Step.IDENTIFY
        && models.identify().stage().get() == IdentifyModel.Stage.FORM) {
      window.go(Step.PLACE);
    } else {
      return false;
    }
    return true;
  }

  private boolean help() {
    models.shell().manual().topic().set(topic());
    models.shell().enterHelp();
    return true;
  }

  private HelpTopic topic() {
    if (models.shell().settingsOpen().get()) {
      return HelpTopic.SETTINGS;
    }
    if (models.shell().devicesOpen().get()) {
      return HelpTopic.DEVICES;
    }
    if (models.shell().home().get()) {
      return HelpTopic.WORKBENCH;
    }
    return switch (models.shell().beside().get()) {
      case VERIFICATION -> HelpTopic.VERIFY;
      case HELP, ABOUT, DOCTOR -> models.shell().manual().topic().get();
      case NOTHING -> step();
    };
  }

  private HelpTopic step() {
    return switch (models.shell().step().get()) {
      case DOCUMENT ->
          models.document().opened().get() == null ? HelpTopic.WORKBENCH : HelpTopic.DOCUMENT;
      case PLACE -> HelpTopic.PLACE;
      case IDENTIFY -> HelpTopic.IDENTIFY;
      case SIGN -> HelpTopic.SIGN;
      case REPORT -> HelpTopic.REPORT;
    };
  }

  private boolean again() {
    pads.again();
    window.devices().again();
    return true;
  }

  private boolean open() {
    window.chooseDocument();
    return true;
  }

  /** The first button of the style class {@code main} that can be seen and pressed. */
  private static Optional<Button> mainButton(Node root) {
    if (!root.isVisible() || root.isDisabled()) {
      return Optional.empty();
    }
    if (root instanceof Button button && button.getStyleClass().contains(MAIN)) {
      return Optional.of(button);
    }
    return root instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .map(WindowKeys::mainButton)
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }
}
