// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.SignatureAlgorithm;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Suite;

/** Checks one signature value over a message that flows through. */
final class ValueCheck {
  private final PublicKey key;
  private final @Nullable Signature other;
  private final Suite suite;
  private final UserId first;
  private final @Nullable MessageDigest withFirstId;
  private final @Nullable MessageDigest withEmptyId;
  private final @Nullable MessageDigest plain;

  /**
   * Begins.
   *
   * @param plainToo whether a value over the message's digest without Z counts
   * @param sm2Id the one user id that counts; null for that of GM/T 0009, the empty one and none
   * @throws GeneralSecurityException if key, digest and algorithm do not go together
   */
  ValueCheck(
      PublicKey key, SignerInfo signer, boolean plainToo, byte @Nullable [] sm2Id, Hashing hashing)
      throws GeneralSecurityException {
    this.key = key;
    this.suite = suite(key, signer);
    boolean sm2 = suite == Suite.SM2_SM3;
    boolean any = sm2 && sm2Id == null;
    byte[] id = sm2Id == null ? Sm2Value.DEFAULT_ID : sm2Id;
    this.first = sm2Id == null ? UserId.DEFAULT : UserId.GIVEN;
    this.withFirstId = sm2 ? Sm2Value.start(key, id, hashing) : null;
    this.withEmptyId = any ? Sm2Value.start(key, Sm2Value.EMPTY_ID, hashing) : null;
    this.plain = any && plainToo ? hashing.start("SM3") : null;
    this.other = sm2 ? null : signature(suite.signature());
  }

  private Signature signature(String algorithm) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm, "BC");
    signature.initVerify(key);
    return signature;
  }

  private static Suite suite(PublicKey key, SignerInfo signer) throws GeneralSecurityException {
    try {
      return SignatureAlgorithm.read(signer, Suite.of(key))
          .orElseThrow(() -> new GeneralSecurityException("algorithms do not go together"));
    } catch (SigningException e) {
      throw new GeneralSecurityException("key " + key.getAlgorithm(), e);
    }
  }

  /** How the value is made. */
  Suite suite() {
    return suite;
  }

  void update(byte[] bytes, int offset, int count) throws GeneralSecurityException {
    if (other != null) {
      other.update(bytes, offset, count);
    }
    for (MessageDigest digest : new @Nullable MessageDigest[] {withFirstId, withEmptyId, plain}) {
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
    if (fits(withFirstId, value)) {
      return first;
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
