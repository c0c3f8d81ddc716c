// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** How a message is signed. The key alone decides it. */
public enum MessageAlgorithm {
  /** ECDSA on P-256; the value is r and s, 32 bytes each (RFC 9421, section 3.3.4). */
  ECDSA_P256_SHA256("SHA256withECDSAinP1363Format"),
  /** RSASSA-PSS with MGF1 and 64 bytes of salt (RFC 9421, section 3.3.1). */
  RSA_PSS_SHA512("RSASSA-PSS"),
  /**
   * SM2 with SM3 and the user id of GM/T 0009; the value is the DER of GM/T 0009-2012, section 7.3.
   * The name is private: RFC 9421 knows no SM algorithm.
   */
  SM2_SM3("SM3withSM2");

  // SEC 2, secp256r1, and GB/T 32918.5-2017: the orders of the two groups.
  private static final BigInteger P256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger SM2 =
      new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);
  private static final int LEAST_RSA_BITS = 2048;

  private final String jcaName;

  MessageAlgorithm(String jcaName) {
    this.jcaName = jcaName;
  }

  /** As in the parameter {@code alg}: {@code ecdsa-p256-sha256}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The algorithm for a key, private or public; empty if keys of its kind sign no messages. */
  public static Optional<MessageAlgorithm> of(Key key) {
    return switch (key) {
      case RSAKey rsa when rsa.getModulus().bitLength() >= LEAST_RSA_BITS ->
          Optional.of(RSA_PSS_SHA512);
      case ECKey ec when ec.getParams() != null && ec.getParams().getOrder().equals(P256) ->
          Optional.of(ECDSA_P256_SHA256);
      case ECKey ec when ec.getParams() != null && ec.getParams().getOrder().equals(SM2) ->
          Optional.of(SM2_SM3);
      default -> Optional.empty();
    };
  }

  private void parameters(Signature signature) throws GeneralSecurityException {
    if (this == RSA_PSS_SHA512) {
      signature.setParameter(
          new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
    }
  }

  byte[] sign(PrivateKey key, byte[] base) throws GeneralSecurityException {
    // First of all the key: it says which provider signs, which for a token is one of its own.
    Signature signature = Signature.getInstance(jcaName);
    signature.initSign(key);
    parameters(signature);
    signature.update(base);
    return signature.sign();
  }

  boolean verify(PublicKey key, byte[] base, byte[] value) {
    try {
      Signature signature = Signature.getInstance(jcaName);
      signature.initVerify(key);
      parameters(signature);
      signature.update(base);
      return signature.verify(value);
    } catch (GeneralSecurityException e) {
      return false; // a value of the wrong length is thrown, not answered
    }
  }
}
