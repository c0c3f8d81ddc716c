// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A private key for the Java platform that stays where it is, in a token: it signs through a
 * provider of its own, which making the first of them registers. May be shared between threads;
 * signatures wait for each other, few of them and for seconds: in a server, whoever reaches the
 * port has it sign before anybody is known.
 */
public abstract sealed class TokenPrivateKey implements PrivateKey {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MOST_WAITING = 16;
  private static final int TURN_SECONDS = 3;

  private final transient SigningKey key;
  private final transient ReentrantLock turn = new ReentrantLock(true);
  private final transient Semaphore room = new Semaphore(1 + MOST_WAITING);

  private TokenPrivateKey(SigningKey key) {
    this.key = key;
  }

  /**
   * Of a key that signs; whoever opened it closes it after the last handshake.
   *
   * @throws SigningException if it is neither an SM2, EC nor RSA key, or does not sign here
   */
  public static TokenPrivateKey of(SigningKey key) throws SigningException {
    PublicKey own = key.chain().getFirst().getPublicKey();
    Suite.of(own).requireFor(own);
    if (Security.getProvider(TokenProvider.NAME) == null) {
      Security.addProvider(new TokenProvider());
    }
    return own instanceof RSAPublicKey rsa ? new Rsa(key, rsa) : new Curve(key, (ECPublicKey) own);
  }

  /** Its certificate first, then its issuers as far as they are known. */
  public List<X509Certificate> chain() {
    return key.chain();
  }

  /** Whether it is an SM2 key. */
  public boolean isSm2() throws SigningException {
    return Suite.of(publicKey()) == Suite.SM2_SM3;
  }

  PublicKey publicKey() {
    return key.chain().getFirst().getPublicKey();
  }

  /**
   * Signs a message, not a digest.
   *
   * @return for SM2 and ECDSA DER
   * @throws CredentialException.KeyRefused if too many wait for it, its turn does not come within
   *     seconds, or the thread is interrupted while it waits
   */
  public byte[] sign(byte[] message, SigningKey.Way way) throws SigningException {
    if (!room.tryAcquire()) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.BUSY, null);
    }
    try {
      takeTurn();
      try {
        return key.sign(message, way);
      } finally {
        turn.unlock();
      }
    } finally {
      room.release();
    }
  }

  private void takeTurn() throws CredentialException.KeyRefused {
    try {
      if (!turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS)) {
        throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.BUSY, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.INTERRUPTED, e);
    }
  }

  /** Null: nobody sees it. */
  @Override
  public @Nullable String getFormat() {
    return null;
  }

  /** Null: nobody sees it. */
  @Override
  public byte @Nullable [] getEncoded() {
    return null;
  }

  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("a key in a token");
  }

  /** No key. */
  @Override
  public String toString() {
    return "TokenPrivateKey[" + key.chain().getFirst().getSubjectX500Principal() + "]";
  }

  // The JDK asks for the size of a key before it takes a signature scheme.
  private static final class Rsa extends TokenPrivateKey implements RSAKey {
    @Serial private static final long serialVersionUID = 1L;

    private final BigInteger modulus;

    private Rsa(SigningKey key, RSAPublicKey own) {
      super(key);
      this.modulus = own.getModulus();
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public BigInteger getModulus() {
      return modulus;
    }

    @Override
    public @Nullable AlgorithmParameterSpec getParams() {
      return null;
    }
  }

  // And for the curve.
  private static final class Curve extends TokenPrivateKey implements ECKey {
    @Serial private static final long serialVersionUID = 1L;

    private final transient ECParameterSpec curve;

    private Curve(SigningKey key, ECPublicKey own) {
      super(key);
      this.curve = own.getParams();
    }

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public ECParameterSpec getParams() {
      return curve;
    }
  }
}
