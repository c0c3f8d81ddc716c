// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.keys;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.digest.NativeSm3;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfPendingKey;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --signature-key}: the signature key of a pair that lies in a token. */
public final class TokenSignatureKey {
  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--signature-key",
      paramLabel = "skf:…",
      description =
          "signature key in a token, skf:LIBRARY?app=NAME&container=NAME, instead of one in the key"
              + " file")
  @Nullable String key;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "file with the PIN of the chip or token")
  @Nullable Path pinFile;

  /** Whether it lies in a token. */
  boolean given() {
    return key != null;
  }

  /**
   * Opens it; the caller closes it.
   *
   * @param fresh whether it is made in a new container
   */
  SkfPendingKey open(boolean fresh) throws SigningException {
    if (key == null || !SkfAddress.fits(key)) {
      // PKCS #11 names no mechanism for SM2.
      throw new UsageException(spec, "form", "--signature-key", "skf:…");
    }
    if (pinFile == null) {
      throw new UsageException(spec, "pin", "--pin-file");
    }
    SkfAddress address;
    try {
      address = SkfAddress.of(key);
    } catch (IllegalArgumentException e) {
      throw new UsageException(spec, "invalid", "--signature-key", String.valueOf(e.getMessage()));
    }
    byte[] pin = Secrets.pin(pinFile, "");
    Hashing hashing = new NativeSm3(Hashing.jca());
    try {
      return fresh
          ? SkfPendingKey.create(address, pin, hashing)
          : SkfPendingKey.open(address, pin, hashing);
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }
}
