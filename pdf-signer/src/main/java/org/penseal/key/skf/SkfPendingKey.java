// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.penseal.cms.data.Sm2Value;
import org.penseal.key.KeyPairRequest;
import org.penseal.key.ValueProof;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Suite;

/**
 * A signature key in a token of GM/T 0016 (SKF) that has no certificate yet, or is to have another.
 * The one who opened it closes it; not safe for several threads.
 */
public final class SkfPendingKey implements KeyPairRequest.SignatureKey, AutoCloseable {
  private static final int NUMBER_BYTES = 32;

  private final SkfToken token;
  private final Hashing hashing;
  private final PublicKey publicKey;

  private SkfPendingKey(SkfToken token, Hashing hashing) throws SigningException {
    this.token = token;
    this.hashing = hashing;
    this.publicKey = publicKey(token.publicKey());
  }

  /**
   * Opens the signature key of a container.
   *
   * @throws SigningException as {@link SkfKey#open}; TokenMissing with the part KEY if there is
   *     none
   */
  public static SkfPendingKey open(SkfAddress address, byte[] pin, Hashing hashing)
      throws SigningException {
    return of(SkfToken.open(address, pin), hashing, false);
  }

  /**
   * Makes a signature key in a new container: one that is there is never written over.
   *
   * @throws SigningException as {@link SkfKey#open}; TokenFailed if there is such a container
   */
  public static SkfPendingKey create(SkfAddress address, byte[] pin, Hashing hashing)
      throws SigningException {
    return of(SkfToken.create(address, pin), hashing, true);
  }

  private static SkfPendingKey of(SkfToken token, Hashing hashing, boolean fresh)
      throws SigningException {
    boolean whole = false;
    try {
      if (fresh) {
        token.generate();
      }
      SkfPendingKey key = new SkfPendingKey(token, hashing);
      whole = true;
      return key;
    } finally {
      if (!whole) {
        token.close();
      }
    }
  }

  private static PublicKey publicKey(byte[] numbers) throws SigningException {
    try {
      ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("sm2p256v1");
      BigInteger x = new BigInteger(1, Arrays.copyOf(numbers, NUMBER_BYTES));
      BigInteger y = new BigInteger(1, Arrays.copyOfRange(numbers, NUMBER_BYTES, 2 * NUMBER_BYTES));
      return KeyFactory.getInstance("EC", "BC")
          .generatePublic(new ECPublicKeySpec(curve.getCurve().validatePoint(x, y), curve));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) throws SigningException {
    ValueProof proof = ValueProof.begin(publicKey, Suite.SM2_SM3, Suite.DEFAULT_SM2_ID);
    proof.update(message, 0, message.length);
    try {
      byte[] id = Suite.DEFAULT_SM2_ID.getBytes(StandardCharsets.US_ASCII);
      MessageDigest digest = Sm2Value.start(publicKey, id, hashing);
      return proof.require(token.sign(Suite.SM2_SM3, digest.digest(message)));
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  /**
   * Puts its certificate into the container.
   *
   * @throws CredentialException.KeyRefused certificate-of-another-key if it is another key's
   */
  public void store(X509Certificate certificate) throws SigningException {
    if (!certificate.getPublicKey().equals(publicKey)) {
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.CERTIFICATE_OF_ANOTHER_KEY, null);
    }
    try {
      token.store(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new CredentialException.BadCertificate(
          "token", CredentialException.BadCertificate.Why.NOT_ENCODED, e);
    }
  }

  @Override
  public void close() {
    token.close();
  }
}
