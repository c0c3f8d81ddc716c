// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.ber;

/**
 * Where one value stands (X.690, section 8.1).
 *
 * @param tag class bits and number as in the first octet, without the bit for constructed; for
 *     example 0x10 SEQUENCE, 0x80 [0]
 * @param constructed whether it consists of further values
 * @param start of the first octet of the tag
 * @param content start of the contents
 * @param contentEnd end of the contents
 * @param end end of the value, end-of-contents octets included
 */
public record BerValue(
    int tag, boolean constructed, long start, long content, long contentEnd, long end) {
  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int OCTET_STRING = 0x04;
  public static final int OBJECT_IDENTIFIER = 0x06;
  public static final int SEQUENCE = 0x10;
  public static final int SET = 0x11;

  /** The context-specific tag of a number below 31. */
  public static int context(int number) {
    return 0x80 | number;
  }

  /** The number of octets of the contents. */
  public long contentLength() {
    return contentEnd - content;
  }
}
