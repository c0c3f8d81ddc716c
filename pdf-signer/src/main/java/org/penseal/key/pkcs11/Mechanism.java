// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.penseal.key.RawPair;
import org.penseal.signature.Suite;

/**
 * How a token is told to sign a digest: the mechanisms without a digest of their own, which every
 * token has (PKCS #11 v2.40 current mechanisms, sections 2.1.6, 2.1.10 and 2.3.6).
 */
final class Mechanism {
  private static final long RSA_PKCS = 0x1;
  private static final long RSA_PKCS_PSS = 0xD;
  private static final long ECDSA = 0x1041;
  private static final long STRUCTURE_BYTES = 24;

  private final Suite suite;

  Mechanism(Suite suite) {
    this.suite = suite;
  }

  private boolean pkcs1() {
    return suite.key().equals("RSA") && !suite.pss();
  }

  /** CK_MECHANISM with its parameter. */
  MemorySegment structure(Arena arena) {
    MemorySegment structure = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
    if (suite.pss()) {
      MemorySegment parameter = parameter(arena);
      structure.set(JAVA_LONG, 0, RSA_PKCS_PSS);
      structure.set(ADDRESS, 8, parameter);
      structure.set(JAVA_LONG, 16, parameter.byteSize());
    } else {
      structure.set(JAVA_LONG, 0, pkcs1() ? RSA_PKCS : ECDSA);
    }
    return structure;
  }

  // CK_RSA_PKCS_PSS_PARAMS: CKM_SHA…, CKG_MGF1_SHA…, length of the salt in bytes.
  private MemorySegment parameter(Arena arena) {
    long[] names =
        switch (suite.digest()) {
          case "SHA-256" -> new long[] {0x250, 2};
          case "SHA-384" -> new long[] {0x260, 3};
          default -> new long[] {0x270, 4};
        };
    return arena.allocateFrom(JAVA_LONG, names[0], names[1], suite.digestBytes());
  }

  /** What the token is given for a digest. */
  byte[] input(byte[] digest) {
    if (!pkcs1()) {
      return digest;
    }
    // RFC 8017, section 9.2, step 2.
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.digestOid()), DERNull.INSTANCE);
    try {
      return new DigestInfo(algorithm, digest).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
  }

  /** The signature value made of what the token gives. */
  byte[] value(byte[] given) {
    return suite.key().equals("RSA") ? given : RawPair.der(given);
  }
}
