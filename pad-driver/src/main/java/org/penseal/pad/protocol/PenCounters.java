// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PenSample;

/**
 * Carries the wrapping 16-bit time count and sequence of pen reports on to numbers that never wrap,
 * and counts the reports that are missing between them. Not safe for use by several threads.
 */
public final class PenCounters {
  /** The first report of a new count that is seen has at most this number. */
  private static final int MOST_LOST_AT_FIRST = 64;

  private boolean timed;
  private long timeMs;
  private long sequence;
  private long lost;
  private long disordered;
  private boolean restarting;

  /**
   * To be called before option mode 3 is set, which makes the device count from 1. Reports that go
   * on in the old count may still come until then.
   */
  public void restart() {
    restarting = true;
    lost = 0;
  }

  /** Whether the report is one of the old count, after {@link #restart}. */
  public boolean isOld(int rawSequence) {
    if (restarting && !continues(rawSequence)) {
      timed = false;
      timeMs = 0;
      sequence = 0;
      restarting = false;
    }
    return restarting;
  }

  /** Whether it follows the old count; the first of a new one has a small number. */
  private boolean continues(int rawSequence) {
    int ahead = (rawSequence - (int) sequence) & 0xFFFF;
    return rawSequence > MOST_LOST_AT_FIRST || (sequence > 0 && ahead == 1);
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
    return restarting ? 0 : sequence;
  }

  /** The full number that a raw 16-bit sequence stands for, nearest to the latest one. */
  public long unwrap(int rawSequence) {
    return nearest(sequence(), rawSequence);
  }

  /** The sample with full counters and the time of the host. */
  public PenSample accept(PenSample raw, long hostNanos) {
    long number = count((int) raw.timeMs(), (int) raw.sequence());
    return new PenSample(
        raw.x(), raw.y(), raw.pressure(), raw.near(), raw.buttons(), timeMs, number, hostNanos);
  }

  /**
   * The sample of a report 34 with full counters and the time of the host; makes nothing but the
   * sample.
   *
   * @throws IllegalArgumentException when {@link PenReport#fits} does not hold
   */
  public PenSample accept(byte[] report, long hostNanos) {
    if (!PenReport.fits(report)) {
      throw new IllegalArgumentException("not a pen report with time and sequence");
    }
    long number = count(PenReport.get16(report, 7), PenReport.get16(report, 9));
    return PenReport.decode(report, timeMs, number, hostNanos);
  }

  /** Takes both counters of a report and gives its full number. */
  private long count(int rawTimeMs, int rawSequence) {
    long number = nearest(sequence, rawSequence);
    if (number > sequence) {
      lost += number - sequence - 1;
      sequence = number;
    } else {
      disordered++;
    }
    timeMs = timed ? nearest(timeMs, rawTimeMs) : rawTimeMs;
    timed = true;
    return number;
  }

  /** The number with these low 16 bits that is nearest to a known one, never below zero. */
  private static long nearest(long known, int low) {
    long number = known + (short) (low - known);
    return number < 0 ? number + 0x10000 : number;
  }
}
