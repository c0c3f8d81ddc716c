// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what cross references say of objects in object streams (ISO 32000-2, 7.5.7) with what
 * the streams contain: some readers find an object there by its number, others by its index.
 */
final class ObjectStreams {
  /** The cross references of all revisions together. */
  interface References {
    /** Whether the examined revisions themselves wrote the object. */
    boolean wrote(long number);

    boolean inUse(long number);

    /** Whether a value refers to an object in use with another generation than it has. */
    boolean misses(Object value);

    /** Whether another reader has another value for an object in a stream. */
    boolean differs(long number, long holder, Object value);

    /** Whether odd tokens stood in the object before. */
    boolean hadAlso(long number, Set<RawObject.Odd> odd) throws IOException;
  }

  private static final Value.Name TYPE = new Value.Name("ObjStm");

  // By the number of the stream.
  private final Map<Long, List<Wanted>> wanted = new TreeMap<>();

  // An object, and where in the stream an entry says that it is.
  private record Wanted(long number, int index) {}

  private record Place(long offset, long number) {}

  /** Compares those that the sections of an update, or of the first revision, list or write. */
  static void check(
      List<Section> added,
      List<Section> chain,
      long from,
      Content content,
      Note.Collector notes,
      RawObject.Older older)
      throws IOException {
    ObjectStreams streams = new ObjectStreams();
    for (Section section : added) {
      section.entries().forEach(streams::add);
      if (section.hidden() != null) {
        section.hidden().entries().forEach(streams::add);
      }
    }
    ObjectStreams.References references =
        new ObjectStreams.References() {
          @Override
          public boolean wrote(long number) {
            Entry entry = SectionChain.entry(chain, number);
            return entry != null && entry.kind() == Entry.Kind.USED && entry.at() >= from;
          }

          @Override
          public boolean inUse(long number) {
            return SectionChain.inUse(chain, number);
          }

          @Override
          public boolean misses(Object value) {
            return SectionChain.misses(value, chain);
          }

          @Override
          public boolean differs(long number, long holder, Object value) {
            Entry entry = SectionChain.entry(chain, number);
            return entry != null
                && entry.kind() == Entry.Kind.PACKED
                && entry.at() == holder
                && !content.reads(new Value.Ref(number, 0), value, -1, true);
          }

          @Override
          public boolean hadAlso(long number, Set<RawObject.Odd> odd) throws IOException {
            return older.hadAlso(number, odd);
          }
        };
    streams.check(content, references, notes);
  }

  static boolean isOne(Map<String, Object> dictionary) {
    return TYPE.equals(dictionary.get("Type"));
  }

  /** Notes an entry of a section for an object in a stream. */
  void add(long number, Entry entry) {
    if (entry.kind() == Entry.Kind.PACKED) {
      wanted
          .computeIfAbsent(entry.at(), holder -> new ArrayList<>())
          .add(new Wanted(number, entry.generation()));
    }
  }

  /** Compares them. */
  void check(Content content, References references, Note.Collector notes) throws IOException {
    for (Map.Entry<Long, List<Wanted>> each : wanted.entrySet()) {
      long holder = each.getKey();
      Content.Stream stream = content.of(holder);
      try {
        if (stream == null) {
          throw new Malformed("no object stream", false);
        }
        Reading reading = new Reading(stream, notes);
        reading.places(each.getValue());
        if (references.wrote(holder)) {
          reading.objects(holder, each.getValue(), references);
        }
      } catch (Malformed e) {
        notes.add(new Note("object-not-readable", holder + " 0"));
      }
    }
  }

  /** Odd tokens of the objects in a stream, by number. */
  static Map<Long, Set<RawObject.Odd>> odd(Content.Stream stream) throws Malformed {
    Reading reading = new Reading(stream, new Note.Collector());
    Map<Long, Set<RawObject.Odd>> odd = new TreeMap<>();
    int at = reading.start;
    for (int i = 0; i < reading.numbers.length; i++) {
      int begin = reading.start + Math.toIntExact(reading.offsets[i]);
      if (begin >= at) { // each octet is read once
        RawParser parser = new RawParser(reading.bytes, begin);
        parser.object();
        odd.putIfAbsent(reading.numbers[i], parser.odd());
        at = parser.position();
      }
    }
    return odd;
  }

