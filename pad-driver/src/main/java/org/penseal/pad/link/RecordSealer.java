// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

/**
 * Seals the reports of one direction, numbered from 0. Not safe for use by several threads: records
 * must leave in the order of their numbers.
 */
public final class RecordSealer {
  private final RecordCipher cipher;
  private int next;

  RecordSealer(RecordCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * The record of a report, id first.
   *
   * @throws IllegalStateException after 2^31 - 1 records, more than a pad sends in 160 days
   */
  public byte[] seal(byte[] report) {
    if (next == Integer.MAX_VALUE) {
      throw new IllegalStateException("the numbers of this link are used up");
    }
    return cipher.seal(next++, report);
  }
}
