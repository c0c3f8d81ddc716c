// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Checks SM2 signatures (GB/T 32918.2, user id 1234567812345678) and looks at their randomness. */
final class Sm2Signature {
  private static final String USER_ID = "1234567812345678";

  /** a, b, xG, yG of GB/T 32918.5. */
  private static final String CURVE =
      "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
          + "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
          + "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
          + "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0";

  private static final BigInteger ORDER =
      new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);

  private Sm2Signature() {}

  static boolean verifies(byte[] publicKeyInfo, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SM3withSM2", "BC");
      verifier.initVerify(key(publicKeyInfo));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PublicKey key(byte[] publicKeyInfo) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", "BC").generatePublic(new X509EncodedKeySpec(publicKeyInfo));
  }

  /**
   * x1 of the random point, {@code r - e mod n}: equal in two signatures only when they share their
   * random number, from which the private key follows. Empty when the signature cannot be read.
   */
  static Optional<BigInteger> randomPoint(byte[] publicKeyInfo, byte[] message, byte[] signature) {
    if (signature.length < 8 || signature[0] != 0x30 || signature[2] != 0x02) {
      return Optional.empty();
    }
    int length = signature[3];
    if (length < 1 || 4 + length > signature.length) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 4, 4 + length));
    try {
      return Optional.of(r.subtract(digest(publicKeyInfo, message)).mod(ORDER));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** e = SM3(Z || M) with Z = SM3(ENTL || id || a || b || xG || yG || xA || yA). */
  private static BigInteger digest(byte[] publicKeyInfo, byte[] message)
      throws GeneralSecurityException {
    if (!(key(publicKeyInfo) instanceof ECPublicKey key)) {
      throw new GeneralSecurityException("no elliptic curve key");
    }
    MessageDigest sm3 = MessageDigest.getInstance("SM3", "BC");
    sm3.update(new byte[] {0, (byte) (USER_ID.length() * 8)});
    sm3.update(USER_ID.getBytes(StandardCharsets.US_ASCII));
    sm3.update(HexFormat.of().parseHex(CURVE));
    sm3.update(coordinate(key.getW().getAffineX()));
    byte[] z = sm3.digest(coordinate(key.getW().getAffineY()));
    sm3.update(z);
    return new BigInteger(1, sm3.digest(message));
  }

  private static byte[] coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[32];
    int size = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - size, fixed, 32 - size, size);
    return fixed;
  }
}
