// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;
import org.penseal.pad.ink.compare.Consistency;
import org.penseal.pad.ink.compare.Movement;
import org.penseal.pad.ink.compare.Warping;

/** The consistency indicator: one writing of 500 points against one of 500. */
final class InkBench {
  private static final int POINTS = 500;
  private static final int COMPARISONS = 100;

  private InkBench() {}

  static List<Figure> run(int rounds) throws Exception {
    Movement a = Movement.of(writing(1));
    Movement b = Movement.of(writing(1.13));
    List<Movement> reference = List.of(a);
    Warping warping = new Warping();
    Rounds comparing = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        comparing.forget();
      }
      comparing.measure(
          () -> {
            for (int n = 0; n < COMPARISONS; n++) {
              if (!(Consistency.of(reference, b, warping).indicator() > 0)) {
                throw new IllegalStateException("two writings without a distance");
              }
            }
          });
    }
    Rounds preparing = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        preparing.forget();
      }
      Ink ink = writing(1 + i / 1000.0);
      preparing.measure(() -> Movement.of(ink));
    }
    return List.of(
        new Figure("points of each writing", a.points(), "points"),
        new Figure("comparison", comparing.cpuMs() / COMPARISONS, "ms"),
        new Figure("features of one writing", preparing.cpuMs(), "ms"));
  }

  /** Loops with lifts, 5 s at 100 Hz. */
  private static Ink writing(double bend) throws PadException {
    List<PenSample> samples = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double turn = i / 9.0;
      boolean touch = i % 50 < 40 || i == POINTS - 1;
      samples.add(
          new PenSample(
              1000 + 14 * i + (int) (300 * Math.cos(turn * bend)),
              3000 + (int) (900 * Math.sin(turn) * Math.cos(i / 70.0 * bend)),
              touch ? 400 + (int) (200 * Math.sin(turn * bend)) : 0,
              true,
              touch ? 1 : 0,
              i * 10L,
              i + 1,
              0));
    }
    return new Ink(new Ink.Space(9600, 6000, 1023, 100), samples, 0);
  }
}
