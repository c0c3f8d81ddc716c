// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.app.signing.CaseState;

class StateTableTest {
  private static List<String> all() {
    List<String> all = new ArrayList<>(StateTable.COURSE);
    all.addAll(List.of(StateTable.CANCELLED, StateTable.ABANDONED));
    return all;
  }

  @Test
  void knowsTheStatesOfACase() {
    assertEquals(
        Arrays.stream(CaseState.values()).map(Enum::name).sorted().toList(),
        all().stream().sorted().toList());
  }

  @Test
  void eachStateFollowsTheOneBeforeItOnly() {
    for (String from : all()) {
      for (String to : StateTable.COURSE) {
        int place = StateTable.COURSE.indexOf(from);
        boolean next = place >= 0 && StateTable.COURSE.indexOf(to) == place + 1;
        assertEquals(next, StateTable.allows(from, to), from + " to " + to);
      }
    }
    assertTrue(StateTable.allows("", "OPENED"));
    assertFalse(StateTable.allows("", "SIGNED"));
    assertFalse(StateTable.allows("", "CANCELLED"));
    assertFalse(StateTable.allows("OPENED", "UNHEARD_OF"));
  }

  @Test
  void aSignedCaseIsNotCancelledAndAnEndedOneNotEndedAgain() {
    assertTrue(StateTable.allows("CERTIFIED", "CANCELLED"));
    assertFalse(StateTable.allows("SIGNED", "CANCELLED"));
    assertTrue(StateTable.allows("STAMPED", "ABANDONED"));
    for (String ended : List.of("ARCHIVED", "CANCELLED", "ABANDONED")) {
      assertTrue(StateTable.isOver(ended));
      assertTrue(all().stream().noneMatch(to -> StateTable.allows(ended, to)), ended);
    }
    assertFalse(StateTable.isOver("STAMPED"));
  }
}
