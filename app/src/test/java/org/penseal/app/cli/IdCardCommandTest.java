// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Slow;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.identify.card.CardDesk;
import org.penseal.app.identify.card.CardPictureFlow;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.idcard.SdtStatus;

/** The card on a simulated reader at a real pseudo terminal, and what is typed. */
@Slow
class IdCardCommandTest {
  @TempDir Path folder;

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
    "resident, 110105491231002, 1, id-number-fifteen-digits",
    "resident, 11010519491231003X, 1, id-number-check-digit",
    "residence-permit, 11010519491231002X, 1, document-area",
    "passport, L898902C3, 0, ''",
    "passport, L8, 1, document-length",
    "validity, 2015.01.01-长期, 0, ''",
    "validity, 2005.01.01-2015.01.01, 1, ''",
    "validity, 2005.02.30-长期, 1, document-date",
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
  void checkSaysNoInItsDocumentTooAndDoesNotRepeatWhatWasTyped() {
    CommandLineRun run =
        CommandLineRun.of("idcard", "check", "passport", "L8", "--json", "--lang", "en");
    assertEquals(1, run.exit(), run.err());
    assertTrue(run.out().contains("\"valid\":false"), run.out());
    assertTrue(run.out().contains("\"code\":\"document-length\""), run.out());
    assertTrue(run.err().startsWith("[document-length] "), run.err());
    assertFalse((run.out() + run.err()).contains("L8"), run.out());
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

  private static final Path CARDS = Path.of("..", "testdata", "cards");

  private static Path specimen() throws IOException {
    try (Stream<Path> files = Files.list(CARDS)) {
      return files
          .filter(f -> f.getFileName().toString().matches("specimen-[0-9X]{18}.jpg"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void scanProposesTheNumberAndWritesThePortrait() throws Exception {
    String number = specimen().getFileName().toString().substring(9, 27);
    Path portrait = folder.resolve("portrait.png");
    CommandLineRun run =
        CommandLineRun.of("idcard", "scan", specimen(), "--portrait", portrait, "--lang", "en");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("number " + number), run.out());
    assertTrue(run.out().contains("compare"), run.out());
    assertTrue(Files.size(portrait) > 10_000);
    CommandLineRun json = CommandLineRun.of("idcard", "scan", specimen(), "--json");
    assertTrue(json.out().contains("\"number\":\"" + number + "\""), json.out());
    assertTrue(json.out().contains("\"eyesPx\""), json.out());
  }

  @Test
  void scanLeavesThePictureOfTheCardAlone() throws Exception {
    Path card = Files.copy(specimen(), folder.resolve("card.jpg"));
    CommandLineRun run = CommandLineRun.of("idcard", "scan", card, "--portrait", card);
    assertEquals("output-is-input", run.code(), run.err());
    assertEquals(-1, Files.mismatch(specimen(), card));
  }

  @Test
  void scanRefusesAMirroredCardAndTellsTheOtherSide() throws Exception {
    CommandLineRun mirrored =
        CommandLineRun.of("idcard", "scan", CARDS.resolve("specimen-mirrored.jpg"), "--lang", "en");
    assertEquals("card-picture-mirrored", mirrored.code(), mirrored.err());
    assertEquals(2, mirrored.exit());
    CommandLineRun emblem =
        CommandLineRun.of("idcard", "scan", CARDS.resolve("specimen-emblem.jpg"), "--lang", "en");
    assertEquals(0, emblem.exit(), emblem.err());
    assertTrue(emblem.out().contains("emblem"), emblem.out());
  }

  @Test
  void aCardWhoseOrientationUnmirrorsItIsRead() throws Exception {
    byte[] mirrored = Files.readAllBytes(CARDS.resolve("specimen-mirrored.jpg"));
    // APP1 with a big-endian TIFF of one entry, Orientation 2 (Exif 2.32, 4.5.4 and 4.6.5.1.6)
    byte[] exif =
        HexFormat.of()
            .parseHex(
                "FFE10022457869660000"
                    + "4D4D002A00000008"
                    + "00010112000300000001000200000000"
                    + "0000");
    Path file = folder.resolve("turned.jpg");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(mirrored, 0, 2); // SOI
      out.write(exif);
      out.write(mirrored, 2, mirrored.length - 2);
    }
    CommandLineRun run = CommandLineRun.of("idcard", "scan", file, "--json", "--lang", "en");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("\"fits\":true"), run.out());
  }

  @Test
  void numberReadFromAPictureIsUsedOnlyTogetherWithATypedName() throws Exception {
    IdentifyModel model = new IdentifyModel(Runnable::run);
    model.pictured(
        model.picture().begins(),
        CardPictureFlow.read(org.penseal.liveness.model.ModelFiles.bundled(), specimen()));
    assertEquals("scanned", model.picture().note().get());
    assertTrue(model.picturedCard().isEmpty(), "nobody has typed a name");
    String read = model.idNumber().get();
    model.name().set("演示人");
    CardReading taken = model.picturedCard().orElseThrow();
    assertEquals(read, taken.number());
    assertTrue(taken.text().contains("未经阅读器读取") && taken.text().endsWith("一致"));
    model.idNumber().set("11010519491231002X");
    assertTrue(model.picturedCard().orElseThrow().text().endsWith("不一致"), "corrected by hand");
    int before = model.picture().begins();
    model.forget();
    assertTrue(model.picturedCard().isEmpty());
    model.pictured(
        before, CardPictureFlow.read(org.penseal.liveness.model.ModelFiles.bundled(), specimen()));
    model.name().set("他人");
    assertTrue(model.idNumber().get().isEmpty(), "a reading that comes too late");
    assertTrue(model.picturedCard().isEmpty());
    assertFalse(model.picture().failed(before), "and its failure is of no interest");
  }
}
