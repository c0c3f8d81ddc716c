// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.Slow;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Help of every command at every depth, as an option and as a command. */
@Slow
class HelpTest {
  /**
   * Options whose meaning is that of the command: what is written, what is signed, what is said.
   */
  private static final Set<String> OF_THE_COMMAND =
      Set.of(
          "--at",
          "--demo",
          "--digest",
          "--form",
          "--key",
          "--out",
          "--password-file",
          "--profile",
          "--reason",
          "--report",
          "--sm2-id",
          "--workplace",
          "--speed");

  // Made once: a tree of all commands takes a quarter of a second.
  private static final CommandLine TREE = PenSeal.tree();

  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(TREE, List.of(), all);
    return all.stream();
  }

  private static CommandLine command(List<String> path) {
    CommandLine command = TREE;
    for (String name : path) {
      command = Objects.requireNonNull(command.getSubcommands().get(name));
    }
    return command;
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
    all.add(path);
    command
        .getSubcommands()
        .forEach(
            (name, next) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(next, longer, all);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void everyCommandAnswersHelp(List<String> path) {
    CommandLineRun option = CommandLineRun.of(with(path, "--help"));
    assertEquals(0, option.exit(), option.err());
    String heading = Locale.getDefault().getLanguage().equals("zh") ? "用法：" : "Usage: ";
    String usage = (heading + "penseal " + String.join(" ", path)).strip();
    assertTrue(option.out().startsWith(usage), option.out());
    List<String> asked = new ArrayList<>(List.of("help"));
    asked.addAll(path);
    CommandLineRun command = CommandLineRun.of(asked.toArray());
    assertEquals(0, command.exit(), command.err());
    assertEquals(option.out(), command.out());
  }

  @Test
  void commandsOfCommandsAreAmongThemAndWhatIsNoneIsRefused() {
    assertTrue(commands().anyMatch(List.of("data", "sign")::equals));
    CommandLineRun none = CommandLineRun.of("help", "data", "sing");
    assertEquals(64, none.exit());
    assertTrue(none.err().contains("data sing"), none.err());
  }

  // It speaks to nobody; its options are fields of a file, in the words of that file.
  private static final List<String> WRITES_ITS_OPTIONS_DOWN = List.of("workplace", "init");

  /** Every option of a command with the command's name. */
  private record Declared(List<String> command, OptionSpec option) {
    // Of a flag picocli makes one that is never shown.
    String label() {
      return option.arity().max() == 0 ? "" : option.paramLabel();
    }

    String words() {
      return String.join(" ", option.description());
    }
  }

  private static Map<String, List<Declared>> options() {
    Map<String, List<Declared>> all = new TreeMap<>();
    commands()
        .filter(path -> !path.equals(WRITES_ITS_OPTIONS_DOWN))
        .forEach(
            path -> {
              for (OptionSpec option : command(path).getCommandSpec().options()) {
                for (String name : option.names()) {
                  all.computeIfAbsent(name, n -> new ArrayList<>()).add(new Declared(path, option));
                }
              }
            });
    return all;
  }

  @Test
  void anOptionMeansTheSameInEveryCommandThatHasIt() {
    options()
        .forEach(
            (name, all) -> {
              Set<String> words = all.stream().map(Declared::words).collect(toSet());
              Set<String> labels = all.stream().map(Declared::label).collect(toSet());
              if (OF_THE_COMMAND.contains(name)) {
                assertTrue(words.size() > 1, name + " has the same words everywhere by now");
              } else {
                assertEquals(1, words.size(), name + " " + words);
                assertEquals(1, labels.size(), name + " " + labels);
              }
            });
  }

  @Test
  void everyCommandOptionAndArgumentIsDescribed() {
    options()
        .forEach(
            (name, all) ->
                all.forEach(
                    each -> {
                      assertFalse(each.words().isBlank(), each.command() + " " + name);
                      assertFalse(each.label().startsWith("<"), each.command() + " " + name);
                    }));
    commands()
        .forEach(
            path -> {
              CommandSpec spec = command(path).getCommandSpec();
              assertTrue(spec.usageMessage().description().length > 0, path.toString());
              for (PositionalParamSpec each : spec.positionalParameters()) {
                assertTrue(each.description().length > 0, path + " " + each.paramLabel());
              }
            });
  }

  /** What names and trusts services is the same wherever one is spoken to. */
  @Test
  void everyCommandThatSpeaksToAServiceTakesTheSameOptions() {
    Map<String, List<Declared>> all = options();
    Set<List<String>> tls = paths(all, "--tls-trust");
    assertEquals(tls, paths(all, "--tls-key"));
    assertEquals(tls, paths(all, "--tls-encryption-key"));
    assertEquals(tls, paths(all, "--tls-password-file"));
    for (String name : List.of("--tsa", "--ca", "--authority", "--online")) {
      assertTrue(tls.containsAll(paths(all, name)), name);
    }
  }

  private static Set<List<String>> paths(Map<String, List<Declared>> all, String name) {
    return Objects.requireNonNull(all.get(name)).stream().map(Declared::command).collect(toSet());
  }

  private static Object[] with(List<String> path, String option) {
    return Stream.concat(path.stream(), Stream.of(option)).toArray();
  }
}
