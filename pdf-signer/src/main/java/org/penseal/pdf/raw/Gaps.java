// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
  // How far the beginning of an object is followed: two numbers and a word, with white space and
  // remarks between them.
  private static final int LONGEST_BODY = 1 << 16;
  private static final int MOST_DIGITS = 18;
  // White space for readers that search lines (poppler), not for ISO 32000-2.
  private static final byte VERTICAL_TAB = 0x0b;
  // No object has a number as long as this.
  private static final int LONGEST_NUMBER = 64;

  private final Source source;
  private final ObjectReader objects;
  private final List<Section> chain;
  private final ObjectReader.Lengths lengths;
  private final Note.Collector notes;
  private final Set<Long> ended = new HashSet<>();

  Gaps(
      ObjectReader objects,
      List<Section> chain,
      ObjectReader.Lengths lengths,
      Note.Collector notes) {
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
    while (position < end) {
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
      int before = (int) Math.min(at - from, LONGEST_NUMBER); // a number may have begun there
      int count = (int) Math.min(to - at, WINDOW_BYTES + LONGEST_BODY);
      Window window = new Window(source.at(at - before, count + before), before, at + count < to);
      int next = window.beginning(before);
      while (next < before + Math.min(count, WINDOW_BYTES)) {
        Body body = window.body(next);
        if (body == null) {
          next = window.beginning(next + 1);
        } else {
          found(body, at - before + next, known);
          next = window.beginning(body.end);
        }
      }
    }
  }

  private void found(Body body, long start, NavigableMap<Long, Long> known) throws IOException {
    if (body.number == null || body.generation == null) {
      trailer(start, known);
    } else if (!leadsTo(start, known)) {
      long number = number(body.number);
      long generation = number(body.generation);
      boolean twice = number >= 0 && SectionChain.inUse(chain, number);
      notes.add(
          new Note(
              twice ? "object-twice" : "bytes-not-referenced",
              number < 0 || generation < 0 ? "" : number + " " + generation));
    }
  }

  // -1 for more than fits: some readers take the last bits of it.
  private static long number(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    boolean fits = !digits.isEmpty() && digits.length() - zeros <= MOST_DIGITS;
    return fits ? Long.parseLong(digits.substring(zeros)) : -1;
  }

  /**
   * What begins like an object, or like a trailer.
   *
   * @param end behind what was looked at
   * @param number as it is written; null for a trailer
   */
  private record Body(int end, @Nullable String number, @Nullable String generation) {}

  /** Bytes in which something may begin like an object or a trailer. Takes linear time. */
  private static final class Window {
    private final byte[] read;
    private final int first;
    private final boolean goesOn;
    // All remarks that end with a line lead to the same place: what follows is read once.
    private final Map<Integer, Integer> behindRemarks = new HashMap<>();
    private final Map<Integer, Second> seconds = new HashMap<>();
    private int lineStart;
    private int lineEnd = -1;
    private boolean remarked;

    private record Second(int end, int word) {}

    /**
     * @param first what stands before it was looked at
     * @param goesOn whether more follows
     */
    Window(byte[] read, int first, boolean goesOn) {
      this.read = read;
      this.first = first;
      this.goesOn = goesOn;
    }

    /** Where a body may begin: at a number with something behind it, or at a word like trailer. */
    int beginning(int from) {
      int at = from;
      while (at < read.length && read[at] != 't') {
        boolean begins = isDigit(at) && (!isDigit(at - 1) || at == first && isEndless());
        if (!begins) {
          at++;
          continue;
        }
        int end = digits(at);
        if (end < read.length && (read[end] == '%' || isSpace(end))) {
          return at;
        }
        at = end;
      }
      return at;
    }

    // Digits and nothing else before the first byte.
    private boolean isEndless() {
      return first == LONGEST_NUMBER && digits(0) >= first;
    }

    @Nullable Body body(int at) {
      if (read[at] == 't') {
        int open = follows(at, "trailer") ? skipped(at + "trailer".length()) : at;
        return isCut(open) || open > at && follows(open, "<<") ? new Body(open, null, null) : null;
      }
      int end = digits(at);
      int second = skipped(end);
      if (isCut(second)) {
        return new Body(second, "", "");
      }
      if (second == end || !isDigit(second)) {
        return null;
      }
      Second next = remarked ? seconds.computeIfAbsent(second, this::second) : second(second);
      return isCut(next.word) || follows(next.word, "obj")
          ? new Body(next.word, text(at, end), text(second, next.end))
          : null;
    }

    private Second second(int at) {
      int end = digits(at);
      return new Second(end, skipped(end));
    }

    // What is longer than is followed may be anything.
    private boolean isCut(int at) {
      return goesOn && at == read.length;
    }

    /** Behind white space and remarks. */
    private int skipped(int from) {
      int at = from;
      while (at < read.length && isSpace(at)) {
        at++;
      }
      remarked = at < read.length && read[at] == '%';
      return remarked ? behindRemark(at) : at;
    }

    private int behindRemark(int from) {
      List<Integer> passed = new ArrayList<>();
      int at = from;
      while (at < read.length && (read[at] == '%' || isSpace(at))) {
        if (read[at] != '%') {
          at++;
          continue;
        }
        int end = passed.isEmpty() ? lineEnd(at) : scanned(at);
        Integer known = behindRemarks.get(end);
        if (known != null) {
          at = known;
          break;
        }
        passed.add(end);
        at = end;
      }
      for (int each : passed) {
        behindRemarks.put(each, at);
      }
      return at;
    }

    private int lineEnd(int at) {
      if (at < lineStart || at > lineEnd) {
        lineStart = at;
        lineEnd = scanned(at);
      }
      return lineEnd;
    }

    private int scanned(int from) {
      int at = from;
      while (at < read.length && read[at] != '\n' && read[at] != '\r') {
        at++;
      }
      return at;
    }

    private boolean follows(int at, String word) {
      for (int i = 0; i < word.length(); i++) {
        if (at + i >= read.length || read[at + i] != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private int digits(int from) {
      int at = from;
      while (isDigit(at)) {
        at++;
      }
      return at;
    }

    private boolean isDigit(int at) {
      return at >= 0 && at < read.length && read[at] >= '0' && read[at] <= '9';
    }

    private boolean isSpace(int at) {
      return RawParser.isSpace(read[at]) || read[at] == VERTICAL_TAB;
    }

    private String text(int from, int to) {
      return new String(read, from, to - from, StandardCharsets.ISO_8859_1);
    }
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
