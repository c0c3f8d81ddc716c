// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** What can be refused at once is refused before a case is in the log. */
class CaseOpeningTest {
  private static final Path TESTDATA = Path.of("..", "testdata");
  @TempDir Path folder;

  private CommandLineRun sign(Object... more) throws Exception {
    Station.registerProvider();
    Path report = folder.resolve("report.pdf");
    DemoReport.write(report);
    List<Object> words = new ArrayList<>(List.of("sign", report, "--lang", "en"));
    words.addAll(List.of("--out", folder.resolve("out.pdf"), "--data", folder.resolve("data")));
    words.addAll(List.of("--pad", "sim:penseal-ref", "--speed", "40"));
    words.addAll(List.of("--trace", TESTDATA.resolve("ink/zhang-wei-1.json")));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private void assertNoCase() {
    CommandLineRun list =
        CommandLineRun.of("evidence", "list", "--json", "--data", folder.resolve("data"));
    assertEquals("[]", list.out().strip(), list.err());
  }

  @Test
  void aNumberThatCannotBeRightOpensNoCase() throws Exception {
    CommandLineRun run =
        sign("--mode", "portrait", "--name", "张伟", "--id-number", "11010519491231003X");
    assertEquals("id-number-check-digit", run.code(), run.err());
    assertEquals(64, run.exit());
    assertNoCase();
  }

  @Test
  void anOperatorWhoNamesNobodyOpensNoCase() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    List<Object> words = new ArrayList<>(List.of("--key", key.file()));
    words.addAll(List.of("--password-file", key.password(), "--no-identity"));
    CommandLineRun run = sign(words.toArray());
    assertEquals("usage", run.code(), run.err());
    assertEquals(64, run.exit());
    assertNoCase();
  }
}
