// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.DemoBadge;
import org.penseal.app.guide.Step;

/** The frame around the steps: which one is shown, what went wrong, what there is to say. */
public final class ShellModel {
  private final ObjectProperty<Step> step = new SimpleObjectProperty<>(Step.DOCUMENT);
  private final BooleanProperty settingsOpen = new SimpleBooleanProperty();
  private final DemoBadge demo = new DemoBadge();
  private final BooleanProperty running = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable Throwable> failure = new SimpleObjectProperty<>();
  private final ObjectProperty<Runnable> acknowledge = new SimpleObjectProperty<>(() -> {});
  private final ObjectProperty<@Nullable Asked> question = new SimpleObjectProperty<>();
  private final BooleanProperty aside = new SimpleBooleanProperty();
  private final StringProperty notice = new SimpleStringProperty("");

  /** At the first step. */
  public ShellModel() {
    demo.report().bind(step.isEqualTo(Step.REPORT));
  }

  /**
   * A question to the operator, or a word to read.
   *
   * @param key of its texts: {@code window.question.KEY.title}, {@code .text}, {@code .stay} and
   *     {@code .act}
   * @param action what is done if that is wanted; null if there is nothing to do
   */
  public record Asked(String key, @Nullable Runnable action) {}

  /** What is asked now, or null. */
  public ObjectProperty<@Nullable Asked> question() {
    return question;
  }

  /** Whether the report is of a file that was chosen to be verified, beside the steps of a case. */
  public BooleanProperty aside() {
    return aside;
  }

  /** The step that is shown. */
  public ObjectProperty<Step> step() {
    return step;
  }

  /** Whether the settings are shown in its place. */
  public BooleanProperty settingsOpen() {
    return settingsOpen;
  }

  /** What of a demonstration took part in what is shown. */
  public DemoBadge demo() {
    return demo;
  }

  /** Whether a case is running. */
  public BooleanProperty running() {
    return running;
  }

  /** What went wrong, or null. */
  public ObjectProperty<@Nullable Throwable> failure() {
    return failure;
  }

  /** What an operator does who knows that the archive was put back. */
  public ObjectProperty<Runnable> acknowledge() {
    return acknowledge;
  }

  /** A sentence at the foot of the window; may be empty. */
  public StringProperty notice() {
    return notice;
  }
}
