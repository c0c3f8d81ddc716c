// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OptionNeeds;
import org.penseal.key.pkcs11.Pkcs11Address;
import org.penseal.key.skf.SkfAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What opens the key that a command signs with, and how it signs. */
public final class KeyOptions {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "file with the PIN of the chip or token")
  @Nullable Path pinFile;

  @Option(names = "--password-file", paramLabel = "FILE", description = "password file of the key")
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
   * @throws OptionNeeds if a PIN or a password is given that this key does not have
   */
  public KeyOpening opening(String key) {
    if (SkfAddress.fits(key) || Pkcs11Address.fits(key)) {
      requireNoPassword();
    } else {
      OptionNeeds.refuse(spec, List.of("--pin-file"), "--key skf:…", "--key pkcs11:…");
    }
    return new KeyOpening(key, pinFile, passwordFile, algorithm, spec);
  }

  /** Refuses a password where there is no key file. */
  public void requireNoPassword() {
    OptionNeeds.refuse(spec, List.of("--password-file"), "--key FILE");
  }

  /** What the output must not be. */
  public List<@Nullable Path> files() {
    return Arrays.asList(pinFile, passwordFile);
  }
}
