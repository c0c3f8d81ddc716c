// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.identity.IdentityException.BadDocument;

class PassportZoneTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  /** The specimen of ICAO 9303-4, appendix B. */
  private static final String NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";

  private static final String DATA = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

  @Test
  void readsTheSpecimenOfTheStandard() throws BadDocument {
    assertEquals(
        new PassportZone(
            "UTO",
            "ERIKSSON",
            "ANNA MARIA",
            "L898902C3",
            "UTO",
            LocalDate.of(1974, 8, 12),
            "F",
            LocalDate.of(2012, 4, 15)),
        PassportZone.parse(NAMES.toLowerCase(java.util.Locale.ROOT), " " + DATA, TODAY));
    assertFalse(PassportZone.parse(NAMES, DATA, TODAY).toString().contains("ERIKSSON"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, NUMBER",
    "8, NUMBER",
    "9, NUMBER",
    "13, BIRTH",
    "19, BIRTH",
    "21, EXPIRY",
    "27, EXPIRY",
    "30, PERSONAL_NUMBER",
    "42, PERSONAL_NUMBER",
    "43, ZONE",
  })
  void everyCheckDigitIsChecked(int at, BadDocument.Part part) {
    // The next one; a distance of ten would not be noticed (ICAO 9303-3, 4.9).
    char other = DATA.charAt(at) == '9' ? '8' : (char) (DATA.charAt(at) + 1);
    String wrong = DATA.substring(0, at) + other + DATA.substring(at + 1);
    BadDocument e = assertThrows(BadDocument.class, () -> PassportZone.parse(NAMES, wrong, TODAY));
    assertEquals(part, e.part());
    assertEquals(BadDocument.Why.CHECK_DIGIT, e.why());
  }

  @Test
  void dayThatDoesNotExistIsRefusedThoughItsCheckDigitFits() {
    String birth = "740230";
    String changed =
        DATA.substring(0, 13) + birth + PassportZone.checkDigit(birth) + DATA.substring(20, 43);
    String all = changed.substring(0, 10) + changed.substring(13, 20) + changed.substring(21, 43);
    String data = changed + PassportZone.checkDigit(all);
    BadDocument e = assertThrows(BadDocument.class, () -> PassportZone.parse(NAMES, data, TODAY));
    assertEquals(BadDocument.Why.DATE, e.why());
  }

  @Test
  void otherLinesAreRefused() {
    assertEquals(
        BadDocument.Why.LENGTH,
        assertThrows(BadDocument.class, () -> PassportZone.parse(NAMES, DATA + "<", TODAY)).why());
    assertEquals(
        BadDocument.Why.FORMAT,
        assertThrows(
                BadDocument.class, () -> PassportZone.parse("I" + NAMES.substring(1), DATA, TODAY))
            .why());
    assertEquals(
        BadDocument.Why.CHARACTER,
        assertThrows(
                BadDocument.class, () -> PassportZone.parse(NAMES, DATA.replace('<', '*'), TODAY))
            .why());
  }
}
