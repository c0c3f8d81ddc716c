// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.data.Sm2Value;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A key in a token: the message is digested here, the token signs the digest, and what it gives is
 * verified with the certificate's key before it is passed on.
 *
 * <p>Not safe for several threads at once. Who opens it closes it, which closes the token.
 */
public final class TokenKey implements SigningKey.Streaming {
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<X509Certificate> chain;
  private final Way way;
  private final Hashing hashing;
  private @Nullable Token token;

  /** A connected token with one of its keys. */
  public interface Token extends AutoCloseable {
    /**
     * Signs.
     *
     * @param suite the algorithm, one of the key's
     * @param digest of the message; for SM2 the one with Z before it (GB/T 32918.2-2016, section
     *     6.1)
     * @return as {@link org.penseal.signature.SigningKey#sign}
     * @throws CredentialException.TokenRemoved if it was pulled out
     * @throws CredentialException.TokenFailed for any other failure
     */
    byte[] sign(Suite suite, byte[] digest) throws CredentialException;

    @Override
    void close();
  }

  /**
   * A key.
   *
   * @param chain its certificate first
   */
  public TokenKey(List<X509Certificate> chain, Way way, Hashing hashing, Token token) {
    this.chain = List.copyOf(chain);
    this.way = way;
    this.hashing = hashing;
    this.token = token;
  }

  /**
   * A certificate that a token holds.
   *
   * @throws CredentialException.BadCertificate if it cannot be read
   */
  public static X509Certificate certificate(byte[] der) throws CredentialException {
    try {
      if (CertificateFactory.getInstance("X.509", "BC")
              .generateCertificate(new ByteArrayInputStream(der))
          instanceof X509Certificate read) {
        return read;
      }
      throw new CredentialException.BadCertificate(
          "token", CredentialException.BadCertificate.Why.UNREADABLE, null);
    } catch (GeneralSecurityException e) {
      throw new CredentialException.BadCertificate(
          "token", CredentialException.BadCertificate.Why.UNREADABLE, e);
    }
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public Suite suite() {
    return way.suite();
  }

  @Override
  public String sm2Id() {
    return way.sm2Id();
  }

  @Override
  public byte[] sign(InputStream toBeSigned) throws SigningException, IOException {
    return sign(toBeSigned, way);
  }

  @Override
  public byte[] sign(byte[] toBeSigned, Way asked) throws SigningException {
    asked.suite().requireFor(chain.getFirst().getPublicKey());
    try {
      return sign(new ByteArrayInputStream(toBeSigned), asked);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    }
  }

  private byte[] sign(InputStream toBeSigned, Way asked) throws SigningException, IOException {
    Token opened = token;
    if (opened == null) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CLOSED, null);
    }
    PublicKey key = chain.getFirst().getPublicKey();
    ValueProof proof = ValueProof.begin(key, asked.suite(), asked.sm2Id());
    MessageDigest digest = start(key, asked);
    byte[] buffer = new byte[BUFFER_BYTES];
    int count;
    while ((count = toBeSigned.read(buffer)) >= 0) {
      digest.update(buffer, 0, count);
      proof.update(buffer, 0, count);
    }
    return proof.require(opened.sign(asked.suite(), digest.digest()));
  }

  private MessageDigest start(PublicKey key, Way asked) throws CredentialException {
    if (asked.suite() != Suite.SM2_SM3) {
      return hashing.start(asked.suite().digest());
    }
    try {
      return Sm2Value.start(key, asked.sm2Id().getBytes(StandardCharsets.UTF_8), hashing);
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  @Override
  public void close() {
    Token opened = token;
    token = null;
    if (opened != null) {
      opened.close();
    }
  }
}
