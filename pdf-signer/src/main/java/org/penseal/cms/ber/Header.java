// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.ber;

import java.io.IOException;
import java.io.OutputStream;

/** Tag and length in the fewest octets (X.690, section 10.1). */
final class Header {
  private Header() {}

  static int length(long count) {
    return 2 + (count < 0x80 ? 0 : octets(count));
  }

  static void write(OutputStream out, int identifier, long count) throws IOException {
    out.write(identifier);
    if (count < 0x80) {
      out.write((int) count);
      return;
    }
    int octets = octets(count);
    out.write(0x80 | octets);
    for (int i = octets - 1; i >= 0; i--) {
      out.write((int) (count >>> 8 * i));
    }
  }

  private static int octets(long count) {
    return (Long.SIZE - Long.numberOfLeadingZeros(count) + 7) / 8;
  }
}
