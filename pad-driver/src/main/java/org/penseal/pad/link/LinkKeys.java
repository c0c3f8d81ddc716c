// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.util.Arrays;

/**
 * The keys of one link, cut from what the key agreement's own derivation gave: SM4 to the pad (16),
 * SM4 from the pad (16), HMAC-SM3 to the pad (32), HMAC-SM3 from the pad (32).
 */
final class LinkKeys {
  static final int BYTES = 96;

  private final byte[] bytes;

  LinkKeys(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("link keys of a wrong length");
    }
    this.bytes = bytes.clone();
  }

  LinkSession host() {
    return new LinkSession(new RecordSealer(toPad()), new RecordOpener(fromPad()));
  }

  LinkSession pad() {
    return new LinkSession(new RecordSealer(fromPad()), new RecordOpener(toPad()));
  }

  private RecordCipher toPad() {
    return new RecordCipher(LinkReport.TO_PAD, part(0, 16), part(32, 64));
  }

  private RecordCipher fromPad() {
    return new RecordCipher(LinkReport.FROM_PAD, part(16, 32), part(64, 96));
  }

  private byte[] part(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
