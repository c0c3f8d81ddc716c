// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pdf.page.DemoReport;

/** Whole cases with a card that is pictured or has expired, and what the evidence says of it. */
@WholeCase
class CardCaseTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String OTHER = DemoPopulation.ID_NUMBERS.getFirst();
  private static final String FLAG =
      """
      [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"},
        "modes": ["portrait", "phone"], "defaultMode": "portrait", "liveness": false, "card": true,
        "expiredCard": "flag", "retentionDays": 5, "keep": ["live-portrait", "id-card-text"]}]""";
  @TempDir Path folder;
  private Path data;
  private Path report;

  @BeforeEach
  void start() throws Exception {
    Station.registerProvider();
    data = Files.createDirectory(folder.resolve("data"));
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
  }

  private CommandLineRun sign(String number, Object... more) {
    List<Object> words = new ArrayList<>(List.of("sign", report));
    words.addAll(List.of("--out", folder.resolve("out.pdf"), "--data", data));
    words.addAll(List.of("--pad", "sim:penseal-ref", "--speed", "40"));
    words.addAll(List.of("--trace", TESTDATA.resolve("ink/zhang-wei-1.json")));
    words.addAll(List.of("--camera", "clip:" + TESTDATA.resolve("portraits/astronaut.png")));
    words.addAll(List.of("--mode", "portrait", "--name", "演示人", "--id-number", number));
    words.addAll(List.of("--lang", "en", "--json"));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private CommandLineRun signWithTheDemosCard(String face, String out) {
    List<Object> words = new ArrayList<>(List.of("sign", report, "--data", data));
    words.addAll(List.of("--out", folder.resolve(out), "--lang", "en", "--json"));
    words.addAll(List.of("--pad", "sim:penseal-ref", "--speed", "40"));
    words.addAll(List.of("--trace", TESTDATA.resolve("ink/zhang-wei-1.json")));
    words.addAll(List.of("--mode", "portrait", "--idcard", "sim:", "--business", out));
    words.addAll(List.of("--camera", "clip:" + TESTDATA.resolve("portraits").resolve(face)));
    return CommandLineRun.of(words.toArray());
  }

  @Test
  void faceOfAnotherThanOnTheCardIsWarnedOfAndTheSimilarityIsRecorded() throws Exception {
    CommandLineRun same = signWithTheDemosCard("astronaut.png", "same.pdf");
    assertEquals(0, same.exit(), same.err());
    assertFalse((same.out() + same.err()).contains("card-face"), same.err());
    CommandLineRun other = signWithTheDemosCard("grace_hopper.jpg", "other.pdf");
    assertEquals(0, other.exit(), other.err());
    assertTrue(other.out().contains("\"warnings\":[\"card-face-differs\"]"), other.out());
    assertTrue(
        other
            .err()
            .contains("Warning: The face in front of the camera does not match the portrait"),
        other.err());
    String id = JSON.readTree(other.out()).get("case").asText();
    CommandLineRun shown = CommandLineRun.of("evidence", "show", id, "--data", data, "--json");
    assertTrue(JSON.readTree(shown.out()).at("/manifest/identity/face").asDouble(1) < 0.3);
  }

  private static Path specimen() throws Exception {
    try (Stream<Path> files = Files.list(TESTDATA.resolve("cards"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("specimen-[0-9X]{18}.jpg"))
          .findFirst()
          .orElseThrow();
    }
  }

  private String kept(CommandLineRun run, String type) throws Exception {
    assertEquals(0, run.exit(), run.err());
    String id = JSON.readTree(run.out()).get("case").asText();
    Path out = Files.createTempDirectory(folder, "export");
    CommandLineRun export =
        CommandLineRun.of("evidence", "export", id, "--out", out, "--data", data, "--lang", "en");
    assertEquals(0, export.exit(), export.err());
    try (Stream<Path> files = Files.list(out)) {
      return Files.readString(
          files.filter(f -> f.toString().endsWith(type)).findFirst().orElseThrow());
    }
  }

  @Test
  void evidenceOfAPictureSaysThatAndWhichNumberWasReadAndWhetherItAgrees() throws Exception {
    String number = specimen().getFileName().toString().substring(9, 27);
    CommandLineRun agreed = sign(number, "--card-picture", specimen());
    String text = kept(agreed, "id-card-text");
    assertEquals(
        """
        证件图片（未经阅读器读取）
        姓名（录入） 演示人
        公民身份号码（录入） %s
        图片识读的号码（供核对） %s
        图片识读的号码与录入 一致"""
            .formatted(number, number),
        text);
    assertFalse((agreed.out() + agreed.err()).contains(number), "in no message");
    String id = JSON.readTree(agreed.out()).get("case").asText();
    JsonNode manifest =
        JSON.readTree(CommandLineRun.of("evidence", "show", id, "--data", data, "--json").out())
            .get("manifest");
    assertFalse(manifest.toString().contains(number), "not in the manifest");
    String portrait = "";
    for (JsonNode artefact : manifest.get("artefacts")) {
      portrait =
          artefact.get("type").asText().equals("id-portrait")
              ? artefact.get("mediaType").asText()
              : portrait;
    }
    assertEquals("image/png", portrait);
    assertFalse(agreed.out().contains("card-number-"), agreed.out());
    Files.delete(folder.resolve("out.pdf"));
    CommandLineRun other = sign(OTHER, "--card-picture", specimen());
    assertTrue(other.out().contains("\"card-number-differs\""), other.out());
    assertTrue(
        other.err().contains("Warning: The number read from the picture of the card differs"),
        other.err());
    String differs = kept(other, "id-card-text");
    assertTrue(differs.contains("（供核对） " + number), differs);
    assertTrue(differs.endsWith("与录入 不一致"), differs);
  }

  @Test
  void pictureWithoutATypedNumberOrWithoutACardSignsNothing() throws Exception {
    assertEquals(
        "card-picture-not-whole",
        sign(OTHER, "--card-picture", TESTDATA.resolve("portraits/astronaut.png")).code());
    assertEquals(
        "card-picture-mirrored",
        sign(OTHER, "--card-picture", TESTDATA.resolve("cards/specimen-mirrored.jpg")).code());
    assertFalse(Files.exists(folder.resolve("out.pdf")));
  }

  @Test
  void aPictureBesideAReaderIsRefusedSinceNobodyWouldLookAtIt() throws Exception {
    CommandLineRun run = sign(OTHER, "--card-picture", specimen(), "--idcard", "sim:");
    assertEquals("usage", run.code(), run.err());
    assertEquals(64, run.exit());
    assertTrue(run.err().contains("--card-picture"), run.err());
    assertFalse(Files.exists(folder.resolve("out.pdf")));
  }

  @Test
  void pictureIsNoCardWhereTheRulesAskForOne() throws Exception {
    Files.writeString(data.resolve("business-types.json"), FLAG);
    assertEquals("card-required", sign(OTHER, "--card-picture", specimen()).code());
  }

  @Test
  void expiredCardIsTakenOnlyWhereTheRulesOfTheBusinessSaySo() throws Exception {
    IdCard card =
        new IdCard(
            "演示人",
            IdCard.Sex.MALE,
            1,
            LocalDate.of(1990, 1, 1),
            "演示省演示市1号",
            OTHER,
            "演示市公安局",
            LocalDate.of(2005, 1, 1),
            Optional.of(LocalDate.of(2015, 1, 1)),
            new byte[1024]);
    try (IdCardSimulator reader = IdCardSimulator.start(Optional.of(card))) {
      assertEquals("card-expired", sign(OTHER, "--idcard", reader.uri()).code());
      assertEquals(
          "expired-card-not-allowed",
          sign(OTHER, "--idcard", reader.uri(), "--expired-card", "flag").code());
    }
    assertFalse(Files.exists(folder.resolve("out.pdf")));
    Files.writeString(data.resolve("business-types.json"), FLAG);
    try (IdCardSimulator reader = IdCardSimulator.start(Optional.of(card))) {
      assertEquals(
          "card-expired", sign(OTHER, "--idcard", reader.uri(), "--expired-card", "refuse").code());
    }
    try (IdCardSimulator reader = IdCardSimulator.start(Optional.of(card))) {
      String text = kept(sign(OTHER, "--idcard", reader.uri()), "id-card-text");
      assertTrue(text.contains("2015-01-01（读取当日不在有效期内）"), text);
    }
  }
}
