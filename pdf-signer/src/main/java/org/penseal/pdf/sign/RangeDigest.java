// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/** The digests of a prepared file, computed in one pass that may write it down as it goes. */
final class RangeDigest {
  private static final int BUFFER_BYTES = 1 << 17;

  private final InputStream in;
  private final OutputStream copy;
  private final byte[] buffer;

  private RangeDigest(InputStream in, OutputStream copy, ByteRange range) {
    this.in = in;
    this.copy = copy;
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, range.end())];
  }

  /**
   * What one pass gives.
   *
   * @param input over the first N bytes
   * @param covered over both covered runs
   * @param increment SHA-256 over everything behind the first N bytes, hole included
   */
  record Result(Octets input, Octets covered, Octets increment) {}

  /**
   * Digests a file whose hole is empty.
   *
   * @param in the whole file
   * @param inputLength N, how much of it is the document that came in
   * @param copy receives every byte; not closed
   * @throws IOException if the file does not end where its byte range ends
   */
  static Result of(
      InputStream in,
      long inputLength,
      ByteRange range,
      Suite suite,
      Hashing hashing,
      OutputStream copy)
      throws IOException {
    if (range.holeStart() < inputLength) {
      throw new IOException("the hole lies in the input");
    }
    RangeDigest pass = new RangeDigest(in, copy, range);
    MessageDigest covered = hashing.start(suite.digest(), range.end());
    MessageDigest increment = hashing.start("SHA-256");
    pass.feed(inputLength, covered, null);
    // Both digests begin with the same N bytes: a copy of the state saves a second pass.
    byte[] input = cloned(covered).digest();
    pass.feed(range.holeStart() - inputLength, covered, increment);
    pass.feed(range.holeEnd() - range.holeStart(), null, increment);
    pass.feed(range.end() - range.holeEnd(), covered, increment);
    if (in.read() >= 0) {
      throw new IOException("the file goes on behind its byte range");
    }
    return new Result(Octets.of(input), Octets.of(covered.digest()), Octets.of(increment.digest()));
  }

  /**
   * The digest over the covered runs alone.
   *
   * @param in the whole file
   * @param algorithm JCA name
   */
  static Octets covered(InputStream in, ByteRange range, String algorithm, Hashing hashing)
      throws IOException {
    RangeDigest pass = new RangeDigest(in, OutputStream.nullOutputStream(), range);
    MessageDigest covered = hashing.start(algorithm, range.end());
    pass.feed(range.holeStart(), covered, null);
    pass.feed(range.holeEnd() - range.holeStart(), null, null);
    pass.feed(range.end() - range.holeEnd(), covered, null);
    return Octets.of(covered.digest());
  }

  private static MessageDigest cloned(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("digests of a Hashing can be cloned", e);
    }
  }

  private void feed(long length, @Nullable MessageDigest first, @Nullable MessageDigest second)
      throws IOException {
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("cut off");
      }
      if (first != null) {
        first.update(buffer, 0, count);
      }
      if (second != null) {
        second.update(buffer, 0, count);
      }
      copy.write(buffer, 0, count);
      left -= count;
    }
  }
}
