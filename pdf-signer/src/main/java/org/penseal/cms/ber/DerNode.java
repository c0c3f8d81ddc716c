// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.ber;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/**
 * A value to be written in DER (X.690, section 10) of which one part may be too large for memory:
 * its length must be known, its octets come when it is written.
 */
public sealed interface DerNode {
  /** How many octets it takes, header included. */
  long length();

  /** Writes it; {@code large} writes the octets of the one {@link Large} node. */
  void write(OutputStream out, Octets large) throws IOException;

  /** Writes exactly as many octets as were announced. */
  @FunctionalInterface
  interface Octets {
    void write(OutputStream out) throws IOException;
  }

  /** A small value, encoded. */
  static DerNode of(ASN1Encodable value) throws IOException {
    return new Small(
        org.penseal.signature.Octets.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
  }

  /** A SEQUENCE. */
  static DerNode sequence(List<DerNode> parts) {
    return new Nest(0x30, parts);
  }

  /** A value tagged explicitly. */
  static DerNode explicit(int number, DerNode value) {
    return new Nest(0xA0 | number, List.of(value));
  }

  /** An OCTET STRING whose octets come later. */
  static DerNode octets(long count) {
    return new Large(BerValue.OCTET_STRING, count);
  }

  /** An OCTET STRING of few octets that are known only when all before it was written. */
  static DerNode later(int count, Octets octets) {
    return new Later(count, octets);
  }

  /** An octet string under an implicit tag whose octets come later. */
  static DerNode implicitOctets(int number, long count) {
    return new Large(BerValue.context(number), count);
  }

  /**
   * Encoded already.
   *
   * @param encoded the value
   */
  record Small(org.penseal.signature.Octets encoded) implements DerNode {
    @Override
    public long length() {
      return encoded.size();
    }

    @Override
    public void write(OutputStream out, Octets large) throws IOException {
      out.write(encoded.bytes());
    }
  }

  /**
   * Constructed of others.
   *
   * @param identifier first octet
   * @param parts in order
   */
  record Nest(int identifier, List<DerNode> parts) implements DerNode {
    /** Copies the list. */
    public Nest {
      parts = List.copyOf(parts);
    }

    private long contentLength() {
      return parts.stream().mapToLong(DerNode::length).sum();
    }

    @Override
    public long length() {
      return Header.length(contentLength()) + contentLength();
    }

    @Override
    public void write(OutputStream out, Octets large) throws IOException {
      Header.write(out, identifier, contentLength());
      for (DerNode part : parts) {
        part.write(out, large);
      }
    }
  }

  /**
   * Primitive, its octets come when it is written.
   *
   * @param identifier first octet
   * @param count of octets
   */
  record Large(int identifier, long count) implements DerNode {
    @Override
    public long length() {
      return Header.length(count) + count;
    }

    @Override
    public void write(OutputStream out, Octets large) throws IOException {
      Header.write(out, identifier, count);
      large.write(out);
    }
  }

  /**
   * Primitive, its octets are known when all before it was written.
   *
   * @param count of octets
   * @param octets writes them
   */
  record Later(int count, Octets octets) implements DerNode {
    @Override
    public long length() {
      return Header.length(count) + count;
    }

    @Override
    public void write(OutputStream out, Octets large) throws IOException {
      Header.write(out, BerValue.OCTET_STRING, count);
      octets.write(out);
    }
  }
}
