// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a source in order. */
final class SourceStream extends InputStream {
  private final ByteSource source;
  private long position;

  SourceStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    int found = source.read(position, target, offset, count);
    position += Math.max(found, 0);
    return found;
  }
}
