// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.ber;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.penseal.file.ByteSource;

/** The octets of a string, whatever pieces it stands in. */
final class OctetStream extends InputStream {
  private final BerReader reader;
  private final ByteSource source;
  private final Deque<BerValue> open = new ArrayDeque<>();
  private long position;
  private long runEnd;

  OctetStream(BerReader reader, ByteSource source, BerValue value) {
    this.reader = reader;
    this.source = source;
    enter(value);
  }

  private void enter(BerValue value) {
    position = value.content();
    if (value.constructed()) {
      open.push(value);
      runEnd = position;
    } else {
      runEnd = value.contentEnd();
    }
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
    while (position == runEnd) {
      if (!advance()) {
        return -1;
      }
    }
    int wanted = (int) Math.min(count, runEnd - position);
    int found = source.read(position, target, offset, wanted);
    if (found <= 0) {
      throw new BerException("cut off");
    }
    position += found;
    return found;
  }

  // To the next piece; false at the end.
  private boolean advance() throws IOException {
    while (!open.isEmpty() && position >= open.element().contentEnd()) {
      position = open.pop().end();
      runEnd = position;
    }
    if (open.isEmpty()) {
      return false;
    }
    BerValue piece = reader.read(position, open.element().contentEnd());
    if (piece.tag() != BerValue.OCTET_STRING || open.size() > BerReader.DEEPEST) {
      throw new BerException("no octet string");
    }
    enter(piece);
    return true;
  }
}
