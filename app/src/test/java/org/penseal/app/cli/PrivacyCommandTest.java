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
import org.penseal.app.WholeCase;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pdf.page.DemoReport;

/** Kinds of business, consent, and what is left of a person after a whole case. */
@WholeCase
class PrivacyCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String NUMBER = DemoPopulation.ID_NUMBERS.getFirst();
  private static final String PHONE = "00010000001";
  private static final String NAME = "李娜";
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
                NAME,
                "--id-number",
                NUMBER,
                "--verbose"));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private CommandLineRun byTelephone(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("--mode", "phone", "--phone", PHONE, "--phone-code-file", "sim:"));
    words.addAll(List.of(more));
    return sign("out.pdf", words.toArray());
  }

  private CommandLineRun evidence(Object... words) {
    List<Object> all = new ArrayList<>(List.of("evidence"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", data, "--json", "--lang", "en"));
    return CommandLineRun.of(all.toArray());
  }

  private JsonNode manifest(String id) throws Exception {
    CommandLineRun shown = evidence("show", id);
    assertEquals(0, shown.exit(), shown.err());
    return JSON.readTree(shown.out()).get("manifest");
  }

  private static String caseId(CommandLineRun run) throws Exception {
    return JSON.readTree(run.out()).get("case").asText();
  }

  // Of what the station keeps and says; the signed file names its signer, as a signature does.
  private void assertKeepsQuiet(CommandLineRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    String id = caseId(run);
    String said = run.out() + run.err() + evidence("list").out() + evidence("show", id).out();
    for (String secret : List.of(NUMBER, PHONE, NAME)) {
      assertFalse(said.contains(secret), said);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          boolean kept = file.startsWith(data) || !secret.equals(NAME);
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          for (java.nio.charset.Charset set :
              List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
            String there = new String(secret.getBytes(set), StandardCharsets.ISO_8859_1);
            assertFalse(kept && bytes.contains(there), file + " holds " + set + " in clear");
          }
        }
      }
    }
  }

  @Test
  void nobodyStandsInClearAnywhereAfterACaseByTelephone() throws Exception {
    CommandLineRun run = byTelephone();
    assertKeepsQuiet(run);
    assertTrue(
        run.err().contains("DEMO SMS (not sent to any phone): code "),
        "in the language of who reads it");
  }

  @Test
  void nobodyStandsInClearAnywhereAfterACaseOfARealPerson() throws Exception {
    assertKeepsQuiet(sign("out.pdf", "--mode", "real-person", "--camera", "sim:"));
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
    assertEquals("3", manifest.at("/consent/version").asText());
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
    CommandLineRun run = byTelephone();
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

  private List<String> kept(CommandLineRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return manifest(caseId(run)).get("artefacts").findValuesAsText("type");
  }

  @Test
  void whatTheRulesDoNotKeepIsForgottenAtOnce() throws Exception {
    Files.writeString(
        data.resolve("business-types.json"),
        TYPES
            .replace("[\"portrait\", \"phone\"]", "[\"real-person\", \"phone\"]")
            .replace("\"defaultMode\": \"phone\"", "\"defaultMode\": \"real-person\"")
            .replace("[\"live-portrait\"]", "[\"liveness-transcript\"]"));
    CommandLineRun run = sign("out.pdf", "--camera", "sim:", "--idcard", "sim:");
    List<String> kept = kept(run);
    assertTrue(kept.contains("liveness-transcript"), kept::toString);
    for (String gone : List.of("live-portrait", "id-portrait", "id-card-text")) {
      assertFalse(kept.contains(gone), kept::toString);
    }
    Path out = folder.resolve("exported");
    assertEquals(0, evidence("export", caseId(run), "--out", out).exit());
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        // A face would be a JPEG; the picture that the pad showed is a PNG.
        assertFalse(
            new String(bytes, StandardCharsets.ISO_8859_1).startsWith("\u00ff\u00d8\u00ff"));
      }
    }
  }

  @Test
  void aPortraitIsShownToBeAliveWhereTheRulesWantIt() throws Exception {
    Files.writeString(
        data.resolve("business-types.json"),
        TYPES
            .replace("\"liveness\": false", "\"liveness\": true")
            .replace("[\"live-portrait\"]", "[\"live-portrait\", \"liveness-transcript\"]"));
    CommandLineRun still =
        sign(
            "still.pdf",
            "--mode",
            "portrait",
            "--camera",
            "clip:" + TESTDATA.resolve("portraits/astronaut.png"));
    assertEquals("identity-not-live", still.code(), still.err());
    CommandLineRun run = sign("out.pdf", "--mode", "portrait", "--camera", "sim:");
    assertTrue(kept(run).contains("liveness-transcript"));
    assertEquals("live", manifest(caseId(run)).at("/identity/liveness").asText());
  }

  @Test
  void withoutACameraTheWayWithoutAFaceIsNamed() throws Exception {
    Files.writeString(
        data.resolve("business-types.json"),
        TYPES
            .replace("[\"portrait\", \"phone\"]", "[\"portrait\"]")
            .replace("\"defaultMode\": \"phone\"", "\"defaultMode\": \"portrait\"")
            .replace(
                "\"card\"",
                "\"alternative\": {\"zh\": \"柜台纸质办理\", \"en\": \"on paper at desk 3\"}, \"card\""));
    for (List<Object> camera : List.<List<Object>>of(List.of(), List.of("--camera", "dev:7"))) {
      CommandLineRun run = sign("out.pdf", camera.toArray());
      assertEquals("camera-none", run.code(), run.err());
      assertTrue(
          run.err()
              .contains("If the signer declines or cannot do the face check: on paper at desk 3"),
          run.err());
    }
  }

  @Test
  void theConsentIsPrintedBeforeAnythingIsTakenAndCanBeBound() throws Exception {
    CommandLineRun run = byTelephone("--consent", "ab".repeat(32));
    assertEquals("consent-differs", run.code(), run.err());
    assertEquals(0, JSON.readTree(evidence("list").out()).size());
    String sm3 = run.err().replaceAll("(?s).*?Consent, version 3, SM3 ([0-9a-f]{64}):.*", "$1");
    run = byTelephone("--consent", sm3);
    assertEquals(0, run.exit(), run.err());
    assertEquals(sm3, JSON.readTree(run.out()).at("/consent/sm3").asText());
    assertEquals(sm3, manifest(caseId(run)).at("/consent/sm3").asText());
    assertTrue(run.err().indexOf("SM3 " + sm3) < run.err().indexOf("DEMO"), run.err());
  }

  @Test
  void namesOfFilesDoNotTellNumbersInLists() throws Exception {
    Path named = Files.copy(report, folder.resolve("合同-" + NUMBER + ".pdf"));
    CommandLineRun run =
        CommandLineRun.of(
            "sign",
            named,
            "--out",
            folder.resolve(PHONE + ".pdf"),
            "--data",
            data,
            "--pad",
            "sim:penseal-ref",
            "--trace",
            TESTDATA.resolve("ink/zhang-wei-1.json"),
            "--speed",
            "40",
            "--lang",
            "en",
            "--json",
            "--mode",
            "portrait",
            "--name",
            NAME,
            "--id-number",
            NUMBER);
    assertEquals("camera-none", run.code(), run.err());
    assertTrue(run.err().contains("No camera was found: no camera was specified."), run.err());
    String listed = evidence("list").out();
    assertTrue(listed.contains("合同-999****"), listed);
    assertFalse(listed.contains(NUMBER) || listed.contains(PHONE), listed);
    // A case that ended before its freeze is due too, from its beginning on.
    String id = JSON.readTree(listed).get(0).get("case").asText();
    CommandLineRun early = evidence("erase", "--case", id);
    assertEquals("retention-runs", early.code());
    assertTrue(early.err().contains("until 20"), early.err());
    CommandLineRun mistyped = sign("out.pdf", "--id-numbr", NUMBER);
    assertEquals("usage", mistyped.code());
    assertFalse(mistyped.err().contains(NUMBER), mistyped.err());
  }

  @Test
  void aNameIsOneLine() {
    CommandLineRun run =
        CommandLineRun.of(
            "sign",
            report,
            "--out",
            folder.resolve("odd.pdf"),
            "--data",
            data,
            "--pad",
            "sim:penseal-ref",
            "--trace",
            TESTDATA.resolve("ink/zhang-wei-1.json"),
            "--lang",
            "en",
            "--mode",
            "phone",
            "--name",
            "A\r\nB: c",
            "--id-number",
            NUMBER,
            "--phone",
            PHONE);
    assertEquals("usage", run.code());
    assertTrue(run.err().contains("--name must not contain control characters"), run.err());
  }

  @Test
  void anErasureIsReportedAndTheReportIsKnown() throws Exception {
    CommandLineRun run = byTelephone();
    String id = caseId(run);
    Path before = folder.resolve("before");
    assertEquals(0, evidence("export", id, "--out", before).exit());
    try (Stream<Path> files = Files.walk(before)) {
      for (Path file : files.toList()) {
        assertEquals(
            Files.isDirectory(file) ? "rwx------" : "rw-------",
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
    Path written = folder.resolve("report.json");
    String reason = "asked for by " + PHONE;
    assertEquals(
        "usage",
        evidence("erase", "--case", id, "--dry-run", "--reason", reason, "--report", written)
            .code());
    assertEquals(
        "output-not-writable",
        evidence("erase", "--case", id, "--reason", reason, "--report", report).code());
    assertEquals(
        0, evidence("erase", "--case", id, "--reason", reason, "--report", written).exit());
    JsonNode tree = JSON.readTree(written.toFile());
    assertEquals("asked for by 000****1", tree.get("reason").asText());
    JsonNode one = tree.get("cases").get(0);
    assertEquals(id, one.get("case").asText());
    assertEquals("standard", one.at("/businessType/id").asText());
    assertEquals(
        manifest(id).get("artefacts").findValuesAsText("sm3"),
        one.get("artefacts").findValuesAsText("saltedSm3"));
    assertEquals(0, evidence("verify", "--report", written).exit());
    Files.writeString(written, Files.readString(written).replace("true", "false"));
    assertEquals("report-unknown", evidence("verify", "--report", written).code());
    Path after = folder.resolve("after");
    assertEquals("case-erased", evidence("export", id, "--out", after).code());
    assertFalse(Files.exists(after));
  }
}
