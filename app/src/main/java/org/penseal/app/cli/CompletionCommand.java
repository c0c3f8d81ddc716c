// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.penseal.app.cli.terminal.ValueException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code penseal completion SHELL}: the script that completes commands, options and file names. */
@Command(
    name = "completion",
    description = {
      "Prints a script for a shell that completes commands, options and file names.",
      "For the current shell: source <(penseal completion bash)"
    })
final class CompletionCommand implements Runnable {
  // zsh knows by the first line whose file this is. compopt is bash's; picocli's script calls it.
  private static final String ZSH_HEAD =
      """
      #compdef penseal
      (( $+functions[compopt] )) || function compopt { : }

      """;

  // zsh reads such a file at the first TAB, and takes what the file itself answers.
  private static final String ZSH_END =
      """

      [ "${funcstack[1]}" != _penseal ] || _bash_complete -o default -F _complete_penseal
      """;

  @CommandLine.Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "bash|zsh|fish",
      converter = ShellName.class,
      description = "shell; in zsh, the script turns on bashcompinit")
  Shell shell = Shell.BASH;

  /** A shell that has a script; picocli's is for bash and zsh. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  /** Reads the name of a shell. */
  static final class ShellName implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String word) {
      try {
        return Shell.valueOf(word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new ValueException("one-of", List.of("bash", "zsh", "fish"));
      }
    }
  }

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    String script =
        switch (shell) {
          case BASH -> bash(root);
          case ZSH -> ZSH_HEAD + bash(root) + ZSH_END;
          case FISH -> FishCompletion.of(root);
        };
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    out.print(script);
    out.flush();
  }

  private static String bash(CommandLine root) {
    return AutoComplete.bash(root.getCommandName(), root);
  }
}
