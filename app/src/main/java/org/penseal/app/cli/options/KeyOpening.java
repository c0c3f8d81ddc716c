// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.key.Pkcs12File;
import org.penseal.key.pkcs11.Pkcs11Address;
import org.penseal.key.pkcs11.Pkcs11Key;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfKey;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Opens the standing key that {@code --key} names: a PKCS #12 file or a token.
 *
 * @param key name of a file, or an address that begins with skf: or pkcs11:
 * @param pinFile of a token
 * @param passwordFile of a file
 * @param algorithm how it signs
 * @param command that has the options
 */
public record KeyOpening(
    String key,
    @Nullable Path pinFile,
    @Nullable Path passwordFile,
    AlgorithmOptions algorithm,
    CommandSpec command) {

  /**
   * Opens it; the caller closes it.
   *
   * @throws UsageException if the address is none, or options are missing or do not go with it
   */
  public SigningKey.Streaming open(Hashing hashing) throws SigningException {
    ProgramIntegrity.ofThisProgram().requireWhole();
    if (SkfAddress.fits(key)) {
      return skf(hashing);
    }
    if (Pkcs11Address.fits(key)) {
      return pkcs11(hashing);
    }
    return algorithm.open(Pkcs12File.read(Path.of(key), Secrets.keyPassword(passwordFile)));
  }

  /** The key file; null for a key in a token. */
  public @Nullable Path file() {
    return SkfAddress.fits(key) || Pkcs11Address.fits(key) ? null : Path.of(key);
  }

  private SigningKey.Streaming skf(Hashing hashing) throws SigningException {
    SkfAddress address = address("skf", SkfAddress::of);
    if (algorithm.suite() != null) {
      throw new UsageException(command, "rsa");
    }
    String id = Objects.requireNonNullElse(algorithm.sm2Id(), Suite.DEFAULT_SM2_ID);
    return withPin(pin -> SkfKey.open(address, pin, id, hashing));
  }

  private SigningKey.Streaming pkcs11(Hashing hashing) throws SigningException {
    Pkcs11Address address = address("pkcs11", Pkcs11Address::of);
    if (algorithm.sm2Id() != null) {
      throw new UsageException(command, "sm2");
    }
    return withPin(pin -> Pkcs11Key.open(address, pin, algorithm.suite(), hashing));
  }

  private <A> A address(String scheme, Function<String, A> reading) {
    try {
      return reading.apply(key);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          command, "invalid", "--key " + scheme + ":", String.valueOf(e.getMessage()));
    }
  }

  private interface Opening {
    SigningKey.Streaming with(byte[] pin) throws SigningException;
  }

  private SigningKey.Streaming withPin(Opening opening) throws SigningException {
    if (pinFile == null) {
      throw new UsageException(command, "pin", "--pin-file");
    }
    byte[] pin = Secrets.pin(pinFile, "");
    try {
      return opening.with(pin);
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }
}