  private static final class Reading {
    private final byte[] bytes;
    private final int start;
    private final long[] numbers;
    private final long[] offsets;
    private final Note.Collector notes;

    Reading(Content.Stream stream, Note.Collector notes) throws Malformed {
      this.notes = notes;
      byte[] decoded = stream.bytes();
      if (stream.first() < 0
          || stream.first() > decoded.length
          || stream.count() < 0
          || stream.count() > decoded.length) {
        throw new Malformed("bounds", false);
      }
      this.bytes = Arrays.copyOf(decoded, decoded.length + 1); // a zero byte ends the last word
      this.start = stream.first();
      this.numbers = new long[stream.count()];
      this.offsets = new long[stream.count()];
      RawParser head = new RawParser(Arrays.copyOf(Arrays.copyOf(decoded, start), start + 1), 0);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = head.integer();
        offsets[i] = head.integer();
        if (offsets[i] < 0 || offsets[i] > decoded.length - start) {
          throw new Malformed("offset", false);
        }
      }
      head.skip();
      if (head.position() <= start) {
        notes.add(new Note("bytes-not-referenced", ""));
      }
    }

    void places(List<Wanted> wanted) {
      for (Wanted each : wanted) {
        if (each.index < 0 || each.index >= numbers.length || numbers[each.index] != each.number) {
          notes.add(new Note("object-not-at-offset", each.number + " 0"));
        }
      }
    }

    void objects(long holder, List<Wanted> wanted, References references)
        throws Malformed, IOException {
      Set<Long> referenced = HashSet.newHashSet(wanted.size());
      wanted.forEach(each -> referenced.add(each.number));
      List<Place> places = new ArrayList<>(numbers.length);
      Set<Long> seen = HashSet.newHashSet(numbers.length);
      for (int i = 0; i < numbers.length; i++) {
        if (i > 0 && offsets[i] <= offsets[i - 1]) {
          // poppler and MuPDF read on only
          notes.add(new Note("object-not-readable", holder + " 0"));
        }
        if (!seen.add(numbers[i])) {
          notes.add(new Note("object-twice", numbers[i] + " 0"));
        }
        if (!referenced.contains(numbers[i])) {
          boolean twice = references.inUse(numbers[i]);
          String code = twice ? "object-twice" : "object-not-referenced";
          notes.add(new Note(code, numbers[i] + " 0"));
        }
        places.add(new Place(offsets[i], numbers[i]));
      }
      places.sort(Comparator.comparingLong(Place::offset));
      inOrder(places, holder, references);
    }

    private void inOrder(List<Place> places, long holder, References references)
        throws Malformed, IOException {
      int at = start;
      Place before = null;
      for (Place each : places) {
        if (before != null && before.offset == each.offset) {
          notes.add(new Note("object-twice", each.number + " 0"));
        } else {
          int begin = start + Math.toIntExact(each.offset);
          between(at, begin);
          at = object(begin, each.number, holder, references);
        }
        before = each;
      }
      between(at, bytes.length);
    }

    private int object(int begin, long number, long holder, References references)
        throws Malformed, IOException {
      RawParser parser = new RawParser(bytes, begin);
      Object value = parser.object();
      if (references.misses(value)) {
        notes.add(new Note("object-in-other-generation", number + " 0"));
      }
      if (references.differs(number, holder, value) || !references.hadAlso(number, parser.odd())) {
        notes.add(new Note("object-read-differently", number + " 0"));
      }
      if (parser.duplicateKey()) {
        notes.add(new Note("duplicate-key", number + " 0"));
      }
      return parser.position();
    }

    private void between(int from, int to) throws Malformed {
      if (from > to) {
        throw new Malformed("objects overlap", false);
      }
      RawParser parser = new RawParser(bytes, from);
      parser.skip();
      if (parser.position() < to) {
        notes.add(new Note("bytes-not-referenced", ""));
      }
    }
  }
}
