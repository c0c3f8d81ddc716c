// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.BadDocument;

/** The rules of the numbers once more, written another way, against thousands of numbers. */
class IndependentRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 28);
  private static final int ROUNDS = 20_000;
  private static final String NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";

  /** ISO 7064 MOD 11-2 by its recursion, where the product has GB 11643's table of weights. */
  private static char mod112(String digits) {
    int p = 0;
    for (char c : digits.toCharArray()) {
      p = (p + c - '0') * 2 % 11;
    }
    return "0123456789X".charAt((12 - p) % 11);
  }

  /** Days of the Gregorian calendar by its own rule. */
  private static boolean isDay(int year, int month, int day) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int[] days = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
  }

  private static boolean passed(int year, int month, int day) {
    return 10_000 * year + 100 * month + day <= 20_260_228;
  }

  private static boolean taken(String number) {
    try {
      DocumentNumber.parse(DocumentKind.RESIDENT, number, TODAY);
      return true;
    } catch (IdentityException e) {
      return false;
    }
  }

  @Test
  void residentNumbersAreTakenJustWhereBothReadingsOfTheStandardAgree() {
    Random random = new Random(11643);
    int right = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int year = 1890 + random.nextInt(140);
      int month = random.nextInt(14);
      int day = random.nextInt(33);
      String first =
          "%06d%04d%02d%02d%03d"
              .formatted(random.nextInt(1_000_000), year, month, day, random.nextInt(1000));
      char check = random.nextInt(4) > 0 ? mod112(first) : "0123456789X".charAt(random.nextInt(11));
      boolean expected =
          isDay(year, month, day) && passed(year, month, day) && check == mod112(first);
      String typed = (first + check).replace('X', random.nextBoolean() ? 'x' : 'X');
      assertEquals(expected, taken(typed), typed);
      right += expected ? 1 : 0;
    }
    assertTrue(right > ROUNDS / 4 && right < ROUNDS, right + " right ones");
  }

  @Test
  void passportsCheckDigitIsTheOneOfAReadingByPosition() {
    Random random = new Random(9303);
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder text = new StringBuilder();
      int sum = 0;
      int length = 1 + random.nextInt(39);
      for (int at = 0; at < length; at++) {
        char c = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<".charAt(random.nextInt(37));
        int value = c == '<' ? 0 : c <= '9' ? c - '0' : c - 'A' + 10;
        sum += value * (at % 3 == 0 ? 7 : at % 3 == 1 ? 3 : 1);
        text.append(c);
      }
      assertEquals('0' + sum % 10, PassportZone.checkDigit(text.toString()), text.toString());
    }
  }

  // Capitals of ß, ſ, ı and of the ligature are letters that fit; the other digits look like ours.
  @ParameterizedTest
  @ValueSource(strings = {"ß12345", "ſ123456", "ı123456", "ﬁ12345", "１２３４５６Ａ", "٣٤٥٦٧٨٩"})
  void charactersOfOtherScriptsAreNone(String number) {
    BadDocument e =
        assertThrows(
            BadDocument.class, () -> DocumentNumber.parse(DocumentKind.PASSPORT, number, TODAY));
    assertEquals(BadDocument.Why.CHARACTER, e.why());
  }

  @Test
  void charactersOfOtherScriptsAreNoneInAZone() {
    String names = NAMES.replaceFirst("S", "ſ");
    assertThrows(BadDocument.class, () -> PassportZone.parse(names, zone("L898902C3"), TODAY));
  }

  @Test
  void zoneWithoutNumberOrNameIsNone() throws Exception {
    assertEquals("L898902C3", PassportZone.parse(NAMES, zone("L898902C3"), TODAY).number());
    assertThrows(BadDocument.class, () -> PassportZone.parse(NAMES, zone("<<<<<<<<<"), TODAY));
    for (String names : new String[] {"P<UTO" + "<".repeat(39), NAMES.replace('A', '4')}) {
      assertThrows(BadDocument.class, () -> PassportZone.parse(names, zone("L898902C3"), TODAY));
    }
  }

  private static String zone(String number) {
    String first = number + PassportZone.checkDigit(number);
    String rest = "7408122" + "F" + "1204159" + "ZE184226B<<<<<1";
    String all = first + rest.replaceFirst("F", "");
    return first + "UTO" + rest + PassportZone.checkDigit(all);
  }

  @Test
  void leapDaysAreDaysInLeapYearsOnly() {
    for (int year : new int[] {1900, 1999, 2000, 2023, 2024}) {
      String first = "999999" + year + "0229001";
      assertEquals(year == 2000 || year == 2024, taken(first + mod112(first)), "of " + year);
    }
  }
}
