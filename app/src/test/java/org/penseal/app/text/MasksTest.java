// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
  @ParameterizedTest
  @CsvSource({
    "99999919000101002X.pdf, 999****X.pdf",
    "合同_999999190001010038-甲.pdf, 合同_999****8-甲.pdf",
    "99999919000101002x, 999****x",
    "00010000001, 000****1",
    "+8613800138000 called, +86138****0 called",
    "13800138000/99999919000101002X, 138****0/999****X"
  })
  void hidesNumbersOfPeople(String text, String masked) {
    assertEquals(masked, Masks.numbers(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contract-2026-11-24.pdf",
        "20261124080000.pdf",
        "20261124080000123.pdf",
        "1234567890",
        "3f6c1a9e-0000-4000-8000-123456789012",
        "/home/user/out.pdf"
      })
  void leavesEverythingElse(String text) {
    assertEquals(text, Masks.numbers(text));
  }

  @Test
  void endsWithDigitsWithoutEnd() {
    String digits = "1".repeat(200_000);
    assertEquals(digits, Masks.numbers(digits));
  }
}
