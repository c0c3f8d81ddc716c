// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Signatures that are not believed, whoever made them: over MD5, SHA-1 and the like, where who can
 * make two contents collide gets one signed and uses the other, and every algorithm that is not
 * known to be better.
 */
public final class WeakSignature {
  // RSA PKCS#1 v1.5, ECDSA over SHA-256, 384, 512 (RFC 4055, RFC 5758) and SHA3-256, 384, 512
  // (NIST CSOR), SM2 and RSA over SM3 (GM/T 0006), Ed25519 and Ed448 (RFC 8410).
  private static final Set<String> STRONG =
      Set.of(
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.113549.1.1.13",
          "2.16.840.1.101.3.4.3.14",
          "2.16.840.1.101.3.4.3.15",
          "2.16.840.1.101.3.4.3.16",
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4",
          "2.16.840.1.101.3.4.3.10",
          "2.16.840.1.101.3.4.3.11",
          "2.16.840.1.101.3.4.3.12",
          "1.2.156.10197.1.501",
          "1.2.156.10197.1.504",
          "1.3.101.112",
          "1.3.101.113");

  // SHA-256, SHA-384, SHA-512, SHA3-256, SHA3-384, SHA3-512, SM3.
  private static final Set<String> DIGESTS =
      Set.of(
          "2.16.840.1.101.3.4.2.1",
          "2.16.840.1.101.3.4.2.2",
          "2.16.840.1.101.3.4.2.3",
          "2.16.840.1.101.3.4.2.8",
          "2.16.840.1.101.3.4.2.9",
          "2.16.840.1.101.3.4.2.10",
          "1.2.156.10197.1.401");

  // In a SignerInfo the key's algorithm may stand alone, with the digest beside it.
  private static final Set<String> BARE =
      Set.of(
          "1.2.840.113549.1.1.1",
          "1.2.840.10045.2.1",
          "1.2.156.10197.1.301",
          "1.2.156.10197.1.301.1");

  private WeakSignature() {}

  /** By the algorithm of a signature; RSASSA-PSS has its digest among the parameters. */
  public static boolean is(AlgorithmIdentifier algorithm) {
    String oid = algorithm.getAlgorithm().getId();
    if (!PKCSObjectIdentifiers.id_RSASSA_PSS.getId().equals(oid)) {
      return !STRONG.contains(oid);
    }
    if (algorithm.getParameters() == null) {
      return true; // SHA-1 throughout, RFC 4055 section 3.1
    }
    try {
      RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
      return !DIGESTS.contains(parameters.getHashAlgorithm().getAlgorithm().getId());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return true;
    }
  }

  /** The same in a SignerInfo, whose digest stands beside it and is judged by itself. */
  public static boolean inSignerInfo(AlgorithmIdentifier algorithm) {
    return !BARE.contains(algorithm.getAlgorithm().getId()) && is(algorithm);
  }
}
