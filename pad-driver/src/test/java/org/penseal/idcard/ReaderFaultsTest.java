// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between host, reader and card, over a real pseudo terminal and jssc. */
@Tag("slow")
@Timeout(600)
class ReaderFaultsTest {
  static final Duration SHORT = Duration.ofMillis(50);
  @TempDir Path folder;

  /** An invented person of the area 999999, which there is not; the check digit is computed. */
  static IdCard card(String name) {
    return new IdCard(
        name,
        IdCard.Sex.MALE,
        1,
        LocalDate.of(1990, 1, 1),
        "演示省演示市1号",
        "999999199001010010",
        "演示市公安局",
        LocalDate.of(2015, 1, 1),
        Optional.of(LocalDate.of(2035, 1, 1)),
        new byte[1024]);
  }

  static final ForeignerCard FOREIGNER =
      new ForeignerCard(
          "SPECIMEN, ANNA MARIA",
          IdCard.Sex.FEMALE,
          "UTO310085010154",
          "UTO",
          "演示",
          LocalDate.of(2020, 5, 6),
          LocalDate.of(2030, 5, 6),
          LocalDate.of(1985, 1, 1),
          "3100",
          new byte[1024]);

  static final ResidencePermit PERMIT =
      new ResidencePermit(
          new IdCard(
              "演示",
              IdCard.Sex.MALE,
              0,
              LocalDate.of(1990, 1, 1),
              "演示省演示市2号",
              "810000199001010019",
              "演示市公安局",
              LocalDate.of(2019, 1, 1),
              Optional.of(LocalDate.of(2024, 1, 1)),
              new byte[1024]),
          "H00000001",
          1);

  private static IdCardSimulator simulator() throws Exception {
    return IdCardSimulator.start(Optional.of(card("张演示")));
  }

