// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PenSample;

class AreaPressesTest {
  private static final long BEGIN = Long.MAX_VALUE - 1_000_000; // the clock may wrap around
  private static final int YES = 100;
  private static final int NO = 200;

  private final AreaPresses<String> presses = new AreaPresses<>(AreaPressesTest::buttonAt, BEGIN);
  private final List<String> found = new ArrayList<>();

  private static Optional<String> buttonAt(PenSample sample) {
    return switch (sample.x()) {
      case YES -> Optional.of("yes");
      case NO -> Optional.of("no");
      default -> Optional.empty();
    };
  }

  private void down(int x, long afterMs) {
    accept(new PenSample(x, 5, 300, true, 1, 0, 1, BEGIN + afterMs * 1_000_000));
  }

  private void up(int x, long afterMs) {
    accept(new PenSample(x, 5, 0, true, 0, 0, 1, BEGIN + afterMs * 1_000_000));
  }

  private void accept(PenSample sample) {
    presses.accept(sample).ifPresent(found::add);
  }

  @Test
  void penThatHoveredBeforeItCameDownPresses() {
    up(YES, 0);
    down(YES, 7);
    down(YES, 14);
    assertEquals(List.of(), found, "not before it is lifted");
    up(YES, 21);
    up(YES, 28);
    assertEquals(List.of("yes"), found);
  }

  @Test
  void penThatRestedAlreadyPressesNothingUntilItWasLiftedOnce() {
    down(YES, 3);
    down(YES, 2000);
    up(YES, 2007);
    assertEquals(List.of(), found);
    down(YES, 2500);
    up(YES, 2600);
    assertEquals(List.of("yes"), found);
  }

  @Test
  void penThatRestedAlreadyAndIsDrawnOntoAButtonPressesNothing() {
    down(5, 3);
    down(YES, 200);
    down(YES, 400);
    up(YES, 407);
    assertEquals(List.of(), found);
  }

  @Test
  void silenceMeansThatThePenIsUpOnAPadWithoutHover() {
    down(NO, 150);
    accept(new PenSample(0, 0, 0, false, 0, 0, 1, after(200)));
    assertEquals(List.of("no"), found);
  }

  @Test
  void silenceThatIsTooShortMeansNothing() {
    down(NO, 149);
    up(NO, 220);
    assertEquals(List.of(), found);
  }

  @Test
  void reportFromBeforeTheBeginningMeansNothing() {
    down(NO, -400);
    up(NO, 220);
    assertEquals(List.of(), found);
  }

  @Test
  void reportWithoutATimeProvesNoSilence() {
    accept(new PenSample(YES, 5, 300, true, 1, 0, 1, 0));
    up(YES, 400);
    assertEquals(List.of(), found);
  }

  @Test
  void lineFromOneButtonToAnotherAndBackIsNoPress() {
    up(YES, 0);
    down(YES, 7);
    down(NO, 14);
    down(YES, 21);
    up(YES, 28);
    assertEquals(List.of(), found);
  }

  private static long after(long milliseconds) {
    return BEGIN + milliseconds * 1_000_000;
  }
}
