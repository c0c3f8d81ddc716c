// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import org.penseal.pad.PadButton;

/** The side of a simulated pad that faces the pen: positions in tablet units go in. */
public interface Digitizer {

  /** The pen in proximity; the tip touches when the pressure is not 0. */
  void move(int x, int y, int pressure, long timeMs);

  /** The pen leaves. */
  void leave(long timeMs);

  /**
   * Somebody presses a key of the pad's own.
   *
   * @return false when it has no such key
   */
  default boolean press(PadButton button) {
    return false;
  }
}
