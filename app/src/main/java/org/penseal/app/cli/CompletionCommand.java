// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code penseal completion SHELL}: the script that completes commands, options and file names. */
@Command(
    name = "completion",
    description = {
      "Prints a script for a shell that completes commands, options and file names.",
      "For the current shell: source <(penseal completion bash)"
    })
final class CompletionCommand implements Runnable {
  @CommandLine.Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "bash|zsh|fish",
      converter = ShellName.class,
      description = "shell; in zsh, the script turns on bashcompinit")
  String shell = "";

  /** A shell that has a script; picocli's is the same for bash and zsh. */
  static final class ShellName implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (!lower.matches("bash|zsh|fish")) {
        throw new TypeConversionException("'" + word + "' is not bash, zsh or fish");
      }
      return lower;
    }
  }

  @Override
  public void run() {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    CommandLine root = spec.root().commandLine();
    out.print(
        shell.equals("fish")
            ? FishCompletion.of(root)
            : AutoComplete.bash(spec.root().name(), root));
    out.flush();
  }
}
