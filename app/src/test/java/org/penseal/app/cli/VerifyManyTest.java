// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** Many files in one call. */
class VerifyManyTest {
  private static final int MANY = 40;

  @TempDir Path folder;

  @Test
  void answersComeInTheOrderOfTheFilesAndOneThatFailsKeepsNoOther() throws Exception {
    Station.registerProvider();
    Path report = folder.resolve("report.pdf");
    DemoReport.write(report);
    Path none = Files.writeString(folder.resolve("none.pdf"), "no PDF at all");
    Path missing = folder.resolve("missing.pdf");
    List<Path> kinds = List.of(report, none, missing);
    List<Object> words = new ArrayList<>(List.of("verify", "--json", "--lang", "en"));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Path file = kinds.get(i % kinds.size());
      words.add(file);
      expected.add(file + " " + (file.equals(report) ? "no-signature" : "error"));
    }
    CommandLineRun run = CommandLineRun.of(words.toArray());
    List<String> found = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode each = new ObjectMapper().readTree(line);
      String said = each.has("error") ? "error" : each.path("reason").asText();
      found.add(each.path("file").asText() + " " + said);
    }
    assertEquals(expected, found);
    assertEquals(65, run.exit(), run::err);
  }
}
