// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request up to a bound; before its first byte is read the caller is told to go on,
 * where it waits for that.
 */
final class BoundedBody extends FilterInputStream {
  private final long most;
  private final Beginning beginning;
  private boolean begun;
  private boolean ended;
  private @Nullable IOException broken;
  private long read;

  /** What is done before the first byte is read. */
  @FunctionalInterface
  interface Beginning {
    void run() throws IOException;
  }

  BoundedBody(InputStream in, long most, Beginning beginning) {
    super(in);
    this.most = most;
    this.beginning = beginning;
  }

  /** Whether nothing is left of it on the line. */
  boolean ended() {
    return ended;
  }

  private int counted(int count) throws BodyTooLong {
    if (count < 0) {
      ended = true;
      return count;
    }
    read += count;
    if (read > most) {
      throw new BodyTooLong(most);
    }
    return count;
  }

  private void begin() throws IOException {
    if (broken != null) {
      throw new BrokenBody(broken);
    }
    if (!begun) {
      begun = true;
      beginning.run();
    }
  }

  @Override
  public int read() throws IOException {
    begin();
    int octet;
    try {
      octet = in.read();
    } catch (IOException e) {
      broken = e;
      throw new BrokenBody(e);
    }
    counted(octet < 0 ? -1 : 1);
    return octet;
  }

  @Override
  public int read(byte[] target, int from, int many) throws IOException {
    begin();
    if (many == 0) {
      return 0;
    }
    int count;
    try {
      count = in.read(target, from, many);
    } catch (IOException e) {
      broken = e;
      throw new BrokenBody(e);
    }
    return counted(count);
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] nowhere = new byte[(int) Math.min(Math.max(count, 0), 8192)];
    return Math.max(0, read(nowhere, 0, nowhere.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    // The rest is read, or the line closed, by the connection.
  }
}
