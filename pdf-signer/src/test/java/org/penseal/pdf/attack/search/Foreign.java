// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes that no honest program makes, of any object. */
final class Foreign {
  private final Draft draft;
  private final Dice dice;

  Foreign(Draft draft) {
    this.draft = draft;
    this.dice = draft.dice;
  }

  void any() {
    switch (dice.between(0, 9)) {
      case 0 -> exchange();
      case 1, 2 -> redraw();
      case 3, 4 -> entry();
      case 5 -> define();
      case 6 -> free();
      case 7 -> move();
      case 8 -> content();
      default -> elements();
    }
  }

  /** An object says what another says. */
  private void exchange() {
    int number = draft.aimed();
    Kind kind = draft.pool.kind(number);
    List<Integer> like = draft.pool.of(kind).stream().filter(each -> each != number).toList();
    int other = dice.in100(70) && !like.isEmpty() ? dice.of(like) : dice.of(draft.pool.all());
    draft.put(number, draft.body(other));
    draft.tell(number + " (" + kind + ") says what " + other + " says");
  }

  /** An object of the same kind, or of any, drawn anew. */
  private void redraw() {
    int number = draft.aimed();
    Kind kind = draft.pool.kind(number);
    Kind drawn = dice.in100(75) ? kind : dice.one(Kind.values());
    draft.put(number, draft.bodies.draw(drawn));
    draft.tell(number + " (" + kind + ") becomes another " + drawn);
  }

  /** One entry changes, goes or comes. */
  private void entry() {
    int number = draft.aimed();
    Value old = draft.body(number);
    Value.Dictionary dictionary = old.dictionaryOf();
    if (dictionary == null) {
      return;
    }
    List<String> names = new ArrayList<>(dictionary.entries().keySet());
    String name = names.isEmpty() || dice.in100(30) ? dice.of(Bodies.names()) : dice.of(names);
    if (dice.in100(12)) {
      draft.put(number, old.withDictionary(dictionary.without(name)));
      draft.tell(number + " (" + draft.pool.kind(number) + ") loses " + name);
      return;
    }
    draft.put(number, old.withDictionary(dictionary.with(name, value(dictionary, name))));
    draft.tell(number + " (" + draft.pool.kind(number) + ") has another " + name);
  }

  private Value value(Value.Dictionary dictionary, String name) {
    Value old = dictionary.get(name);
    if (old instanceof Value.Dictionary inner && !inner.entries().isEmpty() && dice.in100(70)) {
      String below = dice.of(List.copyOf(inner.entries().keySet()));
      return inner.with(below, value(inner, below));
    }
    if (old instanceof Value.Reference reference && dice.in100(75)) {
      List<Integer> like = draft.pool.of(draft.pool.kind(reference.number()));
      return new Value.Reference(like.isEmpty() ? dice.of(draft.pool.all()) : dice.of(like), 0);
    }
    return Value.of(
        dice.one(
            dice.of(draft.pool.all()) + " 0 R",
            dice.of(draft.pool.all()) + " 0 R",
            "null",
            "/" + dice.of(Bodies.names()),
            "(" + draft.pool.word() + ")",
            "[]",
            "<<>>",
            "" + dice.between(0, 4),
            draft.bodies.rectangle()));
  }

  /** What led nowhere leads to something. */
  private void define() {
    int number = draft.pool.dangling();
    Kind kind =
        dice.one(
            Kind.DRAWING,
            Kind.DRAWING,
            Kind.CATEGORY,
            Kind.TEXT_FIELD,
            Kind.NOTE,
            Kind.ODD,
            Kind.METADATA,
            Kind.EMPTY_FIELD,
            Kind.LAYER);
    draft.put(number, draft.bodies.draw(kind));
    draft.tell(number + " becomes a " + kind);
    if (kind == Kind.EMPTY_FIELD) {
      draft.append(draft.pool.of(Kind.FORM).getFirst(), "Fields", number);
    }
  }

  private void free() {
    int number = draft.aimed();
    if (draft.pool.kind(number) != Kind.SIGNATURE) {
      draft.free(number);
      draft.tell(number + " (" + draft.pool.kind(number) + ") is freed");
    }
  }

  /** Between direct and indirect: says the same, unless something else changes with it. */
  private void move() {
    int number = draft.aimed();
    Value old = draft.body(number);
    Value.Dictionary dictionary = old.dictionaryOf();
    if (dictionary == null || dictionary.entries().isEmpty()) {
      return;
    }
    String name = moved(number, dictionary);
    Value value = dictionary.get(name);
    if (value instanceof Value.Reference reference) {
      Value target = draft.body(reference.number());
      if (target instanceof Value.Stream) {
        return;
      }
      draft.put(number, old.withDictionary(dictionary.with(name, target)));
    } else if (draft.pool.kind(number) != Kind.SIGNATURE) {
      int moved = draft.fresh();
      draft.put(moved, value);
      draft.put(number, old.withDictionary(dictionary.with(name, new Value.Reference(moved, 0))));
    }
    draft.tell(number + " (" + draft.pool.kind(number) + ") has its " + name + " moved");
  }

  /** Seldom a name: where it stands is compared, so that nobody is shown such an update. */
  private String moved(int number, Value.Dictionary dictionary) {
    String name = dice.of(List.copyOf(dictionary.entries().keySet()));
    boolean seldom = number % 4 == 0;
    return seldom || !isName(dictionary.get(name))
        ? name
        : dictionary.entries().entrySet().stream()
            .filter(each -> !isName(each.getValue()))
            .findFirst()
            .map(Map.Entry::getKey)
            .orElse(name);
  }

  private static boolean isName(Value value) {
    return value instanceof Value.Scalar scalar && scalar.written().startsWith("/");
  }

  /** A stream keeps its dictionary and has other octets. */
  /** Words of the page's content, or all of it. */
  void content() {
    int number = draft.aimed();
    if (draft.body(number) instanceof Value.Stream old) {
      String changed =
          dice.in100(80)
              ? old.content().replaceAll("\\(K[a-z]{3}\\)", "(" + draft.pool.word() + ")")
              : "1 g 0 0 300 240 re f";
      draft.put(number, new Value.Stream(old.dictionary(), changed));
      draft.tell(number + " (" + draft.pool.kind(number) + ") has other octets");
    }
  }

  private void elements() {
    int number = draft.aimed();
    Value old = draft.body(number);
    if (old instanceof Value.Array array) {
      draft.put(number, changed(array));
      draft.tell(number + " lists otherwise");
    } else if (old.dictionaryOf() != null) {
      for (String name : dice.some(old.dictionaryOf().entries().keySet(), 20)) {
        if (old.dictionaryOf().get(name) instanceof Value.Array array
            && !name.equals("ByteRange")) {
          draft.put(number, old.withDictionary(old.dictionaryOf().with(name, changed(array))));
          draft.tell(number + " (" + draft.pool.kind(number) + ") lists otherwise in " + name);
          return;
        }
      }
    }
  }

  private Value changed(Value.Array array) {
    List<Value> elements = new ArrayList<>(array.elements());
    if (elements.isEmpty() || dice.in100(30)) {
      elements.add(Value.of(dice.of(draft.pool.all()) + " 0 R"));
    } else if (dice.in100(40)) {
      elements.remove(dice.between(0, elements.size() - 1));
    } else if (dice.in100(50)) {
      elements.add(elements.removeFirst());
    } else {
      elements.add(dice.of(elements));
    }
    return new Value.Array(elements);
  }
}
