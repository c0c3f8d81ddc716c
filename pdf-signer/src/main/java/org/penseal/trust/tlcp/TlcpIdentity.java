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
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
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
  private static final SigningKey.Way WAY = new SigningKey.Way(Suite.SM2_SM3, Suite.DEFAULT_SM2_ID);

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
   * @param encrypting null for a client, which decrypts nothing
   * @throws InvalidKeyException if one of them is no SM2 key, or its certificate is for another use
   */
  public static TlcpIdentity of(
      PrivateKey signing,
      List<X509Certificate> chain,
      @Nullable PrivateKey encrypting,
      X509Certificate encryption)
      throws InvalidKeyException {
    requireFit(chain, encryption);
    ECPrivateKeyParameters signs = TlcpSm2.privateKey(signing);
    SecureRandom random = new SecureRandom();
    return new TlcpIdentity(
        chain, encryption, message -> TlcpSm2.sign(signs, message, random), decryption(encrypting));
  }

  /** A key that signs where it lies. */
  @FunctionalInterface
  public interface Token {
    /** Signs a message in a way; gives DER. Safe for several threads. */
    byte[] sign(byte[] message, SigningKey.Way way) throws SigningException;
  }

  /**
   * Of a signature key in a token.
   *
   * @param key signs as long as this is used
   * @param encrypting null for a client, which decrypts nothing
   * @throws InvalidKeyException if a key is no SM2 key, or a certificate is for another use
   */
  public static TlcpIdentity of(
      Token key,
      List<X509Certificate> chain,
      @Nullable PrivateKey encrypting,
      X509Certificate encryption)
      throws InvalidKeyException {
    requireFit(chain, encryption);
    return new TlcpIdentity(
        chain,
        encryption,
        message -> {
          try {
            return key.sign(message, WAY);
          } catch (SigningException e) {
            throw new GeneralSecurityException("the key does not sign", e);
          }
        },
        decryption(encrypting));
  }

  private static Decryption decryption(@Nullable PrivateKey key) throws InvalidKeyException {
    if (key == null) {
      return der -> {
        throw new GeneralSecurityException("no encryption key is at hand");
      };
    }
    ECPrivateKeyParameters decrypts = TlcpSm2.privateKey(key);
    return der -> TlcpSm2.decrypt(decrypts, der);
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
