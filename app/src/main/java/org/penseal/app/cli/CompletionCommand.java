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
      "Prints a script that completes commands, options and file names in a shell.",
      "For this shell: source <(penseal completion bash)"
    })
final class CompletionCommand implements Runnable {
  @CommandLine.Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "bash|zsh",
      converter = ShellName.class,
      description = "the shell; in zsh the script turns on bashcompinit")
  String shell = "";

  /** A shell for which picocli's script is made; it is the same for both. */
  static final class ShellName implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (!lower.matches("bash|zsh")) {
        throw new TypeConversionException("'" + word + "' is not bash or zsh");
      }
      return lower;
    }
  }

  @Override
  public void run() {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    out.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    out.flush();
  }
}
