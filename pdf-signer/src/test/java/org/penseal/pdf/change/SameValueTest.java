// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSObjectKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.pdf.revision.Revision;

/** Compared with trees that are unfolded step by step. */
@Tag("slow")
class SameValueTest {
  private static final int FIRST = 10;
  private static final int NODES = 7;
  private static final int COPIES = 4;
  private static final int QUESTIONS = 40;

  @TempDir Path folder;

  /** Arrays by their numbers; elements are numbers of others, or strings. */
  private record Graph(Map<Integer, List<Object>> nodes) {
    static Graph random(Random random) {
      Map<Integer, List<Object>> nodes = new TreeMap<>();
      for (int i = 0; i < NODES; i++) {
        nodes.put(FIRST + i, List.of(child(random), child(random)));
      }
      return new Graph(nodes);
    }

    List<Object> of(int number) {
      return Objects.requireNonNull(nodes.get(number));
    }

    static Object child(Random random) {
      int drawn = random.nextInt(NODES + 3);
      return drawn < NODES ? (Object) (FIRST + drawn) : drawn % 2 == 0 ? "a" : "b";
    }

    Map<Integer, String> bodies(Set<Integer> numbers) {
      Map<Integer, String> bodies = new TreeMap<>();
      for (int number : numbers) {
        StringBuilder body = new StringBuilder("[");
        of(number)
            .forEach(
                each -> body.append(each instanceof Integer ? each + " 0 R " : "(" + each + ")"));
        bodies.put(number, body.append(']').toString());
      }
      return bodies;
    }

    /** A later graph: some nodes are written anew, and some are copies of nodes. */
    Graph updated(Random random, Set<Integer> written) {
      Map<Integer, List<Object>> now = new TreeMap<>(nodes);
      for (int i = 0; i < COPIES; i++) {
        int copy = FIRST + NODES + i;
        now.put(copy, new ArrayList<>(of(FIRST + random.nextInt(NODES))));
        written.add(copy);
      }
      for (int i = 0; i < 2; i++) {
        int number = FIRST + random.nextInt(NODES);
        now.put(number, List.of(turned(random), turned(random)));
        written.add(number);
      }
      return new Graph(now);
    }

    private static Object turned(Random random) {
      return random.nextBoolean()
          ? child(random)
          : (Object) (FIRST + NODES + random.nextInt(COPIES));
    }

    static boolean same(Graph one, Object a, Graph other, Object b, Set<List<Object>> asked) {
      if (!(a instanceof Integer) || !(b instanceof Integer)) {
        return a.equals(b);
      }
      if (!asked.add(List.of(a, b))) {
        return true;
      }
      List<Object> was = one.of((Integer) a);
      List<Object> is = other.of((Integer) b);
      return same(one, was.get(0), other, is.get(0), asked)
          && same(one, was.get(1), other, is.get(1), asked);
    }
  }

  @Test
  void answersDoNotDependOnWhatWasAskedBefore() throws IOException {
    int equal = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Graph signed = Graph.random(random);
      Set<Integer> written = new HashSet<>();
      Graph now = signed.updated(random, written);
      Map<Integer, String> first = signed.bodies(signed.nodes.keySet());
      first.put(1, "<</Type/Catalog/Pages 2 0 R>>");
      first.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
      first.put(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
      ObjectFile file = new ObjectFile("").put(first);
      long end = file.length();
      Path path = file.put(now.bodies(written)).write(folder.resolve("graph.pdf"));
      try (Revision before = Revision.exact(path, end, null).orElseThrow();
          Revision after = Revision.exact(path, file.length(), null).orElseThrow()) {
        Comparison both = Comparison.of(before, after, Set.of());
        for (int i = 0; i < QUESTIONS; i++) {
          int old = FIRST + random.nextInt(NODES);
          int other = random.nextBoolean() ? old : FIRST + random.nextInt(NODES + COPIES);
          boolean expected = Graph.same(signed, old, now, other, new HashSet<>());
          equal += expected ? 1 : 0;
          assertEquals(
              expected,
              both.same(Role.VALUE, reference(before, old), reference(after, other)),
              "seed " + seed + ": " + signed + now + old + " " + other);
        }
      }
    }
    int all = 300 * QUESTIONS;
    assertTrue(equal > all / 10 && equal < all * 9 / 10, equal + " of " + all);
  }

  private static COSBase reference(Revision revision, int number) {
    return revision.document().getDocument().getObjectFromPool(new COSObjectKey(number, 0));
  }
}
