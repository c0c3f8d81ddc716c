// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;

/**
 * Keeps the reports of a capture as the flow is told of them, for the case that the pad is pulled
 * out before the capture is ended. At most as many as the driver keeps. For one thread.
 */
final class RunningInk {
  private static final int BOUND = 200_000;

  private final List<PenSample> samples = new ArrayList<>();

  /** A capture begins. */
  void begin() {
    samples.clear();
  }

  /** The pen moved. */
  void add(PenSample sample) {
    if (samples.size() < BOUND) {
      samples.add(sample);
    }
  }

  /** What came before the pad was gone; gaps in the count of the reports are lost ones. */
  Ink cut(Ink.Space space) {
    long lost = 0;
    for (int i = 1; i < samples.size(); i++) {
      lost += Math.max(0, samples.get(i).sequence() - samples.get(i - 1).sequence() - 1);
    }
    return new Ink(space, samples, lost);
  }
}
