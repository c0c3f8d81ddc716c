// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;

/**
 * What the signer wrote before the signature, screen by screen, with all that was undone or
 * cleared.
 *
 * @param sentence the sentence that was to be copied, or empty
 * @param screens in the order written
 * @param interrupted screens that were begun and do not count, since the pad was unplugged
 * @param writtenAt when the last screen was done, by this computer's clock
 */
public record Annotation(
    Optional<String> sentence, List<Screen> screens, List<Screen> interrupted, Instant writtenAt) {

  /**
   * One screen.
   *
   * @param words what was to be written there; empty when the words were free
   * @param captures the pieces of ink, each up to the press that ended it
   */
  public record Screen(String words, List<Capture> captures) {}

  /**
   * The ink from the moment that the pad began to draw to a press. Strokes are counted from 0, by
   * {@link Ink#strokes()}; those in no list are touches on the screen's buttons.
   *
   * @param ink every report
   * @param standing strokes that count
   * @param undone strokes that were taken back one by one, in the order written
   * @param cleared strokes that were cleared with the whole screen
   */
  public record Capture(
      Ink ink, List<Integer> standing, List<Integer> undone, List<Integer> cleared) {}

  /** How many strokes count. */
  public int strokes() {
    return sum(capture -> capture.standing().size());
  }

  /** How many strokes were taken back one by one. */
  public int undone() {
    return sum(capture -> capture.undone().size());
  }

  /** How many strokes were cleared with their screen. */
  public int cleared() {
    return sum(capture -> capture.cleared().size());
  }

  /**
   * This annotation, when every report came.
   *
   * @throws PadException.ReportsLost when at least one report is missing
   */
  public Annotation requireComplete() throws PadException.ReportsLost {
    for (Screen screen : screens) {
      for (Capture capture : screen.captures()) {
        capture.ink().requireComplete();
      }
    }
    return this;
  }

  /** The same after screens that were given up. */
  public Annotation after(List<Screen> given) {
    return new Annotation(sentence, screens, List.copyOf(given), writtenAt);
  }

  /** Whether there is anything of the signer's hand in it. */
  public boolean isWritten() {
    return !screens.isEmpty() || !interrupted.isEmpty();
  }

  /** Every piece of ink that has a stroke beside the buttons, whether the stroke counts or not. */
  public List<Ink> inks() {
    return Stream.concat(screens.stream(), interrupted.stream())
        .flatMap(screen -> screen.captures().stream())
        .filter(c -> !(c.standing().isEmpty() && c.undone().isEmpty() && c.cleared().isEmpty()))
        .map(Capture::ink)
        .toList();
  }

  private int sum(ToIntFunction<Capture> count) {
    return screens.stream().flatMap(s -> s.captures().stream()).mapToInt(count).sum();
  }
}
