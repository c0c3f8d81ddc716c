// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.PhoneCode;

/**
 * The step in which a person enters the code on the telephone. The case's thread asks; the window
 * answers on the JavaFX thread, on which the properties change.
 */
public final class PhoneStep implements CodeEntry {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Executor screen;
  private final BooleanProperty asked = new SimpleBooleanProperty();
  private final StringProperty code = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable PhoneCode> demo = new SimpleObjectProperty<>();
  private final IntegerProperty triesLeft = new SimpleIntegerProperty();
  private @Nullable CompletableFuture<Answer> open;
  private String shownId = "";
  private volatile long resendNanos;

  /**
   * @param screen runs what touches the properties
   */
  public PhoneStep(Executor screen) {
    this.screen = screen;
  }

  @Override
  public Answer ask(PhoneCode sent, int left) throws InterruptedException {
    CompletableFuture<Answer> question = new CompletableFuture<>();
    synchronized (this) {
      open = question;
      if (!shownId.equals(sent.id())) {
        shownId = sent.id();
        resendNanos = System.nanoTime() + sent.resendAfter().toNanos();
      }
    }
    screen.execute(
        () -> {
          demo.set(sent.demoMessage() == null ? null : sent);
          triesLeft.set(left);
          code.set("");
          asked.set(true);
        });
    try {
      return question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Answer.GivenUp();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer cannot fail", e);
    } finally {
      screen.execute(() -> asked.set(false));
      synchronized (this) {
        open = null;
      }
    }
  }

  @Override
  public void tooSoon(Duration left) {
    resendNanos = System.nanoTime() + left.toNanos();
  }

  /** How many seconds until another code can be asked for; 0 if it can be now. */
  public long secondsToResend() {
    long left = resendNanos - System.nanoTime();
    return left <= 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(left) + 1;
  }

  /** Whether a code is waited for. */
  public BooleanProperty asked() {
    return asked;
  }

  /** What is typed. */
  public StringProperty code() {
    return code;
  }

  /** What was sent, with the invented message of a demonstration; null if a real one was sent. */
  public ObjectProperty<@Nullable PhoneCode> demo() {
    return demo;
  }

  /** How often it may be entered wrongly; 0 if another must be sent. */
  public IntegerProperty triesLeft() {
    return triesLeft;
  }

  /** Whether what is typed can be sent. */
  public boolean isComplete() {
    return triesLeft.get() > 0 && PhoneCode.Entered.fits(code.get().strip());
  }

  /** Sends what is typed, if it can be a code. */
  public void enter() {
    if (isComplete()) {
      answer(new Answer.Code(code.get().strip()));
    }
  }

  /** Asks for another code, if it is time. */
  public void again() {
    if (secondsToResend() == 0) {
      answer(new Answer.Again());
    }
  }

  /** Does not go on; any thread. */
  public void giveUp() {
    answer(new Answer.GivenUp());
  }

  private synchronized void answer(Answer given) {
    CompletableFuture<Answer> question = open;
    if (question != null) {
      question.complete(given);
    }
  }
}
