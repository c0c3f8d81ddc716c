// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A signed document with updates, as it was drawn.
 *
 * @param seed draws the same again
 * @param prepared the document
 * @param layers the signed revision and what follows
 * @param story what each update does
 */
record Drawn(long seed, boolean honest, Prepared prepared, List<Layer> layers, List<String> story) {
  /**
   * From this number on documents are drawn from a wider grammar: rectangles of any length, notes
   * that are painted outside of theirs, more looks with a ground, more updates of another form.
   * Most updates are what the permissions allow, of documents whose references lead to what they
   * are meant to. The documents below stay what they are.
   */
  static final long WIDE = 30_000_000_000L;

  private static final int EACH = 4;

  /** Draws; four seeds in a row share a signed document. */
  static Drawn of(long seed, boolean honest) {
    long group = Math.floorDiv(seed, EACH);
    boolean wide = seed >= WIDE;
    Prepared prepared = Prepared.draw(new Dice(group * 31 + (honest ? 7 : 3)), honest, wide);
    Dice dice = new Dice(seed * 1_000_003 + 11);
    List<Layer> layers = new ArrayList<>(List.of(prepared.layer()));
    List<String> story = new ArrayList<>();
    Map<Integer, Value> now = new TreeMap<>(prepared.layer().objects());
    // Object and cross-reference streams of the signed revision have numbers, too.
    int next = prepared.pool().next() + 3;
    int count = dice.in100(65) ? 1 : dice.between(2, 3);
    for (int i = 0; i < count; i++) {
      Draft draft = new Draft(prepared, dice, now, next);
      acts(draft, honest);
      if (draft.isEmpty()) {
        continue;
      }
      layers.add(draft.layer(prepared.layer().trailer()));
      story.add(String.join("; ", draft.story));
      now = draft.now();
      next = draft.next() + 3;
    }
    return new Drawn(seed, honest, prepared, layers, story);
  }

  private static void acts(Draft draft, boolean honest) {
    Dice dice = draft.dice;
    Honest builder = new Honest(draft);
    if (honest) {
      for (int i = dice.between(1, 2); i > 0; i--) {
        builder.allowed();
      }
      return;
    }
    Foreign foreign = new Foreign(draft);
    if (draft.pool.wide) {
      wide(builder, foreign, draft);
      return;
    }
    switch (dice.between(0, 19)) {
      case 0, 1, 2, 3 -> builder.allowed();
      case 4 -> builder.any();
      case 5, 6 -> {
        builder.allowed();
        foreign.any();
      }
      case 7, 8, 9 -> Lure.change(draft);
      case 10 -> {
        Lure.change(draft);
        builder.allowed();
      }
      case 11 -> builder.stamp();
      case 12 -> builder.check();
      case 13 -> builder.fill();
      default -> {
        for (int i = dice.in100(70) ? 1 : dice.between(2, 3); i > 0; i--) {
          foreign.any();
        }
      }
    }
  }

  // Foreign changes of documents are most of what the numbers below have.
  private static void wide(Honest builder, Foreign foreign, Draft draft) {
    switch (draft.dice.between(0, 19)) {
      case 0 -> builder.any();
      case 1 -> {
        builder.allowed();
        foreign.any();
      }
      case 2 -> Lure.change(draft);
      case 3, 4 -> builder.stamp();
      case 5 -> builder.check();
      case 6 -> builder.fill();
      case 7, 8 -> foreign.any();
      default -> builder.allowed();
    }
  }

  Drawn with(List<Layer> others) {
    return new Drawn(seed, honest, prepared, others, story);
  }

  /** The objects as the layers up to one leave them. */
  Map<Integer, Value> objects(int last) {
    Map<Integer, Value> found = new TreeMap<>();
    for (Layer each : layers.subList(0, last + 1)) {
      each.freed().forEach(found::remove);
      found.putAll(each.objects());
    }
    return found;
  }

  /** What a reader needs to make the file by hand. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(honest ? ", honest" : "");
    text.append(", P ").append(prepared.permission());
    text.append(", lock ").append(prepared.lock().isEmpty() ? "none" : prepared.lock());
    text.append('\n');
    story.forEach(line -> text.append("update: ").append(line).append('\n'));
    int number = 0;
    for (Layer layer : layers) {
      text.append(number++ == 0 ? "signed revision" : "update").append(", ").append(layer.form());
      text.append(layer.key().isEmpty() ? "" : ", signed by " + layer.key()).append('\n');
      layer
          .objects()
          .forEach(
              (key, value) ->
                  text.append("  ")
                      .append(key)
                      .append(layer.packed().contains(key) ? " (packed) " : " ")
                      .append(value.text().replaceAll("<0{100,}>", "<...>").replace("\n", "\\n"))
                      .append('\n'));
      if (!layer.freed().isEmpty()) {
        text.append("  free ").append(layer.freed()).append('\n');
      }
    }
    return text.toString();
  }
}
