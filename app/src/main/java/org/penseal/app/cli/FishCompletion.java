// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Makes the completion script of the shell fish, which picocli has none for: a list of the
 * commands' paths, and for each its options and commands.
 */
final class FishCompletion {
  // What the labels of options and arguments are called in this program.
  private static final Pattern FILE =
      Pattern.compile(
          "\\b(FILE|DIR|IN|OUT|PATH|CERT|P12|LIST|INK|IMAGE|PICTURE|SIGNATURE|ENVELOPE)\\b");
  private static final Pattern CHOICE = Pattern.compile("[a-z0-9-]+([|][a-z0-9-]+)+");

  private final String program;
  private final Map<String, CommandSpec> commands = new TreeMap<>();

  private FishCompletion(CommandLine root) {
    this.program = root.getCommandName();
    collect("", root);
  }

  /** The script of a tree of commands. */
  static String of(CommandLine root) {
    FishCompletion made = new FishCompletion(root);
    List<String> lines = new ArrayList<>();
    lines.add(made.preamble());
    made.commands.forEach((path, command) -> made.describe(path, command, lines));
    return String.join("\n", lines) + "\n";
  }

  private void collect(String path, CommandLine command) {
    commands.put(path, command.getCommandSpec());
    command
        .getSubcommands()
        .forEach((name, sub) -> collect(path.isEmpty() ? name : path + " " + name, sub));
  }

  // Words that are no command, such as the values of options, lead nowhere.
  private String preamble() {
    String paths =
        commands.keySet().stream().map(FishCompletion::quoted).collect(Collectors.joining(" "));
    return """
        set -g __%1$s_commands %2$s
        function __%1$s_at
            set -l at ''
            for word in (commandline -opc)[2..-1]
                set -l next (string trim -- "$at $word")
                if contains -- $next $__%1$s_commands
                    set at $next
                end
            end
            test "$at" = "$argv[1]"
        end"""
        .formatted(program, paths);
  }

  private void describe(String path, CommandSpec command, List<String> lines) {
    String where =
        "complete -c %s -n %s".formatted(program, quoted("__" + program + "_at " + quoted(path)));
    command
        .subcommands()
        .forEach(
            (name, sub) ->
                lines.add(
                    "%s -f -a %s -d %s"
                        .formatted(
                            where,
                            quoted(name),
                            quoted(first(sub.getCommandSpec().usageMessage().description())))));
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        lines.add(
            where + names(option) + value(option) + " -d " + quoted(first(option.description())));
      }
    }
    List<PositionalParamSpec> arguments = command.positionalParameters();
    if (arguments.stream().noneMatch(each -> isFile(each.paramLabel()))) {
      lines.add(where + " -f");
    }
    arguments.stream()
        .map(each -> choice(each.paramLabel()))
        .filter(each -> !each.isEmpty())
        .forEach(each -> lines.add(where + each));
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return names.toString();
  }

  private static String value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    if (option.completionCandidates() != null) {
      String words =
          StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .collect(Collectors.joining(" "));
      return " -x -a " + quoted(words);
    }
    String label = option.paramLabel();
    return isFile(label) ? " -r -F" : " -x" + choice(label);
  }

  private static String choice(String label) {
    return CHOICE.matcher(label).matches() ? " -a " + quoted(label.replace('|', ' ')) : "";
  }

  private static boolean isFile(String label) {
    return FILE.matcher(label).find();
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static String quoted(String words) {
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
