// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.text.Texts;
import org.penseal.pad.PadLayout;
import org.penseal.refusal.DocumentException;

@Slow
@Timeout(600)
class PdfLeavesTest {
  private static final LeafLayout SMALL = LeafLayout.of(PadLayout.standard(320, 200, 9600, 6000));
  private static final LeafLayout LARGE = LeafLayout.of(PadLayout.standard(800, 480, 10800, 6480));
  private static final Texts TEXTS = Texts.of("en");

  @TempDir Path folder;

  private PdfLeaves open(Path file, LeafLayout layout) throws Exception {
    return PdfLeaves.open(file, null, layout, TEXTS);
  }

  @Test
  void documentOfFiveThousandPagesIsOpenedAtOnceAndLeftAtItsEnd() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("long.pdf"), 5_000, false);
    try (PdfLeaves leaves = open(file, LARGE)) {
      assertEquals(5_000, leaves.count());
      for (int page : new int[] {1, 2, 4_999, 5_000, 1}) {
        leaves.ahead(Math.min(5_000, page + 1));
        LeafSheet sheet = leaves.sheet(page);
        assertTrue(sheet.drawn(), "page " + page);
        assertEquals(page, sheet.page());
        assertTrue(sheet.parts().size() <= 5, "parts: " + sheet.parts().size());
      }
    }
  }

  @Test
  void pageThatCannotBeDrawnSaysSo() throws Exception {
    // PDFBox draws whatever it is given; what it refuses is a page that is not there.
    Path file = LeafDocuments.text(folder.resolve("two.pdf"), 2, false);
    try (PdfLeaves leaves = open(file, SMALL)) {
      LeafSheet none = leaves.sheet(3);
      assertFalse(none.drawn());
      assertEquals(1, none.parts().size());
      assertTrue(leaves.sheet(2).drawn());
    }
  }

  @Test
  void pageOfAnySizeIsDrawnInBoundedMemory() throws Exception {
    try (PdfLeaves leaves = open(LeafDocuments.huge(folder.resolve("huge.pdf")), SMALL)) {
      assertTrue(leaves.sheet(1).drawn());
      assertTrue(leaves.sheet(1).parts().size() < 200);
      assertTrue(leaves.sheet(2).drawn());
    }
  }

  @Test
  void pageThatTakesTooLongIsGivenUpAndMoreThanAFewEndIt() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("slow.pdf"), 5, false);
    try (PdfLeaves leaves = new PdfLeaves(file, null, LARGE, TEXTS, Duration.ZERO)) {
      for (int page = 1; page <= 5; page++) {
        assertFalse(leaves.sheet(page).drawn(), "page " + page);
      }
    }
  }

  @Test
  void blankPageIsOnePartAndWasDrawn() throws Exception {
    try (PdfLeaves leaves = open(LeafDocuments.blank(folder.resolve("blank.pdf")), SMALL)) {
      assertTrue(leaves.sheet(1).drawn());
      assertEquals(1, leaves.sheet(1).parts().size());
    }
  }

  @Test
  void fileThatIsNoPdfIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("no.pdf"), "no document");
    assertThrows(DocumentException.NotPdf.class, () -> open(file, LARGE));
  }
}
