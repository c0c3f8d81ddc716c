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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Slow;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.Pixels;
import org.penseal.app.text.Texts;
import org.penseal.pad.PadLayout;
import org.penseal.pdf.Placement;
import org.penseal.refusal.DocumentException;

@Slow
@Timeout(600)
class PdfLeavesTest {
  private static final LeafLayout SMALL = LeafLayout.of(PadLayout.standard(320, 200, 9600, 6000));
  private static final LeafLayout LARGE = LeafLayout.of(PadLayout.standard(800, 480, 10800, 6480));
  private static final Texts TEXTS = Texts.of("en");

  @TempDir Path folder;

  private PdfLeaves open(Path file, LeafLayout layout) throws Exception {
    return LeafDocuments.open(file, layout, TEXTS);
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
    try (PdfLeaves leaves =
        new PdfLeaves(file, null, LARGE, TEXTS, new Placement.Invisible(), Duration.ZERO)) {
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

  private static int marked(LeafSheet sheet) {
    int count = 0;
    for (Pixels part : sheet.parts()) {
      for (int y = 0; y < part.height(); y++) {
        for (int x = 0; x < part.width(); x++) {
          count += part.rgb(x, y) == LeafMark.COLOUR ? 1 : 0;
        }
      }
    }
    return count;
  }

  @Test
  void placeOfTheSignatureIsMarkedOnItsPageAlone() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("three.pdf"), 3, false);
    Placement.At at = new Placement.At(2, 300, 60, 200, 76);
    try (PdfLeaves leaves = PdfLeaves.open(file, null, LARGE, TEXTS, at)) {
      assertEquals(0, marked(leaves.sheet(1)));
      assertTrue(marked(leaves.sheet(2)) > 1_000, "the frame and the words in it");
      assertEquals(0, marked(leaves.sheet(3)));
    }
    try (PdfLeaves leaves = open(file, LARGE)) {
      assertEquals(0, marked(leaves.sheet(2)));
    }
  }

  @Test
  void fieldThatIsSignedIsMarkedWhereItStands() throws Exception {
    Path file = LeafDocuments.field(folder.resolve("field.pdf"), "Customer");
    Placement field = new Placement.Field("Customer");
    try (PdfLeaves leaves = PdfLeaves.open(file, null, SMALL, TEXTS, field)) {
      assertTrue(marked(leaves.sheet(1)) > 300);
    }
    try (PdfLeaves leaves =
        PdfLeaves.open(file, null, SMALL, TEXTS, new Placement.Field("Clerk"))) {
      assertEquals(0, marked(leaves.sheet(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Signature, -1, 3",
    "Signature, -2, 2",
    "Signature, 1, 1",
    "signature, 1, 0",
    "parties, 41, 1",
    "parties, 42, 2",
    "parties, -42, 2",
    "parties, 124, 0",
    "parties, 0, 0"
  })
  void placeBesideAKeywordIsMarkedWhereTheSignatureGoes(String word, int hit, int expected)
      throws Exception {
    Path file = LeafDocuments.text(folder.resolve("three.pdf"), 3, false);
    Placement beside = new Placement.Keyword(word, hit, 0, 0, 200, 76);
    try (PdfLeaves leaves = PdfLeaves.open(file, null, LARGE, TEXTS, beside)) {
      for (int page = 1; page <= 3; page++) {
        assertEquals(page == expected, marked(leaves.sheet(page)) > 500, "page " + page);
      }
    }
  }

  @Test
  void fileThatIsNoPdfIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("no.pdf"), "no document");
    assertThrows(DocumentException.NotPdf.class, () -> open(file, LARGE));
  }
}
