// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * How long deriving keys of a password will take, before any is derived: a file says itself how
 * many rounds there are (RFC 7292, sections 4 and 5.1; RFC 8018, appendix A.2), and may say so
 * often. What lies in its encrypted parts is not seen here.
 */
final class DerivationRounds {
  private static final int DEEPEST = 24;
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
  // pbeWith… of PKCS #5 and of PKCS #12.
  private static final Set<String> PASSWORD_BASED =
      Set.of("1.2.840.113549.1.5", "1.2.840.113549.1.12.1");

  private BigInteger sum = BigInteger.ZERO;

  private DerivationRounds() {}

  /**
   * Adds them up.
   *
   * @param file a PFX
   * @throws IOException if it is no ASN.1, or nested deeper than any such file is
   */
  static BigInteger of(byte[] file) throws IOException {
    DerivationRounds rounds = new DerivationRounds();
    rounds.walk(ASN1Primitive.fromByteArray(file), 0);
    return rounds.sum;
  }

  private void walk(ASN1Encodable value, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("nested too deep");
    }
    switch (value.toASN1Primitive()) {
      case ASN1Sequence sequence -> {
        count(sequence);
        for (ASN1Encodable each : sequence) {
          walk(each, depth + 1);
        }
      }
      case ASN1Set set -> {
        for (ASN1Encodable each : set) {
          walk(each, depth + 1);
        }
      }
      case ASN1TaggedObject tagged -> walk(tagged.getBaseObject().toASN1Primitive(), depth + 1);
      case ASN1OctetString octets -> {
        Optional<ASN1Primitive> inner = parsed(octets);
        if (inner.isPresent()) {
          walk(inner.get(), depth + 1);
        }
      }
      default -> {
        // holds nothing
      }
    }
  }

  // Authenticated safe and safe contents lie in octet strings.
  private static Optional<ASN1Primitive> parsed(ASN1OctetString octets) {
    try {
      byte[] bytes = octets.getOctets();
      boolean sequence = bytes.length > 1 && bytes[0] == 0x30;
      return sequence ? Optional.of(ASN1Primitive.fromByteArray(bytes)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // ciphertext
    }
  }

  private void count(ASN1Sequence sequence) {
    // MacData: DigestInfo, salt, rounds (default 1).
    if (sequence.size() == 3
        && sequence.getObjectAt(1) instanceof ASN1OctetString
        && sequence.getObjectAt(2) instanceof ASN1Integer rounds) {
      sum = sum.add(rounds.getPositiveValue());
    }
    if (sequence.size() == 2
        && sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier oid
        && sequence.getObjectAt(1) instanceof ASN1Sequence parameters
        && parameters.size() > 1) {
      sum = sum.add(rounds(oid.getId(), parameters));
    }
  }

  private static BigInteger rounds(String oid, ASN1Sequence parameters) {
    if (oid.equals(SCRYPT)) {
      // Salt, N, r, p; a round of it costs far more than one of the others.
      return number(parameters, 1).multiply(number(parameters, 2)).multiply(number(parameters, 3));
    }
    int dot = Math.max(oid.lastIndexOf('.'), 0);
    boolean counted = oid.equals(PBKDF2) || PASSWORD_BASED.contains(oid.substring(0, dot));
    return counted ? number(parameters, 1) : BigInteger.ZERO;
  }

  private static BigInteger number(ASN1Sequence parameters, int index) {
    return parameters.size() > index && parameters.getObjectAt(index) instanceof ASN1Integer found
        ? found.getPositiveValue()
        : BigInteger.ZERO;
  }
}
