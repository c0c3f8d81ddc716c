// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.tlcp.message.CertificateMessage;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * Who this side is: a signature certificate and an encryption certificate with what their keys do.
 * May be shared between threads.
 *
 * @param chain the signature certificate first
 * @param encryption the encryption certificate
 * @param signature signs with the key of the first
 * @param decryption decrypts with the key of the other; a client's is never asked
 */
public record TlcpIdentity(
    List<X509Certificate> chain,
    X509Certificate encryption,
    Signature signature,
    Decryption decryption) {

  /** Signs with SM2 and the user id 1234567812345678. */
  @FunctionalInterface
  public interface Signature {
    /** Signs a message, not a digest; gives DER. */
    byte[] sign(byte[] message) throws GeneralSecurityException;
  }

  /** Decrypts what was encrypted with SM2. */
  @FunctionalInterface
  public interface Decryption {
    /** Decrypts DER (GB/T 35276-2017, section 7.2). */
    byte[] decrypt(byte[] der) throws GeneralSecurityException;
  }

  /** Copies the list. */
  public TlcpIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * Of two private keys in memory.
   *
   * @throws InvalidKeyException if one of them is no SM2 key, or its certificate is for another use
   */
  public static TlcpIdentity of(
      PrivateKey signing,
      List<X509Certificate> chain,
      PrivateKey encrypting,
      X509Certificate encryption)
      throws InvalidKeyException {
    requireFit(chain, encryption);
    ECPrivateKeyParameters signs = TlcpSm2.privateKey(signing);
    ECPrivateKeyParameters decrypts = TlcpSm2.privateKey(encrypting);
    SecureRandom random = new SecureRandom();
    return new TlcpIdentity(
        chain,
        encryption,
        message -> TlcpSm2.sign(signs, message, random),
        der -> TlcpSm2.decrypt(decrypts, der));
  }

  /**
   * Of a key that signs where it lies, on a token of SKF or PKCS #11. Signatures wait for each
   * other.
   *
   * @param key opened for SM2 with its default user id; the caller closes it after the last use
   * @throws InvalidKeyException if the other is no SM2 key, or a certificate is for another use
   */
  public static TlcpIdentity of(SigningKey key, PrivateKey encrypting, X509Certificate encryption)
      throws InvalidKeyException {
    requireFit(key.chain(), encryption);
    ECPrivateKeyParameters decrypts = TlcpSm2.privateKey(encrypting);
    ReentrantLock lock = new ReentrantLock();
    return new TlcpIdentity(
        key.chain(),
        encryption,
        message -> {
          lock.lock();
          try {
            return key.sign(message);
          } catch (SigningException e) {
            throw new GeneralSecurityException("the key does not sign", e);
          } finally {
            lock.unlock();
          }
        },
        der -> TlcpSm2.decrypt(decrypts, der));
  }

  // What a peer would refuse is not shown.
  private static void requireFit(List<X509Certificate> chain, X509Certificate encryption)
      throws InvalidKeyException {
    List<X509Certificate> shown = new ArrayList<>(chain);
    shown.add(1, encryption);
    try {
      if (!PeerCertificates.of(shown).encryption().equals(Optional.of(encryption))) {
        throw new InvalidKeyException("the second certificate is not for encryption");
      }
    } catch (TlcpException e) {
      throw new InvalidKeyException(e.getMessage(), e);
    }
  }

  CertificateMessage message() throws CertificateEncodingException {
    List<Octets> all = new ArrayList<>();
    for (X509Certificate each : chain) {
      all.add(Octets.of(each.getEncoded()));
    }
    all.add(1, Octets.of(encryption.getEncoded()));
    return new CertificateMessage(all);
  }

  /** No key. */
  @Override
  public String toString() {
    return "TlcpIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
