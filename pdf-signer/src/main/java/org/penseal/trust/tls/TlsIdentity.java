// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.tlcp.TlcpIdentity;
import org.penseal.trust.tls.key.TokenPrivateKey;

/**
 * What this program shows a service that asks who it is.
 *
 * @param key the private key, in memory or a {@link TokenPrivateKey}; for an SM service an SM2 key
 * @param chain its certificate first
 * @param encryption what TLCP wants beside it; null if there is none
 */
public record TlsIdentity(
    PrivateKey key, List<X509Certificate> chain, @Nullable Encryption encryption) {

  /**
   * An encryption certificate, issued together with the signature certificate (GB/T 38636).
   *
   * @param key an SM2 key; null for a client's that is not at hand, since no suite asks for it
   * @param certificate of the same subject and issuer
   */
  public record Encryption(@Nullable PrivateKey key, X509Certificate certificate) {
    /** No key. */
    @Override
    public String toString() {
      return "Encryption[" + certificate.getSubjectX500Principal() + "]";
    }
  }

  /** Copies the list. */
  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /** Without an encryption certificate. */
  public TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    this(key, chain, null);
  }

  /**
   * For TLCP.
   *
   * @throws InvalidKeyException if there is no encryption certificate, or a key is no SM2 key
   */
  public TlcpIdentity tlcp() throws InvalidKeyException {
    Encryption other = encryption;
    if (other == null) {
      throw new InvalidKeyException("no encryption certificate");
    }
    return key instanceof TokenPrivateKey token
        ? TlcpIdentity.of(token::sign, chain, other.key(), other.certificate())
        : TlcpIdentity.of(key, chain, other.key(), other.certificate());
  }

  /** Whether it is for services with SM2; false also for a key that the platform does not know. */
  boolean isSm2() {
    try {
      return Suite.of(chain.getFirst().getPublicKey()) == Suite.SM2_SM3;
    } catch (SigningException e) {
      return false;
    }
  }

  /** No key. */
  @Override
  public String toString() {
    return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
