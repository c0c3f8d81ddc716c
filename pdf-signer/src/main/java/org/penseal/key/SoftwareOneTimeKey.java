// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.util.BigIntegers;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A key on SM2's curve or P-256 in process memory that signs its request once and one document
 * once, and is then gone.
 *
 * <p>States: GENERATED, REQUESTED, CERTIFIED, GONE; every wrong step and {@link #close()} lead to
 * GONE. The private number is kept as bytes that are overwritten; copies that the mathematics made
 * on the way are left to the garbage collector, which is why a report ranks this key below one in a
 * chip. Not safe for several threads at once.
 */
public final class SoftwareOneTimeKey implements SigningKey {
  private enum State {
    GENERATED,
    REQUESTED,
    CERTIFIED,
    GONE
  }

  private static final int FIELD_BYTES = 32;

  private final PublicKey publicKey;
  private final Suite suite;
  private final ECDomainParameters domain;
  private final byte[] secret;
  private final SecureRandom random;
  private List<X509Certificate> chain = List.of();
  private State state = State.GENERATED;

  private SoftwareOneTimeKey(
      PublicKey publicKey,
      Suite suite,
      ECDomainParameters domain,
      byte[] secret,
      SecureRandom random) {
    this.publicKey = publicKey;
    this.suite = suite;
    this.domain = domain;
    this.secret = secret;
    this.random = random;
  }

  /**
   * Makes an SM2 key.
   *
   * @param random for the key and its signatures
   */
  public static SoftwareOneTimeKey generate(SecureRandom random) {
    return generate(Suite.SM2_SM3, random);
  }

  /**
   * Makes a key.
   *
   * @param suite {@link Suite#SM2_SM3} or {@link Suite#ECDSA_SHA256}
   * @param random for the key and its signatures
   * @throws IllegalArgumentException for another suite
   */
  public static SoftwareOneTimeKey generate(Suite suite, SecureRandom random) {
    String curve =
        switch (suite) {
          case SM2_SM3 -> "sm2p256v1";
          case ECDSA_SHA256 -> "secp256r1";
          default -> throw new IllegalArgumentException("no one-time keys of " + suite);
        };
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(new ECGenParameterSpec(curve), random);
      KeyPair pair = generator.generateKeyPair();
      BigInteger d = ((ECPrivateKey) pair.getPrivate()).getS();
      ECPrivateKeyParameters parameters =
          (ECPrivateKeyParameters) ECUtil.generatePrivateKeyParameter(pair.getPrivate());
      return new SoftwareOneTimeKey(
          pair.getPublic(),
          suite,
          parameters.getParameters(),
          BigIntegers.asUnsignedByteArray(FIELD_BYTES, d),
          random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("BouncyCastle is registered and knows both curves", e);
    }
  }

  @Override
  public Suite suite() {
    return suite;
  }

  /** The public key. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Signs the certification request: once, before anything else.
   *
   * @param info DER of the CertificationRequestInfo
   * @return DER SEQUENCE of r and s
   * @throws CredentialException.KeyRefused if it was asked before or the key is gone
   */
  public byte[] signRequest(Octets info) throws SigningException {
    require(State.GENERATED);
    byte[] signature = signed(info.bytes());
    state = State.REQUESTED;
    return signature;
  }

  /**
   * Takes the certificate.
   *
   * @param issued the certificate for this key first
   * @throws CredentialException.KeyRefused if it is for another key, or not at this step
   */
  public void certify(List<X509Certificate> issued) throws SigningException {
    require(State.REQUESTED);
    if (issued.isEmpty()
        || !Arrays.equals(issued.getFirst().getPublicKey().getEncoded(), publicKey.getEncoded())) {
      close();
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.CERTIFICATE_FOR_ANOTHER_KEY, null);
    }
    chain = List.copyOf(issued);
    state = State.CERTIFIED;
  }

  @Override
  public List<X509Certificate> chain() {
    if (chain.isEmpty()) {
      throw new IllegalStateException("not certified yet");
    }
    return chain;
  }

  /** Signs the one document; the private key is forgotten before this returns. */
  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    require(State.CERTIFIED);
    try {
      return signed(toBeSigned);
    } finally {
      close();
    }
  }

  private void require(State wanted) throws SigningException {
    if (state != wanted) {
      CredentialException.KeyRefused.Why why =
          state == State.GONE
              ? CredentialException.KeyRefused.Why.USED_UP
              : CredentialException.KeyRefused.Why.WRONG_STEP;
      close();
      throw new CredentialException.KeyRefused(why, null);
    }
  }

  private byte[] signed(byte[] message) throws SigningException {
    Signer signer =
        suite == Suite.SM2_SM3
            ? new SM2Signer() // default user id, GM/T 0009 section 10
            : new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
    signer.init(
        true,
        new ParametersWithRandom(
            new ECPrivateKeyParameters(new BigInteger(1, secret), domain), random));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException | IllegalStateException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
    state = State.GONE;
  }
}
