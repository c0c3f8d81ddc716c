// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads cross-reference tables and streams. */
final class SectionReader {
  private static final int TAIL_BYTES = 1024;
  private static final int LARGEST_SECTION_BYTES = 64 << 20;
  // ISO 32000-1, annex C allows twice as many; PDFium repairs a file that lists more.
  static final int MOST_ENTRIES = 4_194_304;
  // Numbers that a file may list although it is shorter.
  private static final int ALWAYS_LISTED = 1 << 16;

  private static final String LINE_END = "(?:\\r\\n|\\r|\\n)";
  // Some programs have an empty line before the table, or before its trailer.
  private static final Pattern TABLE = Pattern.compile(LINE_END + "?xref ?" + LINE_END);
  private static final Pattern TRAILER = Pattern.compile(LINE_END + "?trailer");
  private static final Pattern SUBSECTION = Pattern.compile("\\d+ \\d+ ?" + LINE_END);
  private static final Pattern ENTRY = Pattern.compile("\\d{10} \\d{5} [nf](?:\\r\\n| ?[\\r\\n])");
  private static final int ENTRY_BYTES = 20;
  private static final Pattern MARK =
      Pattern.compile("startxref[ \\t\\r\\n]+(\\d{1,18})(?=[ \\t\\r\\n]|$)");
  private static final int HIGHEST_GENERATION = 65_535;
  // Of what else a stream is, or how else it is encoded: readers differ in which of them they know.
  private static final Set<String> FOREIGN =
      Set.of("F", "FFilter", "FDecodeParms", "DP", "XRefStm");
  private static final Set<Long> PREDICTORS = Set.of(1L, 10L, 11L, 12L, 13L, 14L, 15L);
  // poppler takes no more octets for a kind, or for a generation or index.
  private static final int WIDEST_KIND = 4;
  private static final int WIDEST_OFFSET = 8;
  private static final int WIDEST_GENERATION = 4;
  // PDFium decodes nothing with some larger ones.
  private static final int WIDEST_ENTRY = 64;

  private final ObjectReader objects;

  SectionReader(ObjectReader objects) {
    this.objects = objects;
  }

  /** The offset of the newest section of the file that ends there. */
  long newest(long end) throws IOException, Malformed {
    int tail = (int) Math.min(2 * TAIL_BYTES, end); // the line of the mark may begin before
    String text = new String(objects.source().at(end - tail, tail), StandardCharsets.ISO_8859_1);
    int mark = text.lastIndexOf("startxref");
    if (mark < Math.max(0, tail - TAIL_BYTES) || !isWord(text, mark, tail == end)) {
      throw new Malformed("no startxref", false);
    }
    Matcher matcher = MARK.matcher(text).region(mark, text.length());
    if (!matcher.lookingAt()) {
      throw new Malformed("startxref", false); // others accept no comment and no sign
    }
    return Long.parseLong(matcher.group(1));
  }

  // Readers search for the letters, for a word of its own, or outside remarks.
  private static boolean isWord(String text, int mark, boolean whole) {
    int line = Math.max(text.lastIndexOf('\n', mark), text.lastIndexOf('\r', mark)) + 1;
    String before = text.substring(line, mark);
    return before.isEmpty() && (line > 0 || whole)
        || line > 0 && before.indexOf('%') < 0 && (before.endsWith(">") || before.endsWith(" "));
  }

  Section at(long offset) throws IOException, Malformed {
    return objects.growing(
        offset,
        parser -> {
          if (parser.follows("xref")) {
            return table(offset, parser);
          }
          throw new Malformed("no table", false);
        },
        () -> stream(offset));
  }

  private Section table(long offset, RawParser parser) throws Malformed, IOException {
    Map<Long, Entry> entries = new HashMap<>();
    boolean ambiguous = false;
    boolean zero = false;
    while (!parser.follows("trailer")) {
      long first = parser.integer();
      long count = parser.integer();
      checkNumbers(first, count);
      for (long number = first; number < first + count; number++) {
        long at = parser.integer();
        int generation = (int) Math.min(parser.integer(), Integer.MAX_VALUE);
        boolean used = parser.follows("n");
        if (!used) {
          parser.require("f");
        }
        Entry entry = new Entry(used ? Entry.Kind.USED : Entry.Kind.FREE, at, generation);
        Entry other = entries.put(number, entry);
        ambiguous |= other != null || used && number == 0 && at != 0;
        zero |= used && number == 0;
        // poppler and pdf.js take it for object 0, and count all others from there.
        ambiguous |= !used && number == 1 && first == 1;
      }
    }
    String text =
        new String(objects.source().at(offset, parser.position()), StandardCharsets.ISO_8859_1);
    int lines = lineLength(text);
    ambiguous |= lines < 0;
    Object found = parser.value();
    if (!(found instanceof Map<?, ?>)) {
      throw new Malformed("trailer", false);
    }
    Map<String, Object> trailer = RawParser.dictionary(found);
    long end = offset + parser.position();
    Section hidden = null;
    Object named = trailer.get("XRefStm");
    if (named instanceof Long stream) {
      hidden = stream(stream);
      Object previous = hidden.trailer().get("Prev"); // which pdf.js follows
      ambiguous |= previous != null && !previous.equals(trailer.get("Prev"));
    } else if (named != null) {
      throw new Malformed("XRefStm", false);
    }
    ambiguous |= parser.duplicateKey() || !parser.odd().isEmpty();
    ambiguous |= !isSize(trailer.getOrDefault("Size", 0L));
    // pdf.js reads no older section then.
    ambiguous |= zero && (trailer.containsKey("Prev") || named != null);
    boolean unusual = zero || lines != 0 && lines != ENTRY_BYTES;
    return new Section(offset, end, 0, entries, ambiguous, unusual, trailer, hidden);
  }

