// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.BadDocument;
import org.penseal.identity.IdentityException.BadIdNumber;

class DocumentNumberTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  /**
   * 17 digits with their check character, which {@code IdNumberTest} checks against the standard.
   */
  private static String whole(String first17) {
    return first17 + IdNumber.checkCharacter(first17);
  }

  @Test
  void takesNumbersOfEveryKind() throws IdentityException {
    accepts(DocumentKind.RESIDENT, "110105 19491231 002x", "11010519491231002X");
    accepts(DocumentKind.RESIDENCE_PERMIT, whole("81000019900101001"), whole("81000019900101001"));
    accepts(DocumentKind.RESIDENCE_PERMIT, whole("82000019900101001"), whole("82000019900101001"));
    accepts(DocumentKind.RESIDENCE_PERMIT, whole("83000019900101001"), whole("83000019900101001"));
    accepts(DocumentKind.FOREIGNER, whole("91133019900101001"), whole("91133019900101001"));
    accepts(DocumentKind.FOREIGNER, "uto310085010154", "UTO310085010154");
    accepts(DocumentKind.PASSPORT, "L898902C3", "L898902C3");
  }

  private static void accepts(DocumentKind kind, String typed, String expected)
      throws IdentityException {
    DocumentNumber number = DocumentNumber.parse(kind, typed, TODAY);
    assertEquals(expected, number.text());
    assertFalse(number.toString().contains(number.text()));
  }

  @ParameterizedTest
  @CsvSource({
    "RESIDENCE_PERMIT, 11010519491231002X, AREA",
    "FOREIGNER, 11010519491231002X, AREA",
    "FOREIGNER, 310085010154UTO, FORMAT",
    "FOREIGNER, UTO310085023054, DATE",
    "PASSPORT, E1234, LENGTH",
    "PASSPORT, E123456789, LENGTH",
    "PASSPORT, E1234567é, CHARACTER",
    "PASSPORT, ABCDEFGH, FORMAT",
  })
  void saysWhatIsWrong(DocumentKind kind, String typed, BadDocument.Why why) {
    BadDocument refused =
        assertThrows(BadDocument.class, () -> DocumentNumber.parse(kind, typed, TODAY));
    assertEquals(why, refused.why());
    assertFalse(refused.toString().contains(typed));
  }

  @Test
  void numbersOf18CharactersKeepToGb11643InEveryKind() {
    String wrong = whole("81000019900101001").substring(0, 17) + "Y";
    assertThrows(
        BadIdNumber.class, () -> DocumentNumber.parse(DocumentKind.RESIDENCE_PERMIT, wrong, TODAY));
    assertThrows(
        BadIdNumber.class,
        () -> DocumentNumber.parse(DocumentKind.FOREIGNER, "911330199001010019", TODAY));
  }

  @Test
  void everyBeginningOfARightNumberIsGoodWhileItIsTyped() {
    String number = whole("81000019900101001");
    for (int typed = 1; typed < 18; typed++) {
      assertEquals(
          new TypedNumber.Incomplete(18 - typed),
          TypedNumber.judge(number.substring(0, typed), TODAY));
    }
    assertEquals(
        new TypedNumber.Right(DocumentKind.RESIDENCE_PERMIT), TypedNumber.judge(number, TODAY));
    assertEquals(
        new TypedNumber.Right(DocumentKind.RESIDENT),
        TypedNumber.judge("11010519491231002x", TODAY));
    assertEquals(
        new TypedNumber.Right(DocumentKind.FOREIGNER),
        TypedNumber.judge(whole("91133019900101001"), TODAY));
    assertInstanceOf(TypedNumber.Empty.class, TypedNumber.judge("  ", TODAY));
  }

  @ParameterizedTest
  @CsvSource({
    "1101a, CHARACTER",
    "1101X, CHARACTER",
    "11010519490230, DATE",
    "11010520991231, DATE",
    "110105194912310021, CHECK_DIGIT",
    "1101051949123100211, LENGTH",
  })
  void mistakeIsToldWhileItIsTyped(String typed, BadIdNumber.Kind kind) {
    assertEquals(new TypedNumber.Wrong(kind), TypedNumber.judge(typed, TODAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2015.01.01-2035.01.01",
        "2015-01-01 - 2035-01-01",
        "20150101-20350101",
        "2015年1月1日至2035年1月1日"
      })
  void readsPeriodsAsTheyArePrintedAndTyped(String text) throws BadDocument {
    Validity validity = Validity.parse(text);
    assertEquals(LocalDate.of(2015, 1, 1), validity.from());
    assertEquals(Optional.of(LocalDate.of(2035, 1, 1)), validity.to());
    assertTrue(validity.on(LocalDate.of(2035, 1, 1)));
    assertFalse(validity.on(LocalDate.of(2035, 1, 2)));
  }

  @Test
  void longTermCardHasNoEnd() throws BadDocument {
    Validity validity = Validity.parse("2015.01.01-长期");
    assertTrue(validity.on(LocalDate.of(2099, 1, 1)));
    assertFalse(validity.on(LocalDate.of(2014, 12, 31)));
  }

  @ParameterizedTest
  @CsvSource({
    "2015.01.01, FORMAT",
    "2015.02.29-2035.01.01, DATE",
    "2035.01.01-2015.01.01, DATE",
    "2015.01.01-短期, FORMAT",
  })
  void refusesPeriodsThatAreNone(String text, BadDocument.Why why) {
    assertEquals(why, assertThrows(BadDocument.class, () -> Validity.parse(text)).why());
  }
}
