// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.devices.PartState;
import org.penseal.app.guide.DemoBadge;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.IfPresent;
import org.penseal.app.guide.Step;
import org.penseal.app.guide.Waiting;
import org.penseal.app.help.HelpModel;
import org.penseal.app.store.StoreException;

/** The frame around the steps: which one is shown, what went wrong, what there is to say. */
public final class ShellModel {
  private final ObjectProperty<Step> step = new SimpleObjectProperty<>(Step.DOCUMENT);
  private final HelpModel manual = new HelpModel();
  private Runnable help = () -> {};
  private Beside beforeHelp = Beside.NOTHING;
  private boolean settingsBeforeHelp;
  private final BooleanProperty settingsOpen = new SimpleBooleanProperty();
  private final DemoBadge demo = new DemoBadge();
  private final BooleanProperty home = new SimpleBooleanProperty();
  private final BooleanProperty devicesOpen = new SimpleBooleanProperty();
  private final BooleanProperty queued = new SimpleBooleanProperty();
  private final BooleanProperty roomy = new SimpleBooleanProperty();
  private final BooleanProperty running = new SimpleBooleanProperty();
  private final Waiting waiting = new Waiting(FxThread::after);
  private final ObjectProperty<@Nullable Throwable> failure = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Runnable> retry = new SimpleObjectProperty<>();
  private final ObjectProperty<Runnable> acknowledge = new SimpleObjectProperty<>(() -> {});
  private final ObjectProperty<@Nullable Asked> question = new SimpleObjectProperty<>();
  private final BooleanBinding interrupted =
      failure.isNotNull().or(question.isNotNull()).or(waiting.shown().isNotNull());
  private final ObjectProperty<Beside> beside = new SimpleObjectProperty<>(Beside.NOTHING);
  private final BooleanProperty verificationAsks = new SimpleBooleanProperty();
  private final BooleanBinding pageAsks =
      verificationAsks.and(beside.isEqualTo(Beside.VERIFICATION)).and(settingsOpen.not());
  private final BooleanBinding covered = interrupted.or(pageAsks);
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
   * @param facts what the texts name
   * @param action what is done if that is wanted; null if there is nothing to do
   * @param other a second thing that can be done, with the text {@code .other}; null for none
   * @param stayed what is done if nothing is to change; null for nothing
   * @param entered is given the password that is asked for, in place of the action; null if none is
   */
  public record Asked(
      String key,
      List<Object> facts,
      @Nullable Runnable action,
      @Nullable Runnable other,
      @Nullable Runnable stayed,
      @Nullable Consumer<String> entered) {
    /** Copies the list. */
    public Asked {
      facts = List.copyOf(facts);
    }

    /** Without a password. */
    public Asked(
        String key,
        List<Object> facts,
        @Nullable Runnable action,
        @Nullable Runnable other,
        @Nullable Runnable stayed) {
      this(key, facts, action, other, stayed, null);
    }

    /** For a password. */
    public Asked(String key, List<Object> facts, Consumer<String> entered) {
      this(key, facts, null, null, null, entered);
    }

    /** With one answer beside staying. */
    public Asked(String key, @Nullable Runnable action) {
      this(key, List.of(), action, null, null);
    }
  }

  /** What is asked now, or null. */
  public ObjectProperty<@Nullable Asked> question() {
    return question;
  }

  /** Whether a password is asked for. */
  public ObservableBooleanValue asksSecret() {
    return asks(Asked::entered);
  }

  /** Whether the question has an answer that does something. */
  public ObservableBooleanValue offersAct() {
    return asks(asked -> asked.entered() == null ? asked.action() : asked.entered());
  }

  /** Whether it has a second one. */
  public ObservableBooleanValue offersOther() {
    return asks(Asked::other);
  }

  private ObservableBooleanValue asks(Function<Asked, @Nullable Object> part) {
    return IfPresent.test(question, asked -> part.apply(asked) != null);
  }

  /** Whether something is asked. */
  public ObservableBooleanValue asking() {
    return question.isNotNull();
  }

