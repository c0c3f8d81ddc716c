// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.util.Arrays;

/** Brings the reports of a simulated pad to the host. Any thread may call. */
public interface Carrier {

  /** What may happen to a report on its way. */
  enum Damage {
    NONE,
    /** Comes twice. */
    REPEATED,
    /** Comes after the one that follows it. */
    SWAPPED,
    /** A byte of its frame is another one; over HID it comes cut short. */
    CORRUPT,
    /** Bytes that are nothing come before it; over HID none. */
    NOISE,
    /** Comes in pieces of one byte; over HID whole. */
    SPLIT,
    /** Comes together with the one that follows it; over HID apart. */
    MERGED,
    /** Comes a third of a second late, and so does all that follows. */
    STALLED
  }

  /**
   * Sends a report, id first when the device numbers its reports.
   *
   * @param damage only those that concern the bytes: {@code CORRUPT, NOISE, SPLIT, MERGED}
   */
  void send(byte[] report, Damage damage);

  /** Pulls the plug after this many more bytes, in the middle of a frame if need be; 0 never. */
  default void cutAfter(long bytes) {
    // Over HID no report is cut.
  }

  /** Whether the host has taken all that was sent, as far as the carrier can tell. */
  default boolean drained() {
    return true;
  }

  /** Pulls the plug. */
  void unplug();

  /** What comes over HID for a report that is damaged so. */
  static byte[] overHid(byte[] report, Damage damage) {
    return damage == Damage.CORRUPT ? Arrays.copyOf(report, report.length / 2) : report.clone();
  }
}
