// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds bytes that no cross reference leads to, between objects and inside them. A reader that
 * repairs a file takes whatever begins like an object for one, also in strings, streams and
 * comments.
 */
final class Gaps {
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int MOST_TRIES = 4096;
  private static final int LONGEST_HEADER = 64;
  private static final Pattern HEADER =
      Pattern.compile("\\d{1,10}[\\s\\x00]{1,20}\\d{1,5}[\\s\\x00]{1,20}obj");
  // The beginning of an object: two numbers, each perhaps followed by comments.
  private static final int LONGEST_BODY = 1 << 16;
  private static final String BETWEEN = "(?:[\\s\\x00]{1,1024}+|%[^\\r\\n]{0,80}+[\\r\\n])";
  private static final Pattern BODY =
      Pattern.compile(
          "(?<!\\d)0{0,64}(\\d{1,10}+)"
              + BETWEEN
              + "{1,16}+0{0,64}(\\d{1,10}+)"
              + BETWEEN
              + "{0,16}+obj|trailer"
              + BETWEEN
              + "{0,16}+<<");

  private final Source source;
  private final ObjectReader objects;
  private final List<Section> chain;
  private final ObjectReader.Lengths lengths;
  private final Collection<Note> notes;
  private final Set<Long> ended = new HashSet<>();

  Gaps(
      ObjectReader objects,
      List<Section> chain,
      ObjectReader.Lengths lengths,
      Collection<Note> notes) {
    this.source = objects.source();
    this.objects = objects;
    this.chain = chain;
    this.lengths = lengths;
    this.notes = notes;
  }

  /**
   * Notes what lies between two offsets and is not covered.
   *
   * @param covered ends by beginnings, of what cross references lead to
   */
  void check(long from, long to, NavigableMap<Long, Long> covered) throws IOException {
    long at = from;
    covered.put(to, to);
    for (Map.Entry<Long, Long> each : covered.entrySet()) {
      if (each.getKey() > at) {
        gap(at, each.getKey(), from == 0);
      }
      at = Math.max(at, each.getValue());
    }
  }

  private void gap(long at, long end, boolean first) throws IOException {
    long position = at;
    int tries = 0;
    while (position < end && notes.size() < RawFile.MOST_NOTES) {
      byte[] read = source.at(position, (int) Math.min(end - position, WINDOW_BYTES));
      RawParser parser = new RawParser(Arrays.copyOf(read, read.length + 1), 0);
      parser.skip();
      if (parser.position() >= read.length) {
        position += read.length; // nothing but white space and remarks
        continue;
      }
      if (mark(parser)) {
        position += parser.position();
        continue;
      }
      if (++tries > MOST_TRIES) {
        notes.add(new Note("object-not-readable", ""));
        return;
      }
      long here = position + parser.position();
      long next = unreferenced(here, first);
      position = next > here ? next : header(here + 1, end);
    }
  }

  // The offset where the next object may begin, or the end; other bytes cannot hide an object.
  private long header(long from, long end) throws IOException {
    for (long at = from; at < end; at += WINDOW_BYTES - LONGEST_HEADER) {
      byte[] read = source.at(at, (int) Math.min(end - at, WINDOW_BYTES));
      Matcher matcher = HEADER.matcher(new String(read, StandardCharsets.ISO_8859_1));
      if (matcher.find()) {
        return at + matcher.start();
      }
    }
    return end;
  }

  private static boolean mark(RawParser parser) {
    int start = parser.position();
    try {
      parser.require("startxref");
      parser.integer();
      return true;
    } catch (Malformed e) {
      parser.moveTo(start);
      return false;
    }
  }

  // A repairing reader would use another body of an object in use.
  private long unreferenced(long offset, boolean first) throws IOException {
    try {
      RawObject object = objects.at(offset, lengths);
      Entry entry = SectionChain.entry(chain, object.number());
      boolean twice = entry != null && entry.inUse();
      String code =
          twice ? "object-twice" : first ? "object-not-referenced" : "bytes-not-referenced";
      notes.add(new Note(code, object.number() + " " + object.generation()));
      return object.end();
    } catch (Malformed e) {
      notes.add(new Note("bytes-not-referenced", ""));
      return -1;
    }
  }

  /**
   * Notes objects and trailers inside strings, streams and comments.
   *
   * @param known where the objects and sections begin to which references lead
   */
  void inside(long from, long to, NavigableMap<Long, Long> known) throws IOException {
    for (long at = from; at < to; at += WINDOW_BYTES) {
      int before = at > from ? 1 : 0; // a number may have begun in the last window
      byte[] read =
          source.at(at - before, (int) Math.min(to - at, WINDOW_BYTES + LONGEST_BODY) + before);
      Matcher body =
          BODY.matcher(new String(read, StandardCharsets.ISO_8859_1)).useTransparentBounds(true);
      int last = before + WINDOW_BYTES;
      int next = beginning(read, before);
      while (next < Math.min(last, read.length) && notes.size() < RawFile.MOST_NOTES) {
        if (body.region(next, read.length).lookingAt()) {
          found(body, at - before + next, known);
          next = beginning(read, body.end());
        } else {
          next = beginning(read, next + 1);
        }
      }
    }
  }

  private void found(Matcher body, long start, NavigableMap<Long, Long> known) throws IOException {
    if (body.group(1) == null) {
      trailer(start, known);
    } else if (!leadsTo(start, known)) {
      long number = Long.parseLong(body.group(1));
      String code = SectionChain.inUse(chain, number) ? "object-twice" : "bytes-not-referenced";
      notes.add(new Note(code, number + " " + Long.parseLong(body.group(2))));
    }
  }

  // Where the pattern can match: at a number with something between it and the next, or at a word
  // like trailer. Asking it everywhere takes ten times as long.
  private static int beginning(byte[] read, int from) {
    int at = from;
    while (at < read.length && read[at] != 't') {
      if (!isDigit(read[at]) || at > 0 && isDigit(read[at - 1])) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < read.length && isDigit(read[end])) {
        end++;
      }
      if (end < read.length && (read[end] == '%' || read[end] >= 0 && read[end] <= ' ')) {
        return at;
      }
      at = end;
    }
    return at;
  }

  private static boolean isDigit(byte each) {
    return each >= '0' && each <= '9';
  }

  // The first trailer after the lines of a table belongs to that table.
  private void trailer(long start, NavigableMap<Long, Long> known) {
    Long section = known.floorKey(start);
    boolean own =
        section != null
            && chain.stream().anyMatch(each -> each.start() == section && start < each.end())
            && ended.add(section);
    if (!own) {
      notes.add(new Note("bytes-not-referenced", ""));
    }
  }

  private boolean leadsTo(long start, NavigableMap<Long, Long> known) throws IOException {
    Long offset = known.floorKey(start);
    if (offset == null || start - offset > LONGEST_BODY) {
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
