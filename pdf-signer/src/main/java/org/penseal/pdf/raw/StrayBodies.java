// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes that begin like an object or a trailer inside of strings, streams and remarks. A reader
 * that repairs a file takes them for one, and the signed revision may have been made to need
 * repair.
 */
final class StrayBodies {
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int LONGEST = 1 << 11;
  private static final String BETWEEN = "(?:[\\s\\x00]|%[^\\r\\n]{0,80}+[\\r\\n])";
  private static final Pattern BODY =
      Pattern.compile(
          "(?<!\\d)(\\d{1,10})"
              + BETWEEN
              + "{1,16}+(\\d{1,10})"
              + BETWEEN
              + "{1,16}+obj|trailer"
              + BETWEEN
              + "{0,16}+<<");

  private final Source source;
  private final NavigableMap<Long, Long> known;
  private final List<Section> chain;
  private final Set<Long> ended = new HashSet<>();

  /**
   * Of a file.
   *
   * @param known where objects and sections begin to which references lead
   */
  StrayBodies(Source source, NavigableMap<Long, Long> known, List<Section> chain) {
    this.source = source;
    this.known = known;
    this.chain = chain;
  }

  /** Notes those between two offsets. */
  void check(long from, long to, int most, Collection<Note> notes) throws IOException {
    for (long at = from; at < to; at += WINDOW_BYTES) {
      byte[] read = source.at(at, (int) Math.min(to - at, WINDOW_BYTES + LONGEST));
      Matcher body = BODY.matcher(new String(read, StandardCharsets.ISO_8859_1));
      while (body.find() && body.start() < WINDOW_BYTES && notes.size() < most) {
        long start = at + body.start();
        if (body.group(1) == null) {
          trailer(start, notes);
        } else if (!leadsTo(start)) {
          long number = Long.parseLong(body.group(1));
          String code = SectionChain.inUse(chain, number) ? "object-twice" : "bytes-not-referenced";
          notes.add(new Note(code, number + " " + Long.parseLong(body.group(2))));
        }
      }
    }
  }

  // The first one behind the lines of a table is its own.
  private void trailer(long start, Collection<Note> notes) {
    Long section = known.floorKey(start);
    boolean own =
        section != null
            && chain.stream().anyMatch(each -> each.start() == section && start < each.end())
            && ended.add(section);
    if (!own) {
      notes.add(new Note("bytes-not-referenced", ""));
    }
  }

  private boolean leadsTo(long start) throws IOException {
    Long offset = known.floorKey(start);
    if (offset == null || start - offset > LONGEST) {
      return false;
    }
    for (byte each : source.at(offset, (int) (start - offset))) {
      if (!RawParser.isSpace(each)) {
        return false;
      }
    }
    return true;
  }
}
