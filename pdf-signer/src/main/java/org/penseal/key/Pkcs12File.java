// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A key with its chain in a PKCS #12 file (RFC 7292); SM2, EC and RSA.
 *
 * @param key the private key
 * @param chain its certificate first
 */
public record Pkcs12File(PrivateKey key, List<X509Certificate> chain) {
  private static final int LARGEST_FILE_BYTES = 1 << 20;
  // Some seconds of one processor; OpenSSL writes 2,048 for each key, others up to a million.
  private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(10_000_000);

  /** Copies the list. */
  public Pkcs12File {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a file with exactly one private key.
   *
   * @throws FileException.InputUnreadable if the file cannot be read
   * @throws CredentialException.KeyRefused with the reason wrong-password-or-format or not-one-key
   */
  public static Pkcs12File read(Path file, char[] password) throws SigningException {
    KeyStore store = load(file, password);
    try {
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.NOT_ONE_KEY, null);
      }
      if (!(store.getKey(keys.getFirst(), password) instanceof PrivateKey key)) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.NOT_ONE_KEY, null);
      }
      List<X509Certificate> chain = new ArrayList<>();
      Certificate[] certificates = store.getCertificateChain(keys.getFirst());
      for (Certificate each : certificates == null ? new Certificate[0] : certificates) {
        chain.add((X509Certificate) each);
      }
      if (chain.isEmpty()) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.NO_CERTIFICATE, null);
      }
      return new Pkcs12File(key, chain);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.WRONG_PASSWORD_OR_FORMAT, e);
    }
  }

  static KeyStore load(Path file, char[] password) throws SigningException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
    try {
      if (bytes.length > LARGEST_FILE_BYTES
          || DerivationRounds.of(bytes).compareTo(MOST_ROUNDS) > 0) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.WRONG_PASSWORD_OR_FORMAT, null);
      }
      KeyStore store = KeyStore.getInstance("PKCS12", "BC");
      // Of bytes in memory: no length that the file declares is believed beyond them.
      store.load(new ByteArrayInputStream(bytes), password);
      return store;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // BouncyCastle gives an IOException for a wrong password and for a wrong format alike, and
      // unchecked ones of several kinds for bad ASN.1 and for numbers beyond its own bounds.
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.WRONG_PASSWORD_OR_FORMAT, e);
    }
  }

  /**
   * Writes a new file, readable by its owner only; an existing file is not replaced.
   *
   * @param rounds of PBKDF2: hundreds of thousands where the password is the only guard
   * @throws FileException.OutputNotWritable if it exists or cannot be written
   */
  public void write(Path file, char[] password, String alias, int rounds) throws SigningException {
    new Pkcs12Writer(password, rounds).add(alias, this).write(file);
  }

  /**
   * A key that signs as often as it is asked to, in its default suite and with the user id of GM/T
   * 0009.
   *
   * @throws CredentialException.UnfitKey if keys of its kind do not sign here
   */
  public SigningKey.Streaming open() throws SigningException {
    return open(Suite.of(chain.getFirst().getPublicKey()), Suite.DEFAULT_SM2_ID);
  }

  /**
   * A key that signs as often as it is asked to.
   *
   * @param suite how it signs
   * @param sm2Id user id of an SM2 key, otherwise unused; at most 8191 bytes in UTF-8, since its
   *     length in bits is a number of 16 bits (GB/T 32918.2-2016, section 5.5)
   * @throws CredentialException.UnfitKey if it cannot sign in this way
   */
  public SigningKey.Streaming open(Suite suite, String sm2Id) throws SigningException {
    suite.requireFor(chain.getFirst().getPublicKey());
    return new Pkcs12Key(this, suite, sm2Id);
  }
}
