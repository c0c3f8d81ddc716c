// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Station;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.text.Texts;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pdf.page.DemoReport;

/** Kinds of business, consent, and what is left of a person after a whole case. */
class PrivacyCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String NUMBER = DemoPopulation.ID_NUMBERS.getFirst();
  private static final String PHONE = "00010000001";
  private static final String TYPES =
      """
      [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"},
        "modes": ["portrait", "phone"], "defaultMode": "phone", "liveness": false, "card": false,
        "retentionDays": 5, "keep": ["live-portrait"]}]""";
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

  private CommandLineRun sign(String out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "sign",
                report,
                "--out",
                folder.resolve(out),
                "--lang",
                "en",
                "--json",
                "--data",
                data,
                "--pad",
                "sim:penseal-ref",
                "--trace",
                TESTDATA.resolve("ink/zhang-wei-1.json"),
                "--speed",
                "40",
                "--name",
                "李娜",
                "--id-number",
                NUMBER,
                "--verbose"));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private CommandLineRun evidence(Object... words) {
    List<Object> all = new ArrayList<>(List.of("evidence"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", data, "--json", "--lang", "en"));
    return CommandLineRun.of(all.toArray());
  }

  private JsonNode manifest(String id) throws Exception {
    return JSON.readTree(evidence("show", id).out()).get("manifest");
  }

  private static String caseId(CommandLineRun run) throws Exception {
    return JSON.readTree(run.out()).get("case").asText();
  }

  @Test
  void noNumberStandsInClearAnywhereAfterAWholeCase() throws Exception {
    CommandLineRun run =
        sign("out.pdf", "--mode", "phone", "--phone", PHONE, "--phone-code-file", "sim:");
    assertEquals(0, run.exit(), run.err());
    String id = caseId(run);
    String said = run.out() + run.err() + evidence("list").out() + evidence("show", id).out();
    for (String secret : List.of(NUMBER, PHONE)) {
      assertFalse(said.contains(secret), said);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertFalse(bytes.contains(secret), file + " holds a number in clear");
        }
      }
    }
  }

  @Test
  void theManifestBindsTheConsentAndTheRules() throws Exception {
    Files.writeString(data.resolve("business-types.json"), TYPES);
    CommandLineRun run =
        sign(
            "out.pdf",
            "--business-type",
            "loan",
            "--mode",
            "portrait",
            "--camera",
            "clip:" + TESTDATA.resolve("portraits/astronaut.png"));
    assertEquals(0, run.exit(), run.err());
    JsonNode manifest = manifest(caseId(run));
    Texts texts = Texts.of("en");
    String words = texts.get("consent.text", "Loan", "5", texts.get("consent.phone"));
    assertEquals("2", manifest.at("/consent/version").asText());
    assertEquals(
        Sm3.hex(words.getBytes(StandardCharsets.UTF_8)), manifest.at("/consent/sm3").asText());
    assertEquals("loan", manifest.at("/businessType/id").asText());
    assertEquals(5, manifest.at("/businessType/retentionDays").asInt());
    assertEquals(64, manifest.at("/businessType/sm3").asText().length());
    assertTrue(manifest.get("artefacts").findValuesAsText("type").contains("live-portrait"));
  }

  @Test
  void whatTheRulesDoNotAllowIsRefusedBeforeAnythingIsTaken() throws Exception {
    Files.writeString(data.resolve("business-types.json"), TYPES);
    assertEquals("mode-not-allowed", sign("out.pdf", "--mode", "real-person").code());
    assertEquals("no-such-business-type", sign("out.pdf", "--business-type", "x").code());
    Files.writeString(
        data.resolve("business-types.json"), TYPES.replace("\"card\": false", "\"card\": true"));
    assertEquals("card-required", sign("out.pdf", "--phone", PHONE).code());
    Files.writeString(data.resolve("business-types.json"), "[]");
    assertEquals("business-types-unusable", sign("out.pdf", "--mode", "phone").code());
    assertFalse(Files.exists(folder.resolve("out.pdf")));
    assertEquals(0, JSON.readTree(evidence("list").out()).size());
  }

  @Test
  void aCaseIsErasedWithAReasonAndTheLogSaysSo() throws Exception {
    CommandLineRun run =
        sign("out.pdf", "--mode", "phone", "--phone", PHONE, "--phone-code-file", "sim:");
    String id = caseId(run);
    assertEquals("retention-runs", evidence("erase", "--case", id).code());
    assertEquals(0, JSON.readTree(evidence("erase", "--due").out()).get("erased").size());
    CommandLineRun dry = evidence("erase", "--case", id, "--dry-run", "--reason", "asked for");
    assertTrue(JSON.readTree(dry.out()).get("dryRun").asBoolean());
    assertEquals(0, evidence("export", id, "--out", folder.resolve("before")).exit());
    CommandLineRun erased = evidence("erase", "--case", id, "--reason", "asked for");
    assertEquals(0, erased.exit(), erased.err());
    JsonNode one = JSON.readTree(erased.out()).get("erased").get(0);
    assertEquals(id, one.get("caseId").asText());
    assertTrue(one.get("ink").asBoolean());
    JsonNode last = JSON.readTree(evidence("show", id).out()).get("events");
    JsonNode entry = last.get(last.size() - 1);
    assertEquals("ERASED", entry.get("what").asText());
    assertTrue(entry.get("detail").asText().contains("reason=asked for"));
    assertEquals(0, evidence("verify").exit());
    assertEquals("case-erased", evidence("export", id, "--out", folder.resolve("after")).code());
    assertEquals("case-erased", evidence("erase", "--case", id, "--reason", "again").code());
  }
}
