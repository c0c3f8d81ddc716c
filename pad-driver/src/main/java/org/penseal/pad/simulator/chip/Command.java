// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.util.Arrays;

/** A command APDU as the chip reads it: short or extended (ISO/IEC 7816-4, 5.3.2). */
final class Command {
  /** The one command that may come in parts. */
  static final int SIGN = 0x46;

  final int cla;
  final int ins;
  final byte[] data;

  /** The one command whose P1 is a number: how many tenths of a second it takes. */
  private static final int WAIT = 0x14;

  /** Whether further parts of the same command follow (P1 = 01). */
  final boolean more;

  /** Most bytes of an answer that the host takes, 0 when it expects none. */
  final int expected;

  private Command(int cla, int ins, boolean more, byte[] data, int expected) {
    this.more = more;
    this.cla = cla;
    this.ins = ins;
    this.data = data;
    this.expected = expected;
  }

  static Command parse(byte[] apdu) throws CommandRefused {
    if (apdu.length < 4) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    int cla = apdu[0] & 0xFF;
    int ins = apdu[1] & 0xFF;
    boolean more = ins == SIGN && apdu[2] == 1;
    boolean waits = ins == WAIT && apdu[2] >= 0 && apdu[2] <= 20;
    if ((apdu[2] != 0 && !more && !waits) || apdu[3] != 0) {
      throw new CommandRefused(CommandRefused.PARAMETERS);
    }
    int rest = apdu.length - 4;
    if (rest == 0) {
      return new Command(cla, ins, more, new byte[0], 0);
    }
    int p3 = apdu[4] & 0xFF;
    if (rest == 1) {
      return new Command(cla, ins, more, new byte[0], p3 == 0 ? 256 : p3);
    }
    if (p3 != 0) {
      return withData(cla, ins, more, apdu, 5, p3, 1);
    }
    if (rest < 3) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    int length = ((apdu[5] & 0xFF) << 8) | (apdu[6] & 0xFF);
    if (rest == 3) {
      return new Command(cla, ins, more, new byte[0], length == 0 ? 65536 : length);
    }
    return withData(cla, ins, more, apdu, 7, length, 2);
  }

  private static Command withData(
      int cla, int ins, boolean more, byte[] apdu, int at, int length, int expectedBytes)
      throws CommandRefused {
    int left = apdu.length - at - length;
    if (length == 0 || (left != 0 && left != expectedBytes)) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    int expected = 0;
    for (int i = apdu.length - Math.max(left, 0); i < apdu.length; i++) {
      expected = (expected << 8) | (apdu[i] & 0xFF);
    }
    if (left > 0 && expected == 0) {
      expected = left == 1 ? 256 : 65536;
    }
    return new Command(cla, ins, more, Arrays.copyOfRange(apdu, at, at + length), expected);
  }
}
