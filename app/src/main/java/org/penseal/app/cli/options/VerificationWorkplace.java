// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Option;

/**
 * The workplace that a verification follows. Only one that is named: otherwise the answer would
 * depend on the computer.
 */
public final class VerificationWorkplace {
  @Option(
      names = "--workplace",
      paramLabel = "FILE",
      description =
          "workplace file whose root certificates, revocation policy, proxy and TLS settings are used;"
              + " other options take precedence; default: none")
  @Nullable Path file;

  /**
   * What it says; nothing if none is named.
   *
   * @throws WorkplaceException if the file cannot be used, or the password of its key for TLS
   *     cannot be had
   * @throws SigningException if a certificate or key that it names cannot be read
   */
  public Settings settings() throws WorkplaceException, SigningException {
    Path data = DataFolder.standard();
    return file == null
        ? Settings.in(data)
        : WorkplaceSettings.of(data, file, WorkplaceOption.terminal()).in(data, false);
  }

  /** The file, if one is named: what an output must not be. */
  public @Nullable Path file() {
    return file;
  }
}
