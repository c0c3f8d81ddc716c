// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An indirect object as the file contains it.
 *
 * @param number its number
 * @param generation its generation
 * @param value what it holds
 * @param dictionary that value if it is a dictionary; else empty
 * @param dataStart offset of a stream's data, or -1
 * @param dataEnd offset after the data
 * @param end offset after endobj
 * @param lengthFits whether a stream's data end where its length says
 * @param duplicateKey whether a dictionary has a key twice
 * @param odd tokens in a form that readers take differently
 */
record RawObject(
    long number,
    long generation,
    Object value,
    Map<String, Object> dictionary,
    long dataStart,
    long dataEnd,
    long end,
    boolean lengthFits,
    boolean duplicateKey,
    Set<Odd> odd) {

  /**
   * A token in a form that readers take differently.
   *
   * @param place names of entries and indexes of elements that lead to it
   * @param spelling as it is written
   * @param form in which way
   */
  record Odd(List<Object> place, String spelling, Form form) {}

  /** How a token is odd. */
  enum Form {
    /** Readers take it differently from the same in another spelling. */
    MISREAD,
    /** A name of more octets than some read, or a key with octets beyond ASCII. */
    UNUSUAL,
    /** A name that is a value and has octets beyond ASCII. */
    RAW_VALUE
  }

  /** Collects odd tokens of a value (ISO 32000-2, 7.3; ISO 32000-1, annex C). */
  static final class Spelling {
    // PDFium cuts words after 255 characters; with fewer digits pdf.js has an infinite number.
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_WORD = 250;
    // ISO 32000-1, annex C: MuPDF reads no longer names; poppler ignores what follows a zero byte.
    private static final int LONGEST_NAME = 127;
    private static final int MOST = 4096;
    private static final int LONGEST_COMPARED = 1024;
    private static final long UNSIGNED = 0xffffffffL;

    private final List<Object> path = new ArrayList<>();
    private Set<Odd> odd = Set.of();
    private boolean lost;

    Set<Odd> odd() {
      return odd;
    }

    /** Begins an entry, by its name, or the elements of an array that grows with them. */
    void enter(Object part) {
      path.add(part);
    }

    void leave() {
      path.removeLast();
    }

    private void add(byte[] bytes, int start, int end, Form form) {
      if (lost) {
        return;
      }
      lost = odd.size() >= MOST || bytes[start] == '/' && end - start > LONGEST_COMPARED;
      if (lost) {
        odd = Set.of(new Odd(List.of(new Object()), "", Form.MISREAD)); // equals no other
        return;
      }
      List<Object> place = new ArrayList<>();
      path.forEach(each -> place.add(each instanceof List<?> array ? array.size() : each));
      odd = odd.isEmpty() ? new HashSet<>() : odd;
      odd.add(
          new Odd(place, new String(bytes, start, end - start, StandardCharsets.ISO_8859_1), form));
    }

    /** Takes a name, which some write with octets of GBK although 7.3.5 wants these as #. */
    void name(byte[] bytes, int slash, int end, int octets, boolean key) {
      boolean longer = octets > LONGEST_NAME; // in any spelling
      boolean wrong = !longer && end - slash > LONGEST_WORD;
      boolean raw = false;
      for (int i = slash + 1; i < end; i++) {
        int c = bytes[i] & 0xff;
        if (c == '#') {
          wrong |= i + 2 >= end || Value.digit(bytes[i + 1]) < 0 || Value.digit(bytes[i + 2]) < 0;
          // poppler ends the name there.
          wrong |= i + 2 < end && bytes[i + 1] == '0' && bytes[i + 2] == '0';
        } else {
          raw |= c > '~';
          wrong |= c < '!' || c == 0x7f || c == 0x80 || c == 0xff; // PDFium: ends at the last two
        }
      }
      if (wrong) {
        add(bytes, slash, end, Form.MISREAD);
      } else if (longer || raw) {
        add(bytes, slash, end, longer || key ? Form.UNUSUAL : Form.RAW_VALUE);
      }
    }

    /** Takes a number, which some readers count in 32 bits. */
    void real(byte[] bytes, int start, int end) {
      if (end - start > LONGEST_NUMBER || whole(bytes, start, end) > Integer.MAX_VALUE) {
        add(bytes, start, end, Form.MISREAD);
      }
    }

    /** As {@link #real}; permissions of an encrypted file may be written without their sign. */
    void integer(byte[] bytes, int start, int end) {
      long most = !path.isEmpty() && "P".equals(path.getLast()) ? UNSIGNED : Integer.MAX_VALUE;
      if (whole(bytes, start, end) > most) {
        add(bytes, start, end, Form.MISREAD);
      }
    }

    private static long whole(byte[] bytes, int start, int end) {
      long whole = 0;
      for (int i = start; i < end && bytes[i] != '.' && whole <= UNSIGNED; i++) {
        whole = bytes[i] >= '0' && bytes[i] <= '9' ? 10 * whole + bytes[i] - '0' : whole;
      }
      return whole;
    }

    /** Takes a literal string: of what is no octet, pdf.js makes another character. */
    void literal(byte[] bytes, int start, int end) {
      for (int i = start; i + 3 < end; i++) {
        if (bytes[i] == '\\') {
          i++;
          if (bytes[i] >= '4'
              && isOctal(bytes[i])
              && isOctal(bytes[i + 1])
              && isOctal(bytes[i + 2])) {
            add(bytes, start, end, Form.MISREAD);
            return;
          }
        }
      }
    }

    private static boolean isOctal(byte c) {
      return c >= '0' && c <= '7';
    }

    /** Whether there are readers that ignore the end of a name. */
    static boolean isCut(String name) {
      return name.length() > LONGEST_NAME || name.indexOf(0) >= 0;
    }

    /** Whether every reader distinguishes these names. */
    static boolean differ(Set<String> names) {
      Set<String> cut = new HashSet<>();
      for (String name : names) {
        int zero = name.indexOf(0);
        int end = Math.min(LONGEST_NAME, zero < 0 ? name.length() : zero);
        if (!cut.add(name.substring(0, Math.min(end, name.length())))) {
          return false;
        }
      }
      return true;
    }
  }

  /** What objects had before an update, which may repeat odd tokens where they were. */
  static final class Older {
    private final ObjectReader objects;
    private final List<Section> old;
    private final List<Section> chain;
    private final @Nullable Content content;
    private final Map<Long, Map<Long, Set<Odd>>> holders = new HashMap<>();

    Older(ObjectReader objects, List<Section> old, List<Section> chain, @Nullable Content content) {
      this.objects = objects;
      this.old = old;
      this.chain = chain;
      this.content = content;
    }

    /**
     * Whether all readers take what an update writes as they took it before; what the first
     * revision has must be taken alike itself, since an update may write the same otherwise.
     */
    boolean hadAlso(long number, Set<Odd> odd) throws IOException {
      if (odd.isEmpty()) {
        return true;
      }
      if (old.isEmpty()) {
        return odd.stream().noneMatch(each -> each.form == Form.MISREAD);
      }
      Entry then = SectionChain.entry(old, number);
      if (then == null || !then.inUse()) {
        return odd.stream().allMatch(each -> each.form == Form.RAW_VALUE); // a font of a look
      }
      try {
        return (then.kind() == Entry.Kind.USED ? at(then.at()) : in(then.at(), number))
            .containsAll(odd);
      } catch (Malformed e) {
        return false;
      }
    }

    private Set<Odd> at(long offset) throws IOException, Malformed {
      return objects.growing(
          offset,
          parser -> {
            parser.integer();
            parser.integer();
            parser.require("obj");
            parser.object();
            return parser.odd();
          },
          Set::of);
    }

    private Set<Odd> in(long holder, long number) throws IOException, Malformed {
      Map<Long, Set<Odd>> known = holders.get(holder);
      if (known == null) {
        Entry place = SectionChain.entry(old, holder);
        boolean same = place != null && place.equals(SectionChain.entry(chain, holder));
        Content.Stream stream = content == null || !same ? null : content.of(holder);
        known = stream == null ? Map.of() : ObjectStreams.odd(stream);
        holders.put(holder, known);
      }
      return known.getOrDefault(number, Set.of());
    }
  }
}
