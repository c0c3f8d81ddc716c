// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.awt.Font;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.screen.AreaPresses;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.text.Texts;
import org.penseal.pad.Awaited;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadPicture;

/**
 * Has the signer write an annotation on the pad, screen by screen. To be run before a chip's case
 * begins: the chip then knows nothing of it, and neither its attempts nor its pictures or its
 * digest of the pen reports change.
 */
public final class AnnotationFlow {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int MOST_SCREENS = 40;
  private static final int MOST_CAPTURES = 200;
  private static final int MOST_PRESSES = 16;

  private final Pad pad;
  private final Clock clock;
  private final Font font;
  private final Texts texts;
  private final AnnotationLayout layout;
  private final RunningInk running = new RunningInk();
  private final List<AnnotationScreen> begun = new ArrayList<>();
  private final BlockingQueue<AnnotationButton> presses = new ArrayBlockingQueue<>(MOST_PRESSES);

  /** A flow on an open pad. */
  public AnnotationFlow(Pad pad, Clock clock, Font font, Texts texts) {
    this.pad = pad;
    this.clock = clock;
    this.font = font;
    this.texts = texts;
    this.layout = AnnotationLayout.of(pad.layout());
  }

  /**
   * Runs on the calling thread; an interrupt ends it.
   *
   * @param limit how long the signer may take in all
   * @return what was written, with no screens when the signer had nothing to say; empty if the
   *     signer pressed cancel
   * @throws PadException.TimedOut when the signer takes longer
   * @throws PadException.Gone when the pad is unplugged
   */
  public Optional<Annotation> run(AnnotationOrder order, InkWatcher watcher, Duration limit)
      throws PadException {
    Instant end = clock.instant().plus(limit);
    List<AnnotationPage> pages =
        AnnotationPage.of(order, pad.layout(), pad.identity().space().widthMm());
    begun.clear();
    for (int i = 0; i < pages.size(); i++) {
      AnnotationPage page = pages.get(i);
      AnnotationScreen screen = new AnnotationScreen(page, layout);
      begun.add(screen);
      AnnotationButton how = write(screen, watcher, end, limit);
      if (how == AnnotationButton.CANCEL) {
        return Optional.empty();
      }
      if (how == AnnotationButton.MORE && pages.size() < MOST_SCREENS) {
        pages.add(AnnotationPage.free(page.number() + 1));
      }
    }
    return Optional.of(new Annotation(order.sentence(), screens(), List.of(), clock.instant()));
  }

  private List<Annotation.Screen> screens() {
    return begun.stream().filter(s -> !s.isUnused()).map(AnnotationScreen::result).toList();
  }

  /** What was written and will not count, after the pad was unplugged in the last run. */
  public List<Annotation.Screen> cut() {
    if (!begun.isEmpty()) {
      begun.getLast().add(running.cut(pad.identity().space()));
    }
    running.clear();
    return screens();
  }

  // One capture after the other, until the screen is done.
  private AnnotationButton write(
      AnnotationScreen screen, InkWatcher watcher, Instant end, Duration limit)
      throws PadException {
    for (int i = 0; i < MOST_CAPTURES; i++) {
      show(screen, watcher);
      running.begin(pad, pad::startCapture);
      AnnotationButton pressed = await(watcher, end, limit);
      screen.add(pad.stopCapture().requireComplete());
      running.clear();
      switch (pressed) {
        case UNDO -> screen.undo();
        case CLEAR -> screen.clear();
        case CANCEL -> {
          return pressed;
        }
        case MORE -> {
          if (screen.page().isFree() && screen.isWritten()) {
            return pressed;
          }
        }
        case NEXT -> {
          if (screen.page().isFree() || screen.isWritten()) {
            return pressed;
          }
        }
      }
    }
    throw new PadException.TimedOut(Awaited.SIGNER, "answer of the signer", limit);
  }

  private void show(AnnotationScreen screen, InkWatcher watcher) throws PadException {
    PadPicture picture =
        new AnnotationPicture(screen.page())
            .draw(layout, screen.standing(), pad.identity().space(), font, texts);
    if (pad.identity().model().showsPictures()) {
      pad.show(picture);
    }
    presses.clear();
    watcher.shown(picture);
    watcher.annotating(screen.page(), presses::offer);
  }

  private AnnotationButton await(InkWatcher watcher, Instant end, Duration limit)
      throws PadException {
    AreaPresses<AnnotationButton> onScreen = new AreaPresses<>(layout::buttonAt, System.nanoTime());
    while (clock.instant().isBefore(end)) {
      AnnotationButton asked = presses.poll();
      if (asked != null) {
        return asked;
      }
      switch (pad.next(STEP).orElse(null)) {
        case null -> {
          // nothing happened yet
        }
        case PadEvent.Pen pen -> {
          running.add(pen.sample());
          watcher.pen(pen.sample());
          Optional<AnnotationButton> pressed = onScreen.accept(pen.sample());
          if (pressed.isPresent()) {
            return pressed.get();
          }
        }
        case PadEvent.Gone gone -> throw new PadException.Gone(pad.identity().model().id(), null);
        case PadEvent.Pressed pressed -> {
          return AnnotationLayout.of(pressed.button());
        }
      }
    }
    throw new PadException.TimedOut(Awaited.SIGNER, "answer of the signer", limit);
  }
}
