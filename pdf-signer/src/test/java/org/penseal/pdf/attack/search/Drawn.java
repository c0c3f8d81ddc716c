// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed document with updates, as it was drawn.
 *
 * @param seed draws the same again
 * @param rules what the signed revision permits
 * @param layers the signed revision and what follows
 * @param story what each update does
 */
record Drawn(long seed, boolean honest, String rules, List<Layer> layers, List<String> story) {
  /**
   * From this number on documents are drawn from a wider grammar: rectangles of any length, notes
   * that are painted outside of theirs, more looks with a ground, more updates of another form.
   * Most updates are what the permissions allow, of documents whose references lead to what they
   * are meant to. The documents below stay what they are.
   */
  static final long WIDE = 30_000_000_000L;

  /**
   * From this number on documents of the wider grammar are written otherwise than programs do
   * ({@link Deviation}), with second bodies of objects that readers may take for the first ones.
   */
  static final long DEVIATING = 60_000_000_000L;

  private static final int EACH = 4;

  /** Draws; four seeds in a row share a signed document. */
  static Drawn of(long seed, boolean honest) {
    long group = Math.floorDiv(seed, EACH);
    boolean wide = seed >= WIDE;
    Prepared prepared = Prepared.draw(new Dice(group * 31 + (honest ? 7 : 3)), honest, wide);
    Dice dice = new Dice(seed * 1_000_003 + 11);
    boolean deviating = seed >= DEVIATING && !honest;
    Layer signed = prepared.layer();
    if (deviating && group % 3 == 0) {
      signed = signed.spelled(DrawnSpelling.signed(new Dice(group * 17 + 5), prepared));
    }
    List<Layer> layers = new ArrayList<>(List.of(signed));
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
      Layer layer = draft.layer(prepared.layer().trailer());
      layers.add(
          deviating ? layer.spelled(DrawnSpelling.update(dice, prepared, now, next)) : layer);
      story.add(String.join("; ", draft.story));
      now = draft.now();
      next = draft.next() + 3;
    }
    String lock = prepared.lock().isEmpty() ? "none" : prepared.lock();
    String rules = "P " + prepared.permission() + ", lock " + lock;
    return new Drawn(seed, honest, rules, layers, story);
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
    return new Drawn(seed, honest, rules, others, story);
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

  /** What a reader needs to make the file by hand; {@link #read} makes it. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(honest ? ", honest" : "").append(", ");
    text.append(rules).append('\n');
    story.forEach(line -> text.append("update: ").append(line).append('\n'));
    for (Layer layer : layers) {
      text.append(layer.form()).append(' ').append(layer.signature()).append(' ');
      text.append(layer.key().isEmpty() ? "-" : layer.key());
      text.append(layer.trailer().isEmpty() ? "" : " ").append(onOneLine(layer.trailer()));
      text.append('\n');
      if (!layer.spelling().equals(Spelling.PLAIN)) {
        text.append("  ~ ").append(layer.spelling().text()).append('\n');
      }
      layer
          .spelling()
          .others()
          .forEach(
              (key, value) ->
                  text.append("  ~")
                      .append(key)
                      .append(' ')
                      .append(onOneLine(value.text()))
                      .append('\n'));
      layer
          .objects()
          .forEach(
              (key, value) ->
                  text.append("  ")
                      .append(key)
                      .append(layer.packed().contains(key) ? " packed " : " ")
                      .append(onOneLine(value.text()))
                      .append('\n'));
      layer.freed().forEach(key -> text.append("  ").append(key).append(" free\n"));
    }
    return text.toString();
  }

  private static String onOneLine(String text) {
    return text.replace(LayeredFile.EMPTY, "<...>")
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String asItWas(String line) {
    return Pattern.compile("\\\\(.)")
        .matcher(line)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      default -> found.group(1);
                    }))
        .replace("<...>", LayeredFile.EMPTY);
  }

  /** What {@link #text} wrote, whatever is drawn from its seed today; lines with # are remarks. */
  static Drawn read(String text) {
    String[] head = {};
    String rules = "";
    List<String> story = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      if (line.startsWith("seed ")) {
        head = line.split("[ ,]+");
        rules = line.substring(line.indexOf("P "));
      } else if (line.startsWith("update: ")) {
        story.add(line.substring("update: ".length()));
      } else if (line.startsWith("  ~ ")) {
        Spelling spelling = Spelling.read(line.substring("  ~ ".length()));
        layers.add(layers.removeLast().spelled(spelling));
      } else if (line.startsWith("  ~")) {
        String[] words = line.strip().split(" ", 2);
        int number = Integer.parseInt(words[0].substring(1));
        layers.getLast().spelling().others().put(number, Value.of(asItWas(words[1])));
      } else if (line.startsWith("  ")) {
        object(layers.getLast(), line.strip());
      } else {
        String[] words = line.split(" ", 4);
        Layer.Form form = Layer.Form.valueOf(words[0]);
        String key = words[2].equals("-") ? "" : words[2];
        int signature = Integer.parseInt(words[1]);
        String trailer = words.length < 4 ? "" : asItWas(words[3]);
        layers.add(
            new Layer(Map.of(), Set.of(), Set.of(), trailer, form, signature, key, Spelling.PLAIN));
      }
    }
    return new Drawn(Long.parseLong(head[1]), head[2].equals("honest"), rules, layers, story);
  }

  private static void object(Layer layer, String line) {
    String[] words = line.split(" ", 2);
    int number = Integer.parseInt(words[0]);
    String body = words[1];
    if (body.equals("free")) {
      layer.freed().add(number);
      return;
    }
    if (body.startsWith("packed ")) {
      layer.packed().add(number);
      body = body.substring("packed ".length());
    }
    layer.objects().put(number, Value.of(asItWas(body)));
  }
}
