// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;

/** What the simulated pens of the measurements write: loops, away from the buttons. */
final class BenchWriting {
  private static final int STEP_MS = 10;

  private BenchWriting() {}

  /** One stroke that takes so long. */
  static Ink seconds(PadModel model, double seconds) {
    List<PenSample> samples = new ArrayList<>();
    int count = (int) (seconds * 1000 / STEP_MS);
    for (int i = 0; i < count; i++) {
      double turn = i / 9.0;
      samples.add(
          new PenSample(
              (int) (model.maxX() * (0.5 + 0.3 * Math.cos(turn / 20))),
              (int) (model.maxY() * (0.45 + 0.1 * Math.sin(turn))),
              300,
              true,
              1,
              (long) i * STEP_MS,
              i + 1,
              0));
    }
    return new Ink(model.space(), samples, 0);
  }

  /** One report; all are of the same length. */
  static PenSample sample(int sequence) {
    return new PenSample(
        sequence % 9600,
        sequence * 7 % 6000,
        sequence % 1024,
        true,
        1,
        sequence * 20L / 3,
        sequence,
        0);
  }
}
