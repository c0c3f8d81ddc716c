// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;

/**
 * Keeps the reports of a capture as the flow is told of them, for the case that the pad is pulled
 * out before the capture is ended. At most as many as the driver keeps. For one thread.
 */
final class RunningInk {
  private static final int BOUND = 200_000;
  private static final Duration REST = Duration.ofMillis(200);

  private final List<PenSample> samples = new ArrayList<>();

  /** Starts or restarts a capture. */
  @FunctionalInterface
  interface Command {
    void give() throws PadException;
  }

  /** No capture runs. */
  void clear() {
    samples.clear();
  }

  /**
   * Begins a capture. A pad that goes while it answers has sent reports already, which nobody has
   * been told of: they are kept.
   */
  void begin(Pad pad, Command start) throws PadException {
    samples.clear();
    try {
      start.give();
    } catch (PadException.Gone e) {
      takeRest(pad);
      throw e;
    }
  }

  private void takeRest(Pad pad) throws PadException {
    while (true) {
      switch (pad.next(REST).orElse(null)) {
        case null -> {
          return;
        }
        case PadEvent.Gone gone -> {
          return;
        }
        case PadEvent.Pen pen -> add(pen.sample());
        case PadEvent.Pressed pressed -> {
          // nobody answers it any more
        }
      }
    }
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
