// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Suite;

/** The digests of a prepared file, computed in one pass. */
final class RangeDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private RangeDigest() {}

  /**
   * What one pass gives.
   *
   * @param input over the first N bytes
   * @param covered over both covered runs
   * @param increment SHA-256 over everything behind the first N bytes, hole included
   */
  record Result(Octets input, Octets covered, Octets increment) {}

  static Result of(Path file, long inputLength, ByteRange range, Suite suite, Hashing hashing)
      throws IOException {
    if (Files.size(file) != range.end() || range.holeStart() < inputLength) {
      throw new IOException("the file does not end where its byte range ends");
    }
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest covered = hashing.start(suite.digest());
      MessageDigest increment = hashing.start("SHA-256");
      feed(in, inputLength, covered, null);
      byte[] input = snapshot(file, inputLength, covered, suite, hashing);
      feed(in, range.holeStart() - inputLength, covered, increment);
      feed(in, range.holeEnd() - range.holeStart(), null, increment);
      feed(in, range.end() - range.holeEnd(), covered, increment);
      return new Result(
          Octets.of(input), Octets.of(covered.digest()), Octets.of(increment.digest()));
    }
  }

  /** The digest over the covered runs alone. */
  static Octets covered(Path file, ByteRange range, String algorithm, Hashing hashing)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest covered = hashing.start(algorithm);
      feed(in, range.holeStart(), covered, null);
      feed(in, range.holeEnd() - range.holeStart(), null, null);
      feed(in, range.end() - range.holeEnd(), covered, null);
      return Octets.of(covered.digest());
    }
  }

  // Both digests begin with the same N bytes: a copy of the state saves a second pass.
  private static byte[] snapshot(
      Path file, long length, MessageDigest state, Suite suite, Hashing hashing)
      throws IOException {
    try {
      return ((MessageDigest) state.clone()).digest();
    } catch (CloneNotSupportedException e) {
      MessageDigest again = hashing.start(suite.digest());
      try (InputStream in = Files.newInputStream(file)) {
        feed(in, length, again, null);
      }
      return again.digest();
    }
  }

  private static void feed(
      InputStream in,
      long length,
      @org.jspecify.annotations.Nullable MessageDigest first,
      @org.jspecify.annotations.Nullable MessageDigest second)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("cut off");
      }
      if (first != null) {
        first.update(buffer, 0, count);
      }
      if (second != null) {
        second.update(buffer, 0, count);
      }
      left -= count;
    }
  }
}
