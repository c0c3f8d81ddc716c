// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A run of bytes that can be read from any place without being taken into memory. */
public interface ByteSource {
  /** The number of bytes. */
  long length();

  /**
   * Reads bytes from a position.
   *
   * @return how many were read, at least 1, or -1 at the end or behind it
   * @throws InputFailure if the bytes cannot be read
   */
  int read(long position, byte[] target, int offset, int count) throws IOException;

  /** All bytes in order; closing the stream does not close the source. */
  default InputStream stream() {
    return new SourceStream(this);
  }

  /** Bytes in memory; they are copied. */
  static ByteSource of(byte[] bytes) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    return new ByteSource() {
      @Override
      public long length() {
        return copy.length;
      }

      @Override
      public int read(long position, byte[] target, int offset, int count) {
        if (position >= copy.length) {
          return -1;
        }
        int found = (int) Math.min(count, copy.length - position);
        System.arraycopy(copy, (int) position, target, offset, found);
        return found;
      }
    };
  }
}
