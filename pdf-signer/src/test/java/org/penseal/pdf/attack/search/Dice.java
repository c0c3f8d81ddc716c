// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** Draws; the same seed draws the same. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True in so many of a hundred. */
  boolean in100(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Both ends are drawn, too. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Several, each once, in a drawn order. */
  <T> List<T> some(Collection<T> from, int count) {
    List<T> left = new ArrayList<>(from);
    List<T> found = new ArrayList<>();
    while (!left.isEmpty() && found.size() < count) {
      found.add(left.remove(random.nextInt(left.size())));
    }
    return found;
  }
}
