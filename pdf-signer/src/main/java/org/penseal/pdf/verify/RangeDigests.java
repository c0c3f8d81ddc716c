// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * The digests that the signatures of a file are over, in one pass for each algorithm: every range
 * begins with the first byte, so what they have in common is fed once and the digest cloned where
 * their ways part.
 */
final class RangeDigests {
  // The way of a range that is its own is as long as a signature with what belongs to it. Ranges
  // that share nothing are for wearing a verifier out.
  private static final int MOST_TIMES_OF_FILE = 16;
  private static final long ALWAYS_BYTES = 64L << 20;

  /**
   * A digest over the first bytes of a file but for one hole.
   *
   * @param algorithm JCA name
   * @param holeStart where the hole begins
   * @param holeEnd offset just behind it
   * @param end offset just behind the last byte
   */
  record Wanted(String algorithm, long holeStart, long holeEnd, long end) {
    static Wanted of(String algorithm, ByteRange range) {
      return new Wanted(algorithm, range.holeStart(), range.holeEnd(), range.end());
    }

    /** The first bytes without a hole. */
    static Wanted prefix(String algorithm, long length) {
      return new Wanted(algorithm, length, length, length);
    }
  }

  private final Map<Wanted, Octets> found = new HashMap<>();

  private final long fileBytes;

  private RangeDigests(long fileBytes) {
    this.fileBytes = fileBytes;
  }

  /** Makes the digests; what ends behind the file is left out. */
  static RangeDigests of(FileBytes bytes, Hashing hashing, Collection<Wanted> wanted)
      throws IOException {
    return of(bytes, hashing, wanted, (offset, buffer, count) -> {});
  }

  /** The same; the watcher sees at least what the first pass reads. */
  static RangeDigests of(
      FileBytes bytes, Hashing hashing, Collection<Wanted> wanted, FileBytes.Watcher watcher)
      throws IOException {
    RangeDigests digests = new RangeDigests(bytes.length());
    Map<String, TreeSet<Wanted>> byAlgorithm = new HashMap<>();
    for (Wanted each : wanted) {
      if (each.end <= digests.fileBytes) {
        byAlgorithm.computeIfAbsent(each.algorithm, a -> new TreeSet<>(ORDER)).add(each);
      }
    }
    for (TreeSet<Wanted> each : byAlgorithm.values()) {
      digests.pass(bytes, hashing, List.copyOf(each), watcher);
    }
    return digests;
  }

  private static final Comparator<Wanted> ORDER =
      Comparator.comparingLong(Wanted::holeStart)
          .thenComparingLong(Wanted::holeEnd)
          .thenComparingLong(Wanted::end);

  private void pass(
      FileBytes bytes, Hashing hashing, List<Wanted> inOrder, FileBytes.Watcher watcher)
      throws IOException {
    long left = Math.max(ALWAYS_BYTES, MOST_TIMES_OF_FILE * fileBytes);
    Wanted last = inOrder.getLast();
    MessageDigest common = hashing.start(last.algorithm, last.end);
    long position = 0;
    for (Wanted each : inOrder) {
      bytes.feed(common, position, each.holeStart, watcher);
      position = each.holeStart;
      left -= each.end - each.holeEnd;
      if (left >= 0) {
        MessageDigest own = each == last ? common : copy(common);
        bytes.feed(own, each.holeEnd, each.end, watcher);
        found.put(each, Octets.of(own.digest()));
      }
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " is promised to be cloned", e);
    }
  }

  /** The digest; null if the file is shorter, or if the ranges are more than a file can have. */
  @Nullable Octets of(Wanted wanted) {
    return found.get(wanted);
  }

  /** Why there is none: a reason code. */
  String whyNot(Wanted wanted) {
    return wanted.end > fileBytes ? "digest-mismatch" : "digest-not-made";
  }
}
