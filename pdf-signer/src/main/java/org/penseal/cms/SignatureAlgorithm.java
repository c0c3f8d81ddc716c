// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.penseal.signature.Suite;

/** Suites as the algorithm identifiers of a CMS, written in one way and read in those in use. */
public final class SignatureAlgorithm {
  static final String SHAKE256_LEN_OID = "2.16.840.1.101.3.4.2.18";
  static final Set<String> SM3_OIDS = Set.of("1.2.156.10197.1.401", "1.2.156.10197.1.401.1");

  // Beside the suite's own OID. SM2: GM/T 0006 names and those that producers write instead (sm2-1,
  // plain curve, OFDRW's own without a part). ECDSA and RSA: the key's OID, the digest beside it.
  private static final Map<String, Set<String>> OTHER_OIDS =
      Map.of(
          "SM2",
          Set.of("1.2.156.10197.1.301.1", "1.2.156.10197.1.301", "1.2.156.10197.501"),
          "ECDSA",
          Set.of("1.2.840.10045.2.1"),
          "RSA",
          Set.of("1.2.840.113549.1.1.1"));

  private SignatureAlgorithm() {}

  static AlgorithmIdentifier digest(Suite suite) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.digestOid()));
  }

  static AlgorithmIdentifier of(Suite suite) {
    ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(suite.signatureOid());
    if (suite.pss()) {
      return new AlgorithmIdentifier(oid, pss(suite));
    }
    // RFC 4055 section 5 wants NULL for RSA; the others go without parameters.
    return suite.key().equals("RSA")
        ? new AlgorithmIdentifier(oid, DERNull.INSTANCE)
        : new AlgorithmIdentifier(oid);
  }

  // RFC 4055, section 3.1.
  private static RSASSAPSSparams pss(Suite suite) {
    AlgorithmIdentifier hash =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.digestOid()), DERNull.INSTANCE);
    return new RSASSAPSSparams(
        hash,
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
        new ASN1Integer(suite.digestBytes()),
        RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
  }

  /** Whether the signer's digest algorithm is the suite's. */
  static boolean digests(SignerInfo signer, Suite suite) {
    AlgorithmIdentifier digest = signer.getDigestAlgorithm();
    String oid = digest.getAlgorithm().getId();
    return switch (suite) {
      case SM2_SM3 -> SM3_OIDS.contains(oid);
      case ED448 -> suite.digestOid().equals(oid) || shake512(digest);
      default -> suite.digestOid().equals(oid);
    };
  }

  // id-shake256-len with the length in bits (RFC 8419, section 2.3).
  private static boolean shake512(AlgorithmIdentifier digest) {
    return digest.getAlgorithm().getId().equals(SHAKE256_LEN_OID)
        && digest.getParameters() instanceof ASN1Integer bits
        && bits.hasValue(512);
  }

  /**
   * How a signature value was made.
   *
   * @param own the suite that the signer's key has by default
   * @return empty if the identifier is none of this key, or its parameters are not those of RFC
   *     4055 with one digest throughout and a salt of its length
   */
  public static Optional<Suite> read(SignerInfo signer, Suite own) {
    AlgorithmIdentifier algorithm = signer.getDigestEncryptionAlgorithm();
    String oid = algorithm.getAlgorithm().getId();
    for (Suite suite : Suite.values()) {
      boolean named =
          suite.signatureOid().equals(oid)
              || !suite.pss() && OTHER_OIDS.getOrDefault(suite.key(), Set.of()).contains(oid);
      if (suite.key().equals(own.key())
          && named
          && digests(signer, suite)
          && (!own.pss() || suite.pss())
          && (!suite.pss() || strict(algorithm, suite))) {
        return Optional.of(suite);
      }
    }
    return Optional.empty();
  }

  private static boolean strict(AlgorithmIdentifier algorithm, Suite suite) {
    if (algorithm.getParameters() == null) {
      return false; // SHA-1 throughout, RFC 4055 section 3.1
    }
    try {
      RSASSAPSSparams found = RSASSAPSSparams.getInstance(algorithm.getParameters());
      AlgorithmIdentifier inner =
          AlgorithmIdentifier.getInstance(found.getMaskGenAlgorithm().getParameters());
      return suite.digestOid().equals(found.getHashAlgorithm().getAlgorithm().getId())
          && PKCSObjectIdentifiers.id_mgf1.equals(found.getMaskGenAlgorithm().getAlgorithm())
          && inner != null
          && suite.digestOid().equals(inner.getAlgorithm().getId())
          && found.getSaltLength().intValueExact() == suite.digestBytes()
          && found.getTrailerField().intValueExact() == 1;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  /**
   * Whether a value is the key's signature over a message.
   *
   * @param sm2Id user id of an SM2 key, otherwise unused
   */
  static boolean verifies(Suite suite, PublicKey key, String sm2Id, byte[] message, byte[] value) {
    try {
      Signature signature = Signature.getInstance(suite.signature(), "BC");
      if (suite == Suite.SM2_SM3) {
        byte[] id = sm2Id.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        signature.setParameter(new SM2ParameterSpec(id));
      }
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(value);
    } catch (GeneralSecurityException | RuntimeException e) {
      // BouncyCastle meets hostile values with whatever exception comes first.
      return false;
    }
  }
}
