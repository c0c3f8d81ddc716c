// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.IdentityException.BadIdNumber;
import org.penseal.identity.embedded.DemoPopulation;

class IdNumberTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  /** The sample of GB 11643-1999. */
  private static final String SAMPLE = "11010519491231002X";

  @Test
  void readsTheSampleOfTheStandard() throws BadIdNumber {
    IdNumber number = IdNumber.parse(SAMPLE, TODAY);
    assertEquals(LocalDate.of(1949, 12, 31), number.birthDate());
    assertEquals(IdNumber.Sex.FEMALE, number.sex());
    assertEquals("110105", number.area());
    assertEquals(SAMPLE, number.text());
  }

  @Test
  void takesSmallXForLargeX() throws BadIdNumber {
    assertEquals(IdNumber.parse(SAMPLE, TODAY), IdNumber.parse(" 11010519491231002x ", TODAY));
  }

  @Test
  void masksWhatIsShown() throws BadIdNumber {
    IdNumber number = IdNumber.parse(SAMPLE, TODAY);
    assertEquals("110***********002X", number.masked());
    assertFalse(number.toString().contains("19491231"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', LENGTH",
    "110105491231002, FIFTEEN_DIGITS",
    "11010549123100, LENGTH",
    "11010519491231002XX, LENGTH",
    "1101051949123100X2, CHARACTER",
    "11010519491231００2X, CHARACTER",
    "11010519491231O02X, CHARACTER",
    "11010519490231002X, DATE",
    "11010519491331002X, DATE",
    "11010520991231002X, DATE",
    "110105194912310021, CHECK_DIGIT",
    "11010519491231012X, CHECK_DIGIT",
  })
  void saysWhatIsWrong(String text, BadIdNumber.Kind kind) {
    BadIdNumber refused = assertThrows(BadIdNumber.class, () -> IdNumber.parse(text, TODAY));
    assertEquals(kind, refused.kind());
    assertFalse(refused.toString().matches(".*[0-9]{6}.*"));
  }

  /** One wrong digit and two neighbours exchanged are always found: ISO 7064, MOD 11-2. */
  @Test
  void findsEverySingleWrongDigit() {
    for (int i = 0; i < 17; i++) {
      for (char c = '0'; c <= '9'; c++) {
        if (SAMPLE.charAt(i) != c) {
          String wrong = SAMPLE.substring(0, i) + c + SAMPLE.substring(i + 1);
          assertThrows(BadIdNumber.class, () -> IdNumber.parse(wrong, TODAY), wrong);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void demoNumbersFitTheRulesButBelongToNobody(int index) throws BadIdNumber {
    IdNumber number = IdNumber.parse(DemoPopulation.ID_NUMBERS.get(index), TODAY);
    assertEquals("999999", number.area());
    assertEquals(LocalDate.of(1900, 1, 1), number.birthDate());
  }
}
