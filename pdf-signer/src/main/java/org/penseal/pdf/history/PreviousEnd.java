// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import java.io.IOException;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penseal.pdf.revision.FileBytes;

/** Where the revision ends behind which the newest update of a file was written. */
final class PreviousEnd {
  private static final String WORD = "startxref";
  private static final Pattern MARK =
      Pattern.compile("startxref\\s+(\\d{1,18})\\s+%%EOF(\\r\\n|\\r|\\n)?");
  private static final int LONGEST_MARK_BYTES = 128;
  private static final int BLOCK_BYTES = 1 << 15;
  private static final int LARGEST_SCANNED_UPDATE = 64 << 20;

  private PreviousEnd() {}

  /**
   * Looks for the last end mark before the newest cross-reference section that leads to an older
   * one. A linearised file has its newest section in front, and its first mark leads to none.
   *
   * @param sections where the sections begin, the newest first
   * @return empty if there is no such mark, as in the first revision
   */
  static OptionalLong of(FileBytes bytes, Set<Long> sections) throws IOException {
    if (sections.isEmpty()) {
      return OptionalLong.empty();
    }
    long newest = sections.iterator().next();
    Set<Long> older = new TreeSet<>(sections);
    older.removeIf(each -> each >= newest);
    if (older.isEmpty()) {
      return OptionalLong.empty();
    }
    long lowest = Math.max(Collections.min(older), newest - LARGEST_SCANNED_UPDATE);
    for (long to = newest; to > lowest; to -= BLOCK_BYTES) {
      long from = Math.max(lowest, to - BLOCK_BYTES);
      long behind = Math.min(newest, to + LONGEST_MARK_BYTES);
      int end = last(bytes.text(from, (int) (behind - from)), older);
      if (end >= 0) {
        return OptionalLong.of(from + end);
      }
    }
    return OptionalLong.empty();
  }

  private static int last(String text, Set<Long> older) {
    Matcher mark = MARK.matcher(text);
    for (int at = text.lastIndexOf(WORD); at >= 0; at = text.lastIndexOf(WORD, at - 1)) {
      mark.region(at, text.length());
      if (mark.lookingAt() && older.contains(Long.parseLong(mark.group(1)))) {
        return mark.end();
      }
    }
    return -1;
  }
}
