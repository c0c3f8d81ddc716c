// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Option;

/** Which workplace a command works at; single options stand above what it says. */
public final class WorkplaceOption {
  @Option(
      names = "--workplace",
      paramLabel = "FILE",
      description =
          "workplace file; default: workplace.json in the data folder, otherwise in /etc/penseal")
  @Nullable Path file;

  /**
   * What the workplace says.
   *
   * @param data the data folder
   * @param wholeCase whether CA, authority and station key are needed
   * @throws WorkplaceException if the file cannot be used, or a secret cannot be had
   * @throws SigningException if a certificate or key that it names cannot be read
   */
  public Settings settings(Path data, boolean wholeCase)
      throws WorkplaceException, SigningException {
    return read(data).in(data, wholeCase);
  }

  /** The file, if there is one. */
  public WorkplaceSettings read(Path data) throws WorkplaceException {
    return WorkplaceSettings.of(data, file, terminal());
  }

  /** Asks on the terminal, without showing what is typed. */
  public static Secret.Asker terminal() {
    Console console = System.console();
    return console == null || !console.isTerminal()
        ? Secret.Asker.NOBODY
        : what -> Optional.ofNullable(console.readPassword("%s: ", what));
  }
}
