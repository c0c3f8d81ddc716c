// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;
import org.penseal.pad.ink.InkJson;

/**
 * The hand of the demo's signer: writes the same name a little differently each time, as people do.
 * Ink that was signed with once is refused a second time, the demo's too.
 */
public final class DemoHand {
  private static final String TRACE = "ink/li-na-1.json";
  private static final double MOST_SLANT = 0.06;
  private static final double SMALLEST = 0.92;
  private static final double SCALES = 0.1;

  private DemoHand() {}

  /** A fresh writing of the name. */
  public static Ink write(RandomGenerator random) throws IOException, PadException {
    Ink written = InkJson.read(DemoIdentity.resource(TRACE));
    Ink.Space space = written.space();
    double scale = SMALLEST + SCALES * random.nextDouble();
    double slant = MOST_SLANT * (2 * random.nextDouble() - 1);
    double pressure = SMALLEST + SCALES * random.nextDouble();
    double middleX = space.maxX() / 2.0;
    double middleY = space.maxY() / 2.0;
    List<PenSample> samples =
        written.samples().stream()
            .map(
                s -> {
                  double y = (s.y() - middleY) * scale;
                  double x = (s.x() - middleX) * scale + slant * y;
                  return s.leaves()
                      ? s
                      : new PenSample(
                          within(middleX + x, space.maxX()),
                          within(middleY + y, space.maxY()),
                          within(s.pressure() * pressure, space.maxPressure()),
                          s.near(),
                          s.buttons(),
                          s.timeMs(),
                          s.sequence(),
                          s.hostNanos());
                })
            .toList();
    return new Ink(space, samples, 0);
  }

  private static int within(double value, int most) {
    return (int) Math.clamp(Math.round(value), 0, (long) most);
  }
}
