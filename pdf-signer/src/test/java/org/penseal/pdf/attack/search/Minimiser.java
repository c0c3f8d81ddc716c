// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes away what a counterexample does not need, as long as it stays one. */
final class Minimiser {
  /** Whether a document still shows the fault. */
  interface Shows {
    boolean holds(Drawn drawn) throws Exception;
  }

  private static final int MOST_TRIALS = 600;

  private final Shows shows;
  private int trials;

  Minimiser(Shows shows) {
    this.shows = shows;
  }

  Drawn of(Drawn found) throws Exception {
    Drawn best = simple(found);
    int before;
    do {
      before = best.text().length();
      best = layers(best);
      for (int i = best.layers().size() - 1; i >= 0; i--) {
        best = spelling(best, i);
      }
      for (int i = best.layers().size() - 1; i >= 0; i--) {
        best = objects(best, i);
      }
      for (int i = best.layers().size() - 1; i >= 0; i--) {
        best = entries(best, i);
      }
    } while (best.text().length() < before && trials < MOST_TRIALS);
    return best;
  }

  private boolean holds(Drawn drawn) throws Exception {
    return trials++ < MOST_TRIALS && shows.holds(drawn);
  }

  private Drawn simple(Drawn found) throws Exception {
    Drawn plain = found.with(found.layers().stream().map(Layer::simple).toList());
    return holds(plain) ? plain : found;
  }

  private Drawn layers(Drawn start) throws Exception {
    Drawn best = start;
    for (int i = best.layers().size() - 1; i > 0; i--) {
      List<Layer> fewer = new ArrayList<>(best.layers());
      fewer.remove(i);
      if (fewer.size() > 1 && holds(best.with(fewer))) {
        best = best.with(fewer);
      }
    }
    return best;
  }

  private static Drawn replaced(Drawn drawn, int index, Layer layer) {
    List<Layer> layers = new ArrayList<>(drawn.layers());
    layers.set(index, layer);
    return drawn.with(layers);
  }

  private Drawn spelling(Drawn start, int index) throws Exception {
    Drawn best = start;
    for (Deviation each : Set.copyOf(best.layers().get(index).spelling().deviations())) {
      Layer layer = best.layers().get(index);
      Drawn trial = replaced(best, index, layer.spelled(layer.spelling().without(each)));
      best = holds(trial) ? trial : best;
    }
    for (int number : Set.copyOf(best.layers().get(index).spelling().others().keySet())) {
      Layer layer = best.layers().get(index);
      Drawn trial = replaced(best, index, layer.spelled(layer.spelling().without(number)));
      best = holds(trial) ? trial : best;
    }
    return best;
  }

  private Drawn objects(Drawn start, int index) throws Exception {
    Drawn best = start;
    for (int number : best.layers().get(index).freed()) {
      Set<Integer> fewer = new TreeSet<>(best.layers().get(index).freed());
      fewer.remove(number);
      Drawn smaller = replaced(best, index, best.layers().get(index).freeing(fewer));
      best = holds(smaller) ? smaller : best;
    }
    for (int number : new ArrayList<>(best.layers().get(index).objects().keySet()).reversed()) {
      Layer layer = best.layers().get(index);
      Map<Integer, Value> fewer = new TreeMap<>(layer.objects());
      fewer.remove(number);
      if (number == layer.signature() || fewer.isEmpty()) {
        continue;
      }
      Drawn smaller = replaced(best, index, layer.with(fewer));
      best = holds(smaller) ? smaller : best;
    }
    return best;
  }

  private Drawn entries(Drawn start, int index) throws Exception {
    Drawn best = start;
    for (int number : List.copyOf(best.layers().get(index).objects().keySet())) {
      if (number == best.layers().get(index).signature()) {
        continue;
      }
      for (boolean again = true; again; ) {
        again = false;
        Layer layer = best.layers().get(index);
        for (Value less : smaller(layer.objects().get(number))) {
          Map<Integer, Value> objects = new TreeMap<>(layer.objects());
          objects.put(number, less);
          Drawn trial = replaced(best, index, layer.with(objects));
          if (holds(trial)) {
            best = trial;
            again = true;
            break;
          }
        }
      }
    }
    return best;
  }

  /** The same with one part less. */
  private static List<Value> smaller(Value value) {
    List<Value> found = new ArrayList<>();
    Value.Dictionary dictionary = value.dictionaryOf();
    if (dictionary != null) {
      for (Map.Entry<String, Value> entry : dictionary.entries().entrySet()) {
        found.add(value.withDictionary(dictionary.without(entry.getKey())));
        for (Value inner : smaller(entry.getValue())) {
          found.add(value.withDictionary(dictionary.with(entry.getKey(), inner)));
        }
      }
    }
    if (value instanceof Value.Array array) {
      for (int i = 0; i < array.elements().size(); i++) {
        List<Value> fewer = new ArrayList<>(array.elements());
        fewer.remove(i);
        found.add(new Value.Array(fewer));
      }
    }
    if (value instanceof Value.Stream stream) {
      String[] lines = stream.content().split("\n");
      for (int i = 0; i < lines.length && lines.length > 1; i++) {
        List<String> fewer = new ArrayList<>(List.of(lines));
        fewer.remove(i);
        found.add(new Value.Stream(stream.dictionary(), String.join("\n", fewer)));
      }
    }
    return found;
  }
}
