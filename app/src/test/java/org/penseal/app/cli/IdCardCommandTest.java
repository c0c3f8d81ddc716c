// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.identify.CardDesk;
import org.penseal.app.identify.CardReading;
import org.penseal.app.identify.ExpiredCards;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.idcard.SdtStatus;

/** The card on a simulated reader at a real pseudo terminal, and what is typed. */
class IdCardCommandTest {
  private static IdCard card(LocalDate until) {
    return new IdCard(
        "张演示",
        IdCard.Sex.MALE,
        1,
        LocalDate.of(1990, 1, 1),
        "演示省演示市1号",
        "999999199001010010",
        "演示市公安局",
        LocalDate.of(2005, 1, 1),
        Optional.of(until),
        new byte[1024]);
  }

  @Test
  void readSaysTheReaderTheKindAndThatThePhotoIsNotDecoded() throws Exception {
    try (IdCardSimulator reader =
        IdCardSimulator.start(Optional.of(card(LocalDate.of(2090, 1, 1))))) {
      reader.reader().lay(card(LocalDate.of(2090, 1, 1)), "演示市新址3号");
      CommandLineRun run = CommandLineRun.of("idcard", "read", reader.uri(), "--lang", "en");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("阅读器 53494D554C415445442D524541444552"), run.out());
      assertTrue(run.out().contains("最新住址 演示市新址3号"), run.out());
      assertTrue(run.out().contains("cannot be decoded"), run.out());
    }
  }

  @Test
  void expiredCardIsRefusedOrFlaggedAsAskedFor() throws Exception {
    LocalDate until = LocalDate.of(2025, 1, 1);
    LocalDate after = LocalDate.of(2025, 1, 2);
    try (IdCardSimulator reader = IdCardSimulator.start(Optional.of(card(until)))) {
      CardReading flagged =
          new CardDesk(PhotoDecoder.none(), ExpiredCards.FLAG, after).read(reader.uri());
      assertFalse(flagged.valid());
      assertTrue(flagged.text().contains("不在有效期内"));
      reader.reader().lay(card(until));
      IdCardException.NotValid refused =
          org.junit.jupiter.api.Assertions.assertThrows(
              IdCardException.NotValid.class,
              () ->
                  new CardDesk(PhotoDecoder.none(), ExpiredCards.REFUSE, after).read(reader.uri()));
      assertEquals("card-expired", Problems.of(refused).code());
      reader.reader().lay(card(until));
      assertTrue(
          new CardDesk(PhotoDecoder.none(), ExpiredCards.REFUSE, until).read(reader.uri()).valid());
    }
  }

  @Test
  void everyStatusWordHasAdviceOfItsOwnInBothLanguages() {
    java.util.Set<String> remedies = new java.util.HashSet<>();
    for (SdtStatus status : SdtStatus.values()) {
      int code = status == SdtStatus.OTHER ? 0x77 : status.code;
      Problem problem =
          Problems.of(
              status.ofCard()
                  ? new IdCardException.CardUnreadable(code)
                  : new IdCardException.ReaderRefused(code));
      for (String language : new String[] {"zh", "en"}) {
        assertTrue(remedies.add(problem.title(Texts.of(language))), problem.code());
        assertFalse(problem.remedy(Texts.of(language)).isBlank());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resident, 11010519491231002X, 0, ''",
    "resident, 110105491231002, 64, id-number-fifteen-digits",
    "resident, 11010519491231003X, 64, id-number-check-digit",
    "residence-permit, 11010519491231002X, 64, document-area",
    "passport, L898902C3, 0, ''",
    "passport, L8, 64, document-length",
    "validity, 2015.01.01-长期, 0, ''",
    "validity, 2005.01.01-2015.01.01, 1, ''",
    "validity, 2005.02.30-长期, 64, document-date",
    "visa, L898902C3, 64, ''",
  })
  void checkSaysWhatIsWrongWithWhatWasTyped(String kind, String text, int exit, String code) {
    CommandLineRun run = CommandLineRun.of("idcard", "check", kind, text, "--lang", "en");
    assertEquals(exit, run.exit(), run.err());
    if (!code.isEmpty()) {
      assertEquals(code, run.code());
    }
  }

  @Test
  void checkReadsTheSpecimenOfThePassportStandard() {
    CommandLineRun run =
        CommandLineRun.of(
            "idcard",
            "check",
            "mrz",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "--json");
    assertEquals(1, run.exit(), run.err());
    assertTrue(run.out().contains("\"surname\":\"ERIKSSON\""), run.out());
    assertTrue(run.out().contains("\"valid\":false"), run.out());
  }
}
