// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The streams of a page as one, with an end of line between them.
 *
 * @param bytes decoded
 * @param ends where these ends of line stand
 */
record JoinedContent(byte[] bytes, NavigableSet<Integer> ends) {
  static JoinedContent of(byte[] only) {
    return new JoinedContent(only, Collections.emptyNavigableSet());
  }

  /** Some readers put white space between two streams (ISO 32000-2, 7.8.2), some do not. */
  static JoinedContent of(List<byte[]> streams) throws Ambiguous {
    List<byte[]> all = streams.stream().filter(each -> each.length > 0).toList();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    NavigableSet<Integer> ends = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) {
      byte[] each = all.get(i);
      joined.writeBytes(each);
      if (i + 1 < all.size()) {
        if (!ContentScanner.isSpace(each[each.length - 1])
            && !ContentScanner.isSpace(all.get(i + 1)[0])) {
          throw new Ambiguous("streams without white space between them");
        }
        ends.add(joined.size());
        joined.write('\n');
      }
    }
    return new JoinedContent(joined.toByteArray(), ends);
  }

  /** Whether two streams meet between two offsets. */
  boolean joins(int from, int to) {
    Integer end = ends.ceiling(from);
    return end != null && end < to;
  }
}
