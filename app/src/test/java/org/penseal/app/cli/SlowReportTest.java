// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.text.Texts;
import org.penseal.pdf.page.DemoReport;
import picocli.CommandLine;

/** A file whose report takes long: it is verified, and the report is written without or not. */
@Slow
class SlowReportTest {
  // Minutes of drawing.
  private static final int LAYERS = 100_000;
  // Too little for any drawing, enough for a report.
  private static final Duration HARDLY = Duration.ofSeconds(5);
  // Nothing, whatever the verdict left.
  private static final Duration NONE = Duration.ofHours(-1);

  @TempDir Path folder;
  @TempDir Path reports;

  private static void drawsForMinutes(Path file) throws Exception {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      PDExtendedGraphicsState half = new PDExtendedGraphicsState();
      half.setNonStrokingAlphaConstant(0.5f);
      try (PDPageContentStream out = new PDPageContentStream(document, page)) {
        out.setGraphicsStateParameters(half);
        for (int i = 0; i < LAYERS; i++) {
          out.addRect(0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
          out.fill();
        }
      }
      document.save(file.toFile());
    }
  }

  private Path signed(Path in, KeyFile key) throws Exception {
    Path out = folder.resolve("signed.pdf");
    CommandLineRun run =
        CommandLineRun.of(
            "sign",
            in,
            "--out",
            out,
            "--profile",
            "pades-b",
            "--at",
            "1,60,60,200,76",
            "--data",
            folder.resolve("data"),
            "--key",
            key.file(),
            "--password-file",
            key.password());
    assertEquals(0, run.exit(), run.err());
    return out;
  }

  private static CommandLineRun verify(Duration reporting, Object... words) {
    return CommandLineRun.by(
        arguments -> new CommandLine(new VerifyCommand(reporting)).execute(arguments), words);
  }

  // They do not go on drawing what nobody waits for.
  private static void assertNobodyIsLeftBehind() throws InterruptedException {
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (List.of("verify", "page picture").contains(each.getName())) {
        assertTrue(each.join(Duration.ofMinutes(1)), each::toString);
      }
    }
  }

  @Test
  void pagesThatTakeMinutesAreToldAsNotDrawnAndTheReportIsWritten() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Path in = folder.resolve("in.pdf");
    drawsForMinutes(in);
    Path file = signed(in, key);
    Path report = reports.resolve("report.html");
    CommandLineRun run =
        verify(
            HARDLY,
            file,
            "--json",
            "--lang",
            "en",
            "--trust",
            key.certificate(),
            "--report",
            report);
    assertEquals(0, run.exit(), run.err());
    assertEquals("valid", new ObjectMapper().readTree(run.out()).path("verdict").asText());
    String text = Files.readString(report);
    Texts texts = Texts.of("en");
    assertTrue(text.contains(texts.get("judge.where.not-drawn", 1)), text);
    assertTrue(text.contains(texts.get("judge.sheets.none")), text);
    assertNobodyIsLeftBehind();
  }

  @Test
  void aVerdictIsNeitherLostNorChangedBecauseNoTimeIsLeftForTheReport() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Path in = folder.resolve("in.pdf");
    DemoReport.write(in);
    Path valid = signed(in, key);
    Path invalid = folder.resolve("invalid.pdf");
    byte[] bytes = Files.readAllBytes(valid);
    bytes[11] ^= 1; // the binary comment behind the header
    Files.write(invalid, bytes);
    assertKnown(valid, key, "valid", 0);
    assertKnown(invalid, key, "invalid", 1);
    assertNobodyIsLeftBehind();
    try (Stream<Path> left = Files.list(reports)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private void assertKnown(Path file, KeyFile key, String verdict, int exit) throws Exception {
    Path trust = key.certificate();
    CommandLineRun plain = verify(NONE, file, "--json", "--lang", "en", "--trust", trust);
    assertEquals(exit, plain.exit(), plain.out());
    JsonNode known = new ObjectMapper().readTree(plain.out());
    assertEquals(verdict, known.path("verdict").asText());
    // A report that was wanted and is not there is no success.
    int failed = exit == 0 ? 2 : exit;
    for (String name : List.of("report.html", "report.pdf")) {
      Path report = reports.resolve(name);
      CommandLineRun json =
          verify(NONE, file, "--json", "--lang", "en", "--trust", trust, "--report", report);
      assertEquals(failed, json.exit(), json.err());
      ObjectNode answer = (ObjectNode) new ObjectMapper().readTree(json.out());
      assertEquals("pdf-too-slow", answer.remove("error").asText());
      assertEquals("pdf-too-slow", json.code(), json.err());
      assertEquals(verdict, answer.path("verdict").asText());
      assertEquals(
          known.at("/signatures/0/integrityReason"), answer.at("/signatures/0/integrityReason"));
      for (String language : List.of("en", "zh")) {
        Texts texts = Texts.of(language);
        CommandLineRun words =
            verify(NONE, file, "--lang", language, "--trust", trust, "--report", report);
        assertEquals(failed, words.exit(), words.err());
        assertTrue(
            words.out().startsWith(file + ": " + texts.get("report.verdict." + verdict)),
            words.out());
        assertEquals("pdf-too-slow", words.code(), words.err());
        assertTrue(words.err().contains(texts.get("verify.report-not-written")), words.err());
      }
    }
  }
}
