// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.PadException;

class SkfStatusTest {

  @ParameterizedTest
  @CsvSource({
    "9000, 00000000",
    "6300, 0A000024",
    "63C3, 0A000024",
    "63C0, 0A000025",
    "6581, 0A000008",
    "6700, 0A000010",
    "6982, 0A00002D",
    "6983, 0A000025",
    "6984, 0A00000A",
    "6985, 0A00000A",
    "6A80, 0A000011",
    "6A81, 0A000003",
    "6D00, 0A000003",
    "6E00, 0A000003",
    "6A82, 0A00002E",
    "6A88, 0A00001B",
    "6A84, 0A000030",
    "6A86, 0A000006",
    "6B00, 0A000006",
    "6F00, 0A000002",
    "1234, 0A000002"
  })
  void statusWordHasItsCode(String statusWord, String code) {
    assertEquals(
        Integer.parseInt(code, 16),
        SkfStatus.ofStatusWord(Integer.parseInt(statusWord, 16)).code());
  }

  @Test
  void noNumberIsThereTwice() {
    Set<Integer> codes = new HashSet<>();
    for (SkfStatus status : SkfStatus.values()) {
      codes.add(status.code());
    }
    assertEquals(SkfStatus.values().length, codes.size());
  }

  @Test
  void refusalCarriesStatusWordAndCode() {
    PadException.ChipRefused refused =
        assertInstanceOf(PadException.ChipRefused.class, ChipStatus.error(0x6982));
    assertEquals(0x6982, refused.statusWord);
    assertEquals(SkfStatus.SAR_USER_NOT_LOGGED_IN.code(), refused.skfCode);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 17})
  void pinOfAWrongLengthNeverLeavesTheHost(int length) {
    PadChip chip =
        new PadChip(
            apdu -> {
              throw new AssertionError("the PIN was sent");
            });
    PadException.ChipRefused refused =
        assertThrows(PadException.ChipRefused.class, () -> chip.verifyPin(new byte[length]));
    assertEquals(SkfStatus.SAR_PIN_LEN_RANGE.code(), refused.skfCode);
  }
}
