// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Compares what is written with a stream, which the opener closes. */
final class SameContent extends OutputStream {
  private final InputStream expected;
  private boolean differs;

  SameContent(InputStream expected) {
    this.expected = expected;
  }

  @Override
  public void write(int octet) throws IOException {
    differs |= expected.read() != (octet & 0xff);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    byte[] other = differs ? new byte[0] : expected.readNBytes(count);
    differs |= !Arrays.equals(bytes, from, from + count, other, 0, other.length);
  }

  /** Whether all that was written, and no more, stood in the stream. */
  boolean whole() throws IOException {
    return !differs && expected.read() < 0;
  }
}
