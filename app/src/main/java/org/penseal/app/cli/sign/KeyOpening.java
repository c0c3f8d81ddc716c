// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.key.Pkcs12File;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfKey;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.Suite;
import org.penseal.refusal.SigningException;

/** Opens the standing key that {@code --key} names: a PKCS #12 file or a token. */
final class KeyOpening {
  private KeyOpening() {}

  static SigningKey open(SignOptions options, Hashing hashing) throws SigningException {
    if (SkfAddress.fits(options.key)) {
      return token(options, hashing);
    }
    Path file = Path.of(options.key);
    return options.algorithm.open(Pkcs12File.read(file, Secrets.keyPassword(options.passwordFile)));
  }

  private static SigningKey token(SignOptions options, Hashing hashing) throws SigningException {
    SkfAddress address;
    try {
      address = SkfAddress.of(options.key);
    } catch (IllegalArgumentException e) {
      throw options.wrong("--key skf: " + e.getMessage());
    }
    if (options.algorithm.pss || options.algorithm.digest != null) {
      throw options.wrong("--pss and --digest go only with a key file");
    }
    if (options.pinFile == null) {
      throw options.wrong("--pin-file is missing: the PIN of the token");
    }
    byte[] pin = Secrets.pin(options.pinFile, "");
    try {
      String id = Objects.requireNonNullElse(options.algorithm.sm2Id, Suite.DEFAULT_SM2_ID);
      return SkfKey.open(address, pin, id, hashing);
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }
}
