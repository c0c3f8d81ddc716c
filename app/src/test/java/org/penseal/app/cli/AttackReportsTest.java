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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attacks and harmless updates of the module that signs, by the command and with a report. */
@Tag("full")
class AttackReportsTest {
  private static final Path SIGNER = Path.of("../pdf-signer");
  // Their manifests are a few bytes, which only this module reads: invalid is right.
  private static final String WITHOUT_EVIDENCE = "event-";

  @TempDir Path folder;

  @Test
  void noReportOfAnAttackSaysValidAndNoneOfAHarmlessUpdateSaysOtherwise() throws Exception {
    Path cases = folder.resolve("cases");
    make(cases);
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("verify", "--json", "--lang", "en", "--trust", cases.resolve("trust")));
    words.addAll(List.of("--report", folder.resolve("report.html")));
    List<String[]> table = new ArrayList<>();
    for (String line : Files.readAllLines(cases.resolve("cases.tsv"))) {
      table.add(line.split("\t", -1));
    }
    table.removeFirst(); // the heads
    table.forEach(row -> words.add(cases.resolve(row[0] + ".pdf")));
    List<String> answers = CommandLineRun.of(words.toArray()).out().lines().toList();
    assertEquals(table.size(), answers.size());
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      JsonNode answer = new ObjectMapper().readTree(answers.get(i));
      // A file that cannot be read has no report.
      String verdict = answer.has("error") ? "none" : answer.path("verdict").asText();
      String name = table.get(i)[0];
      boolean shouldBeValid =
          table.get(i)[1].equals("harmless") && !name.startsWith(WITHOUT_EVIDENCE);
      if (verdict.equals("valid") != shouldBeValid) {
        wrong.add(name + ": " + answers.get(i));
      }
      String page = page(folder.resolve("report-" + (i + 1) + ".html"));
      if (!page.equals(verdict)) {
        wrong.add(name + ": the report says " + page + " and JSON " + verdict);
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
          {"indeterminate", "unsure\"><p class=\"headline\">Not signed<"}
        }) {
      if (page.contains("<div class=\"statement " + each[1])) {
        return each[0];
      }
    }
    return page.substring(0, Math.min(page.length(), 2000));
  }

  private static void make(Path cases) throws Exception {
    String classes =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    Process made =
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
    assertEquals(0, made.waitFor(), Files.readString(cases.resolveSibling("cases.log")));
  }
}
