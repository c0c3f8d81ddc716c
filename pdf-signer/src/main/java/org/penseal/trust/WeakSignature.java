// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Signatures over MD2, MD4, MD5 or SHA-1: who can make two contents collide gets one signed and
 * uses the other.
 */
public final class WeakSignature {
  // RSA (two OIDs with SHA-1), ECDSA and DSA.
  private static final Set<String> ALGORITHMS =
      Set.of(
          "1.2.840.113549.1.1.2",
          "1.2.840.113549.1.1.3",
          "1.2.840.113549.1.1.4",
          "1.2.840.113549.1.1.5",
          "1.3.14.3.2.29",
          "1.2.840.10045.4.1",
          "1.2.840.10040.4.3");

  // SHA-1, MD5.
  private static final Set<String> DIGESTS = Set.of("1.3.14.3.2.26", "1.2.840.113549.2.5");

  private WeakSignature() {}

  /** By the algorithm of a signature; RSASSA-PSS has its digest among the parameters. */
  public static boolean is(AlgorithmIdentifier algorithm) {
    String oid = algorithm.getAlgorithm().getId();
    if (!PKCSObjectIdentifiers.id_RSASSA_PSS.getId().equals(oid)) {
      return ALGORITHMS.contains(oid);
    }
    if (algorithm.getParameters() == null) {
      return true; // SHA-1 throughout, RFC 4055 section 3.1
    }
    try {
      RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
      return DIGESTS.contains(parameters.getHashAlgorithm().getAlgorithm().getId());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return true;
    }
  }
}
