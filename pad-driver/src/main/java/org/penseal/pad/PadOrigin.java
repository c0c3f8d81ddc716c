// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/**
 * What stands at the other end of a line, as far as this computer can know. Decided where the line
 * is opened, by what it is; callers cannot set it.
 */
public enum PadOrigin {
  /**
   * A device of the system's own. A program that gives itself out for one cannot be told from it.
   */
  DEVICE,
  /** What was recorded earlier, played again. */
  RECORDED,
  /** A program: at a pseudo terminal, in memory, or behind a virtual HID device. */
  SIMULATED,
  /** The system does not tell what it is. */
  UNKNOWN
}
