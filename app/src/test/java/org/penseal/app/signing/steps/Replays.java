// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.util.List;
import org.penseal.app.signing.CapturedInk;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;

/** Captured ink with something changed. */
final class Replays {
  private Replays() {}

  /** The same reports, as a pad gives them whose 16-bit counters have gone round once. */
  static CapturedInk later(CapturedInk captured) {
    return with(captured, later(captured.ink()).samples());
  }

  /** The same for any ink. */
  static Ink later(Ink ink) {
    return new Ink(
        ink.space(),
        ink.samples().stream()
            .map(
                s ->
                    new PenSample(
                        s.x(),
                        s.y(),
                        s.pressure(),
                        s.near(),
                        s.buttons(),
                        s.timeMs() + 0x10000,
                        s.sequence() + 0x10000,
                        s.hostNanos()))
            .toList(),
        ink.lostReports());
  }

  /** Without the reports in which the tip touches. */
  static CapturedInk hovering(CapturedInk captured) {
    return with(captured, captured.ink().samples().stream().filter(s -> !s.touching()).toList());
  }

  private static CapturedInk with(CapturedInk captured, List<PenSample> samples) {
    return new CapturedInk(
        captured.pad(),
        new Ink(captured.ink().space(), samples, captured.ink().lostReports()),
        captured.interrupted(),
        captured.cleared(),
        captured.page(),
        captured.leafed(),
        captured.challenge(),
        captured.confirmedAt());
  }
}
