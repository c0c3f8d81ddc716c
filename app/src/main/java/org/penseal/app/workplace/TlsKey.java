// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfKey;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.key.TokenPrivateKey;

/**
 * What services are shown that ask for a client certificate: a key in a file, or in a token, which
 * is opened for each handshake.
 */
public final class TlsKey {
  private TlsKey() {}

  /** Whether an address is one of a token. */
  public static boolean isToken(String place) {
    return WorkplaceKey.isToken(place);
  }

  /**
   * Of a PKCS #12 file with one key, or with the two of TLCP, or of two files; or of a token.
   *
   * @param place the file, relative to a folder, or an address that begins with skf: or pkcs11:
   * @param encryption file with the key for encryption, under the same password, or beside a token
   *     its certificate alone; null if there is none, or the other file or the token has it
   * @param secret password or PIN
   * @throws SigningException if one cannot be read, the token does not open, or of two keys one is
   *     for another use
   */
  public static TlsIdentity read(
      String place, Path folder, @Nullable Path encryption, char[] secret) throws SigningException {
    if (isToken(place)) {
      return token(place, folder, encryption, secret);
    }
    Path file = folder.resolve(place);
    Pkcs12Pair pair =
        encryption == null
            ? Pkcs12Pair.read(file, secret)
            : Pkcs12Pair.of(Pkcs12File.read(file, secret), Pkcs12File.read(encryption, secret));
    List<X509Certificate> chain = pair.signing().chain();
    if (pair.encryption().isEmpty()) {
      return new TlsIdentity(pair.signing().key(), chain);
    }
    Pkcs12File other = pair.encryption().get();
    return new TlsIdentity(
        pair.signing().key(),
        chain,
        new TlsIdentity.Encryption(other.key(), other.chain().getFirst()));
  }

  private static TlsIdentity token(
      String place, Path folder, @Nullable Path encryption, char[] secret) throws SigningException {
    TokenPrivateKey key =
        TokenPrivateKey.of(new KeyOnDemand(WorkplaceKey.open(place, folder, secret)));
    Optional<X509Certificate> other =
        encryption == null
            ? ofToken(place, secret)
            : Optional.of(TrustStore.certificates(encryption).getFirst());
    return new TlsIdentity(
        key, key.chain(), other.map(each -> new TlsIdentity.Encryption(null, each)).orElse(null));
  }

  private static Optional<X509Certificate> ofToken(String place, char[] secret)
      throws SigningException {
    if (!SkfAddress.fits(place)) {
      return Optional.empty();
    }
    byte[] pin = WorkplaceKey.bytes(secret);
    try {
      return SkfKey.encryptionCertificate(SkfAddress.of(place), pin);
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }
}
