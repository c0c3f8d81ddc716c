// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.shell.Desktop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code penseal window [--verify | --address ADDRESS] [--lang LANGUAGE] [FILE...]}: the window;
 * what a desktop calls.
 */
@Command(
    name = "window",
    description =
        "Opens the window, optionally with files to sign or verify, and in the language of --lang;"
            + " exits when the window is closed.",
    mixinStandardHelpOptions = true)
final class WindowCommand implements Callable<Integer> {
  @Option(names = "--verify", description = "verify the files instead of opening them for signing")
  boolean verify;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description =
          "open the page of a penseal: link (penseal:sign or penseal:verify); not together with"
              + " files")
  @Nullable String link;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      converter = OptionWords.Language.class,
      description = "language of the messages; default: the system's")
  @Nullable String language; // without it the window has the language of the last time

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "files or folders; several form a queue")
  List<Path> files = List.of();

  @Override
  public Integer call() {
    Desktop.Start start = new Desktop.Start(language);
    if (link != null) {
      start.openLink(link);
    } else if (verify) {
      start.openToVerify(files);
    } else {
      start.openToSign(files);
    }
    return 0;
  }
}
