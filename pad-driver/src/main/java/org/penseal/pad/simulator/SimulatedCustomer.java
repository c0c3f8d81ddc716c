// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.util.List;
import java.util.Optional;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PenSample;

/**
 * What the person at a simulated pad does, step by step, beginning each time that the host switches
 * drawing on. After a press on CLEAR, and after every other that says so, the person waits for the
 * next time.
 *
 * @param steps in order; used up as they are done
 * @param again whether a capture that begins when they are used up begins them anew
 * @param meanwhile how the pen moves, again and again, while the person waits for a capture; empty
 *     for one who keeps it away from the pad
 */
public record SimulatedCustomer(List<Step> steps, boolean again, Optional<Ink> meanwhile) {

  /** One thing that the person does. */
  public sealed interface Step {}

  /**
   * Writes.
   *
   * @param ink scaled to the pad by millimetres
   */
  public record Sign(Ink ink) implements Step {}

  /**
   * Taps a button of the standard layout.
   *
   * @param button which one
   * @param waits whether the person then waits until drawing is switched on again
   */
  public record Press(PadButton button, boolean waits) implements Step {
    /** A press, after which the person waits if it was CLEAR. */
    public Press(PadButton button) {
      this(button, button == PadButton.CLEAR);
    }
  }

  /**
   * Taps another place on the screen, then waits until drawing is switched on again.
   *
   * @param area the place, in pixels of the screen
   */
  public record Tap(PadLayout.Area area) implements Step {}

  /**
   * Writes the same again and again, for measurements.
   *
   * @param ink what is written
   * @param reports how many pen reports to send in all, at least 1
   */
  public record Repeat(Ink ink, long reports) implements Step {}

  /** Copies the list. */
  public SimulatedCustomer {
    steps = List.copyOf(steps);
  }

  /** Who does so once. */
  public SimulatedCustomer(List<Step> steps) {
    this(steps, false, Optional.empty());
  }

  /** Who does the same in every capture. */
  public SimulatedCustomer inEveryCapture() {
    return new SimulatedCustomer(steps, true, meanwhile);
  }

  /** Who moves the pen so while waiting: a pad reports it, whether it draws or not. */
  public SimulatedCustomer meanwhile(Ink movement) {
    return new SimulatedCustomer(steps, again, Optional.of(movement));
  }

  /** Who holds the pen over the pad while waiting, along this ink, and does not touch. */
  public SimulatedCustomer hovering(Ink above) {
    List<PenSample> samples =
        above.samples().stream()
            .map(s -> new PenSample(s.x(), s.y(), 0, true, 0, s.timeMs(), s.sequence(), 0))
            .toList();
    return meanwhile(new Ink(above.space(), samples, 0));
  }

  /** Who does nothing. */
  public static SimulatedCustomer nobody() {
    return new SimulatedCustomer(List.of());
  }

  /** Who signs and confirms. */
  public static SimulatedCustomer signs(Ink ink) {
    return new SimulatedCustomer(List.of(new Sign(ink), new Press(PadButton.OK)));
  }

  /** Who signs, starts over, signs otherwise, and confirms. */
  public static SimulatedCustomer signsTwice(Ink first, Ink second) {
    return new SimulatedCustomer(
        List.of(
            new Sign(first),
            new Press(PadButton.CLEAR),
            new Sign(second),
            new Press(PadButton.OK)));
  }

  /** Who signs and then leaves without a signature. */
  public static SimulatedCustomer signsAndCancels(Ink ink) {
    return new SimulatedCustomer(List.of(new Sign(ink), new Press(PadButton.CANCEL)));
  }
}
