// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.leaf.LeafProgress;
import org.penseal.app.leaf.LeafSheet;
import org.penseal.app.leaf.Leaves;
import org.penseal.app.screen.AreaPresses;
import org.penseal.app.screen.LeafButton;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.LeafScreen;
import org.penseal.app.text.Texts;
import org.penseal.pad.Awaited;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

/**
 * Has somebody leaf through pages on the pad, with the pen, until he presses one of the two buttons
 * that end it. To be run before a chip's case begins: the chip then knows nothing of it.
 */
public final class LeafFlow {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int TEN = 10;
  private static final int LEAST_PAGES = 3; // of which one can jump
  private static final int THREE_LINES = 60; // pixels
  private static final long SEEN_NANOS = 700_000_000; // until a person has seen another strip

  private final Pad pad;
  private final Clock clock;
  private final Texts texts;
  private final What what;
  private final LeafLayout layout;
  private @Nullable Ink press;
  private @Nullable Long turned; // System.nanoTime when another strip stood on the pad

  /** What is leafed through. */
  public enum What {
    /** The pages of a document. It may be signed at once. */
    DOCUMENT,
    /** What a person is asked to agree to. To agree, all of it must have been shown. */
    CONSENT
  }

  /** A flow on an open pad for which {@link LeafLayout#fits} holds. */
  public LeafFlow(Pad pad, Clock clock, Texts texts, What what) {
    this.pad = pad;
    this.clock = clock;
    this.texts = texts;
    this.what = what;
    this.layout = LeafLayout.of(pad.layout());
  }

  /**
   * Runs on the calling thread; an interrupt ends it.
   *
   * @param at where it begins; says in the end what was shown
   * @param idle how long the pen may press nothing
   * @return whether it was accepted; otherwise refused
   * @throws PadException.TimedOut when nothing is pressed for longer
   * @throws PadException.Gone when the pad is unplugged
   */
  public boolean run(Leaves leaves, LeafProgress at, InkWatcher watcher, Duration idle)
      throws PadException {
    writeIn(layout.strip());
    int count = leaves.count();
    boolean jumping = false;
    LeafButton pressed = null;
    do {
      LeafSheet sheet = sheet(leaves, at);
      Set<LeafButton> strip = jumping ? LeafButton.JUMPING : LeafButton.LEAFING;
      Set<LeafButton> offered = offered(strip, count, at, sheet);
      PadPicture picture =
          new LeafScreen(labels(), where(jumping, count, at, sheet), offered)
              .draw(layout, sheet.parts().get(at.part()), pad.depth());
      pad.show(picture);
      if (pressed == LeafButton.PAGE_NUMBER) {
        turned = System.nanoTime();
      }
      at.shown(sheet);
      watcher.shown(picture);
      watcher.leafing(what, at.page(), count, sheet.drawn());
      pressed = pressed(strip, offered, idle);
      switch (pressed) {
        case BACK -> at.back();
        case FORWARD -> at.forward(sheet, count);
        case PAGE_NUMBER -> jumping = !jumping;
        case FIRST -> at.to(1, count);
        case BACK_TEN -> at.to(at.page() - TEN, count);
        case FORWARD_TEN -> at.to(at.page() + TEN, count);
        case LAST -> at.to(count, count);
        case REFUSE, ACCEPT -> {
          // it ends
        }
      }
    } while (!pressed.ends());
    writeIn(layout.pad().ink());
    return pressed == LeafButton.ACCEPT;
  }

  /** The pen's reports on the screen on which it ended, the press included; null before. */
  public @Nullable Ink press() {
    return press;
  }

