// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.ButtonPresses;
import org.penseal.pad.Ink;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PenSample;
import org.penseal.pad.protocol.PenCounters;

/**
 * Keeps the pen reports of one capture after the other. Filled by the reader thread; this is the
 * ink that is signed. A capture that nobody ends keeps at most 200,000 reports (22 minutes at 150
 * Hz); what comes later counts as lost.
 */
final class InkKeeper {
  private static final int BOUND = 200_000;

  private enum State {
    /** Reports are counted only. */
    IDLE,
    /** Reports are held until it is known with which one the capture begins. */
    HOLDING,
    /** Reports are kept and announced. */
    RUNNING,
    /** A press has ended the capture. */
    ENDED
  }

  private final Ink.Space space;
  private final PadEvents events;
  private final ButtonPresses presses;
  private final PenCounters counters = new PenCounters();
  private final List<PenSample> samples = new ArrayList<>();
  private State state = State.IDLE;
  private long first;
  private long beyondBound;

  InkKeeper(PadIdentity identity, PadEvents events) {
    this.space = identity.space();
    this.events = events;
    this.presses = new ButtonPresses(identity.layout());
  }

  /** The pad begins to count from 1 again. */
  synchronized void countersRestarted() {
    counters.restart();
  }

  synchronized void accept(byte[] report, long hostNanos) {
    PenSample sample = counters.accept(report, hostNanos);
    if (state == State.HOLDING) {
      keep(sample);
    } else if (state == State.RUNNING) {
      run(sample);
    }
  }

  /** Begins to hold reports for a new capture. */
  synchronized void hold() {
    samples.clear();
    beyondBound = 0;
    first = counters.sequence() + 1;
    presses.restart();
    events.clear();
    state = State.HOLDING;
  }

  /** The capture begins with the report that has this raw sequence. */
  synchronized void runFrom(int rawSequence) {
    first = counters.unwrap(rawSequence);
    run();
  }

  /** The capture begins with the first report that was held. */
  synchronized void run() {
    List<PenSample> held = List.copyOf(samples);
    samples.clear();
    state = State.RUNNING;
    for (PenSample sample : held) {
      if (sample.sequence() >= first && state == State.RUNNING) {
        run(sample);
      }
    }
  }

  private void run(PenSample sample) {
    keep(sample);
    events.put(new PadEvent.Pen(sample));
    presses
        .accept(sample)
        .ifPresent(
            button -> {
              state = State.ENDED;
              events.put(new PadEvent.Pressed(button));
            });
  }

  private void keep(PenSample sample) {
    if (samples.size() < BOUND) {
      samples.add(sample);
    } else {
      beyondBound++;
    }
  }

  /** Ends the capture. */
  synchronized Ink stop() {
    state = State.IDLE;
    long lost = beyondBound;
    long expected = first;
    for (PenSample sample : samples) {
      if (sample.sequence() >= expected) {
        lost += sample.sequence() - expected;
        expected = sample.sequence() + 1;
      }
    }
    return new Ink(space, samples, lost);
  }
}
