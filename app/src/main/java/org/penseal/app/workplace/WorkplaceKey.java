// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.digest.NativeSm3;
import org.penseal.key.Pkcs12File;
import org.penseal.key.pkcs11.Pkcs11Address;
import org.penseal.key.pkcs11.Pkcs11Key;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** The workplace's own key, wherever it lies: a PKCS #12 file or a token. */
final class WorkplaceKey implements StatementKey {
  private final List<X509Certificate> chain;
  private final Opening opening;

  private interface Opening {
    SigningKey open() throws SigningException;
  }

  private WorkplaceKey(Opening opening) throws SigningException {
    this.opening = opening;
    try (SigningKey key = opening.open()) {
      this.chain = key.chain();
    }
  }

  /**
   * Opens it once, for its certificate.
   *
   * @param place as {@code --key} takes it; a file's name relative to {@code folder}
   * @param secret password or PIN
   * @throws CredentialException if it cannot be opened
   */
  static StatementKey open(String place, Path folder, char[] secret) throws SigningException {
    Hashing hashing = new NativeSm3(Hashing.jca());
    byte[] pin = bytes(secret);
    try {
      if (SkfAddress.fits(place)) {
        SkfAddress address = SkfAddress.of(place);
        return new WorkplaceKey(() -> SkfKey.open(address, pin, Suite.DEFAULT_SM2_ID, hashing));
      }
      if (Pkcs11Address.fits(place)) {
        Pkcs11Address address = Pkcs11Address.of(place);
        return new WorkplaceKey(() -> Pkcs11Key.open(address, pin, null, hashing));
      }
    } catch (IllegalArgumentException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.NO_ADDRESS, e);
    }
    return StatementKey.of(Pkcs12File.read(folder.resolve(place), secret));
  }

  /** Whether an address is one of a token. */
  static boolean isToken(String place) {
    return SkfAddress.fits(place) || Pkcs11Address.fits(place);
  }

  static byte[] bytes(char[] secret) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public SigningKey open() throws SigningException {
    return opening.open();
  }
}
