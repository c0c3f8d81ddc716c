// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 1,600 drawn documents and updates of three grammars in every check; more by hand
 * (docs/attack-search.md).
 */
@Tag("slow")
class SearchTest {
  private static final int DOCUMENTS = 650;
  private static final int DEVIATING = 300;
  private static final int SHOWN = 100;
  private static final int KEPT = 40;
  private static final long SEED = 20_261_127_000L;

  /** Kept like a find; strangers paint it otherwise, and the report says so. */
  private static final Set<String> FALSE_ALARMS = Set.of("42012001554");

  @TempDir Path folder;

  @Test
  void nothingIsValidThatStrangersSeeOtherwise() throws Exception {
    try (SearchRun run = new SearchRun(folder, SearchRun.Mode.MINIMISE)) {
      assertEquals("", String.join("\n", run.of(DOCUMENTS, SEED)), run::counts);
      assertEquals("", String.join("\n", run.of(DOCUMENTS, Drawn.WIDE)), run::counts);
      assertEquals("", String.join("\n", run.of(DEVIATING, Drawn.DEVIATING)), run::counts);
      // A search that shows nothing to anybody finds nothing.
      assertTrue(run.counted("shown to strangers") > SHOWN, run::counts);
      assertTrue(run.counted("honest valid") > 2 * DOCUMENTS / 50, run::counts);
    }
  }

  /** Each file begins with what was wrong; what is drawn from its number today does not matter. */
  @Test
  void whatWasFoundOnceIsFoundNoMore() throws Exception {
    List<Drawn> found = new ArrayList<>();
    Path kept = Path.of(SearchTest.class.getResource("found").toURI());
    try (Stream<Path> files = Files.list(kept)) {
      for (Path each : files.sorted().toList()) {
        found.add(Drawn.read(Files.readString(each)));
      }
    }
    assertTrue(!found.isEmpty(), "no document");
    try (SearchRun run = new SearchRun(folder, SearchRun.Mode.MINIMISE)) {
      assertEquals("", String.join("\n", run.of(found)), run::counts);
    }
  }

  /** A row that begins with numbers alone has a file for each, so that none is lost. */
  @Test
  void everyFindWithANumberIsKept() throws Exception {
    Set<String> named = new TreeSet<>(FALSE_ALARMS);
    String page = Files.readString(Path.of("../docs/attack-search.md"));
    Matcher row = Pattern.compile("(?m)^\\| (\\d+(?:, \\d+)*) \\|").matcher(page);
    while (row.find()) {
      named.addAll(List.of(row.group(1).split(", ")));
    }
    Path kept = Path.of(SearchTest.class.getResource("found").toURI());
    try (Stream<Path> files = Files.list(kept)) {
      assertEquals(
          named,
          files
              .map(each -> each.getFileName().toString().replace(".txt", ""))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    FALSE_ALARMS.forEach(each -> assertTrue(page.contains(each), each));
  }

  @Test
  void whatIsToldOfADocumentMakesItAgain() {
    for (long from : List.of(SEED, Drawn.DEVIATING)) {
      for (long seed = from; seed < from + KEPT; seed++) {
        String text = Drawn.of(seed, false).text();
        Drawn read = Drawn.read("# why\n" + text);
        assertEquals(text, read.text());
      }
    }
  }

  @Test
  void oldRulesCanBePutBack() throws Exception {
    for (Mutant each : Mutant.values()) {
      each.compiled(folder.resolve(each.name()));
    }
  }

  @Test
  void aSearchThatFailsIsNotTakenForOneThatFindsNothing() throws Exception {
    Mutant.Search failed =
        Mutant.NEITHER.run(folder, List.of(), SearchRun.class, "no number", Long.toString(SEED));
    assertEquals(SearchRun.FAILED, failed.exit(), failed::output);
    assertTrue(failed.told().startsWith("failed with exit code 2"), failed::told);
    // A machine that does not come up ends with 1, as one does that finds something.
    Mutant.Search never = Mutant.NEITHER.run(folder, List.of("-XX:NoSuchOption"), SearchRun.class);
    assertEquals(1, never.exit(), never::output);
    assertTrue(never.told().startsWith("failed with exit code 1"), never::told);
    Mutant.Search nothing =
        Mutant.NO_COVERING.search(folder, 4, SEED + 4, SearchRun.Mode.FIRST, "");
    assertEquals(0, nothing.exit(), nothing::output);
    assertTrue(nothing.told().startsWith("0 of {drawn=4, "), nothing::told);
  }
}
