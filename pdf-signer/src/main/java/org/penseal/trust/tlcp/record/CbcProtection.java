// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * SM4-CBC with HMAC-SM3 (GB/T 38636-2020, section 6.3.2.4.2): an IV in each record, MAC before
 * padding before encryption. A wrong padding and a wrong MAC are one fault, found after the same
 * work (what AlFardan and Paterson showed in 2013 as Lucky Thirteen).
 */
final class CbcProtection extends Protection {
  private static final int BLOCK = 16;
  private static final int MOST_PADDING = 255;
  private static final int MOST_BYTES =
      BLOCK + PlainRecord.MOST_BYTES + RecordMac.BYTES + MOST_PADDING + 1;

  private final SM4Engine sealing = new SM4Engine();
  private final SM4Engine opening = new SM4Engine();
  private final RecordMac mac;
  private final SecureRandom random;

  CbcProtection(byte[] key, RecordMac mac, SecureRandom random) {
    sealing.init(true, new KeyParameter(key));
    opening.init(false, new KeyParameter(key));
    this.mac = mac;
    this.random = random;
  }

  CbcProtection(byte[] key, byte[] macKey, SecureRandom random) {
    this(key, new RecordMac(macKey, SM3Digest::new), random);
  }

  @Override
  byte[] seal(ContentType type, byte[] content, int from, int length) throws TlcpException {
    byte[] tag = mac.of(header(next(), type, length), content, from, length);
    int filled = BLOCK + length + RecordMac.BYTES;
    int padding = BLOCK - 1 - (filled & BLOCK - 1);
    byte[] fragment = new byte[filled + padding + 1];
    byte[] iv = new byte[BLOCK];
    random.nextBytes(iv);
    System.arraycopy(iv, 0, fragment, 0, BLOCK);
    System.arraycopy(content, from, fragment, BLOCK, length);
    System.arraycopy(tag, 0, fragment, BLOCK + length, RecordMac.BYTES);
    Arrays.fill(fragment, filled, fragment.length, (byte) padding);
    for (int at = BLOCK; at < fragment.length; at += BLOCK) {
      for (int i = at; i < at + BLOCK; i++) {
        fragment[i] ^= fragment[i - BLOCK];
      }
      sealing.processBlock(fragment, at, fragment, at);
    }
    return fragment;
  }

  @Override
  byte[] open(ContentType type, byte[] fragment) throws TlcpException {
    if (fragment.length < BLOCK + RecordMac.BYTES + BLOCK
        || fragment.length > MOST_BYTES
        || fragment.length % BLOCK != 0) {
      throw bad("no length of CBC");
    }
    byte[] plain = new byte[fragment.length - BLOCK];
    for (int at = 0; at < plain.length; at += BLOCK) {
      opening.processBlock(fragment, at + BLOCK, plain, at);
      for (int i = at; i < at + BLOCK; i++) {
        plain[i] ^= fragment[i];
      }
    }
    return content(type, plain);
  }

  // From here to the last line no branch and no index depends on the padding. Its length says how
  // much SM3 is given, but not how often it compresses.
  private byte[] content(ContentType type, byte[] plain) throws TlcpException {
    int longest = plain.length - RecordMac.BYTES - 1;
    int last = plain[plain.length - 1] & 0xFF;
    // All ones where the padding does not fit into the record; it then counts as none.
    int wrong = longest - last >> 31;
    int padding = last & ~wrong;
    for (int i = 0; i <= Math.min(MOST_PADDING, plain.length - 1); i++) {
      int inside = i - padding - 1 >> 31;
      wrong |= inside & (plain[plain.length - 1 - i] & 0xFF ^ last);
    }
    int length = longest - padding;
    byte[] expected = mac.of(header(next(), type, length), plain, 0, length, longest);
    byte[] shown = tag(plain, length);
    for (int i = 0; i < RecordMac.BYTES; i++) {
      wrong |= expected[i] ^ shown[i];
    }
    wrong |= PlainRecord.MOST_BYTES - length >> 31;
    if (wrong != 0) {
      throw bad("does not open");
    }
    return Arrays.copyOf(plain, length);
  }

  /** The bytes where the MAC stands, gathered from wherever it may stand. */
  private static byte[] tag(byte[] plain, int at) {
    byte[] tag = new byte[RecordMac.BYTES];
    int first = Math.max(0, plain.length - RecordMac.BYTES - 1 - MOST_PADDING);
    for (int from = first; from < plain.length - RecordMac.BYTES; from++) {
      int difference = from ^ at;
      int here = ~((difference | -difference) >> 31);
      for (int i = 0; i < RecordMac.BYTES; i++) {
        tag[i] |= (byte) (plain[from + i] & here);
      }
    }
    return tag;
  }
}
