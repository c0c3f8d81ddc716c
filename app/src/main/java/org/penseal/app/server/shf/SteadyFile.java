// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.penseal.signature.Octets;

/** The content of a file that may neither grow nor shrink while it is read. */
final class SteadyFile extends InputStream {
  private final InputStream in;
  private final long length;
  private final MessageDigest sm3;
  private long read;
  private Optional<Octets> whole = Optional.empty();

  /** It has another length than when it was opened. */
  static final class Changed extends IOException {
    private static final long serialVersionUID = 1L;

    Changed() {
      super("the file has another length by now");
    }
  }

  /**
   * A file.
   *
   * @param length when it was opened, in bytes
   * @param sm3 begun for this file
   */
  SteadyFile(InputStream in, long length, MessageDigest sm3) {
    this.in = in;
    this.length = length;
    this.sm3 = sm3;
  }

  /** In bytes. */
  long length() {
    return length;
  }

  /** Its SM3; empty unless it was read to its end. */
  Optional<Octets> sm3() {
    return whole;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int many) throws IOException {
    if (many == 0) {
      return 0;
    }
    if (read == length) {
      end();
      return -1;
    }
    int count = in.read(target, from, (int) Math.min(many, length - read));
    if (count < 0) {
      throw new Changed();
    }
    sm3.update(target, from, count);
    read += count;
    return count;
  }

  private void end() throws IOException {
    if (whole.isEmpty()) {
      if (in.read() >= 0) {
        throw new Changed();
      }
      whole = Optional.of(Octets.of(sm3.digest()));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