  // PDFBox reads tables by lines, MuPDF by lengths of at most 20, others by words: they agree only
  // on tables in this form. The length of all entries, 0 without any; -1 for another form.
  private static int lineLength(String table) {
    Matcher line = TABLE.matcher(table);
    if (!line.lookingAt()) {
      return -1;
    }
    int length = 0;
    int parts = 0;
    int at = line.end();
    while (!line.usePattern(TRAILER).region(at, table.length()).lookingAt()) {
      if (line.usePattern(ENTRY).region(at, table.length()).lookingAt()) {
        if (length != 0 && length != line.end() - at) {
          return -1;
        }
        length = line.end() - at;
      } else if (!line.usePattern(SUBSECTION).region(at, table.length()).lookingAt()) {
        return -1;
      } else {
        parts++;
      }
      at = line.end();
    }
    // PDFium reads 20 octets for each entry.
    boolean shifted = length != ENTRY_BYTES && (parts > 1 || !table.startsWith("trailer", at));
    return length != 0 && shifted ? -1 : length;
  }

  private Section stream(long offset) throws IOException, Malformed {
    RawObject object = objects.at(offset, null);
    if (!new Value.Name("XRef").equals(object.dictionary().get("Type"))) {
      throw new Malformed("no cross-reference stream", false);
    }
    byte[] data = decoded(object);
    int[] widths = widths(object.dictionary().get("W"));
    if (!(object.dictionary().get("Size") instanceof Long size)
        || !(object.dictionary().get("Length") instanceof Long)
        || !(object.dictionary().getOrDefault("Index", List.of(0L, size))
            instanceof List<?> index)) {
      throw new Malformed("not direct", false);
    }
    Map<Long, Entry> entries = new HashMap<>();
    boolean ambiguous = fill(data, widths, index, entries);
    ambiguous |= object.number() <= 0 || object.generation() != 0 || object.duplicateKey();
    ambiguous |= !isPlain(object.dictionary()) || !isSize(size) || !object.odd().isEmpty();
    ambiguous |= !beginsWithNumber(offset);
    return new Section(
        offset,
        object.end(),
        object.number(),
        entries,
        ambiguous,
        false,
        object.dictionary(),
        null);
  }

  // MuPDF repairs the file if it finds a remark or a sign there.
  private boolean beginsWithNumber(long offset) throws IOException {
    for (long at = offset; at < objects.source().length(); at++) {
      int c = objects.source().at(at, 1)[0];
      if (!RawParser.isSpace(c)) {
        return c >= '0' && c <= '9';
      }
    }
    return false;
  }

  private static int[] widths(@Nullable Object list) throws Malformed {
    if (!(list instanceof List<?> values) || values.size() != 3) {
      throw new Malformed("W", false);
    }
    int[] widest = {WIDEST_KIND, WIDEST_OFFSET, WIDEST_GENERATION};
    int[] widths = new int[3];
    for (int i = 0; i < 3; i++) {
      if (!(values.get(i) instanceof Long width) || width < 0 || width > widest[i]) {
        throw new Malformed("W", false);
      }
      widths[i] = width.intValue();
    }
    return widths;
  }

  private static boolean isSize(Object size) {
    return size instanceof Long count && count >= 0 && count <= MOST_ENTRIES;
  }

  /** Whether all readers decode a stream's data alike: not encoded, or by Flate and PNG filters. */
  private static boolean isPlain(Map<String, Object> dictionary) {
    if (FOREIGN.stream().anyMatch(dictionary::containsKey)) {
      return false;
    }
    Object parameters = dictionary.get("DecodeParms");
    if (parameters == null || parameters == Value.NULL) {
      return true;
    }
    boolean listed = parameters instanceof List<?>;
    if (listed != dictionary.get("Filter") instanceof List<?>) {
      return false;
    }
    Object only =
        parameters instanceof List<?> list && list.size() == 1 ? list.getFirst() : parameters;
    return only == Value.NULL
        || only instanceof Map<?, ?> map && arePlain(RawParser.dictionary(map));
  }

