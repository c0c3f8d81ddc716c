// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;

/** Ink over time: where the pen was near, how fast it went, where strokes begin and end. */
class InkTimelineTest {
  private static final Ink.Space SPACE = new Ink.Space(10_000, 6_000, 1_000, 100);

  private final List<PenSample> samples = new ArrayList<>();

  private void at(int x, int pressure, boolean near, long ms) {
    samples.add(new PenSample(x, 100, pressure, near, pressure > 0 ? 1 : 0, ms, ms, 0));
  }

  private InkTimeline timeline() {
    return InkTimeline.of(new Ink(SPACE, samples, 0));
  }

  @Test
  void timeIsCountedFromTheFirstTouchAndHoverComesBeforeIt() {
    at(100, 0, true, 1_000);
    at(200, 500, true, 1_010);
    at(300, 500, true, 1_020);
    InkTimeline timeline = timeline();
    assertEquals(-10, timeline.points().getFirst().ms());
    assertEquals(0, timeline.points().get(1).ms());
    assertEquals(10, timeline.durationMs());
    assertEquals(0.5, timeline.points().get(1).pressure());
    assertEquals(List.of(new InkTimeline.Span(1, 3)), timeline.strokes());
  }

  @Test
  void speedIsTheWayOverItsTime() {
    for (int i = 0; i < 10; i++) {
      at(100 * i, 500, true, 10L * i); // a millimetre in 10 ms
    }
    assertEquals(100, timeline().points().get(5).speed(), 1e-9);
    assertEquals(100, timeline().fastest(), 1e-9);
  }

  @Test
  void gapPartsStrokesAndNoSpeedIsMeasuredOverIt() {
    at(0, 500, true, 0);
    at(100, 500, true, 10);
    at(100, 0, false, 20);
    at(5_000, 500, true, 30);
    at(5_100, 500, true, 40);
    InkTimeline timeline = timeline();
    assertEquals(4, timeline.points().size(), "the pen that was gone is no point");
    assertTrue(timeline.points().get(2).apart());
    assertFalse(timeline.points().get(3).apart());
    assertEquals(
        List.of(new InkTimeline.Span(0, 2), new InkTimeline.Span(2, 4)), timeline.strokes());
    assertEquals(100, timeline.fastest(), 1e-9);
  }

  @Test
  void inkWithoutATouchHasNoDuration() {
    at(0, 0, true, 0);
    assertEquals(0, timeline().durationMs());
    assertEquals(1, timeline().fastest());
    assertEquals(0, InkTimeline.of(new Ink(SPACE, List.of(), 0)).durationMs());
  }

  @Test
  void linesAreAsWideAsThePressure() {
    at(0, 1, true, 0);
    at(100, 1_000, true, 10);
    at(200, 1_000, true, 20);
    var stroke = InkStrokes.of(new Ink(SPACE, samples, 0)).getFirst();
    assertEquals(0.2007, stroke.points().getFirst().widthMm(), 1e-9);
    assertEquals(0.9, stroke.points().get(1).widthMm(), 1e-9);
    assertEquals(1, stroke.points().get(1).xMm(), 1e-9);
  }
}
