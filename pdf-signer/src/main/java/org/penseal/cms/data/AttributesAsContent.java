// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.penseal.cms.ber.BerReader;
import org.penseal.cms.ber.BerValue;
import org.penseal.file.ByteSource;

/**
 * Contents that are a SET of signed attributes. A value over them as content is one over them as
 * attributes too (RFC 5652, section 5.4): whoever takes a message apart could show it as the other.
 */
public final class AttributesAsContent {
  /** How much of a content is looked at. */
  static final int HEAD_BYTES = 1 << 16;

  private static final int SET = 0x31;

  private AttributesAsContent() {}

  /**
   * Whether it is one.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean is(ByteSource content) throws IOException {
    try (var in = content.stream()) {
      return is(in.readNBytes(HEAD_BYTES), content.length());
    }
  }

  /**
   * Whether it is one.
   *
   * @param head its first bytes, {@link #HEAD_BYTES} or all
   */
  static boolean is(byte[] head, long length) {
    if (length == 0 || head[0] != SET) {
      return false;
    }
    try {
      return length > HEAD_BYTES ? begins(head, length) : hasDigest(head, (int) length);
    } catch (IOException | RuntimeException e) {
      return false; // BouncyCastle throws unchecked exceptions of many kinds for bad bytes
    }
  }

  private static boolean hasDigest(byte[] head, int length) {
    for (var each : ASN1Set.getInstance(Arrays.copyOf(head, length))) {
      if (Attribute.getInstance(each).getAttrType().equals(CMSAttributes.messageDigest)) {
        return true;
      }
    }
    return false;
  }

  // Too long to be looked at as a whole: a SET of just this length that begins like an attribute.
  private static boolean begins(byte[] head, long length) throws IOException {
    BerReader reader = new BerReader(new Begun(ByteSource.of(head), length));
    BerValue set = reader.whole();
    BerValue first = reader.read(set.content(), set.contentEnd());
    BerValue type = reader.read(first.content(), first.contentEnd());
    return first.tag() == BerValue.SEQUENCE && type.tag() == BerValue.OBJECT_IDENTIFIER;
  }

  /** A source of which only the first bytes are at hand. */
  private record Begun(ByteSource head, long length) implements ByteSource {
    @Override
    public int read(long position, byte[] target, int offset, int count) throws IOException {
      return head.read(position, target, offset, count);
    }
  }
}
