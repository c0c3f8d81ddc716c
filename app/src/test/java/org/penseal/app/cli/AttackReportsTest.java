// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.problem.Problem;
import org.penseal.app.text.Texts;

/**
 * The attacks and harmless updates of the module that signs, under every permission and with every
 * key, by the command with a report and without one.
 */
@Tag("full")
class AttackReportsTest {
  private static final Path SIGNER = Path.of("../pdf-signer");
  // Their manifests are a few bytes, which only this module reads: invalid is right.
  private static final String WITHOUT_EVIDENCE = "event-";
  // PDF is the same report on paper, and takes longer.
  private static final int EACH_ON_PAPER = 12;
  private static final Texts TEXTS = Texts.of("en");
  private static final Map<String, Integer> EXITS =
      Map.of("valid", 0, "invalid", Problem.NO, "indeterminate", Problem.CANNOT_SAY);

  @TempDir static Path folder;
  private static Path cases;
  private static List<Made> made;

  /** A file, and whether it must be valid. */
  private record Made(String name, boolean valid) {
    static Made of(String row) {
      String[] cells = row.split("\t", -1);
      boolean harmless = cells[1].equals("harmless");
      return new Made(cells[0], harmless && !cells[0].startsWith(WITHOUT_EVIDENCE));
    }

    Path file() {
      return cases.resolve(name + ".pdf");
    }
  }

  @BeforeAll
  static void makeFiles() throws Exception {
    cases = folder.resolve("cases");
    make(cases);
    made = Files.readAllLines(cases.resolve("cases.tsv")).stream().skip(1).map(Made::of).toList();
  }

  private static CommandLineRun verify(List<Path> files, Object... more) {
    List<Object> words = new ArrayList<>(List.of("verify", "--lang", "en"));
    words.addAll(List.of("--trust", cases.resolve("trust")));
    words.addAll(List.of(more));
    words.addAll(files);
    return CommandLineRun.of(words.toArray());
  }

  @Test
  void noReportOfAnAttackSaysValidAndNoneOfAHarmlessUpdateSaysOtherwise() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      boolean paper = i % EACH_ON_PAPER == 0;
      Path report = folder.resolve(paper ? "report.pdf" : "report.html");
      Files.deleteIfExists(report);
      CommandLineRun run = verify(List.of(made.get(i).file()), "--json", "--report", report);
      JsonNode answer = new ObjectMapper().readTree(run.out());
      // A file that cannot be read has no report.
      String verdict = answer.has("error") ? "none" : answer.path("verdict").asText();
      boolean exitIsRight =
          verdict.equals("none") ? run.exit() != 0 : run.exit() == EXITS.getOrDefault(verdict, -1);
      String page = paper ? sheet(report) : page(report);
      if (verdict.equals("valid") != made.get(i).valid || !exitIsRight || !page.equals(verdict)) {
        String told = ": exit " + run.exit() + ", the report says " + page + ", JSON ";
        wrong.add(made.get(i).name + told + run.out());
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void withoutAReportTheSameFilesAreToldInTheSameWay() {
    List<String> wrong = new ArrayList<>();
    for (boolean valid : List.of(true, false)) {
      List<Made> asked = made.stream().filter(each -> each.valid == valid).toList();
      CommandLineRun run = verify(asked.stream().map(Made::file).toList());
      assertEquals(valid, run.exit() == 0, () -> "exit " + run.exit());
      Set<String> lines = run.out().lines().collect(Collectors.toSet());
      for (Made each : asked) {
        boolean told = lines.contains(each.file() + ": " + TEXTS.get("report.verdict.valid"));
        if (told != valid) {
          wrong.add(each.name + " must " + (valid ? "" : "not ") + "be valid");
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  // What the first words of a report say, and the colour behind them.
  private static String page(Path report) throws Exception {
    if (!Files.exists(report)) {
      return "none";
    }
    String page = Files.readString(report);
    for (String[] each :
        new String[][] {
          {"valid", "yes\"><p class=\"headline\">Valid<"},
          {"invalid", "no\"><p class=\"headline\">Invalid<"},
          {"indeterminate", "unsure\"><p class=\"headline\">Indeterminate<"},
          {"indeterminate", "unsure\"><p class=\"headline\">No signature<"}
        }) {
      if (page.contains("<div class=\"statement " + each[1])) {
        return each[0];
      }
    }
    return page.substring(0, Math.min(page.length(), 2000));
  }

  // The line that is a verdict on the first page; several, if there are several.
  private static String sheet(Path report) throws Exception {
    if (!Files.exists(report)) {
      return "none";
    }
    try (PDDocument document = Loader.loadPDF(report.toFile())) {
      PDFTextStripper text = new PDFTextStripper();
      text.setEndPage(1);
      Set<String> lines =
          text.getText(document).lines().map(String::strip).collect(Collectors.toSet());
      List<String> verdicts =
          EXITS.keySet().stream()
              .filter(each -> lines.contains(TEXTS.get("report.verdict." + each)))
              .toList();
      boolean unsigned = lines.contains(TEXTS.get("judge.first.none"));
      return unsigned ? "indeterminate" : String.join(" and ", verdicts);
    }
  }

  private static void make(Path cases) throws Exception {
    String classes =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                "target/test-classes" + File.pathSeparator + classes,
                "org.penseal.pdf.attack.CaseFiles",
                cases.toString())
            .directory(SIGNER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(cases.resolveSibling("cases.log").toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(cases.resolveSibling("cases.log")));
  }
}
