// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.List;
import org.penseal.app.cli.terminal.HelpTexts;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal help [COMMAND...]}: what {@code --help} of that command prints, at any depth. */
@Command(name = "help", description = "Shows the help of a command.")
final class HelpCommand implements Runnable {
  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "for example: data sign")
  List<String> path = List.of();

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      converter = OptionWords.Language.class,
      description = "language of the messages; default: the system's")
  String language = Reply.systemLanguage();

  @CommandLine.Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine command = spec.parent().commandLine();
    HelpTexts.speak(command, PenSeal.NAME, language);
    for (String name : path) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw new UsageException(spec.parent(), "unknown-command", String.join(" ", path));
      }
      command = next;
    }
    command.usage(spec.commandLine().getOut());
  }
}
