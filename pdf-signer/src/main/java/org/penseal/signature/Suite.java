// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * A signature algorithm with the digest that goes with it.
 *
 * <p>Names are JCA names, OIDs are dotted. Sources: GM/T 0006-2012 (SM2, SM3), RFC 5758 (ECDSA),
 * RFC 8017 and RFC 4055 (RSA; PSS with MGF1 over the same digest and a salt of its length), RFC
 * 8419 and ISO/TS 32002 (Ed25519, Ed448; verified here, not made).
 */
public enum Suite {
  /** SM2 over SM3 (GM/T 0009-2012, section 10); the user id is a matter of key and verifier. */
  SM2_SM3("SM2", Digest.SM3, "SM3withSM2", "1.2.156.10197.1.501"),
  /** ECDSA over SHA-256 (RFC 5758, section 3.2), P-256. */
  ECDSA_SHA256("ECDSA", Digest.SHA256, "SHA256withECDSA", "1.2.840.10045.4.3.2"),
  /** ECDSA over SHA-384, P-384. */
  ECDSA_SHA384("ECDSA", Digest.SHA384, "SHA384withECDSA", "1.2.840.10045.4.3.3"),
  /** ECDSA over SHA-512, P-521. */
  ECDSA_SHA512("ECDSA", Digest.SHA512, "SHA512withECDSA", "1.2.840.10045.4.3.4"),
  /** RSA PKCS#1 v1.5 over SHA-256 (RFC 8017, appendix A.2.4). */
  RSA_SHA256("RSA", Digest.SHA256, "SHA256withRSA", "1.2.840.113549.1.1.11"),
  /** RSA PKCS#1 v1.5 over SHA-384. */
  RSA_SHA384("RSA", Digest.SHA384, "SHA384withRSA", "1.2.840.113549.1.1.12"),
  /** RSA PKCS#1 v1.5 over SHA-512. */
  RSA_SHA512("RSA", Digest.SHA512, "SHA512withRSA", "1.2.840.113549.1.1.13"),
  /** RSASSA-PSS over SHA-256 (RFC 8017, section 8.1), salt of 32 bytes. */
  RSA_PSS_SHA256("RSA", Digest.SHA256, "SHA256withRSAandMGF1", Suite.PSS_OID),
  /** RSASSA-PSS over SHA-384, salt of 48 bytes. */
  RSA_PSS_SHA384("RSA", Digest.SHA384, "SHA384withRSAandMGF1", Suite.PSS_OID),
  /** RSASSA-PSS over SHA-512, salt of 64 bytes. */
  RSA_PSS_SHA512("RSA", Digest.SHA512, "SHA512withRSAandMGF1", Suite.PSS_OID),
  /** Ed25519 over the signed attributes, these with SHA-512 (RFC 8419, section 3.1). */
  ED25519("Ed25519", Digest.SHA512, "Ed25519", "1.3.101.112"),
  /** Ed448 over the signed attributes, these with 64 bytes of SHAKE256. */
  ED448("Ed448", Digest.SHAKE256, "Ed448", "1.3.101.113");

  /** The user id that GM/T 0009-2012, section 10, gives where nothing else is agreed. */
  public static final String DEFAULT_SM2_ID = "1234567812345678";

  private static final String PSS_OID = "1.2.840.113549.1.1.10";
  private static final int SHORTEST_RSA_BITS = 2048;
  private static final int LONGEST_RSA_BITS = 4096;

  private final String key;
  private final Digest digest;
  private final String signature;
  private final String signatureOid;

  Suite(String key, Digest digest, String signature, String signatureOid) {
    this.key = key;
    this.digest = digest;
    this.signature = signature;
    this.signatureOid = signatureOid;
  }

  private enum Digest {
    SM3("SM3", "1.2.156.10197.1.401", 32),
    SHA256("SHA-256", "2.16.840.1.101.3.4.2.1", 32),
    SHA384("SHA-384", "2.16.840.1.101.3.4.2.2", 48),
    SHA512("SHA-512", "2.16.840.1.101.3.4.2.3", 64),
    SHAKE256("SHAKE256-512", "2.16.840.1.101.3.4.2.12", 64);

    private final String jca;
    private final String oid;
    private final int bytes;

    Digest(String jca, String oid, int bytes) {
      this.jca = jca;
      this.oid = oid;
      this.bytes = bytes;
    }
  }

  /**
   * The suite a public key signs with unless it is asked for another.
   *
   * @param key of a certificate; null if the provider knows no keys of its kind
   * @throws CredentialException.UnfitKey if the key is not SM2, not on P-256, P-384 or P-521, no
   *     RSA key of 2048 to 4096 bits, and neither Ed25519 nor Ed448
   */
  public static Suite of(@Nullable PublicKey key) throws SigningException {
    return switch (key) {
      case null ->
          throw new CredentialException.UnfitKey(
              CredentialException.UnfitKey.Why.ALGORITHM, "unknown", 0);
      case RSAPublicKey rsa -> ofRsa(rsa);
      case ECPublicKey ec -> ofCurve(ec.getParams());
      case EdECPublicKey edwards -> ofEdwards(edwards.getParams().getName());
      default -> ofEdwards(key.getAlgorithm());
    };
  }

