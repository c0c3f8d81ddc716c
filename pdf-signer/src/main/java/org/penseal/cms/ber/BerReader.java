// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.ber;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.penseal.file.ByteSource;

/**
 * Reads BER and DER from a source (X.690, sections 8.1, 8.7 and 10): definite and indefinite
 * lengths, primitive and constructed octet strings.
 *
 * <p>No length that a file declares is believed before it was compared with what encloses it, and
 * nothing is taken into memory but what {@link #object} and {@link #children} bound. Values are
 * nested at most 32 deep. Every method throws {@link BerException} for malformed bytes, and the
 * source's own exception if it cannot be read.
 */
public final class BerReader {
  static final int DEEPEST = 32;
  private static final int WINDOW_BYTES = 8192;
  private static final int CONSTRUCTED = 0x20;

  private final ByteSource source;
  private final byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowLength;
  private boolean der = true;

  /** A reader of this source. */
  public BerReader(ByteSource source) {
    this.source = source;
  }

  /** Whether everything read so far had the one form that DER allows (X.690, section 10). */
  public boolean der() {
    return der;
  }

  /** The value that the whole source is; nothing may follow it. */
  public BerValue whole() throws IOException {
    BerValue value = read(0, source.length());
    if (value.end() != source.length()) {
      throw new BerException("bytes behind the message");
    }
    return value;
  }

  /** The value at a position that ends before a limit. */
  public BerValue read(long position, long limit) throws IOException {
    return read(position, limit, 0);
  }

  private BerValue read(long position, long limit, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new BerException("nested too deep");
    }
    int first = octet(position, limit);
    if ((first & 0x1F) == 0x1F) {
      throw new BerException("tag number above 30");
    }
    boolean constructed = (first & CONSTRUCTED) != 0;
    int tag = first & ~CONSTRUCTED;
    int length = octet(position + 1, limit);
    if (length == 0x80) {
      if (!constructed) {
        throw new BerException("primitive value of indefinite length");
      }
      der = false;
      long content = position + 2;
      long end = endOfContents(content, limit, depth);
      return new BerValue(tag, true, position, content, end, end + 2);
    }
    long content = position + 2;
    long count = length;
    if (length > 0x80) {
      int octets = length - 0x80;
      count = longLength(position + 2, limit, octets);
      content += octets;
    }
    if (count > limit - content) {
      throw new BerException("cut off");
    }
    return new BerValue(tag, constructed, position, content, content + count, content + count);
  }

  private long longLength(long position, long limit, int octets) throws IOException {
    long count = 0;
    for (int i = 0; i < octets; i++) {
      if (count > Long.MAX_VALUE >> 9) {
        throw new BerException("length above 2^54");
      }
      count = count << 8 | octet(position + i, limit);
    }
    // The fewest octets, X.690 section 10.1
    if (count < 0x80 || octet(position, limit) == 0) {
      der = false;
    }
    return count;
  }

  private long endOfContents(long content, long limit, int depth) throws IOException {
    long position = content;
    while (octet(position, limit) != 0 || octet(position + 1, limit) != 0) {
      position = read(position, limit, depth + 1).end();
    }
    return position;
  }

  private int octet(long position, long limit) throws IOException {
    if (position >= limit) {
      throw new BerException("cut off");
    }
    if (position < windowStart || position >= windowStart + windowLength) {
      windowLength = 0;
      int found = source.read(position, window, 0, window.length);
      if (found <= 0) {
        throw new BerException("cut off");
      }
      windowStart = position;
      windowLength = found;
    }
    return window[(int) (position - windowStart)] & 0xFF;
  }

  /** The value itself if it has this tag and is constructed. */
  public BerValue expect(BerValue value, int tag) throws IOException {
    if (value.tag() != tag || !value.constructed()) {
      throw new BerException("tag " + value.tag() + " in the place of " + tag);
    }
    return value;
  }

  /** The values in a constructed one. */
  public List<BerValue> children(BerValue value, int most) throws IOException {
    List<BerValue> found = new ArrayList<>();
    long position = value.content();
    while (position < value.contentEnd()) {
      if (found.size() == most) {
        throw new BerException("more than " + most + " values");
      }
      BerValue child = read(position, value.contentEnd());
      found.add(child);
      position = child.end();
    }
    return found;
  }

  /** The octets of a value with its header, at most so many. */
  public byte[] bytes(BerValue value, int most) throws IOException {
    long length = value.end() - value.start();
    if (length > most) {
      throw new BerException("value of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    int done = 0;
    while (done < bytes.length) {
      int found = source.read(value.start() + done, bytes, done, bytes.length - done);
      if (found <= 0) {
        throw new BerException("cut off");
      }
      done += found;
    }
    return bytes;
  }

  /** A small value as an object. */
  public ASN1Primitive object(BerValue value, int most) throws IOException {
    byte[] bytes = bytes(value, most);
    requireShallow(value, 0);
    try {
      ASN1Primitive object = ASN1Primitive.fromByteArray(bytes);
      der &= Arrays.equals(bytes, object.getEncoded(ASN1Encoding.DER));
      return object;
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException e) {
      throw new BerException("no ASN.1 value", e);
    }
  }

  // The parser of objects calls itself for each level.
  private void requireShallow(BerValue value, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new BerException("nested too deep");
    }
    long position = value.content();
    while (value.constructed() && position < value.contentEnd()) {
      BerValue child = read(position, value.contentEnd(), depth);
      requireShallow(child, depth + 1);
      position = child.end();
    }
  }

  /**
   * The octets of an octet string, or of a value tagged implicitly in the place of one.
   *
   * @param value primitive, or constructed of octet strings (X.690, section 8.7)
   */
  public InputStream octets(BerValue value) {
    der &= !value.constructed();
    return new OctetStream(this, source, value);
  }
}
