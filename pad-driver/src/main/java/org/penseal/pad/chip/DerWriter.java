// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;

/** The DER types of the chip's protocol, in BouncyCastle's classes. */
final class DerWriter {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  private DerWriter() {}

  static byte[] encoded(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but memory
    }
  }

  static ASN1Encodable sequence(ASN1Encodable... parts) {
    return new DERSequence(parts);
  }

  static ASN1Encodable sequence(Collection<ASN1Encodable> parts) {
    return new DERSequence(parts.toArray(ASN1Encodable[]::new));
  }

  /**
   * What is encoded already.
   *
   * @throws IllegalArgumentException when it is not
   */
  static ASN1Encodable whole(ByteString der) {
    try {
      return ASN1Primitive.fromByteArray(der.bytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("not DER", e);
    }
  }

  /** With the explicit tag [0]. */
  static ASN1Encodable tagged(ASN1Encodable value) {
    return new DERTaggedObject(true, 0, value);
  }

  static ASN1Encodable oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }

  static ASN1Encodable integer(long number) {
    return new ASN1Integer(number);
  }

  static ASN1Encodable enumerated(int number) {
    return new ASN1Enumerated(number);
  }

  static ASN1Encodable octets(ByteString octets) {
    return new DEROctetString(octets.bytes());
  }

  static ASN1Encodable utf8(String text) {
    return new DERUTF8String(text);
  }

  static ASN1Encodable bits(ByteString bits) {
    return new DERBitString(bits.bytes());
  }

  /** GeneralizedTime to the millisecond, without trailing zeros (X.690, 11.7). */
  static ASN1Encodable time(Instant time) {
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    String text = SECONDS.format(millis);
    long fraction = millis.toEpochMilli() - millis.getEpochSecond() * 1000;
    if (fraction != 0) {
      text += "." + "%03d".formatted(fraction).replaceAll("0+$", "");
    }
    return new ASN1GeneralizedTime(text + "Z");
  }
}
