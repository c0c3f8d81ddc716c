// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.app.screen.Pixels;

class LeafProgressTest {
  /** Pages of 2, 1 and 3 parts, the second of which cannot be drawn. */
  private static final Leaves LEAVES =
      new Leaves() {
        @Override
        public int count() {
          return 3;
        }

        @Override
        public LeafSheet sheet(int page) {
          int parts = List.of(2, 1, 3).get(page - 1);
          return new LeafSheet(page, Collections.nCopies(parts, Pixels.blank(8, 8)), page != 2);
        }
      };

  private final LeafProgress at = new LeafProgress();

  private LeafSheet show() throws Exception {
    LeafSheet sheet = at.sheet(LEAVES);
    at.shown(sheet);
    return sheet;
  }

  @Test
  void pageCountsOnceAllOfItsPartsWereShown() throws Exception {
    LeafSheet first = show();
    assertEquals(List.of(), at.pages());
    assertFalse(at.hasBack());
    at.forward(first, 3);
    show();
    assertEquals(List.of(1), at.pages());
  }

  @Test
  void pageThatCannotBeDrawnDoesNotCount() throws Exception {
    for (int i = 0; i < 6; i++) {
      LeafSheet sheet = show();
      assertEquals(i < 5, at.hasForward(sheet, 3));
      at.forward(sheet, 3);
    }
    assertEquals(List.of(1, 3), at.pages());
    assertEquals(3, at.page());
    assertEquals(2, at.part(), "behind the last part there is nothing");
  }

  @Test
  void aJumpLeadsToTheBeginningOfThatPageOrOfTheNearestAndCountsNothingBetween() throws Exception {
    at.forward(show(), 3);
    at.to(13, 3);
    assertEquals(3, at.page());
    show();
    assertEquals(0, at.part());
    at.to(-7, 3);
    assertEquals(1, at.page());
    assertEquals(0, at.part());
    show();
    assertEquals(List.of(), at.pages(), "neither the first page's second part nor the second page");
    at.forward(show(), 3);
    show();
    assertEquals(List.of(1), at.pages());
  }

  @Test
  void backLeadsToTheLastPartOfThePageBefore() throws Exception {
    for (int i = 0; i < 3; i++) {
      at.forward(show(), 3);
    }
    assertEquals(3, at.page());
    at.back();
    at.sheet(LEAVES);
    assertEquals(2, at.page());
    at.back();
    at.sheet(LEAVES);
    assertEquals(1, at.page());
    assertEquals(1, at.part());
    assertTrue(at.hasBack());
    at.back();
    at.back();
    assertEquals(0, at.part());
  }
}
