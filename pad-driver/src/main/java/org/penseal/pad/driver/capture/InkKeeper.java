// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.capture;

import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.ButtonPresses;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PenSample;
import org.penseal.pad.protocol.PenCounters;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.protocol.PenReport;

/**
 * Keeps the pen reports of one capture after the other. Filled by the reader thread; this is the
 * ink that is signed. A capture that nobody ends keeps at most 200,000 reports (22 minutes at 150
 * Hz); what comes later counts as lost.
 */
public final class InkKeeper {
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
  private long broken;
  private long hostSequence;
  private long hostBegin;
  private boolean away = true;
  private boolean counts;
  private boolean ownKeys;

  public InkKeeper(PadIdentity identity, PadEvents events) {
    this.space = identity.space();
    this.events = events;
    this.presses = new ButtonPresses(identity.layout());
  }

  /** To be called before the pad is told to count from 1 again. */
  public synchronized void countersRestart() {
    counters.restart();
    counts = true;
    hostSequence = 0;
  }

  /** Takes a report 34, with time and sequence of the device. */
  public synchronized void accept(byte[] report, long hostNanos) {
    if (!counters.isOld(PenReport.sequence(report))) {
      accept(counters.accept(report, hostNanos));
    }
  }

  /** Takes a position of a device that does not count; the host counts. */
  public synchronized void accept(PenMessage.Position p, long hostNanos) {
    if (isOfTheTimeBefore()) {
      return;
    }
    int buttons = p.touching() ? 1 : 0;
    accept(arrived(hostNanos, new PenSample(p.x(), p.y(), p.pressure(), true, buttons, 0, 0, 0)));
    away = false;
  }

  /** The pen of a device that does not count has left. */
  public synchronized void left(long hostNanos) {
    if (!away && !isOfTheTimeBefore()) {
      away = true;
      accept(arrived(hostNanos, new PenSample(0, 0, 0, false, 0, 0, 0, 0)));
    }
  }

  /** Sent before the device was told to count: it must not make the host count instead. */
  private boolean isOfTheTimeBefore() {
    return counts && state == State.IDLE;
  }

  private PenSample arrived(long hostNanos, PenSample s) {
    if (hostSequence == 0) {
      hostBegin = hostNanos;
    }
    hostSequence++;
    return new PenSample(
        s.x(),
        s.y(),
        s.pressure(),
        s.near(),
        s.buttons(),
        Math.max(0, (hostNanos - hostBegin) / 1_000_000),
        hostSequence,
        hostNanos);
  }

  /**
   * Reports came broken. Where the device does not count they leave a gap, as lost ones do; where
   * it does there is one already.
   */
  public synchronized void broken(long count) {
    broken += count;
    hostSequence += hostSequence == 0 ? 0 : count;
  }

  /** A press that no pen made: on a key of the device, or at the workstation. */
  public synchronized void press(PadButton button) {
    boolean written = samples.stream().anyMatch(PenSample::touching);
    if (state == State.RUNNING && (button != PadButton.OK || written)) {
      state = State.ENDED;
      events.put(new PadEvent.Pressed(button));
    }
  }

  /** From now on presses come from keys of the pad's own, not from the host's buttons. */
  public synchronized void keysOfThePad(boolean own) {
    ownKeys = own;
  }

  /** Whether they do. */
  public synchronized boolean usesKeysOfThePad() {
    return ownKeys;
  }

  /** Reports that came broken, twice, or later than one that followed them. */
  public synchronized long faults() {
    return broken + counters.disordered();
  }

  private void accept(PenSample sample) {
    if (state == State.HOLDING) {
      keep(sample);
    } else if (state == State.RUNNING && sample.sequence() >= first) {
      // An earlier report may still arrive after the chip has said where the capture begins.
      run(sample);
    }
  }

  /** Begins to hold reports for a new capture. */
  public synchronized void hold() {
    samples.clear();
    beyondBound = 0;
    first = next();
    presses.restart();
    events.clear();
    state = State.HOLDING;
  }

  /** The pad draws from here on: what was held so far is none of the capture. */
  public synchronized void drawing() {
    if (state == State.HOLDING) {
      samples.clear();
      beyondBound = 0;
      first = next();
    }
  }

  private long next() {
    return Math.max(counters.sequence(), hostSequence) + 1;
  }

  /** The capture begins with the report that has this raw sequence. */
  public synchronized void runFrom(int rawSequence) {
    first = counters.unwrap(rawSequence);
    run();
  }

  /** The capture begins with the first report that was held. */
  public synchronized void run() {
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
        .filter(button -> !ownKeys)
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
  public synchronized Ink stop() {
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
