// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What is made of the tree of commands: a page in Markdown and a page for man. */
final class CommandPages {
  /** Options that are told once for all commands. */
  static final Set<String> COMMON = Set.of("--help", "--version", "--json", "--lang", "--verbose");

  private static final String HOW =
      "mvn -pl app -am test -Dtest=CommandPagesTest -Dcommand.pages=write"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private final CommandSpec root;

  CommandPages(CommandLine tree) {
    this.root = tree.getCommandSpec();
  }

  /** How the pages are written again. */
  static String how() {
    return HOW;
  }

  /** A command that does something itself, with the words that call it. */
  private record Named(String name, CommandSpec spec) {
    String anchor() {
      return name.replace(' ', '-');
    }

    List<OptionSpec> options() {
      return spec.options().stream()
          .filter(o -> !o.hidden() && Arrays.stream(o.names()).noneMatch(COMMON::contains))
          .sorted(Comparator.comparing(OptionSpec::longestName))
          .toList();
    }

    // Options that are needed and parameters; the others stand in the table.
    String synopsis() {
      List<String> words = new ArrayList<>(List.of(name));
      options().stream().filter(OptionSpec::required).forEach(o -> words.add(usage(o)));
      words.add("[OPTION…]");
      spec.positionalParameters().forEach(p -> words.add(usage(p)));
      return String.join(" ", words);
    }

    String description() {
      return words(spec.usageMessage().description());
    }
  }

  private static String usage(OptionSpec option) {
    return option.arity().max() == 0
        ? option.longestName()
        : option.longestName() + " " + option.paramLabel();
  }

  private static String usage(PositionalParamSpec parameter) {
    String label = parameter.paramLabel() + (parameter.arity().max() > 2 ? "…" : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  private static String words(String... lines) {
    return String.join(" ", lines).replace("%n", " ").replace("%%", "%").strip();
  }

  // Of a group only what stands below it, unless it has arguments of its own.
  private List<Named> commands() {
    List<Named> all = new ArrayList<>();
    root.subcommands().forEach((name, line) -> collect(root.name() + " " + name, line, all));
    return all;
  }

  private static void collect(String path, CommandLine line, List<Named> all) {
    CommandSpec spec = line.getCommandSpec();
    Named own = new Named(path, spec);
    if (spec.subcommands().isEmpty() || spec.userObject() instanceof Callable<?>) {
      all.add(own);
    }
    spec.subcommands().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> collect(path + " " + e.getKey(), e.getValue(), all));
  }

  // As they are in a command that has them all.
  private List<OptionSpec> common() {
    CommandSpec any = Objects.requireNonNull(root.subcommands().get("sign")).getCommandSpec();
    return any.options().stream()
        .filter(o -> Arrays.stream(o.names()).anyMatch(COMMON::contains))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .toList();
  }

  private static String names(OptionSpec option) {
    List<String> names =
        Arrays.stream(option.names()).sorted(Comparator.comparingInt(String::length)).toList();
    return String.join(", ", names) + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
  }

  /** docs/cli.md. */
  String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# The command line\n\n<!-- Written by a test from the commands themselves: ")
        .append(HOW)
        .append(" -->\n\n")
        .append(words(root.usageMessage().description()))
        .append(" `penseal help COMMAND` and `penseal COMMAND --help` print one of these sections;")
        .append(" `man installer/penseal.1` has them all.\n\n| exit code | meaning |\n|---|---|\n");
    root.usageMessage().exitCodeList().forEach((code, meaning) -> page.append(row(code, meaning)));
    page.append(
        "\nAn option that has no effect without another one, or beside it, is refused (64);"
            + " services may be named even where none is needed.\n");
    page.append("\nOptions of every command, some only where there is something to print:\n\n");
    table(page, common());
    page.append("\n| command | what it does |\n|---|---|\n");
    for (Named each : commands()) {
      page.append(
          "| [%s](#%s) | %s |\n".formatted(each.name(), each.anchor(), cell(each.description())));
    }
    for (Named each : commands()) {
      page.append("\n## ").append(each.name()).append("\n\n").append(each.description());
      page.append("\n\n```\n").append(each.synopsis()).append("\n```\n");
      if (!each.spec().positionalParameters().isEmpty()) {
        page.append("\n| argument | what |\n|---|---|\n");
        each.spec()
            .positionalParameters()
            .forEach(p -> page.append(row("`" + p.paramLabel() + "`", words(p.description()))));
      }
      if (!each.options().isEmpty()) {
        page.append('\n');
        table(page, each.options());
      }
    }
    return page.toString();
  }

  private static void table(StringBuilder page, List<OptionSpec> options) {
    page.append("| option | what |\n|---|---|\n");
    for (OptionSpec each : options) {
      String needed = each.required() ? "required; " : "";
      page.append(row("`" + names(each) + "`", needed + words(each.description())));
    }
  }

  private static String row(String first, String second) {
    return "| " + cell(first) + " | " + cell(second) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<TAB>", "&lt;TAB&gt;");
  }

  /** installer/penseal.1, in the macros of man(7). */
  String man() {
    StringBuilder page = new StringBuilder();
    page.append(".\\\" Written by a test from the commands themselves: ").append(HOW).append('\n');
    page.append(".TH PENSEAL 1 \"\" \"").append(root.version()[0]).append("\" \"User Commands\"\n");
    page.append(".SH NAME\npenseal \\- handwritten digital signatures\n.SH SYNOPSIS\n");
    page.append(".B penseal\n.RI [ COMMAND \" [\" OPTION \"...]]\"\n.SH DESCRIPTION\n");
    page.append(roff(words(root.usageMessage().description()))).append('\n');
    page.append(".SH OPTIONS OF EVERY COMMAND\n");
    common().forEach(o -> item(page, names(o), words(o.description())));
    page.append(".SH COMMANDS\n");
    for (Named each : commands()) {
      page.append(".SS ").append(roff(each.name())).append('\n');
      page.append(roff(each.description())).append("\n.PP\n.B ").append(roff(each.synopsis()));
      page.append('\n');
      each.spec()
          .positionalParameters()
          .forEach(p -> item(page, p.paramLabel(), words(p.description())));
      for (OptionSpec option : each.options()) {
        String needed = option.required() ? "required; " : "";
        item(page, names(option), needed + words(option.description()));
      }
    }
    page.append(".SH EXIT STATUS\n");
    root.usageMessage().exitCodeList().forEach((code, meaning) -> item(page, code, meaning));
    page.append(".SH ENVIRONMENT\n");
    item(page, "PENSEAL_DATA", "the data folder where --data is not given");
    return page.toString();
  }

  private static void item(StringBuilder page, String term, String text) {
    page.append(".TP\n.B ").append(roff(term)).append('\n').append(roff(text)).append('\n');
  }

  // Nothing at the start of a line is a request, and what is typed stays ASCII.
  private static String roff(String text) {
    String escaped = text.codePoints().mapToObj(CommandPages::roff).collect(Collectors.joining());
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String roff(int c) {
    return switch (c) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '"' -> "\\(dq";
      default -> c < 128 ? Character.toString(c) : "\\[u%04X]".formatted(c);
    };
  }
}
