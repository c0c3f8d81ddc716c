// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import static org.penseal.pad.chip.DerWriter.integer;
import static org.penseal.pad.chip.DerWriter.octets;
import static org.penseal.pad.chip.DerWriter.oid;
import static org.penseal.pad.chip.DerWriter.sequence;
import static org.penseal.pad.chip.DerWriter.utf8;
import static org.penseal.pad.chip.DerWriter.value;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.penseal.pad.chip.ByteString;

/** What a chip is given to sign in a test: requests and signed attributes in DER. */
final class Writings {
  private static final int SET = 0x31;
  private static final int ATTRIBUTES = 0xA0;

  private Writings() {}

  static byte[] sm3(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SM3").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider with SM3 is not registered", e);
    }
  }

  /** CertificationRequestInfo (RFC 2986, 4.1) for a key. */
  static byte[] requestInfo(byte[] publicKeyInfo) {
    byte[] commonName = sequence(oid("2.5.4.3"), utf8("conformance test"));
    return sequence(integer(0), sequence(value(SET, commonName)), publicKeyInfo, value(ATTRIBUTES));
  }

  /** SET OF attributes (RFC 5652, 5.4): a message digest, and ballast in another attribute. */
  static byte[] attributes(byte[] document, int ballastBytes) {
    byte[] digest =
        sequence(oid("1.2.840.113549.1.9.4"), value(SET, octets(ByteString.of(sm3(document)))));
    if (ballastBytes == 0) {
      return value(SET, digest);
    }
    byte[] ballast = value(SET, octets(ByteString.of(new byte[ballastBytes])));
    return value(SET, digest, sequence(oid("1.2.840.113549.1.9.16.2.4"), ballast));
  }

  /** Attributes without a message digest. */
  static byte[] noAttributes() {
    return value(SET);
  }
}
