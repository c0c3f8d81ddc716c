// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.penseal.app.server.file.KeyUse;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.key.pkcs11.Pkcs11Address;
import org.penseal.key.pkcs11.Pkcs11Key;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * Where a key lies, with what opens it: a file is read once, a token is opened each time that it is
 * needed again.
 */
sealed interface KeyPlace {
  /** A key that signs; the caller closes it. */
  SigningKey.Streaming open() throws SigningException;

  /** The file behind it; empty for a token, which does not reveal its private key. */
  Optional<Pkcs12File> file();

  /** The encryption key in the same file; empty if there is none. */
  default Optional<Pkcs12File> encryption() {
    return Optional.empty();
  }

  /**
   * The place that is written down.
   *
   * @param use only for TLS a file may have two keys
   * @param folder for relative names
   * @param secret password or PIN
   */
  static KeyPlace of(String place, KeyUse use, Path folder, char[] secret, Hashing hashing)
      throws SigningException {
    try {
      if (SkfAddress.fits(place)) {
        SkfAddress address = SkfAddress.of(place);
        byte[] pin = bytes(secret);
        return new Token(() -> SkfKey.open(address, pin, Suite.DEFAULT_SM2_ID, hashing));
      }
      if (Pkcs11Address.fits(place)) {
        Pkcs11Address address = Pkcs11Address.of(place);
        byte[] pin = bytes(secret);
        return new Token(() -> Pkcs11Key.open(address, pin, null, hashing));
      }
    } catch (IllegalArgumentException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.NO_ADDRESS, e);
    }
    Path file = folder.resolve(place);
    return new InFile(
        use == KeyUse.TLS
            ? Pkcs12Pair.read(file, secret)
            : new Pkcs12Pair(Pkcs12File.read(file, secret), Optional.empty()));
  }

  private static byte[] bytes(char[] secret) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  /** Opens a token. */
  @FunctionalInterface
  interface Opening {
    SigningKey.Streaming open() throws SigningException;
  }

  /** A key in memory. */
  record InFile(Pkcs12Pair read) implements KeyPlace {
    @Override
    public SigningKey.Streaming open() throws SigningException {
      return read.signing().open();
    }

    @Override
    public Optional<Pkcs12File> file() {
      return Optional.of(read.signing());
    }

    @Override
    public Optional<Pkcs12File> encryption() {
      return read.encryption();
    }
  }

  /** A key in a token. */
  record Token(Opening opening) implements KeyPlace {
    @Override
    public SigningKey.Streaming open() throws SigningException {
      return opening.open();
    }

    @Override
    public Optional<Pkcs12File> file() {
      return Optional.empty();
    }
  }
}
