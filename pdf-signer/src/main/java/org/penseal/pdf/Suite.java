// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A signature algorithm with the digest that goes with it.
 *
 * <p>Names are JCA names, OIDs are dotted. Sources: GM/T 0006-2012 (SM2, SM3), RFC 5758 (ECDSA),
 * RFC 8017 (RSA).
 */
public enum Suite {
  /** SM2 over SM3 with the default user id 1234567812345678 (GM/T 0009-2012, section 10). */
  SM2_SM3("SM2", "SM3", "1.2.156.10197.1.401", "SM3withSM2", "1.2.156.10197.1.501"),
  /** ECDSA over SHA-256 (RFC 5758, section 3.2). */
  ECDSA_SHA256(
      "ECDSA", "SHA-256", "2.16.840.1.101.3.4.2.1", "SHA256withECDSA", "1.2.840.10045.4.3.2"),
  /** RSA PKCS#1 v1.5 over SHA-256 (RFC 8017, appendix A.2.4). */
  RSA_SHA256("RSA", "SHA-256", "2.16.840.1.101.3.4.2.1", "SHA256withRSA", "1.2.840.113549.1.1.11");

  private final String key;
  private final String digest;
  private final String digestOid;
  private final String signature;
  private final String signatureOid;

  Suite(String key, String digest, String digestOid, String signature, String signatureOid) {
    this.key = key;
    this.digest = digest;
    this.digestOid = digestOid;
    this.signature = signature;
    this.signatureOid = signatureOid;
  }

  /**
   * The suite a public key signs with.
   *
   * @throws IllegalArgumentException if the key is neither SM2, EC nor RSA
   */
  public static Suite of(PublicKey key) {
    if (key instanceof RSAPublicKey) {
      return RSA_SHA256;
    }
    if (key instanceof ECPublicKey ec) {
      // The prime of the SM2 curve, GB/T 32918.5-2017 section 2; its low 64 bits tell it apart from
      // P-256 (FFFFFFFF00000001...).
      String p = ec.getParams().getCurve().getField().getFieldSize() + ":" + prime(ec);
      return p.equals(SM2_PRIME) ? SM2_SM3 : ECDSA_SHA256;
    }
    throw new IllegalArgumentException("no suite for a key of algorithm " + key.getAlgorithm());
  }

  private static final String SM2_PRIME =
      "256:fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";

  private static String prime(ECPublicKey key) {
    return key.getParams().getCurve().getField() instanceof java.security.spec.ECFieldFp prime
        ? prime.getP().toString(16)
        : "";
  }

  /** The key algorithm as a report shows it: SM2, ECDSA, RSA. */
  public String key() {
    return key;
  }

  /** The JCA name of the digest. */
  public String digest() {
    return digest;
  }

  /** The dotted OID of the digest. */
  public String digestOid() {
    return digestOid;
  }

  /** The JCA name of the signature algorithm. */
  public String signature() {
    return signature;
  }

  /** The dotted OID of the signature algorithm. */
  public String signatureOid() {
    return signatureOid;
  }
}
