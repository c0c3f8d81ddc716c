// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Changes;
import org.penseal.pdf.revision.Revision;
import org.penseal.signature.Octets;

@Tag("slow")
class ValueDigestTest {
  private static final int FIRST = 10;

  @TempDir Path folder;

  private static Map<Integer, String> page(int resources) {
    Map<Integer, String> objects = new TreeMap<>();
    objects.put(1, "<</Type/Catalog/Pages 2 0 R>>");
    objects.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    objects.put(3, "<</Type/Page/Parent 2 0 R/Resources<</X " + resources + " 0 R>>>>");
    return objects;
  }

  private static int[] numbers(ValueGraph graph, boolean shuffled, Random random) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < graph.nodes.size(); i++) {
      numbers.add(FIRST + i);
    }
    if (shuffled) {
      Collections.shuffle(numbers, random);
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private Octets digest(ObjectFile file) throws IOException {
    try (Revision revision = file.open(folder.resolve("graph.pdf"))) {
      InputGraph graph = new InputGraph(revision, new Visits(100_000));
      return new ValueDigest(graph, null).of(new InputEdges(graph).page(1));
    }
  }

  private Octets plain(ValueGraph graph, boolean shuffled, Random random) throws IOException {
    int[] numbers = numbers(graph, shuffled, random);
    Map<Integer, String> objects = page(numbers[0]);
    objects.putAll(graph.objects(numbers));
    return digest(new ObjectFile("").put(objects));
  }

  private Octets packed(ValueGraph graph, Random random) throws IOException {
    int[] numbers = numbers(graph, true, random);
    Map<Integer, String> objects = page(numbers[0]);
    Map<Integer, String> packed = new TreeMap<>();
    graph
        .objects(numbers)
        .forEach((number, body) -> (body.contains("stream") ? objects : packed).put(number, body));
    return digest(new ObjectFile("").put(objects, packed));
  }

  @Test
  void doesNotDependOnHowValuesAreWrittenDown() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ValueGraph graph = ValueGraph.random(random);
      Octets one = plain(graph, false, random);
      assertEquals(one, plain(graph, true, random), "renumbered, seed " + seed);
      assertEquals(one, packed(graph, random), "in an object stream, seed " + seed);
    }
  }

  @Test
  void changesWithEveryValueThatCanBeReached() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ValueGraph graph = ValueGraph.random(random);
      ValueGraph other = graph.copy();
      List<Integer> reached = graph.reached();
      ValueGraph.Node node = other.nodes.get(reached.get(random.nextInt(reached.size())));
      if (node.kind == 2 && random.nextBoolean()) {
        node.content = "other";
      } else {
        node.children.set(random.nextInt(node.children.size()), "(other)");
      }
      assertNotEquals(plain(graph, false, random), plain(other, true, random), "seed " + seed);
    }
  }

  @Test
  void isEqualForEqualTreesOnlyWhereReferencesAreTurned() throws Exception {
    int equal = 0;
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      ValueGraph graph = ValueGraph.random(random);
      ValueGraph other = graph.copy();
      ValueGraph.Node node = other.nodes.get(random.nextInt(other.nodes.size()));
      node.children.set(random.nextInt(node.children.size()), random.nextInt(other.nodes.size()));
      boolean digests = plain(graph, false, random).equals(plain(other, true, random));
      assertEquals(ValueGraph.same(graph, other), digests, "seed " + seed);
      equal += digests ? 1 : 0;
    }
    assertTrue(equal > 50 && equal < 550, equal + " of 600");
  }

  @Test
  void agreesWithTheDigestOfAllWhereAnUpdateIsReadInPart() throws Exception {
    int equal = 0;
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      ValueGraph graph = ValueGraph.random(random);
      int[] numbers = numbers(graph, false, random);
      Map<Integer, String> objects = page(numbers[0]);
      objects.putAll(graph.objects(numbers));
      ValueGraph other = graph.copy();
      int turned = random.nextInt(other.nodes.size());
      ValueGraph.Node node = other.nodes.get(turned);
      if (random.nextInt(4) > 0) {
        node.children.set(random.nextInt(node.children.size()), random.nextInt(other.nodes.size()));
      }
      ObjectFile file = new ObjectFile("").put(objects);
      Path path = folder.resolve("update.pdf");
      long end = file.length();
      String body = other.text(turned, numbers);
      file.put(Map.of(numbers[turned], body)).write(path);
      try (Revision signed = Revision.open(path, end, null).orElseThrow();
          Revision now = Revision.open(path, file.length(), null).orElseThrow()) {
        List<Changes.Change> found =
            DrawingInputs.compare(signed, now, DrawingInputs.Named.NOTHING);
        assertEquals(ValueGraph.same(graph, other), found.isEmpty(), "seed " + seed);
        equal += found.isEmpty() ? 1 : 0;
      }
    }
    assertTrue(equal > 50 && equal < 350, equal + " of 400");
  }

  @Test
  void tellsAReferenceFromADirectValueBelowAPagesOwnEntries() throws Exception {
    Map<Integer, String> objects = page(FIRST);
    objects.put(FIRST + 1, "[3]");
    objects.put(FIRST, "[[3] 0]");
    Octets one = digest(new ObjectFile("").put(objects));
    objects.put(FIRST, "[" + (FIRST + 1) + " 0 R 0]");
    assertNotEquals(one, digest(new ObjectFile("").put(objects)));
  }

  @Test
  void numbersAreEqualByTheirExactValue() throws Exception {
    Map<Integer, String> objects = page(FIRST);
    objects.put(FIRST, "[1 0.5 -2 0]");
    Octets one = digest(new ObjectFile("").put(objects));
    objects.put(FIRST, "[1.0 .50 -2.00 -0.0]");
    assertEquals(one, digest(new ObjectFile("").put(objects)));
    objects.put(FIRST, "[1.00000001 .50 -2.00 0]");
    assertNotEquals(one, digest(new ObjectFile("").put(objects)));
  }
}