  /** What is shown in place of the steps of a case. */
  public enum Beside {
    /** The steps are shown. */
    NOTHING,
    /** Files are verified. */
    VERIFICATION,
    /** A page of the manual. */
    HELP,
    /** What this program is. */
    ABOUT,
    /** What is wrong on this computer. */
    DOCTOR
  }

  /** The page of the manual. */
  public HelpModel manual() {
    return manual;
  }

  /** Shows the page of help that fits what is shown; set by the window. */
  Runnable help() {
    return help;
  }

  /** What help does. */
  void help(Runnable shows) {
    help = shows;
  }

  /** Help is asked for: what is shown now comes back after it. */
  void enterHelp() {
    Beside now = beside.get();
    if (now != Beside.HELP && now != Beside.ABOUT && now != Beside.DOCTOR) {
      beforeHelp = beside.get();
      settingsBeforeHelp = settingsOpen.get();
      settingsOpen.set(false);
    }
    beside.set(Beside.HELP);
  }

  /** Back to where help was asked for. */
  void leaveHelp() {
    beside.set(beforeHelp);
    settingsOpen.set(settingsBeforeHelp);
  }

  /** What is shown in place of the steps; the case goes on behind it. */
  public ObjectProperty<Beside> beside() {
    return beside;
  }

  /** Whether nothing is shown in their place. */
  public ObservableBooleanValue inCase() {
    return beside.isEqualTo(Beside.NOTHING);
  }

  /** The step that is shown. */
  public ObjectProperty<Step> step() {
    return step;
  }

  /** Whether the workbench is shown in its place, also while a document is open. */
  public BooleanProperty home() {
    return home;
  }

  /** Whether the devices are shown in its place. */
  public BooleanProperty devicesOpen() {
    return devicesOpen;
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

  /**
   * Whether something is over everything else; nothing behind it is reached, by mouse or by key.
   */
  BooleanBinding covered() {
    return covered;
  }

  /** Whether there is a queue. */
  public BooleanProperty queued() {
    return queued;
  }

  /** Whether the header has room for more than the buttons. */
  public BooleanProperty roomy() {
    return roomy;
  }

  /** Whether something is even over what a page asks. */
  BooleanBinding interrupted() {
    return interrupted;
  }

  /** Whether the page of verification asks something. */
  BooleanProperty verificationAsks() {
    return verificationAsks;
  }

  /** Whether the page that is shown asks something, over everything else. */
  public ObservableBooleanValue pageAsks() {
    return pageAsks;
  }

  /** What takes longer than a moment. */
  public Waiting waiting() {
    return waiting;
  }

  /** What went wrong, or null. */
  public ObjectProperty<@Nullable Throwable> failure() {
    return failure;
  }

  /** Whether something went wrong. */
  public ObservableBooleanValue failed() {
    return failure.isNotNull();
  }

  /** Whether a device did, which its page mends. */
  public ObservableBooleanValue ofDevice() {
    return Bindings.createBooleanBinding(() -> PartState.isOf(failure.get()), failure);
  }

  /** Whether the archive was put back, which an operator may know. */
  public ObservableBooleanValue archiveBehind() {
    return Bindings.createBooleanBinding(
        () -> failure.get() instanceof StoreException.Behind behind && behind.kind.mends(),
        failure);
  }

  /** What an operator does who knows that the archive was put back. */
  public ObjectProperty<Runnable> acknowledge() {
    return acknowledge;
  }

  /** What is tried again after the failure that is shown, or null. */
  public ObjectProperty<@Nullable Runnable> retry() {
    return retry;
  }

  /** Whether it can be tried again. */
  public ObservableBooleanValue retryable() {
    return retry.isNotNull();
  }

  /** Offers to do it again, where what did not answer may answer later. */
  void offer(Throwable failed, Runnable again) {
    retry.set(PartState.mayAnswerLater(failed) ? again : null);
  }

  /** A sentence at the foot of the window; may be empty. */
  public StringProperty notice() {
    return notice;
  }
}
