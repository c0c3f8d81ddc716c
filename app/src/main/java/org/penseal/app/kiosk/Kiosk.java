// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.kiosk;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.penseal.app.workplace.file.KioskCode;
import org.penseal.app.workplace.file.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a window as the policy of the computer has it: it fills the screen and closes only with the
 * operator's code. On the JavaFX thread. It holds this window only; what else the user's session
 * offers is a matter of the session.
 */
public final class Kiosk {
  private static final Logger LOG = LoggerFactory.getLogger(Kiosk.class);

  private final Stage stage;
  private final Optional<KioskCode> code;
  private final Question question;
  private final Executor screen;
  private boolean asking;
  private boolean released;

  /** Shows the window, and asks the operator above it. */
  public interface Question {
    /** Lets the window fill the screen, without a key that ends it. */
    void fillScreen();

    /**
     * For the code.
     *
     * @param wrong whether the last one was wrong
     * @param typed gets what was typed, or nobody calls it
     */
    void code(boolean wrong, Consumer<Optional<char[]>> typed);

    /**
     * Says that the window is not closed from here.
     *
     * @param read runs when the message is closed
     */
    void refuse(Runnable read);
  }

  /**
   * @param screen runs on the JavaFX thread
   */
  public Kiosk(Stage stage, Policy.Kiosk rule, Question question, Executor screen) {
    this.stage = stage;
    this.code = rule.code();
    this.question = question;
    this.screen = screen;
  }

  /** From now on; before the window is shown. */
  public void hold() {
    question.fillScreen();
    stage.fullScreenProperty().subscribe(this::fill);
    stage.iconifiedProperty().subscribe(this::raise);
    stage.addEventFilter(WindowEvent.WINDOW_CLOSE_REQUEST, this::closing);
  }

  private void fill(boolean full) {
    if (!full && stage.isShowing()) {
      Platform.runLater(() -> stage.setFullScreen(true));
    }
  }

  private void raise(boolean iconified) {
    if (iconified) {
      Platform.runLater(() -> stage.setIconified(false));
    }
  }

  private void closing(WindowEvent event) {
    if (released) {
      return;
    }
    event.consume();
    if (asking) {
      return;
    }
    asking = true;
    code.ifPresentOrElse(known -> ask(known, false), () -> question.refuse(() -> asking = false));
  }

  private void ask(KioskCode known, boolean wrong) {
    question.code(
        wrong,
        typed ->
            typed.ifPresentOrElse(
                // It takes a while on purpose.
                code -> Thread.ofVirtual().name("kiosk code").start(() -> compare(known, code)),
                () -> asking = false));
  }

  private void compare(KioskCode known, char[] typed) {
    boolean right = known.matches(typed);
    screen.execute(
        () -> {
          if (right) {
            close();
          } else {
            LOG.warn("a wrong code for closing the window");
            ask(known, true);
          }
        });
  }

  // As a window is closed that nobody holds: a case that runs asks on its own.
  private void close() {
    asking = false;
    released = true;
    Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    released = false;
  }
}
