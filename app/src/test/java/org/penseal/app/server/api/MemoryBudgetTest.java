// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.app.Slow;
import org.penseal.app.server.refusal.ServeException;

@Slow // waits as long as a call does
@Timeout(600)
class MemoryBudgetTest {
  @Test
  void largeBodiesWaitForEachOtherAndAreTurnedAwayInTheEnd() throws Exception {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    int first = budget.take(200 << 10); // four copies of it
    int small = budget.take(1000);
    assertThrows(ServeException.Busy.class, () -> budget.take(200 << 10));
    budget.giveBack(first);
    int second = budget.take(200 << 10);
    budget.giveBack(second);
    budget.giveBack(small);
    // More than there is takes all of it.
    assertTrue(budget.take(1L << 40) > 0);
  }
}
