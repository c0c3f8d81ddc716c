// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * The cipher of one direction: a record is {@code id counter(4) text tag(16)}, the text in SM4-CTR
 * whose first block is {@code counter(4) 0(12)}, the tag the first half of HMAC-SM3 over all before
 * it. Not safe for use by several threads.
 */
final class RecordCipher {
  static final int HEAD_BYTES = 5;
  static final int TAG_BYTES = 16;

  /** How much longer than its report a record is. */
  static final int OVERHEAD = HEAD_BYTES + TAG_BYTES;

  private static final int BLOCK = 16;

  private final int id;
  private final KeyParameter key;
  private final CTRModeCipher cipher = SICBlockCipher.newInstance(new SM4Engine());
  private final HMac mac = new HMac(new SM3Digest());

  RecordCipher(int id, byte[] key, byte[] macKey) {
    this.id = id;
    this.key = new KeyParameter(key);
    this.mac.init(new KeyParameter(macKey));
  }

  int id() {
    return id;
  }

  /** The record with this number. */
  byte[] seal(int counter, byte[] report) {
    byte[] record = new byte[HEAD_BYTES + report.length + TAG_BYTES];
    ByteBuffer.wrap(record).put((byte) id).putInt(counter);
    text(counter, report, 0, report.length, record, HEAD_BYTES);
    byte[] tag = tag(record, HEAD_BYTES + report.length);
    System.arraycopy(tag, 0, record, HEAD_BYTES + report.length, TAG_BYTES);
    return record;
  }

  /** Whether the record is whole and of this direction. */
  boolean intact(byte[] record) {
    int end = record.length - TAG_BYTES;
    if (end <= HEAD_BYTES || (record[0] & 0xFF) != id) {
      return false;
    }
    byte[] sent = Arrays.copyOfRange(record, end, record.length);
    return org.bouncycastle.util.Arrays.constantTimeAreEqual(sent, tag(record, end));
  }

  static int counter(byte[] record) {
    return ByteBuffer.wrap(record).getInt(1);
  }

  /** The report in a record that is intact. */
  byte[] open(byte[] record) {
    byte[] report = new byte[record.length - HEAD_BYTES - TAG_BYTES];
    text(counter(record), record, HEAD_BYTES, report.length, report, 0);
    return report;
  }

  private void text(int counter, byte[] from, int at, int length, byte[] to, int toAt) {
    byte[] first = ByteBuffer.allocate(BLOCK).putInt(counter).array();
    cipher.init(true, new ParametersWithIV(key, first));
    cipher.processBytes(from, at, length, to, toAt);
  }

  private byte[] tag(byte[] record, int length) {
    byte[] whole = new byte[32];
    mac.update(record, 0, length);
    mac.doFinal(whole, 0);
    return Arrays.copyOf(whole, TAG_BYTES);
  }
}
