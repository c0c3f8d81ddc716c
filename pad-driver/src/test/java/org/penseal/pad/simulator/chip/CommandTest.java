// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The seven forms of ISO/IEC 7816-4, 5.3.2, and what is none of them. */
class CommandTest {

  @ParameterizedTest
  @CsvSource({
    "b0100000, '', 0",
    "b010000000, '', 256",
    "b010000012, '', 18",
    "b0100000021122, 1122, 0",
    "b010000002112200, 1122, 256",
    "b0100000000000, '', 65536",
    "b01000000000021122, 1122, 0",
    "b010000000000211220100, 1122, 256",
  })
  void readsEveryForm(String apdu, String data, int expected) throws CommandRefused {
    Command command = Command.parse(HexFormat.of().parseHex(apdu));
    assertEquals(0xB0, command.cla);
    assertEquals(0x10, command.ins);
    assertEquals(data, HexFormat.of().formatHex(command.data));
    assertEquals(expected, command.expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b010", "b0100000051122", "b010000002112233ffff", "b010000000000011"})
  void refusesWrongLengths(String apdu) {
    byte[] bytes = HexFormat.of().parseHex(apdu);
    assertEquals(
        CommandRefused.LENGTH,
        assertThrows(CommandRefused.class, () -> Command.parse(bytes)).statusWord);
  }

  @Test
  void parametersMustBeZero() {
    byte[] apdu = HexFormat.of().parseHex("b0100100");
    assertEquals(
        CommandRefused.PARAMETERS,
        assertThrows(CommandRefused.class, () -> Command.parse(apdu)).statusWord);
  }
}
