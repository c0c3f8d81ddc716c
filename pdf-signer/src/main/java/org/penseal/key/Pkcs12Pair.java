// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.CertificateUse;

/**
 * The key that signs and the key that is encrypted to, as TLCP (GB/T 38636) wants them, in one PKCS
 * #12 file; or the first alone.
 *
 * @param signing with its chain
 * @param encryption with its chain; empty if the file has one key
 */
public record Pkcs12Pair(Pkcs12File signing, Optional<Pkcs12File> encryption) {
  /**
   * Reads a file with one private key or two, which are told apart by what their certificates are
   * for (RFC 5280, section 4.2.1.3).
   *
   * @throws FileException.InputUnreadable if the file cannot be read
   * @throws CredentialException.KeyRefused with the reason wrong-password-or-format, not-one-key
   *     for none, or not-a-pair for several that are not one for signatures and one for encryption
   */
  public static Pkcs12Pair read(Path file, char[] password) throws SigningException {
    List<Pkcs12File> keys = keys(Pkcs12File.load(file, password), password);
    if (keys.size() == 1) {
      return new Pkcs12Pair(keys.getFirst(), Optional.empty());
    }
    if (keys.size() != 2) {
      throw new CredentialException.KeyRefused(
          keys.isEmpty()
              ? CredentialException.KeyRefused.Why.NOT_ONE_KEY
              : CredentialException.KeyRefused.Why.NOT_A_PAIR,
          null);
    }
    return signs(keys.getFirst())
        ? of(keys.getFirst(), keys.getLast())
        : of(keys.getLast(), keys.getFirst());
  }

  /**
   * Of two keys.
   *
   * @throws CredentialException.KeyRefused not-a-pair if the first is not for signatures, or the
   *     other not for encryption alone
   */
  public static Pkcs12Pair of(Pkcs12File signing, Pkcs12File encryption)
      throws CredentialException.KeyRefused {
    if (!signs(signing)
        || signs(encryption)
        || !CertificateUse.encrypts(encryption.chain().getFirst())) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.NOT_A_PAIR, null);
    }
    return new Pkcs12Pair(signing, Optional.of(encryption));
  }

  /**
   * Writes both into a new file, readable by its owner only; an existing file is not replaced.
   *
   * @param rounds of PBKDF2: hundreds of thousands where the password is the only guard
   * @throws FileException.OutputNotWritable if it exists or cannot be written
   */
  public void write(Path file, char[] password, int rounds) throws SigningException {
    Pkcs12Writer writer = new Pkcs12Writer(password, rounds).add("signature", signing);
    encryption.ifPresent(key -> writer.add("encryption", key));
    writer.write(file);
  }

  private static List<Pkcs12File> keys(KeyStore store, char[] password) throws SigningException {
    List<Pkcs12File> keys = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
          List<X509Certificate> chain = new ArrayList<>();
          Certificate[] certificates = store.getCertificateChain(alias);
          for (Certificate each : certificates == null ? new Certificate[0] : certificates) {
            chain.add((X509Certificate) each);
          }
          if (chain.isEmpty()) {
            throw new CredentialException.KeyRefused(
                CredentialException.KeyRefused.Why.NO_CERTIFICATE, null);
          }
          keys.add(new Pkcs12File(key, chain));
        }
      }
      return keys;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.WRONG_PASSWORD_OR_FORMAT, e);
    }
  }

  private static boolean signs(Pkcs12File key) {
    return CertificateUse.DIGITAL_SIGNATURE.in(key.chain().getFirst());
  }
}
