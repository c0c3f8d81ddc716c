// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * HMAC-SM3 (RFC 2104 over GB/T 32905) of records, for a receiver who must not show by his time how
 * many of the bytes were padding.
 */
final class RecordMac {
  /** Bytes of a MAC. */
  static final int BYTES = 32;

  private static final int BLOCK = 64;
  // A bit and a length of 64 bits end every message (GB/T 32905, section 5.2).
  private static final int END_BYTES = 9;
  private static final byte[] NOTHING = new byte[5 * BLOCK];

  private final SM3Digest inner;
  private final SM3Digest outer;
  private final SM3Digest work;
  private final SM3Digest idle;

  /**
   * @param digests fresh ones; another kind only where a test counts
   */
  RecordMac(byte[] key, Supplier<SM3Digest> digests) {
    inner = keyed(key, 0x36, digests.get());
    outer = keyed(key, 0x5C, digests.get());
    work = digests.get();
    idle = digests.get();
  }

  private static SM3Digest keyed(byte[] key, int pad, SM3Digest digest) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= (byte) pad;
    }
    digest.update(block, 0, BLOCK);
    return digest;
  }

  /** The MAC of a header and a content. */
  byte[] of(byte[] header, byte[] content, int from, int length) {
    byte[] mac = new byte[BYTES];
    work.reset(inner);
    work.update(header, 0, header.length);
    work.update(content, from, length);
    work.doFinal(mac, 0);
    work.reset(outer);
    work.update(mac, 0, BYTES);
    work.doFinal(mac, 0);
    return mac;
  }

  /** The same; SM3 compresses as often as for a content of {@code longest} bytes. */
  byte[] of(byte[] header, byte[] content, int from, int length, int longest) {
    byte[] mac = of(header, content, from, length);
    int more = blocks(header.length + longest) - blocks(header.length + length);
    idle.reset();
    idle.update(NOTHING, 0, more * BLOCK);
    return mac;
  }

  private static int blocks(int bytes) {
    return (bytes + END_BYTES + BLOCK - 1) / BLOCK;
  }
}
