// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Draws how the octets of a revision are written. */
final class DrawnSpelling {
  private DrawnSpelling() {}

  /** Of a revision that is signed: it must still be read. */
  static Spelling signed(Dice dice, Prepared prepared) {
    return drawn(dice, prepared, prepared.layer().objects(), prepared.pool().next() + 3, 1);
  }

  /** Of an update of these objects. */
  static Spelling update(Dice dice, Prepared prepared, Map<Integer, Value> now, int next) {
    return drawn(dice, prepared, now, next, 2);
  }

  private static Spelling drawn(
      Dice dice, Prepared prepared, Map<Integer, Value> now, int next, int most) {
    Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
    deviations.addAll(dice.some(List.of(Deviation.values()), dice.between(1, most)));
    Map<Integer, Value> others = new TreeMap<>();
    if (deviations.stream().anyMatch(Deviation::usesOthers)) {
      Draft draft = new Draft(prepared, dice, now, next);
      Foreign foreign = new Foreign(draft);
      for (int i = dice.between(1, 3); i > 0; i--) {
        if (dice.in100(50)) {
          foreign.content();
        } else {
          foreign.any();
        }
      }
      others.putAll(draft.written());
    }
    return new Spelling(dice.between(0, Integer.MAX_VALUE - 1), deviations, others);
  }
}
