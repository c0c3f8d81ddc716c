// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PenSample;

/**
 * Carries the wrapping 16-bit time count and sequence of pen reports on to numbers that never wrap,
 * and counts the reports that are missing between them. Not safe for use by several threads.
 */
public final class PenCounters {
  private boolean timed;
  private long timeMs;
  private long sequence;
  private long lost;
  private long disordered;

  /** Begins after option mode 3 was set: the next report has sequence 1. */
  public void restart() {
    timed = false;
    timeMs = 0;
    sequence = 0;
    lost = 0;
  }

  /** Reports missing since {@link #restart}. */
  public long lost() {
    return lost;
  }

  /** Reports that came twice, or after one that follows them. */
  public long disordered() {
    return disordered;
  }

  /** Sequence of the latest report, 0 before the first. */
  public long sequence() {
    return sequence;
  }

  /** The full number that a raw 16-bit sequence stands for, nearest to the latest one. */
  public long unwrap(int rawSequence) {
    return nearest(sequence, rawSequence);
  }

  /** The sample with full counters and the time of the host. */
  public PenSample accept(PenSample raw, long hostNanos) {
    long number = nearest(sequence, (int) raw.sequence());
    if (number > sequence) {
      lost += number - sequence - 1;
      sequence = number;
    } else {
      disordered++;
    }
    timeMs = timed ? nearest(timeMs, (int) raw.timeMs()) : raw.timeMs();
    timed = true;
    return new PenSample(
        raw.x(),
        raw.y(),
        raw.pressure(),
        raw.near(),
        raw.buttons(),
        timeMs,
        Math.max(number, 0),
        hostNanos);
  }

  /** The number with these low 16 bits that is nearest to a known one, never below zero. */
  private static long nearest(long known, int low) {
    long number = known + (short) (low - known);
    return number < 0 ? number + 0x10000 : number;
  }
}
