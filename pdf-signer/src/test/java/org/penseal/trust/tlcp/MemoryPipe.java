// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One direction of a connection in memory. */
final class MemoryPipe {
  private static final byte[] END = {};
  private static final long LONGEST_SECONDS = 120;

  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private final int mostAtOnce;

  /** Everything that was written. */
  final java.io.ByteArrayOutputStream seen = new java.io.ByteArrayOutputStream();

  /**
   * @param mostAtOnce bytes that a read gives
   */
  MemoryPipe(int mostAtOnce) {
    this.mostAtOnce = mostAtOnce;
  }

  MemoryPipe() {
    this(Integer.MAX_VALUE);
  }

  void end() {
    pieces.add(END);
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        if (length > 0) {
          seen.write(bytes, from, length);
          pieces.add(Arrays.copyOfRange(bytes, from, from + length));
        }
      }
    };
  }

  InputStream input() {
    return new InputStream() {
      private byte[] piece = END;
      private int at;
      private boolean over;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        if (over) {
          return -1;
        }
        if (at == piece.length) {
          try {
            byte[] next = pieces.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
              throw new IOException("nobody writes");
            }
            piece = next;
            at = 0;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
          }
          if (piece == END) {
            over = true;
            return -1;
          }
        }
        int count = Math.min(Math.min(length, mostAtOnce), piece.length - at);
        System.arraycopy(piece, at, into, from, count);
        at += count;
        return count;
      }
    };
  }
}
