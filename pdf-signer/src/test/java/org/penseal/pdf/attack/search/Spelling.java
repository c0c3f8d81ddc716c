// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the octets of a revision are written.
 *
 * @param seed draws what each deviation does
 * @param deviations none for what programs write
 * @param others second bodies, by number
 */
record Spelling(long seed, Set<Deviation> deviations, Map<Integer, Value> others) {
  static final Spelling PLAIN = new Spelling(0, Set.of(), Map.of());

  Spelling {
    EnumSet<Deviation> own = EnumSet.noneOf(Deviation.class);
    own.addAll(deviations);
    deviations = own;
    others = new TreeMap<>(others);
  }

  Spelling without(Deviation deviation) {
    Set<Deviation> fewer = EnumSet.copyOf(deviations);
    fewer.remove(deviation);
    return new Spelling(seed, fewer, others);
  }

  Spelling without(int number) {
    Map<Integer, Value> fewer = new TreeMap<>(others);
    fewer.remove(number);
    return new Spelling(seed, deviations, fewer);
  }

  /** What writes one revision so. */
  RevisionWriter writer() {
    return new RevisionWriter(this);
  }

  /** Seed and deviations on one line. */
  String text() {
    return seed + deviations.stream().map(each -> " " + each).collect(Collectors.joining());
  }

  static Spelling read(String text) {
    String[] words = text.split(" ");
    List<Deviation> deviations = new ArrayList<>();
    for (String each : List.of(words).subList(1, words.length)) {
      deviations.add(Deviation.valueOf(each));
    }
    return new Spelling(Long.parseLong(words[0]), Set.copyOf(deviations), Map.of());
  }
}
