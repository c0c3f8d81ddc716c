// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;

/**
 * The values of a SEQUENCE one after the other, each of the type that is asked for. BouncyCastle
 * reads BER as well: whoever wants DER compares with what it would write. Not safe for use by
 * several threads.
 */
final class DerReader {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private final Iterator<ASN1Encodable> values;
  private final String what;

  private DerReader(ASN1Sequence sequence, String what) {
    this.values = sequence.iterator();
    this.what = what;
  }

  /** Reads one SEQUENCE, and nothing after it; {@code what} names it in errors. */
  static DerReader of(byte[] bytes, String what) throws PadException.Malformed {
    try {
      if (ASN1Primitive.fromByteArray(bytes) instanceof ASN1Sequence sequence) {
        return new DerReader(sequence, what);
      }
    } catch (IOException | RuntimeException e) {
      throw new PadException.Malformed(what, e);
    }
    throw new PadException.Malformed(what, null);
  }

  private <T> T next(Class<T> type) throws PadException.Malformed {
    try {
      if (values.hasNext()) {
        return type.cast(values.next());
      }
    } catch (RuntimeException e) {
      throw malformed(e);
    }
    throw malformed(null);
  }

  boolean more() {
    return values.hasNext();
  }

  void requireEnd() throws PadException.Malformed {
    if (more()) {
      throw malformed(null);
    }
  }

  DerReader sequence() throws PadException.Malformed {
    ASN1Sequence inner = next(ASN1Sequence.class);
    try {
      return new DerReader(inner, what);
    } catch (RuntimeException e) {
      throw malformed(e); // its values are read only now
    }
  }

  /** The next SEQUENCE whole, in DER. */
  byte[] whole() throws PadException.Malformed {
    return encoded(next(ASN1Sequence.class));
  }

  /** The SEQUENCE in the next value, which has the explicit tag [0]; in DER. */
  byte[] tagged() throws PadException.Malformed {
    ASN1TaggedObject outer = next(ASN1TaggedObject.class);
    try {
      if (outer.hasContextTag(0)
          && outer.isExplicit()
          && outer.getExplicitBaseObject() instanceof ASN1Sequence inner) {
        return encoded(inner);
      }
    } catch (RuntimeException e) {
      throw malformed(e);
    }
    throw malformed(null);
  }

  private byte[] encoded(ASN1Sequence sequence) throws PadException.Malformed {
    try {
      return sequence.getEncoded(ASN1Encoding.DER);
    } catch (IOException | RuntimeException e) {
      throw malformed(e);
    }
  }

  String oid() throws PadException.Malformed {
    return next(ASN1ObjectIdentifier.class).getId();
  }

  ByteString octets() throws PadException.Malformed {
    return ByteString.of(next(ASN1OctetString.class).getOctets());
  }

  String utf8() throws PadException.Malformed {
    return next(ASN1UTF8String.class).getString();
  }

  byte[] bits() throws PadException.Malformed {
    ASN1BitString bits = next(ASN1BitString.class);
    if (bits.getPadBits() != 0) {
      throw malformed(null);
    }
    return bits.getBytes();
  }

  long integer() throws PadException.Malformed {
    return notNegative(next(ASN1Integer.class).getValue());
  }

  int enumerated() throws PadException.Malformed {
    return Math.toIntExact(notNegative(next(ASN1Enumerated.class).getValue()));
  }

  private long notNegative(BigInteger number) throws PadException.Malformed {
    if (number.signum() < 0 || number.bitLength() > 63) {
      throw malformed(null);
    }
    return number.longValueExact();
  }

  Instant time() throws PadException.Malformed {
    String text = next(ASN1GeneralizedTime.class).getTimeString();
    if (!text.matches("\\d{14}(\\.\\d{0,2}[1-9])?Z")) {
      throw malformed(null);
    }
    try {
      Instant seconds =
          LocalDateTime.parse(text.substring(0, 14), SECONDS).toInstant(ZoneOffset.UTC);
      String fraction = text.substring(14, text.length() - 1);
      return fraction.isEmpty()
          ? seconds
          : seconds.plusMillis(Math.round(Double.parseDouble("0" + fraction) * 1000));
    } catch (DateTimeException e) {
      throw malformed(e);
    }
  }

  PadException.Malformed malformed(@Nullable Exception cause) {
    return new PadException.Malformed(what, cause);
  }
}