  @ParameterizedTest
  @EnumSource(value = SdtStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void everyStatusWordIsToldInEveryStep(SdtStatus status) throws Exception {
    for (int command : new int[] {0x2001, 0x2002, 0x3001}) {
      try (IdCardSimulator simulator = simulator();
          IdCardReader reader = IdCardReader.open(simulator.uri())) {
        simulator.reader().refuse(command, status.code);
        IdCardException e = assertThrows(IdCardException.class, () -> reader.read(SHORT));
        switch (e) {
          case IdCardException.NoCard n -> assertEquals(SdtStatus.FIND_FAILED, status);
          case IdCardException.CardUnreadable c -> {
            assertEquals(status, c.meaning);
            assertTrue(status.ofCard());
          }
          case IdCardException.ReaderRefused r -> {
            assertEquals(status, r.meaning);
            assertEquals(status.code, r.status);
            assertFalse(status.ofCard());
          }
          default -> throw e;
        }
      }
    }
  }

  @Test
  void statusWordThatIsNotInTheTableKeepsItsByte() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      simulator.reader().refuse(0x2002, 0x77);
      IdCardException.ReaderRefused e =
          assertThrows(IdCardException.ReaderRefused.class, () -> reader.read(SHORT));
      assertEquals(SdtStatus.OTHER, e.meaning);
      assertEquals(0x77, e.status);
    }
  }

  @Test
  void cardTakenAwayInTheMiddleIsReadWhenItIsLaidOnAgain() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      simulator.reader().fault(SimulatedReader.Fault.REMOVED);
      IdCardException.CardUnreadable e =
          assertThrows(IdCardException.CardUnreadable.class, () -> reader.read(SHORT));
      assertEquals(SdtStatus.READ_FAILED, e.meaning);
      simulator.reader().fault(SimulatedReader.Fault.NONE);
      assertThrows(IdCardException.NoCard.class, () -> reader.read(SHORT));
      simulator.reader().lay(card("张演示"));
      assertEquals(card("张演示"), reader.read(SHORT));
    }
  }

  @Test
  void secondCardIsReadAsItselfAndHasNoAddressOfTheFirst() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      assertEquals("张演示", reader.read(SHORT).name());
      simulator.reader().lay(card("李演示"), "演示市新址3号");
      // Asked for before the second card was found: the reader has selected none.
      assertThrows(IdCardException.CardUnreadable.class, reader::latestAddress);
      assertEquals("李演示", reader.read(SHORT).name());
      assertEquals(Optional.of("演示市新址3号"), reader.latestAddress());
    }
  }

  @Test
  void cardOfSomeoneWhoNeverMovedHasNoLatestAddress() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      reader.read(SHORT);
      assertEquals(Optional.empty(), reader.latestAddress());
    }
  }

  @Test
  void wrongLengthsWithinAGoodFrameAreRefused() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      simulator.reader().fault(SimulatedReader.Fault.WRONG_LENGTH);
      IdCardException.Malformed e =
          assertThrows(IdCardException.Malformed.class, () -> reader.read(SHORT));
      assertEquals("card data", e.expected);
    }
  }

  @Test
  void answerThatBreaksOffIsRefusedAfterTheTimeOut() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      simulator.reader().fault(SimulatedReader.Fault.CUT_SHORT);
      IdCardException.Malformed e =
          assertThrows(IdCardException.Malformed.class, () -> reader.read(SHORT));
      assertEquals("whole frame", e.expected);
      simulator.reader().fault(SimulatedReader.Fault.NONE);
      simulator.reader().lay(card("张演示"));
      assertEquals("张演示", reader.read(SHORT).name());
    }
  }

  @Test
  void answerIsFoundInNoiseThatBeginsLikeAFrame() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri() + "?baud=115200")) {
      simulator.reader().fault(SimulatedReader.Fault.NOISE);
      assertEquals(16 * 2, reader.readerNumber().length());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {115_200, 57_600, 38_400, 19_200, 9_600})
  void readerSetToAnySpeedIsFound(int baud) throws Exception {
    try (IdCardSimulator simulator = simulator()) {
      simulator.reader().baud(baud);
      try (IdCardReader reader = IdCardReader.open(simulator.uri())) {
        assertEquals("张演示", reader.read(SHORT).name());
      }
      try (IdCardReader reader = IdCardReader.open(simulator.uri() + "?baud=" + baud)) {
        assertEquals(32, reader.readerNumber().length());
      }
    }
  }

  @Test
  void speedIsChangedOnBothSides() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      reader.setBaud(9_600);
      assertEquals(9_600, simulator.reader().baud());
      assertEquals("张演示", reader.read(SHORT).name());
      assertThrows(IdCardException.BadSpeed.class, () -> reader.setBaud(4_800));
    }
  }

  @Test
  void readerAtAnotherSpeedThanToldIsSilent() throws Exception {
    try (IdCardSimulator simulator = simulator()) {
      simulator.reader().baud(9_600);
      try (IdCardReader reader = IdCardReader.open(simulator.uri() + "?baud=19200")) {
        assertThrows(IdCardException.ReaderSilent.class, reader::readerNumber);
      }
      assertThrows(
          IdCardException.BadSpeed.class, () -> IdCardReader.open(simulator.uri() + "?baud=fast"));
    }
  }

  @Test
  void lineWithoutAReaderIsSilentAtEverySpeed() throws Exception {
    try (IdCardSimulator simulator = simulator()) {
      simulator.reader().fault(SimulatedReader.Fault.SILENT);
      assertThrows(IdCardException.ReaderSilent.class, () -> IdCardReader.open(simulator.uri()));
    }
  }

  @Test
  void unpluggedReaderIsOpenedAgainAtItsPlace() throws Exception {
    Path place = folder.resolve("reader");
    try (IdCardSimulator first = simulator()) {
      Files.createSymbolicLink(place, first.path());
      IdCardReader reader = IdCardReader.open("serial:" + place);
      first.close();
      assertThrows(IdCardException.ReaderUnavailable.class, () -> reader.read(SHORT));
      reader.close();
    }
    Files.delete(place);
    assertThrows(
        IdCardException.ReaderUnavailable.class, () -> IdCardReader.open("serial:" + place));
    try (IdCardSimulator second = simulator()) {
      Files.createSymbolicLink(place, second.path());
      try (IdCardReader reader = IdCardReader.open("serial:" + place)) {
        assertEquals("张演示", reader.read(SHORT).name());
      }
    }
  }

  @Test
  void foreignersAndResidencePermitsAreReadWithTheirOwnFields() throws Exception {
    try (IdCardSimulator simulator = simulator();
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      for (ReadCard card : new ReadCard[] {FOREIGNER, PERMIT}) {
        simulator.reader().lay(card);
        ReadCard read = reader.read(SHORT);
        assertEquals(card, read);
        assertEquals("演示", read.name());
        assertFalse(read.toString().contains("演示"));
      }
    }
  }

  @Test
  void cardOfAnotherKindIsRefusedByItsLetter() throws Exception {
    byte[] text = CardText.encode(card("张演示"));
    text[248] = 'Y';
    IdCardException.UnknownKind e =
        assertThrows(
            IdCardException.UnknownKind.class, () -> CardText.decode(text, new byte[1024]));
    assertEquals("Y", e.letter);
  }

  @Test
  void cardIsRefusedBeforeAndAfterItsValidity() throws Exception {
    IdCard card = card("张演示");
    card.requireValidOn(LocalDate.of(2015, 1, 1));
    card.requireValidOn(LocalDate.of(2035, 1, 1));
    IdCardException.NotValid early =
        assertThrows(
            IdCardException.NotValid.class, () -> card.requireValidOn(LocalDate.of(2014, 12, 31)));
    assertTrue(early.early);
    IdCardException.NotValid late =
        assertThrows(
            IdCardException.NotValid.class, () -> card.requireValidOn(LocalDate.of(2035, 1, 2)));
    assertEquals(LocalDate.of(2035, 1, 1), late.day);
  }
}
