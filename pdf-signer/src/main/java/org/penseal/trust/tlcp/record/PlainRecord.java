// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

/**
 * A record without its protection.
 *
 * @param type what it carries
 * @param content at most 16,384 bytes; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call only
public record PlainRecord(ContentType type, byte[] content) {
  /** The most that a record carries, in bytes (GB/T 38636-2020, section 6.3.2.1). */
  public static final int MOST_BYTES = 1 << 14;
}
