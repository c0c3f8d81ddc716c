// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.io.ByteArrayOutputStream;
import org.penseal.signature.Octets;

/** Writes numbers and vectors (RFC 5246, section 4). */
final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ByteWriter number(int value, int width) {
    if (value < 0 || (long) value >= 1L << 8 * width) {
      throw new IllegalArgumentException(value + " in " + width + " bytes");
    }
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      out.write(value >> shift);
    }
    return this;
  }

  ByteWriter octets(Octets bytes) {
    out.writeBytes(bytes.bytes());
    return this;
  }

  ByteWriter vector(int width, byte[] bytes) {
    number(bytes.length, width);
    out.writeBytes(bytes);
    return this;
  }

  ByteWriter vector(int width, Octets bytes) {
    return vector(width, bytes.bytes());
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
