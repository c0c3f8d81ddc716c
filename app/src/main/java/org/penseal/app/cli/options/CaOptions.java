// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.workplace.Settings;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Option;

/** {@code --ca…}: the CA that issues the certificate of a one-time key. */
public final class CaOptions {
  @Option(
      names = "--ca",
      paramLabel = "URL",
      converter = ServiceAddress.class,
      description =
          "CMP address of the CA: http:, https:, sm+https: (RFC 8998) or tlcp+https: (TLCP)")
  @Nullable URI address;

  @Option(
      names = "--ca-reference",
      paramLabel = "NAME",
      description = "reference name of the secret shared with the CA")
  String reference = "";

  @Option(
      names = "--ca-secret-file",
      paramLabel = "FILE",
      description = "file with the secret shared with the CA")
  @Nullable Path secretFile;

  /**
   * The CA that is named; empty if none is.
   *
   * @throws SigningException if the secret cannot be read
   */
  public Optional<Settings.Ca> named() throws SigningException {
    if (address == null) {
      return Optional.empty();
    }
    String secret = new String(Secrets.password(secretFile));
    return Optional.of(Settings.Ca.shared(address, reference, secret));
  }

  /** What the output must not be. */
  public @Nullable Path file() {
    return secretFile;
  }
}
