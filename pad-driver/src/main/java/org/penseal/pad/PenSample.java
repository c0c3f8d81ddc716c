// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/**
 * One pen report, losslessly: the eleven bytes of report 34 can be made from it again ({@code
 * pad.protocol.PenReport}).
 *
 * @param x tablet units from the left edge, 0..65535
 * @param y tablet units from the upper edge, 0..65535
 * @param pressure 0..4095 (a 12-bit field; a model's own maximum is lower)
 * @param near whether the pen is in proximity (rdy)
 * @param buttons the three switch bits, 0..7; not zero while the tip touches
 * @param timeMs device time in milliseconds, unwrapped; its low 16 bits are the raw time count.
 *     Time of arrival when the host counts ({@link Ink.Counters#HOST})
 * @param sequence report number, unwrapped; its low 16 bits are the raw sequence. Number of arrival
 *     when the host counts
 * @param hostNanos {@code System.nanoTime} of the host when the report came; 0 when not known
 */
public record PenSample(
    int x,
    int y,
    int pressure,
    boolean near,
    int buttons,
    long timeMs,
    long sequence,
    long hostNanos) {

  /** Checks the ranges of the report's fields. */
  public PenSample {
    if ((x & 0xFFFF) != x || (y & 0xFFFF) != y || (pressure & 0xFFF) != pressure) {
      throw new IllegalArgumentException("pen sample out of the range of its report");
    }
    if ((buttons & 7) != buttons || timeMs < 0 || sequence < 0) {
      throw new IllegalArgumentException("pen sample with impossible buttons or counters");
    }
  }

  /** Whether the tip touches the screen. */
  public boolean touching() {
    return near && buttons != 0;
  }

  /** The report with which the pen leaves: all zero, not a point and never to be drawn. */
  public boolean leaves() {
    return !near && buttons == 0 && pressure == 0 && x == 0 && y == 0;
  }

  /** The same report without the time of the host, for comparisons. */
  public PenSample withoutHostTime() {
    return new PenSample(x, y, pressure, near, buttons, timeMs, sequence, 0);
  }
}
