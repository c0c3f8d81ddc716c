// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.app.text.Texts;

class CaseWordsTest {
  @Test
  void aRowTellsItsTimeInTheZoneOfTheDeskWithTheOffset() {
    Texts texts = Texts.of("zh", ZoneId.of("Asia/Kathmandu"));
    CaseLine line =
        new CaseLine(
            "case",
            Instant.parse("2026-01-31T23:30:00Z"),
            "contract.pdf",
            "loan",
            CaseStatus.DONE,
            Optional.empty(),
            false);
    assertEquals("2026-02-01 05:15:00 +05:45", new CaseWords(List.of(), texts).time(line));
  }
}
