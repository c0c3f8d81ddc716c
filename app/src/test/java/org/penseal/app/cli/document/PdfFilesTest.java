// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Placement;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What the commands over PDF files have in common. */
class PdfFilesTest {
  @Command(name = "any")
  private static final class Any implements Runnable {
    @Mixin PdfFiles files = new PdfFiles();

    @Override
    public void run() {
      // only parsed
    }
  }

  @TempDir Path folder;

  private static PdfFiles parsed(String... words) {
    Any any = new Any();
    new CommandLine(any).parseArgs(words);
    return any.files;
  }

  @Test
  void rectangleIsPageAndPlace() {
    Placement.At at = parsed("in.pdf", "--out", "o.pdf").rectangle("3,10.5,20,100,50", "--at");
    assertEquals(new Placement.At(3, 10.5, 20, 100, 50), at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2,3,4", "1,2,3,4,5,6", "one,2,3,4,5", "1.5,2,3,4,5", "1,,3,4,5"})
  void anythingElseIsRefusedWithTheNameOfTheOption(String text) {
    PdfFiles files = parsed("in.pdf", "--out", "o.pdf");
    ParameterException refused =
        assertThrows(ParameterException.class, () -> files.rectangle(text, "--at"));
    assertEquals("--at takes PAGE,X,Y,W,H.", refused.getMessage());
  }

  @Test
  void passwordIsTheFirstLineOfItsFileAndNoneWithoutOne() throws Exception {
    assertNull(parsed("in.pdf", "--out", "o.pdf").password());
    Path file = Files.writeString(folder.resolve("pw"), "geheim\nmore\n");
    PdfFiles files = parsed("in.pdf", "--out", "o.pdf", "--pdf-password-file", file.toString());
    assertEquals("geheim", files.password());
    assertTrue(files.in.endsWith("in.pdf"));
  }
}
