// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.message.HandshakeMessage;

/**
 * Writes records, each in one call. Safe for several threads; whoever gave the stream closes it.
 */
public final class RecordWriter {
  private final OutputStream out;
  private @Nullable Protection protection;

  /** To a stream. */
  public RecordWriter(OutputStream out) {
    this.out = out;
  }

  /** From the next record on. */
  public synchronized void protect(Protection with) {
    protection = with;
  }

  /** Writes contents of any length; a long one in several records, an empty one in one. */
  public synchronized void write(ContentType type, byte[] content, int from, int length)
      throws IOException {
    int at = from;
    do {
      int count = Math.min(PlainRecord.MOST_BYTES, from + length - at);
      one(type, content, at, count);
      at += count;
    } while (at < from + length);
  }

  /** All of an array. */
  public void write(ContentType type, byte[] content) throws IOException {
    write(type, content, 0, content.length);
  }

  private void one(ContentType type, byte[] content, int from, int length) throws IOException {
    Protection sealing = protection;
    byte[] fragment = content;
    int at = from;
    int count = length;
    if (sealing != null) {
      fragment = sealing.seal(type, content, from, length);
      at = 0;
      count = fragment.length;
    }
    byte[] record = new byte[5 + count];
    record[0] = (byte) type.code();
    record[1] = (byte) (HandshakeMessage.VERSION >> 8);
    record[2] = (byte) HandshakeMessage.VERSION;
    record[3] = (byte) (count >> 8);
    record[4] = (byte) count;
    System.arraycopy(fragment, at, record, 5, count);
    out.write(record);
  }

  /** Passes on what a buffer below holds. */
  public synchronized void flush() throws IOException {
    out.flush();
  }
}
