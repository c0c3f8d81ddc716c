// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 1,300 drawn documents and updates in every check, half of them of the wider grammar; more by hand
 * (docs/verification.md).
 */
@Tag("slow")
class SearchTest {
  private static final int DOCUMENTS = 650;
  private static final int SHOWN = 100;
  private static final long SEED = 20_261_127_000L;

  private static final List<Long> FOUND =
      List.of(
          2_002_331L,
          3_001_945L,
          11_000_562L,
          13_000_424L,
          102_001_899L,
          107_001_052L,
          108_001_342L,
          30_000_001_845L,
          30_010_000_140L,
          30_011_000_134L,
          30_013_002_434L,
          41_008_002_102L,
          41_009_001_287L,
          41_010_002_106L);

  @TempDir Path folder;

  @Test
  void nothingIsValidThatStrangersSeeOtherwise() throws Exception {
    try (SearchRun run = new SearchRun(folder, SearchRun.Mode.MINIMISE)) {
      assertEquals("", String.join("\n", run.of(DOCUMENTS, SEED)), run::counts);
      assertEquals("", String.join("\n", run.of(DOCUMENTS, Drawn.WIDE)), run::counts);
      // A search that shows nothing to anybody finds nothing.
      assertTrue(run.counted("shown to strangers") > SHOWN, run::counts);
      assertTrue(run.counted("honest valid") > 2 * DOCUMENTS / 50, run::counts);
    }
  }

  /**
   * poppler loses the packed objects of a hybrid file that refers to a missing or free one
   * (2,002,331 and 3,001,945); whoever changes the words of a note leaves its action as it was
   * (11,000,562); a look made anew with a font that is none shows nothing there (13,000,424); where
   * an object is a reference, poppler follows the first only and shows no page (102,001,899); MuPDF
   * knows the kind of a field only where its name stands in the field itself (107,001,052); a new
   * look without resources of its own has no font for poppler (108,001,342); a highlight without a
   * colour is black for both (30,000,001,845); MuPDF rounds the ends of a highlight
   * (30,010,000,140) and draws no look of its own where one is named that is null (30,013,002,434);
   * corners of a line are longer than it is broad (30,011,000,134).
   */
  @Test
  void whatWasFoundOnceIsFoundNoMore() throws Exception {
    try (SearchRun run = new SearchRun(folder, SearchRun.Mode.MINIMISE)) {
      for (long seed : FOUND) {
        assertEquals("", String.join("\n", run.of(1, seed)), run::counts);
      }
    }
  }

  @Test
  void oldRulesCanBePutBack() throws Exception {
    for (Mutant each : Mutant.values()) {
      each.compiled(folder.resolve(each.name()));
    }
  }
}
