// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A language in front of the command, which means there what it means behind it.
 *
 * @param option {@code --lang} with its value, in one word; null where none comes first
 * @param words the words behind it: the command, if there is one, with its own
 */
public record LanguageFirst(@Nullable String option, List<String> words) {
  private static final String NAME = "--lang";

  /** Of a whole command line. */
  public static LanguageFirst of(String... arguments) {
    List<String> all = List.of(arguments);
    if (!all.isEmpty() && all.getFirst().startsWith(NAME + "=")) {
      return new LanguageFirst(all.getFirst(), all.subList(1, all.size()));
    }
    if (all.size() > 1 && all.getFirst().equals(NAME)) {
      return new LanguageFirst(NAME + "=" + all.get(1), all.subList(2, all.size()));
    }
    return new LanguageFirst(null, all);
  }

  /** Whether a language is all there is. */
  public boolean alone() {
    return option != null && words.isEmpty();
  }

  /**
   * The words with the language behind the command that they name, however deep it is. Where they
   * name none, they come without it, and are refused for that.
   *
   * @param tree with that command
   */
  public String[] behind(CommandLine tree) {
    List<String> all = new ArrayList<>(words);
    int depth = 0;
    CommandLine command = tree;
    while (depth < words.size()
        && command.getSubcommands().get(words.get(depth)) instanceof CommandLine next) {
      command = next;
      depth++;
    }
    if (option != null && depth > 0) {
      all.add(depth, option);
    }
    return all.toArray(String[]::new);
  }

  /** The same with the command that is meant where there is none: the window's, or help. */
  public LanguageFirst withCommand(String window, String help) {
    if (alone()) {
      return new LanguageFirst(option, List.of(window));
    }
    boolean asksHelp =
        option != null && words.size() == 1 && Set.of("--help", "-h").contains(words.getFirst());
    return asksHelp ? new LanguageFirst(option, List.of(help)) : this;
  }
}
