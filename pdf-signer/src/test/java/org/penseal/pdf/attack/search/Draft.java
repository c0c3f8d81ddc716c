// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An update in the making: what it writes over what was there. */
final class Draft {
  final Prepared prepared;
  final Pool pool;
  final Dice dice;
  final Bodies bodies;
  final List<String> story = new ArrayList<>();
  private final Map<Integer, Value> now;
  private final Map<Integer, Value> written = new TreeMap<>();
  private final Set<Integer> freed = new TreeSet<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private int next;
  private int signature;
  private String key = "";

  Draft(Prepared prepared, Dice dice, Map<Integer, Value> now, int next) {
    this.prepared = prepared;
    this.pool = prepared.pool().reading(dice);
    this.dice = dice;
    this.bodies = new Bodies(pool);
    this.now = new TreeMap<>(now);
    this.next = next;
    now.values()
        .forEach(
            value -> value.references().forEach(each -> positions.merge(each, 1, Integer::sum)));
  }

  Map<Integer, Value> now() {
    return now;
  }

  int next() {
    return next;
  }

  Value body(int number) {
    return now.getOrDefault(number, Value.NULL);
  }

  Value.Dictionary dictionary(int number) {
    return body(number) instanceof Value.Dictionary found ? found : null;
  }

  /** What a value leads to. */
  Value resolved(Value value) {
    Value at = value;
    for (int i = 0; i < 5 && at instanceof Value.Reference reference; i++) {
      at = body(reference.number());
    }
    return at == null || at instanceof Value.Reference ? Value.NULL : at;
  }

  int fresh() {
    return next++;
  }

  void put(int number, Value value) {
    now.put(number, value);
    written.put(number, value);
    freed.remove(number);
  }

  void free(int number) {
    now.remove(number);
    written.remove(number);
    freed.add(number);
  }

  void tell(String line) {
    story.add(line);
  }

  /** Signs this update; false if it is signed already. */
  boolean sign(int dictionary, String with) {
    if (signature != 0) {
      return false;
    }
    signature = dictionary;
    key = with;
    return true;
  }

  /** A number to be changed: two of five have several positions. */
  int aimed() {
    List<Integer> several =
        positions.entrySet().stream()
            .filter(
                each -> each.getValue() > 1 && each.getKey() != 2 && now.containsKey(each.getKey()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return dice.in100(40) && !several.isEmpty()
        ? dice.of(several)
        : dice.of(List.copyOf(now.keySet()));
  }

  /** Appends an element to the list at an entry, which may be an object of its own. */
  boolean append(int holder, String entry, int number) {
    Value.Dictionary dictionary = dictionary(holder);
    if (dictionary == null) {
      return false;
    }
    Value list = dictionary.get(entry);
    Value resolved = list == null ? new Value.Array(List.of()) : resolved(list);
    if (!(resolved instanceof Value.Array array)) {
      return false;
    }
    List<Value> elements = new ArrayList<>(array.elements());
    elements.add(new Value.Reference(number, 0));
    Value longer = new Value.Array(elements);
    if (list instanceof Value.Reference reference
        && body(reference.number()) instanceof Value.Array) {
      put(reference.number(), longer);
    } else {
      put(holder, dictionary.with(entry, longer));
    }
    return true;
  }

  /** The layer: in most cases written as the one before. */
  Layer layer(String trailer) {
    Layer.Form before = prepared.layer().form();
    boolean hybrid = before == Layer.Form.HYBRID || before == Layer.Form.OFFICE;
    if (hybrid && (pool.honest || dice.in100(pool.wide ? 50 : 80))) {
      before = Layer.Form.TABLE; // as the programs that follow write it
    }
    Layer.Form form =
        pool.honest || dice.in100(pool.wide ? 75 : 90) ? before : dice.one(Layer.Form.values());
    Set<Integer> packed = new HashSet<>();
    if (form != Layer.Form.TABLE && dice.in100(50)) {
      written.keySet().stream().filter(each -> dice.in100(60)).forEach(packed::add);
    }
    return new Layer(
        new LinkedHashMap<>(written), freed, packed, trailer, form, signature, key, Spelling.PLAIN);
  }

  /** What it writes. */
  Map<Integer, Value> written() {
    return written;
  }

  boolean isEmpty() {
    return written.isEmpty() && freed.isEmpty();
  }
}
