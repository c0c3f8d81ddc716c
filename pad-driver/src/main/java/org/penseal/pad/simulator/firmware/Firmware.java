// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.util.Optional;

/**
 * What runs inside of a simulated pad: takes what the host sends and answers through a {@link
 * Carrier}. Knows reports, not what carries them. Any thread may call.
 */
public interface Firmware {

  /** The HID report descriptor (HID 1.11, 6.2.2); empty for a pad that speaks no HID. */
  byte[] reportDescriptor();

  /**
   * The host asks for a feature report over HID.
   *
   * @return the report, id first (id 0 when the device numbers none); empty when it has none, which
   *     a device answers by a stall
   */
  default Optional<byte[]> getFeature(int id) {
    return Optional.empty();
  }

  /**
   * The host sets a feature report over HID, id first.
   *
   * @return false when the device has no such report, which it answers by a stall
   */
  default boolean setFeature(byte[] report) {
    return false;
  }

  /** The host sent a message over a serial line: a whole report or one byte, by the format. */
  default void onLine(byte[] message) {
    // Most pads do not listen.
  }

  /** The current is gone. */
  default void powerLoss() {
    // Most pads remember nothing.
  }
}
