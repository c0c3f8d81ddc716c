// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.app.signing.CaseState;
import org.penseal.app.store.CaseSearch;

class CaseFilterTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

  private final CaseFilter filter = new CaseFilter();

  private CaseSearch.Wanted wanted() {
    return filter.wanted(SHANGHAI, TODAY, 50);
  }

  @Test
  void periodsBeginAtMidnightOfTheDesk() {
    List<Optional<Instant>> begins =
        List.of(
            Optional.of(Instant.parse("2026-11-27T16:00:00Z")),
            Optional.of(Instant.parse("2026-11-21T16:00:00Z")),
            Optional.of(Instant.parse("2026-10-29T16:00:00Z")),
            Optional.empty());
    for (Period each : Period.values()) {
      filter.period().set(each);
      assertEquals(begins.get(each.ordinal()), wanted().from(), each.name());
      assertEquals(Optional.empty(), wanted().until(), each.name());
    }
  }

  @Test
  void oneDayTakesThePlaceOfThePeriod() {
    filter.day().set(LocalDate.of(2026, 2, 28));
    assertEquals(Optional.of(Instant.parse("2026-02-27T16:00:00Z")), wanted().from());
    assertEquals(Optional.of(Instant.parse("2026-02-28T16:00:00Z")), wanted().until());
    filter.reset();
    assertEquals(Optional.of(Instant.parse("2026-11-27T16:00:00Z")), wanted().from());
  }

  @Test
  void aTimeAloneNarrowsNothing() {
    filter.period().set(Period.ALL);
    assertFalse(filter.narrows());
    filter.name().set(" ");
    assertFalse(filter.narrows());
    filter.status().set(CaseStatus.DONE);
    assertTrue(filter.narrows());
    filter.reset();
    assertFalse(filter.narrows());
  }

  @Test
  void everyStateOfACaseHasOneStatus() {
    Set<String> all = new HashSet<>();
    int count = 0;
    for (CaseStatus each : CaseStatus.values()) {
      assertFalse(each.states().isEmpty(), each.name());
      all.addAll(each.states());
      count += each.states().size();
    }
    assertEquals(EnumSet.allOf(CaseState.class).size(), count);
    assertEquals(count, all.size());
    assertEquals(CaseStatus.TO_COMPLETE, CaseStatus.of(CaseState.SIGNED));
    assertEquals(CaseStatus.DONE, CaseStatus.of(CaseState.ARCHIVED));
    assertEquals(CaseStatus.RUNNING, CaseStatus.of(CaseState.CAPTURED));
  }
}