  private static LeafSheet sheet(Leaves leaves, LeafProgress at) throws PadException {
    try {
      return at.sheet(leaves);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  // What does something here, of what the strip has.
  private Set<LeafButton> offered(
      Set<LeafButton> strip, int count, LeafProgress at, LeafSheet sheet) {
    boolean more = at.hasForward(sheet, count);
    Set<LeafButton> offered = EnumSet.noneOf(LeafButton.class);
    for (LeafButton button : strip) {
      boolean does =
          switch (button) {
            case REFUSE -> true;
            case BACK -> at.hasBack();
            case FORWARD -> more;
            case ACCEPT -> what == What.DOCUMENT || !more;
            case PAGE_NUMBER -> count >= LEAST_PAGES;
            case FIRST, BACK_TEN -> at.page() > 1;
            case FORWARD_TEN, LAST -> at.page() < count;
          };
      if (does) {
        offered.add(button);
      }
    }
    return offered;
  }

  private Map<LeafButton, String> labels() {
    Map<LeafButton, String> labels = new EnumMap<>(LeafButton.class);
    for (LeafButton button : LeafButton.values()) {
      String own = button.ends() ? what.name() + "." : "";
      if (button != LeafButton.PAGE_NUMBER) {
        labels.put(button, texts.get("pad.leaf." + own + button.name()));
      }
    }
    return labels;
  }

  private List<String> where(boolean jumping, int count, LeafProgress at, LeafSheet sheet) {
    String part = texts.get("pad.leaf.part", text(at.part() + 1), text(sheet.parts().size()));
    if (what == What.CONSENT) {
      return List.of(texts.get("pad.leaf.consent"), part);
    }
    String page = texts.get("pad.leaf.page", text(at.page()), text(count));
    if (jumping) {
      return List.of(page, texts.get("pad.leaf.jumped"));
    }
    boolean room = layout.where().height() >= THREE_LINES;
    return count >= LEAST_PAGES && room
        ? List.of(page, part, texts.get("pad.leaf.jump"))
        : List.of(page, part);
  }

  // Without separators, for which there is no room.
  private static String text(int number) {
    return Integer.toString(number);
  }

  // The pad draws under the pen, but not over the page.
  private void writeIn(PadLayout.Area area) throws PadException {
    try {
      pad.settings().writingArea(area);
    } catch (PadException.NotOffered e) {
      // then what the pen does is seen until the next part is shown
      return;
    }
  }

  private LeafButton pressed(Set<LeafButton> strip, Set<LeafButton> offered, Duration idle)
      throws PadException {
    Instant end = clock.instant().plus(idle);
    while (true) {
      pad.startCapture();
      LeafButton pressed = await(strip, end, idle);
      press = pad.stopCapture();
      if (pressed != null && offered.contains(pressed)) {
        return pressed;
      }
    }
  }

  // While a picture was sent, which takes seconds in colour, the strip before it was seen: a pen
  // that came down on its first or last page ends nothing.
  private Optional<LeafButton> under(Set<LeafButton> strip, PenSample sample) {
    return layout.buttonAt(strip, sample).filter(button -> !button.ends() || isSeen(sample));
  }

  private boolean isSeen(PenSample sample) {
    long now = sample.hostNanos() == 0 ? System.nanoTime() : sample.hostNanos();
    return turned == null || now - turned >= SEEN_NANOS;
  }

  // Null when the driver took it for a press on a button of its own, which ends its capture.
  private @Nullable LeafButton await(Set<LeafButton> strip, Instant end, Duration idle)
      throws PadException {
    AreaPresses<LeafButton> presses =
        new AreaPresses<>(sample -> under(strip, sample), System.nanoTime());
    while (clock.instant().isBefore(end)) {
      switch (pad.next(STEP).orElse(null)) {
        case null -> {
          // nothing happened yet
        }
        case PadEvent.Pen pen -> {
          LeafButton pressed = presses.accept(pen.sample()).orElse(null);
          if (pressed != null) {
            return pressed;
          }
        }
        case PadEvent.Gone gone -> throw new PadException.Gone(pad.identity().model().id(), null);
        case PadEvent.Pressed elsewhere -> {
          return null;
        }
      }
    }
    throw new PadException.TimedOut(Awaited.SIGNER, "answer of the signer", idle);
  }
}