  // BouncyCastle's keys are no EdECPublicKey on every Java; their algorithm is the curve's name.
  private static Suite ofEdwards(String name) throws SigningException {
    return switch (name) {
      case "Ed25519" -> ED25519;
      case "Ed448" -> ED448;
      default ->
          throw new CredentialException.UnfitKey(
              CredentialException.UnfitKey.Why.ALGORITHM, name, 0);
    };
  }

  private static Suite ofRsa(RSAPublicKey key) throws SigningException {
    int bits = key.getModulus().bitLength();
    if (bits < SHORTEST_RSA_BITS || bits > LONGEST_RSA_BITS) {
      throw new CredentialException.UnfitKey(CredentialException.UnfitKey.Why.SIZE, "RSA", bits);
    }
    // RFC 4055, section 1.2: a key with this identifier signs with PSS only.
    return key.getAlgorithm().equals("RSASSA-PSS") ? RSA_PSS_SHA256 : RSA_SHA256;
  }

  private static Suite ofCurve(ECParameterSpec curve) throws SigningException {
    if (same(curve, SM2_CURVE)) {
      return SM2_SM3;
    }
    if (same(curve, named("secp256r1"))) {
      return ECDSA_SHA256;
    }
    if (same(curve, named("secp384r1"))) {
      return ECDSA_SHA384;
    }
    if (same(curve, named("secp521r1"))) {
      return ECDSA_SHA512;
    }
    int bits = curve.getCurve().getField().getFieldSize();
    throw new CredentialException.UnfitKey(CredentialException.UnfitKey.Why.CURVE, "EC", bits);
  }

  /**
   * The suite of an RSA key by its parts.
   *
   * @param digest SHA-256, SHA-384 or SHA-512
   * @param pss PSS instead of PKCS#1 v1.5
   * @throws IllegalArgumentException for another digest
   */
  public static Suite rsa(String digest, boolean pss) {
    for (Suite suite : values()) {
      if (suite.key.equals("RSA") && suite.pss() == pss && suite.digest().equals(digest)) {
        return suite;
      }
    }
    throw new IllegalArgumentException("no RSA suite with " + digest);
  }

  /**
   * Checks that a key can sign with this suite.
   *
   * @throws CredentialException.UnfitKey if it cannot, or if signatures of its kind are not made
   */
  public void requireFor(@Nullable PublicKey key) throws SigningException {
    Suite own = of(key);
    if (own == ED25519 || own == ED448) {
      throw new CredentialException.UnfitKey(
          CredentialException.UnfitKey.Why.ALGORITHM, own.key, 0);
    }
    boolean onlyPss = own.pss() && !pss();
    if (own != this && (!own.key.equals("RSA") || !this.key.equals("RSA") || onlyPss)) {
      throw new CredentialException.UnfitKey(CredentialException.UnfitKey.Why.SUITE, own.key, 0);
    }
  }

  // GB/T 32918.5-2017, section 2.
  private static final ECParameterSpec SM2_CURVE =
      prime(
          "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF",
          "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93",
          "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7",
          "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0",
          "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");

  private static ECParameterSpec prime(String p, String b, String x, String y, String n) {
    BigInteger prime = new BigInteger(p, 16);
    BigInteger a = prime.subtract(BigInteger.valueOf(3));
    return new ECParameterSpec(
        new EllipticCurve(new ECFieldFp(prime), a, new BigInteger(b, 16)),
        new ECPoint(new BigInteger(x, 16), new BigInteger(y, 16)),
        new BigInteger(n, 16),
        1);
  }

  private static ECParameterSpec named(String curve) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", "SunEC");
      parameters.init(new ECGenParameterSpec(curve));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK knows " + curve, e);
    }
  }

  // All of it: with explicit parameters a key could bring a generator of its own (CVE-2020-0601).
  private static boolean same(ECParameterSpec one, ECParameterSpec other) {
    return one.getCurve().getField().equals(other.getCurve().getField())
        && one.getCurve().getA().equals(other.getCurve().getA())
        && one.getCurve().getB().equals(other.getCurve().getB())
        && one.getGenerator().equals(other.getGenerator())
        && one.getOrder().equals(other.getOrder())
        && one.getCofactor() == other.getCofactor();
  }

  /** The key algorithm as a report shows it: SM2, ECDSA, RSA, Ed25519, Ed448. */
  public String key() {
    return key;
  }

  /** The JCA name of the digest. */
  public String digest() {
    return digest.jca;
  }

  /** The dotted OID of the digest. */
  public String digestOid() {
    return digest.oid;
  }

  /** The length of the digest, and of the salt of PSS. */
  public int digestBytes() {
    return digest.bytes;
  }

  /** The JCA name of the signature algorithm. */
  public String signature() {
    return signature;
  }

  /** The dotted OID of the signature algorithm. */
  public String signatureOid() {
    return signatureOid;
  }

  /** Whether it is RSASSA-PSS, whose parameters go beside the OID. */
  public boolean pss() {
    return signatureOid.equals(PSS_OID);
  }
}
