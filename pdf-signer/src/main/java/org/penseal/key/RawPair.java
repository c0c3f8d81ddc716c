// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** The two numbers of an SM2 or ECDSA signature as tokens give them. */
public final class RawPair {
  private RawPair() {}

  /**
   * The DER SEQUENCE of r and s (GM/T 0009-2012, section 7.3; RFC 3279, section 2.2.3).
   *
   * @param pair r and s one after the other, each half of it, big-endian
   */
  public static byte[] der(byte[] pair) {
    ASN1EncodableVector numbers = new ASN1EncodableVector();
    int half = pair.length / 2;
    numbers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOf(pair, half))));
    numbers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(pair, half, pair.length))));
    try {
      return new DERSequence(numbers).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
  }
}
