// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.penseal.key.ValueProof;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** How requests are signed (RFC 9421, section 3.3), and SM2 under a name of this program. */
public enum RequestAlgorithm {
  /** ECDSA on P-256 with SHA-256; r and s, 32 octets each (section 3.3.4). */
  ECDSA_P256_SHA256("ecdsa-p256-sha256", Suite.ECDSA_SHA256, true),
  /** Ed25519 (section 3.3.6). */
  ED25519("ed25519", Suite.ED25519, false),
  /** RSASSA-PSS with SHA-512 and a salt of 64 octets (section 3.3.1). */
  RSA_PSS_SHA512("rsa-pss-sha512", Suite.RSA_PSS_SHA512, false),
  /** RSASSA-PKCS1-v1_5 with SHA-256 (section 3.3.2). */
  RSA_V1_5_SHA256("rsa-v1_5-sha256", Suite.RSA_SHA256, false),
  /**
   * SM2 with SM3 and the user id of GM/T 0009-2012, section 10; the value is the DER of its section
   * 7.3. The name is private: RFC 9421 knows no SM algorithm.
   */
  SM2_SM3("sm2-sm3", Suite.SM2_SM3, false);

  private static final int NUMBER_BYTES = 32;

  private final String word;
  private final Suite suite;
  private final boolean twoNumbers;

  RequestAlgorithm(String word, Suite suite, boolean twoNumbers) {
    this.word = word;
    this.suite = suite;
    this.twoNumbers = twoNumbers;
  }

  /** Its name in requests. */
  public String word() {
    return word;
  }

  /** The algorithm of a name. */
  public static Optional<RequestAlgorithm> of(String word) {
    for (RequestAlgorithm each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** What a key usually signs with; empty if it is of no kind that can. */
  public static Optional<RequestAlgorithm> usual(PublicKey key) {
    for (RequestAlgorithm each : values()) {
      if (each.fits(key)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether a key is of the kind and strength that this needs. */
  public boolean fits(PublicKey key) {
    try {
      // No document is signed with Ed25519, so that the suite refuses its keys otherwise.
      if (this != ED25519) {
        suite.requireFor(key);
      }
      return this != ED25519 || Suite.of(key) == suite;
    } catch (SigningException e) {
      return false;
    }
  }

  /** Whether a value is the signature of a text; false also if it is malformed. */
  boolean verifies(PublicKey key, byte[] text, byte[] value) {
    if (twoNumbers && value.length != 2 * NUMBER_BYTES) {
      return false;
    }
    try {
      ValueProof proof = ValueProof.begin(key, suite, Suite.DEFAULT_SM2_ID);
      proof.update(text, 0, text.length);
      proof.require(twoNumbers ? sequence(value) : value);
      return true;
    } catch (SigningException | RuntimeException e) {
      return false;
    }
  }

  // SEQUENCE { INTEGER r, INTEGER s }; of two numbers of 32 octets it is never long.
  private static byte[] sequence(byte[] value) {
    byte[] r = new BigInteger(1, Arrays.copyOf(value, NUMBER_BYTES)).toByteArray();
    byte[] s =
        new BigInteger(1, Arrays.copyOfRange(value, NUMBER_BYTES, value.length)).toByteArray();
    byte[] der = new byte[6 + r.length + s.length];
    der[0] = 0x30;
    der[1] = (byte) (der.length - 2);
    der[2] = 0x02;
    der[3] = (byte) r.length;
    System.arraycopy(r, 0, der, 4, r.length);
    der[4 + r.length] = 0x02;
    der[5 + r.length] = (byte) s.length;
    System.arraycopy(s, 0, der, 6 + r.length, s.length);
    return der;
  }
}