  private static boolean arePlain(Map<String, Object> parameters) {
    return parameters.entrySet().stream()
        .allMatch(
            each ->
                switch (each.getKey()) {
                  case "Predictor" -> PREDICTORS.contains(each.getValue());
                  case "Columns" ->
                      each.getValue() instanceof Long row && row >= 1 && row <= WIDEST_ENTRY;
                  case "Colors", "EarlyChange" -> each.getValue().equals(1L);
                  case "BitsPerComponent" -> each.getValue().equals(8L);
                  default -> false;
                });
  }

  // What lists more than there can be would only take memory.
  private long mostEntries() throws IOException {
    return Math.min(MOST_ENTRIES, Math.max(ALWAYS_LISTED, objects.source().length()));
  }

  private void checkNumbers(long first, long count) throws Malformed, IOException {
    long most = mostEntries();
    if (first < 0 || count < 0 || first > most || count > most - first) {
      throw new Malformed("numbers", false);
    }
  }

  /** Whether a stream's dictionary declares more entries than there can be objects. */
  boolean exhausting(Map<String, Object> dictionary) throws IOException {
    long width = 0;
    if (dictionary.get("W") instanceof List<?> widths) {
      for (Object each : widths) {
        width += each instanceof Long number && number > 0 ? number : 0;
      }
    }
    long count = dictionary.get("Size") instanceof Long size ? size : 0;
    if (dictionary.get("Index") instanceof List<?> index) {
      count = 0;
      for (int i = 1; i < index.size(); i += 2) {
        count += index.get(i) instanceof Long number ? Math.abs(number) : MOST_ENTRIES;
      }
    }
    return width == 0 || width > 64 || count > mostEntries() || count < 0;
  }

  private boolean fill(byte[] data, int[] widths, List<?> index, Map<Long, Entry> entries)
      throws Malformed, IOException {
    boolean ambiguous = false;
    int width = widths[0] + widths[1] + widths[2];
    int at = 0;
    for (int i = 0; i < index.size(); i += 2) {
      if (i + 1 == index.size()
          || !(index.get(i) instanceof Long first)
          || !(index.get(i + 1) instanceof Long count)) {
        throw new Malformed("Index", false);
      }
      checkNumbers(first, count);
      ambiguous |= count == 0; // PDFium then takes all numbers
      for (long number = first; number < first + count; number++) {
        if (width == 0 || entries.size() > MOST_ENTRIES || at + width > data.length) {
          throw new Malformed("too many entries", false);
        }
        long kind = widths[0] == 0 ? 1 : field(data, at, widths[0]);
        long second = field(data, at + widths[0], widths[1]);
        long third = field(data, at + widths[0] + widths[1], widths[2]);
        if (kind < 0 || kind > 2) {
          throw new Malformed("kind", false); // poppler repairs the file
        }
        at += width;
        Entry entry = new Entry(kind(kind), second, (int) Math.min(third, Integer.MAX_VALUE));
        Entry other = entries.put(number, entry);
        ambiguous |= other != null;
        ambiguous |= number == 0 ? kind != 0 : kind != 2 && third > HIGHEST_GENERATION;
        ambiguous |= second < 0;
      }
    }
    return ambiguous;
  }

  private static Entry.Kind kind(long value) {
    return value == 1 ? Entry.Kind.USED : value == 2 ? Entry.Kind.PACKED : Entry.Kind.FREE;
  }

  private static long field(byte[] data, int at, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | data[at + i] & 0xff;
    }
    return value;
  }

  private byte[] decoded(RawObject object) throws IOException, Malformed {
    long length = object.dataEnd() - object.dataStart();
    if (object.dataStart() < 0 || length < 0 || length > LARGEST_SECTION_BYTES) {
      throw new Malformed("no stream", false);
    }
    byte[] raw = objects.source().at(object.dataStart(), (int) length);
    Object filter = single(object.dictionary().get("Filter"));
    if (filter == null) {
      return raw;
    }
    if (!new Value.Name("FlateDecode").equals(filter)) {
      throw new Malformed("filter", false);
    }
    byte[] data = Filters.inflated(raw, LARGEST_SECTION_BYTES);
    return single(object.dictionary().get("DecodeParms")) instanceof Map<?, ?> parameters
        ? Filters.unpredicted(data, parameters)
        : data;
  }

  private static @Nullable Object single(@Nullable Object value) throws Malformed {
    if (value instanceof List<?> list) {
      if (list.size() > 1) {
        throw new Malformed("several filters", false);
      }
      return list.isEmpty() ? null : list.getFirst();
    }
    return value == Value.NULL ? null : value;
  }
}
