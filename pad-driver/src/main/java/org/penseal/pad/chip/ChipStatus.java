// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import org.penseal.pad.PadException;

/** Status words of the chip (ISO/IEC 7816-4, 5.6) as errors. */
final class ChipStatus {
  static final int OK = 0x9000;

  private ChipStatus() {}

  /** The error that a status word other than {@link #OK} stands for. */
  static PadException error(int statusWord) {
    if ((statusWord & 0xFFF0) == 0x63C0) {
      int triesLeft = statusWord & 0x0F;
      return triesLeft == 0 ? new PadException.PinBlocked() : new PadException.WrongPin(triesLeft);
    }
    if (statusWord == 0x6983) {
      return new PadException.PinBlocked();
    }
    return new PadException.ChipRefused(
        statusWord, SkfStatus.ofStatusWord(statusWord).code(), meaning(statusWord));
  }

  private static String meaning(int statusWord) {
    return switch (statusWord) {
      case 0x6400 -> "stopped";
      case 0x6581 -> "memory failure";
      case 0x6700 -> "wrong length";
      case 0x6982 -> "PIN was not verified";
      case 0x6985 -> "conditions of use not satisfied";
      case 0x6A80 -> "wrong data";
      case 0x6A84 -> "no room";
      case 0x6A86 -> "wrong parameters";
      case 0x6A88 -> "no such key";
      case 0x6D00 -> "instruction not supported";
      case 0x6E00 -> "class not supported";
      default -> "no diagnosis";
    };
  }
}
