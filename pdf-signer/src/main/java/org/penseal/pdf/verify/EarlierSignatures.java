// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.revision.Revision;

/**
 * Signatures that an earlier revision of the file holds and the final one hides: whoever was to see
 * them sees an unsigned file, or one signed by fewer.
 *
 * <p>Byte ranges are looked for in the bytes of the file, since nothing leads to them any more;
 * each counts only if the revision that it ends has that very signature in a field.
 */
final class EarlierSignatures {
  private static final Pattern RANGE =
      Pattern.compile(
          "\\s*\\[\\s*0\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+(\\d{1,15})\\s*\\].*", Pattern.DOTALL);
  private static final int LONGEST_VALUE = 160;
  // Of a file with more revisions that end in ranges nobody knows what it hides.
  private static final int MOST_REVISIONS = 256;

  private final FileBytes bytes;

  /**
   * @param bytes the file
   */
  EarlierSignatures(FileBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Whether an earlier revision holds a signature that is not among those found.
   *
   * @param scan has seen some of the file, or nothing of it
   * @param found the signatures of the final revision
   */
  boolean anyHidden(
      ByteRangeScan scan, Path file, @Nullable String password, List<FoundSignature> found)
      throws IOException {
    Set<ByteRange> known = new HashSet<>();
    found.forEach(each -> known.add(each.range()));
    Map<Long, Set<ByteRange>> revisions = new HashMap<>();
    Map<Long, Boolean> ends = new HashMap<>();
    for (long offset : scan.offsets(bytes)) {
      ByteRange range = range(offset).orElse(null);
      if (range == null || known.contains(range) || range.end() > bytes.length()) {
        continue;
      }
      Boolean whole = ends.get(range.end());
      if (whole == null) {
        whole = bytes.endsRevision(range.end());
        ends.put(range.end(), whole);
      }
      if (whole) {
        revisions.computeIfAbsent(range.end(), none -> new HashSet<>()).add(range);
      }
    }
    if (revisions.size() > MOST_REVISIONS) {
      return true;
    }
    for (Map.Entry<Long, Set<ByteRange>> each : revisions.entrySet()) {
      if (holds(file, each.getKey(), password, each.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(
      Path file, long end, @Nullable String password, Set<ByteRange> ranges) throws IOException {
    Optional<Revision> revision = Revision.open(file, end, password);
    if (revision.isEmpty()) {
      return false;
    }
    try (Revision open = revision.get()) {
      return FoundSignature.in(open.document()).stream()
          .anyMatch(each -> each.range() != null && ranges.contains(each.range()));
    } catch (RuntimeException | StackOverflowError e) {
      return false; // PDFBox meets a hostile structure with whatever exception comes first
    }
  }

  private Optional<ByteRange> range(long offset) throws IOException {
    Matcher matcher =
        RANGE.matcher(new String(bytes.at(offset, LONGEST_VALUE), StandardCharsets.ISO_8859_1));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      long start = Long.parseLong(matcher.group(1));
      long end = Long.parseLong(matcher.group(2));
      return Optional.of(new ByteRange(start, end, end + Long.parseLong(matcher.group(3))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
