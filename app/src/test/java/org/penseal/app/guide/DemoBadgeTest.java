// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.evidence.Origin;
import org.penseal.app.text.Texts;

/** What is told of a demonstration, and when. */
class DemoBadgeTest {
  private final DemoBadge badge = new DemoBadge();

  @Test
  void caseIsToldUntilAReportIsOpenAndAgainAfterIt() {
    assertTrue(badge.shown().get().isEmpty());
    badge.add(Set.of(DemoPart.PAD));
    badge.add(Set.of(DemoPart.CAMERA));
    assertEquals(Set.of(DemoPart.PAD, DemoPart.CAMERA), badge.shown().get());
    badge.report().set(true);
    assertTrue(badge.shown().get().isEmpty(), "a file of which nothing is a demonstration's");
    badge.ofFile().set(Set.of(DemoPart.TSA));
    assertEquals(Set.of(DemoPart.TSA), badge.shown().get());
    badge.report().set(false);
    assertEquals(Set.of(DemoPart.PAD, DemoPart.CAMERA), badge.shown().get());
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void partIsADemonstrationsExactlyIfItsOriginIs(Origin origin) {
    Set<DemoPart> parts = DemoPart.of(Map.of("pad", origin.label(), "tsa", "service"));
    assertEquals(origin.isDemo() ? Set.of(DemoPart.PAD) : Set.of(), parts);
  }

  @ParameterizedTest
  @EnumSource(DemoPart.class)
  void everyPartHasItsWordsInBothLanguages(DemoPart part) {
    for (String language : new String[] {"zh", "en"}) {
      String words = DemoPart.words(Set.of(part), Texts.of(language));
      String little = DemoPart.shortWords(Set.of(part), Texts.of(language));
      assertTrue(words.length() > 1, words);
      assertTrue(little.length() > 1 && little.length() <= words.length(), little);
    }
  }

  @Test
  void partsStandInOneOrder() {
    Set<DemoPart> parts = Set.of(DemoPart.TSA, DemoPart.PAD, DemoPart.CAMERA);
    assertEquals("signature pad, camera, timestamp service", DemoPart.words(parts, Texts.of("en")));
    assertEquals("签名板、摄像头、时间戳服务", DemoPart.words(parts, Texts.of("zh")));
  }
}
