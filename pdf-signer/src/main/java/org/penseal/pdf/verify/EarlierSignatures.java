// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
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
  private static final byte[] KEY = "/ByteRange".getBytes(StandardCharsets.ISO_8859_1);
  private static final Pattern RANGE =
      Pattern.compile(
          "\\s*\\[\\s*0\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+(\\d{1,15})\\s*\\].*", Pattern.DOTALL);
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int LONGEST_VALUE = 160;
  private static final int MOST_RANGES = 256;

  private final FileBytes bytes;
  private final int[] skip = new int[256];

  EarlierSignatures(FileBytes bytes) {
    this.bytes = bytes;
    java.util.Arrays.fill(skip, KEY.length);
    for (int i = 0; i < KEY.length - 1; i++) {
      skip[KEY[i] & 0xff] = KEY.length - 1 - i;
    }
  }

  /**
   * Whether an earlier revision holds a signature that is not among those found.
   *
   * @param found the signatures of the final revision
   */
  boolean anyHidden(Path file, @Nullable String password, List<FoundSignature> found)
      throws IOException {
    Set<ByteRange> ranges = ranges();
    found.forEach(each -> ranges.remove(each.range()));
    for (ByteRange range : ranges) {
      if (range.end() <= bytes.length()
          && bytes.endsRevision(range.end())
          && holds(file, password, range)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Path file, @Nullable String password, ByteRange range)
      throws IOException {
    Optional<Revision> revision = Revision.open(file, range.end(), password);
    if (revision.isEmpty()) {
      return false;
    }
    try (Revision open = revision.get()) {
      return FoundSignature.in(open.document()).stream()
          .anyMatch(each -> range.equals(each.range()));
    } catch (RuntimeException | StackOverflowError e) {
      return false; // PDFBox meets a hostile structure with whatever exception comes first
    }
  }

  // Horspool: from window to window, each a value's length into the next.
  private Set<ByteRange> ranges() throws IOException {
    Set<ByteRange> ranges = new LinkedHashSet<>();
    int overlap = KEY.length + LONGEST_VALUE;
    for (long from = 0; from < bytes.length(); from += WINDOW_BYTES - overlap) {
      byte[] window = bytes.at(from, WINDOW_BYTES);
      int at = KEY.length - 1;
      while (at < window.length && ranges.size() < MOST_RANGES) {
        byte last = window[at];
        if (last == KEY[KEY.length - 1] && matches(window, at - KEY.length + 1)) {
          range(window, at + 1).ifPresent(ranges::add);
        }
        at += skip[last & 0xff];
      }
    }
    return ranges;
  }

  private static boolean matches(byte[] window, int from) {
    return java.util.Arrays.equals(window, from, from + KEY.length, KEY, 0, KEY.length);
  }

  private static Optional<ByteRange> range(byte[] window, int from) {
    int count = Math.min(LONGEST_VALUE, window.length - from);
    String text = new String(window, from, count, StandardCharsets.ISO_8859_1);
    Matcher matcher = RANGE.matcher(text);
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
