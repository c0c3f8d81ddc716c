// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Suite;

/** Checks one signature value over a message that flows through. */
final class ValueCheck {
  private static final Map<String, String> RSA =
      Map.of(
          "1.2.840.113549.1.1.11", "SHA-256",
          "1.2.840.113549.1.1.12", "SHA-384",
          "1.2.840.113549.1.1.13", "SHA-512",
          "1.2.840.113549.1.1.1", "");
  private static final Map<String, String> ECDSA =
      Map.of(
          "1.2.840.10045.4.3.2", "SHA-256",
          "1.2.840.10045.4.3.3", "SHA-384",
          "1.2.840.10045.4.3.4", "SHA-512",
          "1.2.840.10045.2.1", "");
  // GM/T 0006 names and those that producers write instead.
  private static final Map<String, String> SM2 =
      Map.of(
          "1.2.156.10197.1.501", "SM3",
          "1.2.156.10197.1.301.1", "SM3",
          "1.2.156.10197.1.301", "SM3");

  private final PublicKey key;
  private final @Nullable Signature other;
  private final @Nullable MessageDigest withDefaultId;
  private final @Nullable MessageDigest withEmptyId;
  private final @Nullable MessageDigest plain;

  /**
   * Begins.
   *
   * @param plainToo whether a value over the message's digest without Z counts
   * @throws GeneralSecurityException if key, digest and algorithm do not go together
   */
  ValueCheck(PublicKey key, String digest, String signatureOid, boolean plainToo, Hashing hashing)
      throws GeneralSecurityException {
    this.key = key;
    Suite suite = suite(key);
    Map<String, String> names =
        switch (suite.key()) {
          case "SM2" -> SM2;
          case "RSA" -> RSA;
          case "ECDSA" -> ECDSA;
          default -> Map.of();
        };
    String wanted = names.get(signatureOid);
    if (wanted == null || !(wanted.isEmpty() || wanted.equals(digest))) {
      throw new GeneralSecurityException("signature " + signatureOid + " over " + digest);
    }
    boolean sm2 = names == SM2;
    this.withDefaultId = sm2 ? Sm2Value.start(key, Sm2Value.DEFAULT_ID, hashing) : null;
    this.withEmptyId = sm2 ? Sm2Value.start(key, Sm2Value.EMPTY_ID, hashing) : null;
    this.plain = sm2 && plainToo ? hashing.start("SM3") : null;
    this.other = sm2 ? null : signature(digest.replace("-", "") + "with" + suite.key());
  }

  private Signature signature(String algorithm) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm, "BC");
    signature.initVerify(key);
    return signature;
  }

  private static Suite suite(PublicKey key) throws GeneralSecurityException {
    try {
      return Suite.of(key);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("key " + key.getAlgorithm(), e);
    }
  }

  void update(byte[] bytes, int offset, int count) throws GeneralSecurityException {
    if (other != null) {
      other.update(bytes, offset, count);
    }
    for (MessageDigest digest : new @Nullable MessageDigest[] {withDefaultId, withEmptyId, plain}) {
      if (digest != null) {
        digest.update(bytes, offset, count);
      }
    }
  }

  /** The user id it was made with; null if the value fits none. */
  @Nullable UserId verify(byte[] value) throws GeneralSecurityException {
    if (other != null) {
      return other.verify(value) ? UserId.UNKNOWN : null;
    }
    if (fits(withDefaultId, value)) {
      return UserId.DEFAULT;
    }
    if (fits(withEmptyId, value)) {
      return UserId.EMPTY;
    }
    return fits(plain, value) ? UserId.NONE : null;
  }

  private boolean fits(@Nullable MessageDigest digest, byte[] value) {
    return digest != null && Sm2Value.verifies(key, digest.digest(), value);
  }
}
