// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.DemoReport;

class DocumentWordsTest {
  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @Test
  void dataHasItsFileNameAndNoPages() throws Exception {
    Path file = Files.writeString(folder.resolve("投标.xml"), "<bid/>");
    assertEquals(
        new DocumentWords("投标.xml", 0, 0), DocumentWords.of(CaseDocument.read(file), null));
  }

  @Test
  void pdfHasItsTitleAndTheWidthOfItsLastPage() throws Exception {
    Path file = folder.resolve("a.pdf");
    DemoReport.write(file);
    DocumentWords words = DocumentWords.of(CaseDocument.read(file), null);
    assertFalse(words.title().isBlank());
    assertFalse(words.title().equals("a.pdf"), words.title());
    assertEquals(595, words.lastWidth(), 1, "A4");
    Placement.At corner = (Placement.At) words.lowerRight();
    assertEquals(words.pages(), corner.page());
    assertEquals(words.lastWidth() - 36, corner.x() + corner.width(), 1e-9);
  }

  @Test
  void onANarrowPageTheFieldIsNarrowerThanUsual() {
    Placement.At field = (Placement.At) new DocumentWords("slip", 3, 200).lowerRight();
    assertEquals(new Placement.At(3, 36, 36, 128, 72), field);
  }
}
