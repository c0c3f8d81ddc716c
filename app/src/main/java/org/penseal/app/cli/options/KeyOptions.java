// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What opens the key that a command signs with, and how it signs. */
public final class KeyOptions {
  @Option(names = "--pin-file", paramLabel = "FILE", description = "PIN of the chip or token")
  @Nullable Path pinFile;

  @Option(names = "--password-file", paramLabel = "FILE", description = "password of the key file")
  @Nullable Path passwordFile;

  @Mixin AlgorithmOptions algorithm = new AlgorithmOptions();

  /** File of the PIN; null if none is named. */
  public @Nullable Path pinFile() {
    return pinFile;
  }

  /** Whether another algorithm than the key's default is asked for. */
  public boolean algorithmGiven() {
    return algorithm.given();
  }

  /**
   * Opens a standing key.
   *
   * @param key what {@code --key} says
   * @param wrong makes the failure of a command that was used wrongly
   */
  public KeyOpening opening(String key, Function<String, ParameterException> wrong) {
    return new KeyOpening(key, pinFile, passwordFile, algorithm, wrong);
  }

  /** What the output must not be. */
  public List<@Nullable Path> files() {
    return Arrays.asList(pinFile, passwordFile);
  }
}
