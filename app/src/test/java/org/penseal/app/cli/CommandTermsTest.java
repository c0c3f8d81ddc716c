// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.app.text.RivalTerms;
import org.penseal.app.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands' help and refusals of usage have the terms of the messages. */
class CommandTermsTest {
  /** Beside those of the messages: what only commands had. */
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("(?<!-)\\btraces?\\b|\\bwritings?\\b", "handwriting"),
          Map.entry("\\bstamp(s|ed)?\\b", "timestamp"),
          Map.entry("\\bcustomer\\b", "signer"),
          Map.entry("\\broots\\b", "root certificates"),
          Map.entry("pkcs#", "PKCS #1, #10, #12"),
          Map.entry("may be repeated", "repeatable"),
          Map.entry("revocation list(?<!certificate revocation list)", "CRL"),
          Map.entry("goes? (only )?with\\b", "can only be used with"),
          Map.entry("exclude each other", "only one of … can be used"),
          Map.entry(
              "\\b(whole job|this one|at hand|all of it|so many|is wanted)\\b", "plain words"),
          Map.entry("\\bwhose (time|key can open the ink)\\b", "plain words"));

  /** What is not the word that it looks like. */
  private static final Map<String, String> NAMES =
      Map.of("penseal bench", "(?<!-)\\bink\\b"); // the name of a measurement

  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?:UsageException\\(\\s*[\\w.()]+,|ValueException\\(|wrong\\(|Usage\\.of\\()\\s*\"([a-z0-9-]+)\"");

  // What is not said in both languages.
  private static final Pattern ENGLISH_ONLY =
      Pattern.compile("(?:Parameter|TypeConversion)Exception\\([^;]*\"");

  private static final String USAGE = "usage.";

  /** Words with the place that they were found in. */
  private record Said(String where, String words) {}

  private static List<Said> described() {
    List<Said> all = new ArrayList<>();
    describe(PenSeal.tree(), all);
    return all;
  }

  private static void describe(CommandLine command, List<Said> all) {
    CommandSpec spec = command.getCommandSpec();
    String where = spec.qualifiedName();
    UsageMessageSpec usage = spec.usageMessage();
    Stream.of(usage.header(), usage.description(), usage.footer())
        .forEach(words -> all.add(new Said(where, String.join(" ", words))));
    usage.exitCodeList().values().forEach(words -> all.add(new Said(where, words)));
    for (ArgSpec each : spec.args()) {
      all.add(new Said(where + " " + each.paramLabel(), String.join(" ", each.description())));
    }
    command.getSubcommands().values().forEach(next -> describe(next, all));
  }

  private static List<Said> sources() throws IOException {
    List<Said> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/penseal/app/cli"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        all.add(new Said(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return all;
  }

  private static List<Said> refusals() {
    List<Said> all = new ArrayList<>();
    ResourceBundle english = Texts.of("en").bundle();
    english.keySet().stream()
        .filter(key -> key.startsWith(USAGE))
        .forEach(key -> all.add(new Said(key, english.getString(key))));
    return all;
  }

  private static List<String> rivals(List<Said> all) {
    return all.stream()
        .flatMap(
            said ->
                Stream.of(RivalTerms.ENGLISH, COMMANDS)
                    .flatMap(
                        terms ->
                            RivalTerms.in(said.words, terms).stream()
                                .filter(rival -> !rival.equals(NAMES.get(said.where)))
                                .map(
                                    rival ->
                                        said.where
                                            + ": "
                                            + said.words
                                            + " -> "
                                            + terms.get(rival))))
        .toList();
  }

  @Test
  void descriptionsHaveTheTermsOfTheMessages() {
    List<Said> all = described();
    assertTrue(all.size() > 400, () -> "found too few descriptions: " + all.size());
    assertEquals(List.of(), rivals(all));
  }

  @Test
  void refusalsOfUsageHaveTheTermsOfTheMessages() {
    List<Said> all = refusals();
    assertTrue(all.size() > 50, () -> "found too few refusals: " + all.size());
    assertEquals(List.of(), rivals(all));
  }

  @Test
  void everyRefusalOfUsageHasAMessageAndEveryMessageARefusal() throws IOException {
    Set<String> used = new TreeSet<>(Set.of(USAGE + "comma"));
    List<String> englishOnly = new ArrayList<>();
    for (Said source : sources()) {
      REFUSAL.matcher(source.words).results().forEach(key -> used.add(USAGE + key.group(1)));
      ENGLISH_ONLY.matcher(source.words).results().forEach(words -> englishOnly.add(source.where));
    }
    assertEquals(List.of(), englishOnly);
    Set<String> told = new TreeSet<>(Texts.of("en").bundle().keySet());
    told.removeIf(key -> !key.startsWith(USAGE));
    assertEquals(told, used);
  }

  @Test
  void theRivalsAreFound() {
    List<String> had =
        List.of(
            "whose key can open the ink",
            "pen trace that the simulated customer writes",
            "words of his own",
            "for whoever verifies here",
            "kind of business",
            "PKCS#12 file",
            "roots of TLS servers",
            "a revocation list at hand");
    for (String words : had) {
      assertTrue(!rivals(List.of(new Said("", words))).isEmpty(), words);
    }
    assertEquals(List.of(), rivals(List.of(new Said("", "a certificate revocation list"))));
  }
}
