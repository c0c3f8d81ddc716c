// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penseal.signature.Octets;

/** The block of extensions at the end of a hello (RFC 5246, section 7.4.1.4). */
final class Extensions {
  private static final int MOST_BYTES = 16_384;

  private Extensions() {}

  /** The contents by type, in their order; the same type twice is a fault. */
  static Map<Integer, Octets> types(ByteReader in) throws TlcpException {
    ByteReader block = in.vector(2, 0, MOST_BYTES);
    Map<Integer, Octets> found = new LinkedHashMap<>();
    while (block.more()) {
      int type = block.number(2);
      Octets content = block.vector(2, 0, MOST_BYTES).rest();
      if (found.put(type, content) != null) {
        throw new TlcpException.Refused(Alert.DECODE_ERROR, "the same extension twice");
      }
    }
    return found;
  }
}
