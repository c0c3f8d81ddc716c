// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.Slow;
import picocli.CommandLine;

/** Help of every command at every depth, as an option and as a command. */
@Slow
class HelpTest {
  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(PenSeal.tree(), List.of(), all);
    return all.stream();
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
    String usage = ("Usage: penseal " + String.join(" ", path)).strip();
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

  private static Object[] with(List<String> path, String option) {
    return Stream.concat(path.stream(), Stream.of(option)).toArray();
  }
}
