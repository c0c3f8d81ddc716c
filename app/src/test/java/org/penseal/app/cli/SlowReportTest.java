// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import picocli.CommandLine;

/** A file whose pages take long to draw is verified, and its report is given up. */
@Slow
class SlowReportTest {
  // Minutes of drawing.
  private static final int LAYERS = 100_000;
  private static final Duration LIMIT = Duration.ofSeconds(1);

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

  private Path signed(KeyFile key) throws Exception {
    Path in = folder.resolve("in.pdf");
    drawsForMinutes(in);
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

  private static CommandLineRun verify(Object... words) {
    return CommandLineRun.by(
        arguments -> new CommandLine(new VerifyCommand(LIMIT)).execute(arguments), words);
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
  void commandEndsWithinItsLimitAndWritesNothingLater() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Path file = signed(key);
    Path trust = key.certificate();
    CommandLineRun without = verify(file, "--json", "--trust", trust);
    assertEquals(0, without.exit(), without.out() + without.err());
    for (String name : List.of("report.html", "report.pdf")) {
      CommandLineRun run =
          verify(
              file, "--json", "--lang", "en", "--trust", trust, "--report", reports.resolve(name));
      assertEquals(2, run.exit(), run.out());
      assertEquals("pdf-too-slow", run.code(), run.err());
      assertTrue(run.err().contains("took more than 1 seconds and was stopped"), run.err());
      JsonNode answer = new ObjectMapper().readTree(run.out());
      assertEquals("pdf-too-slow", answer.path("error").asText(), run.out());
      // Its pages were to be compared, which may speak against it.
      assertEquals("indeterminate", answer.path("verdict").asText(), run.out());
      assertEquals("intact", answer.at("/signatures/0/integrity").asText(), run.out());
    }
    assertNobodyIsLeftBehind();
    assertNothingIsWritten();
  }

  private void assertNothingIsWritten() throws IOException {
    try (Stream<Path> left = Files.list(reports)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void whatIsKnownOfAnInvalidFileIsToldWithoutItsReport() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Path file = signed(key);
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] ^= 1; // the binary comment behind the header
    Files.write(file, bytes);
    Path trust = key.certificate();
    CommandLineRun plain = verify(file, "--json", "--lang", "en", "--trust", trust);
    assertEquals(1, plain.exit(), plain.out());
    JsonNode known = new ObjectMapper().readTree(plain.out());
    assertEquals("invalid", known.path("verdict").asText());
    for (String name : List.of("report.html", "report.pdf")) {
      Path report = reports.resolve(name);
      CommandLineRun json =
          verify(file, "--json", "--lang", "en", "--trust", trust, "--report", report);
      assertEquals(1, json.exit(), json.err());
      ObjectNode answer = (ObjectNode) new ObjectMapper().readTree(json.out());
      assertEquals("pdf-too-slow", answer.remove("error").asText());
      assertEquals(known.path("verdict"), answer.path("verdict"));
      assertEquals(
          known.at("/signatures/0/integrityReason"), answer.at("/signatures/0/integrityReason"));
      assertEquals("pdf-too-slow", json.code(), json.err());
      for (String language : List.of("en", "zh")) {
        Texts texts = Texts.of(language);
        CommandLineRun words =
            verify(file, "--lang", language, "--trust", trust, "--report", report);
        assertEquals(1, words.exit(), words.err());
        assertTrue(words.out().startsWith(file + ": " + texts.get("report.verdict.invalid")));
        assertTrue(words.out().contains(texts.get("report.integrity.broken")), words.out());
        assertEquals("pdf-too-slow", words.code(), words.err());
        assertTrue(words.err().contains(texts.get("verify.report-not-written")), words.err());
      }
    }
    assertNobodyIsLeftBehind();
    assertNothingIsWritten();
  }
}
