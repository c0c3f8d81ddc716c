// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a document while it is drawn, with what each is meant to be. */
final class Pool {
  private static final int UPDATED = 5000;

  final Dice dice;
  final Map<Integer, Value> objects = new TreeMap<>();
  private final Map<Integer, Kind> kinds = new TreeMap<>();
  private final Map<Kind, List<Integer>> numbers = new HashMap<>();
  private final List<Integer> nothing = new ArrayList<>();
  final boolean honest;
  final boolean wide;
  private final int anyPercent;
  private final int nullPercent;
  private final int generationPercent;
  private int words;
  private int next = 1;

  /** A pool whose references go wrong in so many of a hundred. */
  Pool(Dice dice, boolean wide, int anyPercent, int nullPercent, int generationPercent) {
    this(dice, false, wide, anyPercent, nullPercent, generationPercent);
  }

  /** A pool of an honest document: each reference leads to what it is meant to lead to. */
  static Pool honest(Dice dice, boolean wide) {
    return new Pool(dice, true, wide, 0, 0, 0);
  }

  private Pool(
      Dice dice,
      boolean honest,
      boolean wide,
      int anyPercent,
      int nullPercent,
      int generationPercent) {
    this.dice = dice;
    this.honest = honest;
    this.wide = wide;
    this.anyPercent = anyPercent;
    this.nullPercent = nullPercent;
    this.generationPercent = generationPercent;
  }

  /** The same objects for an update, which draws for itself and has words of its own. */
  Pool reading(Dice other) {
    Pool same = new Pool(other, honest, wide, anyPercent, nullPercent, generationPercent);
    same.objects.putAll(objects);
    same.kinds.putAll(kinds);
    numbers.forEach((kind, list) -> same.numbers.put(kind, new ArrayList<>(list)));
    same.nothing.addAll(nothing);
    same.next = next;
    same.words = UPDATED;
    return same;
  }

  /** Whether each object is what it is meant to be; in a wide grammar most documents are so. */
  boolean isPlain() {
    return honest || wide && anyPercent == 0;
  }

  /** A number for an object of a kind, whose body follows. */
  int add(Kind kind) {
    int number = next++;
    kinds.put(number, kind);
    numbers.computeIfAbsent(kind, none -> new ArrayList<>()).add(number);
    return number;
  }

  /** A number below Size that no object has. */
  void addNothing() {
    nothing.add(next++);
  }

  List<Integer> nothing() {
    return nothing;
  }

  /** Numbers of a kind. */
  List<Integer> of(Kind kind) {
    return numbers.getOrDefault(kind, List.of());
  }

  Kind kind(int number) {
    return kinds.getOrDefault(number, Kind.ODD);
  }

  List<Integer> all() {
    return List.copyOf(kinds.keySet());
  }

  /** The first number that is free for an update. */
  int next() {
    return next;
  }

  /** A reference that is meant to lead to a kind, or null. */
  String reference(Kind kind) {
    if (dice.in100(anyPercent)) {
      return dice.of(all()) + " 0 R";
    }
    if (dice.in100(nullPercent)) {
      return dice.one("null", dangling() + " 0 R", dangling() + " 0 R");
    }
    List<Integer> right = of(kind);
    if (right.isEmpty() && (isPlain() || dice.in100(50))) {
      return "null";
    }
    int number = right.isEmpty() ? dice.of(all()) : dice.of(right);
    if (honest && kind == Kind.STRUCTURE) {
      number = right.getFirst(); // a document has one
    }
    return number + (dice.in100(generationPercent) ? " 1 R" : " 0 R");
  }

  /** A number that leads nowhere, below or above Size. */
  int dangling() {
    return nothing.isEmpty() || dice.in100(30) ? next + dice.between(0, 3) : dice.of(nothing);
  }

  /** A word that nothing else shows. */
  String word() {
    int number = words++;
    StringBuilder word = new StringBuilder("K");
    for (int i = 0; i < 3; i++) {
      word.append((char) ('a' + number % 26));
      number /= 26;
    }
    return word.toString();
  }
}
