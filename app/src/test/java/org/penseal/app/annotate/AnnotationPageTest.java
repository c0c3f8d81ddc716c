// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;

class AnnotationPageTest {
  private static List<String> parts(String sentence, int cells) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int end : SentenceParts.ends(sentence, cells)) {
      parts.add(sentence.substring(from, end));
      from = end;
    }
    return parts;
  }

  @Test
  void sentenceIsPartedEvenlyAndNothingIsLost() {
    assertEquals(List.of("本人已阅读并", "同意上述内容"), parts("本人已阅读并同意上述内容", 7));
    assertEquals(List.of("同意"), parts("同意", 7));
    String longest = "本人已认真阅读、理解并完全同意上述全部条款，自愿承担相应责任。";
    assertEquals(longest, String.join("", parts(longest, 5)));
  }

  @Test
  void noPartBeginsWithAMark() {
    for (String part : parts("甲，乙。丙，丁。戊，己。庚，辛。", 2)) {
      assertFalse(part.startsWith("，") || part.startsWith("。"), part);
    }
  }

  @Test
  void westernWordsStayWhole() {
    for (String part : parts("I have read the report and I agree", 7)) {
      assertTrue("I have read the report and I agree ".contains(part.strip() + " "), part);
    }
  }

  @Test
  void everyScreenHasItsPartAndTheLastOneEnds() {
    PadModel model = PadCatalog.load().byId("penseal-ref").orElseThrow();
    AnnotationOrder both = new AnnotationOrder(Optional.of("本人已阅读并同意上述内容"), true);
    List<AnnotationPage> pages = AnnotationPage.of(both, model.layout(), model.space().widthMm());
    assertEquals(3, pages.size());
    assertEquals("同意上述内容", pages.get(1).words());
    assertFalse(pages.get(1).last(), "words of one's own follow");
    assertTrue(pages.get(2).isFree());
    assertTrue(pages.get(2).last());
  }

  @Test
  void sentenceThatNobodyCouldCopyIsRefused() {
    Optional<String> tooLong = Optional.of("字".repeat(AnnotationOrder.LONGEST + 1));
    assertThrows(IllegalArgumentException.class, () -> new AnnotationOrder(tooLong, false));
    assertThrows(
        IllegalArgumentException.class, () -> new AnnotationOrder(Optional.of(" "), false));
  }

  @Test
  void buttonsOfEveryPadLieApartAndOutsideOfTheInk() {
    for (PadModel model : PadCatalog.load().models()) {
      PadLayout pad = model.layout();
      if (!pad.buttons()) {
        continue;
      }
      AnnotationLayout layout = AnnotationLayout.of(pad);
      List<PadLayout.Area> areas =
          List.of(
              layout.words(),
              layout.more(),
              layout.undo(),
              pad.ink(),
              pad.clear(),
              pad.cancel(),
              pad.ok());
      for (PadLayout.Area one : areas) {
        assertTrue(one.right() < pad.screen().width() && one.bottom() < pad.screen().height());
        assertEquals(
            1, areas.stream().filter(other -> overlap(one, other)).count(), model.id() + one);
      }
    }
  }

  private static boolean overlap(PadLayout.Area a, PadLayout.Area b) {
    return a.left() <= b.right()
        && b.left() <= a.right()
        && a.top() <= b.bottom()
        && b.top() <= a.bottom();
  }
}
