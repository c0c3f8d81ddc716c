// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.Serial;

/** A command that the chip refuses, with its status word (ISO/IEC 7816-4, 5.6). */
final class CommandRefused extends Exception {
  @Serial private static final long serialVersionUID = 1;

  static final int LENGTH = 0x6700;
  static final int SECURITY = 0x6982;
  static final int BLOCKED = 0x6983;
  static final int CONDITIONS = 0x6985;
  static final int DATA = 0x6A80;
  static final int PARAMETERS = 0x6A86;
  static final int NO_KEY = 0x6A88;
  static final int INSTRUCTION = 0x6D00;
  static final int CLASS = 0x6E00;
  static final int UNKNOWN = 0x6F00;

  final int statusWord;

  CommandRefused(int statusWord) {
    super("status word %04x".formatted(statusWord), null, false, false);
    this.statusWord = statusWord;
  }
}
