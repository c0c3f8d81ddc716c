// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.guide.IfPresent;
import org.penseal.app.signing.CaseState;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

/** The mirror of the pad and how far the case is. */
public final class CaptureModel {
  /** Four seconds and more at the fastest pad; then the mirror, never the ink, loses the oldest. */
  static final int MOST_EVENTS = 4096;

  private final BlockingQueue<Mirrored> queue = new ArrayBlockingQueue<>(MOST_EVENTS);
  private final BlockingQueue<Mirrored> second = new ArrayBlockingQueue<>(MOST_EVENTS);
  private volatile boolean secondShown;
  private final ObjectProperty<@Nullable CaseState> state = new SimpleObjectProperty<>();
  private final BooleanProperty gone = new SimpleBooleanProperty();
  private final BooleanProperty simulated = new SimpleBooleanProperty();
  private final ObjectProperty<PadModel.Confirm> confirm =
      new SimpleObjectProperty<>(PadModel.Confirm.SCREEN);
  private volatile Ink.Space space = new Ink.Space(1, 1, 1, 1);
  private volatile PadModel.Confirm confirms = PadModel.Confirm.SCREEN;
  private final ObjectProperty<@Nullable AnnotationPage> annotation = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Leafed> leafed = new SimpleObjectProperty<>();
  private volatile Consumer<PadButton> presses = button -> {};
  private volatile Consumer<AnnotationButton> annotationPresses = button -> {};

  /** One thing that the pad shows. */
  private sealed interface Mirrored {
    /**
     * A picture; ink that was there is gone.
     *
     * @param picture the very picture that the pad was sent
     */
    record Shown(PadPicture picture) implements Mirrored {}

    /**
     * The pen moved.
     *
     * @param sample the report
     */
    record Moved(PenSample sample) implements Mirrored {}

    /**
     * What is to be written.
     *
     * @param screen of an annotation, or null for the signature
     */
    record Asked(@Nullable AnnotationPage screen) implements Mirrored {}

    /**
     * The document is leafed through.
     *
     * @param at where
     */
    record Turned(Leafed at) implements Mirrored {}
  }

  /**
   * Where the signer is in the document on the pad.
   *
   * @param page from 1
   * @param pages how many there are
   * @param drawn whether the pad shows it
   */
  record Leafed(int page, int pages, boolean drawn) {}

  /** The last state that the case reached, or null. */
  public ObjectProperty<@Nullable CaseState> state() {
    return state;
  }

  /** Whether the pad was pulled out and is waited for; on the JavaFX thread. */
  public BooleanProperty gone() {
    return gone;
  }

  /** Whether the pad is a simulated one. */
  public BooleanProperty simulated() {
    return simulated;
  }

  /** The space of the pad's samples; any thread. */
  public Ink.Space space() {
    return space;
  }

  /** A pad was opened; any thread. */
  public void opened(Ink.Space of, PadModel.Confirm how) {
    queue.clear();
    second.clear();
    space = of;
    confirms = how;
  }

  /** How the signer confirms on the pad that was opened last; on the JavaFX thread. */
  public ObjectProperty<PadModel.Confirm> confirm() {
    return confirm;
  }

  /** Another pad may have been opened; on the JavaFX thread. */
  public void padChanged() {
    gone.set(false);
    leafed.set(null);
    confirm.set(confirms);
  }

  /** Who takes presses at the workstation; any thread. */
  public void presses(Consumer<PadButton> taker) {
    presses = taker;
  }

  /** Somebody presses a button at the workstation. */
  public void press(PadButton button) {
    presses.accept(button);
  }

  /** Whether an annotation is being written. */
  public ObservableBooleanValue annotating() {
    return annotation.isNotNull();
  }

  /** Whether the signer writes an annotation in words of his own, in as many lines as he likes. */
  public ObservableBooleanValue annotatingFreely() {
    return IfPresent.test(annotation, AnnotationPage::isFree);
  }

  /** Whether the signature is confirmed at the workstation. */
  public ObservableBooleanValue confirmedHere() {
    return state
        .isEqualTo(CaseState.SHOWN)
        .and(annotation.isNull())
        .and(confirm.isEqualTo(PadModel.Confirm.HOST));
  }

  /** The screen of an annotation that is being written, or null; on the JavaFX thread. */
  public ObjectProperty<@Nullable AnnotationPage> annotation() {
    return annotation;
  }

  /** Where the document is leafed through on the pad, or null; on the JavaFX thread. */
  ObjectProperty<@Nullable Leafed> leafed() {
    return leafed;
  }

  /** Somebody presses a button of the annotation at the workstation. */
  public void press(AnnotationButton button) {
    annotationPresses.accept(button);
  }

  /** What the pad shows goes in here, on the capture's thread. */
  public InkWatcher watcher() {
    return new InkWatcher() {
      @Override
      public void shown(PadPicture picture) {
        put(new Mirrored.Shown(picture));
      }

      @Override
      public void annotating(AnnotationPage page, Consumer<AnnotationButton> taker) {
        annotationPresses = taker;
        put(new Mirrored.Asked(page));
      }

      @Override
      public void leafing(LeafFlow.What what, int page, int pages, boolean drawn) {
        if (what == LeafFlow.What.DOCUMENT) {
          put(new Mirrored.Turned(new Leafed(page, pages, drawn)));
        }
      }

      @Override
      public void signing() {
        put(new Mirrored.Asked(null));
      }

      @Override
      public void pen(PenSample sample) {
        put(new Mirrored.Moved(sample));
      }
    };
  }

  private void put(Mirrored event) {
    put(event, queue);
    if (secondShown) {
      put(event, second);
    }
  }

  private static void put(Mirrored event, BlockingQueue<Mirrored> into) {
    while (!into.offer(event)) {
      into.poll();
    }
  }

  /** Whether there is a second mirror, which takes what {@link #drainSecond} gives; any thread. */
  public void secondShown(boolean shown) {
    secondShown = shown;
    second.clear();
  }

  /** What {@link #drain} does, for the second mirror. */
  void drainSecond(Consumer<PadPicture> shown, Consumer<PenSample> moved) {
    for (Mirrored event = second.poll(); event != null; event = second.poll()) {
      if (event instanceof Mirrored.Shown one) {
        shown.accept(one.picture());
      } else if (event instanceof Mirrored.Moved one) {
        moved.accept(one.sample());
      }
    }
  }

  /**
   * Takes all that came since the last time, in order; once a frame.
   *
   * @param shown takes pictures
   * @param moved takes samples
   */
  public void drain(Consumer<PadPicture> shown, Consumer<PenSample> moved) {
    for (Mirrored event = queue.poll(); event != null; event = queue.poll()) {
      switch (event) {
        case Mirrored.Shown one -> shown.accept(one.picture());
        case Mirrored.Moved one -> moved.accept(one.sample());
        case Mirrored.Asked one -> {
          leafed.set(null);
          annotation.set(one.screen());
        }
        case Mirrored.Turned one -> leafed.set(one.at());
      }
    }
  }
}
