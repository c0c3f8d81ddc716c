// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(600)
class IdCardReaderTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final byte[] STILL = "a still".getBytes(StandardCharsets.US_ASCII);

  /** The number is the sample of GB 11643-1999. */
  private static IdCard card(Optional<LocalDate> until) {
    return new IdCard(
        "张伟",
        IdCard.Sex.FEMALE,
        1,
        LocalDate.of(1949, 12, 31),
        "北京市朝阳区示例路1号",
        "11010519491231002X",
        "北京市公安局朝阳分局",
        LocalDate.of(2015, 1, 1),
        until,
        SimulatedPhoto.of(STILL));
  }

  @Test
  void framesAreThoseOfThePublishedTable() {
    // Commands and checksums of the public protocol description: find, select, read, reader number.
    assertEquals("AAAAAA96690003200122", hex(SdtFrame.encode(new byte[] {0x20, 0x01})));
    assertEquals("AAAAAA96690003200221", hex(SdtFrame.encode(new byte[] {0x20, 0x02})));
    assertEquals("AAAAAA96690003300132", hex(SdtFrame.encode(new byte[] {0x30, 0x01})));
    assertEquals("AAAAAA9669000312FFEE", hex(SdtFrame.encode(new byte[] {0x12, (byte) 0xFF})));
    assertEquals(
        "AAAAAA9669000800009F0000000097",
        hex(SdtFrame.encode(new byte[] {0, 0, (byte) 0x9F, 0, 0, 0, 0})));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  @Test
  void decoderFindsFramesAfterNoiseAndInPieces() throws Exception {
    SdtFrame.Decoder decoder = new SdtFrame.Decoder();
    byte[] stream = HexFormat.of().parseHex("0011AAAAAAAA96690003200122AAAAAA96690003200221");
    int found = 0;
    for (byte b : stream) {
      decoder.add(new byte[] {b}, 1);
      if (decoder.next().isPresent()) {
        found++;
      }
    }
    assertEquals(2, found);
  }

  @Test
  void readsEveryFieldOfTheCard() throws Exception {
    for (Optional<LocalDate> until :
        java.util.List.of(Optional.<LocalDate>empty(), Optional.of(LocalDate.of(2035, 1, 1)))) {
      try (IdCardSimulator simulator = IdCardSimulator.start(Optional.of(card(until)));
          IdCardReader reader = IdCardReader.open(simulator.uri())) {
        assertEquals(hex(SimulatedReader.NUMBER), reader.readerNumber());
        IdCard read = assertInstanceOf(IdCard.class, reader.read(SHORT));
        assertEquals("张伟", read.name());
        assertEquals(IdCard.Sex.FEMALE, read.sex());
        assertEquals(1, read.nation());
        assertEquals(LocalDate.of(1949, 12, 31), read.birth());
        assertEquals("北京市朝阳区示例路1号", read.address());
        assertEquals("11010519491231002X", read.number());
        assertEquals("北京市公安局朝阳分局", read.issuer());
        assertEquals(LocalDate.of(2015, 1, 1), read.validFrom());
        assertEquals(until, read.validTo());
        assertArrayEquals(SimulatedPhoto.of(STILL), read.photo());
        assertFalse(read.toString().contains("1949"));
      }
    }
  }

  @Test
  void answerToReadingHasThe1295BytesOfARealReader() {
    int payload = 3 + 4 + CardText.encode(card(Optional.empty())).length + 1024;
    assertEquals(1295, SdtFrame.encode(new byte[payload]).length);
  }

  @Test
  void cardMustBeTakenAwayBeforeItIsFoundAgain() throws Exception {
    IdCard card = card(Optional.empty());
    try (IdCardSimulator simulator = IdCardSimulator.start(Optional.of(card));
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      assertEquals(card, reader.read(SHORT));
      assertThrows(IdCardException.NoCard.class, () -> reader.read(SHORT));
      simulator.reader().remove();
      assertThrows(IdCardException.NoCard.class, () -> reader.read(SHORT));
      simulator.reader().lay(card);
      assertEquals(card, reader.read(SHORT));
    }
  }

  @Test
  void damagedAnswerIsRefusedAndTheNextOneRead() throws Exception {
    IdCard card = card(Optional.empty());
    try (IdCardSimulator simulator = IdCardSimulator.start(Optional.of(card));
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      simulator.reader().fault(SimulatedReader.Fault.BAD_CHECKSUM);
      IdCardException.Malformed e =
          assertThrows(IdCardException.Malformed.class, () -> reader.read(SHORT));
      assertEquals("checksum", e.expected);
      simulator.reader().fault(SimulatedReader.Fault.NONE);
      simulator.reader().lay(card);
      assertEquals(card, reader.read(SHORT));
    }
  }

  @Test
  void falseCardAndSilentReaderAreToldApart() throws Exception {
    try (IdCardSimulator simulator = IdCardSimulator.start(Optional.of(card(Optional.empty())));
        IdCardReader reader = IdCardReader.open(simulator.uri())) {
      simulator.reader().fault(SimulatedReader.Fault.FALSE_CARD);
      IdCardException.CardUnreadable e =
          assertThrows(IdCardException.CardUnreadable.class, () -> reader.read(SHORT));
      assertEquals(0x31, e.status);
      simulator.reader().fault(SimulatedReader.Fault.SILENT);
      assertThrows(IdCardException.ReaderSilent.class, reader::readerNumber);
      simulator.close();
      assertThrows(IdCardException.ReaderUnavailable.class, reader::readerNumber);
    }
    assertThrows(
        IdCardException.ReaderUnavailable.class, () -> IdCardReader.open("serial:/dev/no-reader"));
  }

  @Test
  void simulatedPhotoIsMarkedAndOthersStayOpaque() {
    PhotoDecoder decoder = SimulatedPhoto.decoder(STILL, "image/png");
    PhotoDecoder.Portrait portrait = decoder.decode(SimulatedPhoto.of(STILL)).orElseThrow();
    assertTrue(portrait.simulated());
    assertArrayEquals(STILL, portrait.image());
    assertTrue(decoder.decode(new byte[1024]).isEmpty());
    assertTrue(PhotoDecoder.none().decode(SimulatedPhoto.of(STILL)).isEmpty());
  }

  @Test
  void cardIsValidToItsLastDay() {
    IdCard card = card(Optional.of(LocalDate.of(2035, 1, 1)));
    assertTrue(card.validOn(LocalDate.of(2035, 1, 1)));
    assertFalse(card.validOn(LocalDate.of(2035, 1, 2)));
    assertFalse(card.validOn(LocalDate.of(2014, 12, 31)));
    assertTrue(card(Optional.empty()).validOn(LocalDate.of(2099, 1, 1)));
  }
}
