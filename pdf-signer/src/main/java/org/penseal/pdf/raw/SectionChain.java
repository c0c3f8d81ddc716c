// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How readers combine all sections of a file. */
final class SectionChain {
  private static final int LISTED = 2;

  private SectionChain() {}

  static @Nullable Entry entry(List<Section> chain, long number) {
    for (int i = 0; i < chain.size(); i++) { // asked for every reference: without an iterator
      Entry entry = chain.get(i).entry(number);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  static boolean inUse(List<Section> chain, long number) {
    Entry entry = entry(chain, number);
    return entry != null && entry.inUse();
  }

  // If an object that is referred to is missing or free, poppler builds a table of its own, and
  // then finds nothing in the object streams of a hybrid file.
  static boolean isHybrid(List<Section> chain) {
    return chain.stream().anyMatch(section -> section.hidden() != null);
  }

  // MuPDF uses the object in spite of another generation, poppler and PDFBox use null.
  static boolean misses(@Nullable Object value, List<Section> chain) {
    return switch (value) {
      case Value.Ref reference -> {
        Entry entry = entry(chain, reference.number());
        yield entry != null && entry.inUse() && !entry.isOf(reference.generation());
      }
      case Map<?, ?> map -> anyMisses(map.values(), chain);
      case List<?> list -> anyMisses(list, chain);
      case null, default -> false;
    };
  }

  private static boolean anyMisses(Iterable<?> values, List<Section> chain) {
    for (Object each : values) {
      if (misses(each, chain)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the size in the newest trailer covers every object, and what an update lists as free;
   * otherwise readers repair the file.
   */
  static boolean fitsSize(List<Section> chain, Map<Long, Entry> newest, long from) {
    return chain.getFirst().trailer().get("Size") instanceof Long size
        && size <= SectionReader.MOST_ENTRIES
        && newest.entrySet().stream()
            .allMatch(each -> each.getKey() < size || !each.getValue().inUse())
        && chain.stream()
            .filter(section -> from > 0 && section.start() >= from) // older ones were that before
            .flatMap(section -> section.both().stream())
            .allMatch(each -> each.entries().keySet().stream().allMatch(number -> number < size));
  }

  /**
   * Numbers whose object is not the last one in the file that some section has for them, or for
   * which an update has another one, too: which of them a reader takes that repairs the file
   * depends on where they are, and on the reader.
   *
   * @param added the sections that are examined
   * @param newest the entries of all sections
   * @param update where the update begins that they are; above all offsets if they may be several
   */
  static Set<Long> overtaken(List<Section> added, Map<Long, Entry> newest, long update) {
    Set<Long> overtaken = new LinkedHashSet<>();
    for (Section section : added) {
      for (Section each : section.both()) {
        each.entries()
            .forEach(
                (number, entry) -> {
                  Entry now = newest.get(number);
                  long at = position(entry, newest);
                  boolean again = entry.inUse() && at >= update && !entry.equals(now);
                  boolean last = now == null || !now.inUse() || at <= position(now, newest);
                  if (again || !last) {
                    overtaken.add(number);
                  }
                });
      }
    }
    return overtaken;
  }

  // An object in a stream stands where the stream does.
  private static long position(Entry entry, Map<Long, Entry> newest) {
    return switch (entry.kind()) {
      case FREE -> -1;
      case USED -> entry.at();
      case PACKED -> {
        Entry holder = newest.get(entry.at());
        yield holder != null && holder.kind() == Entry.Kind.USED ? holder.at() : Long.MAX_VALUE;
      }
    };
  }

  /**
   * Whether a cross-reference stream has the number of another object, or one that something refers
   * to: MuPDF then takes it for that object, unless a newer section lists the number.
   */
  static boolean isNumberedAsAnother(
      Section section, List<Section> chain, @Nullable Content content) {
    List<Section> notNewer = chain.subList(chain.indexOf(section), chain.size());
    return section.both().stream()
        .filter(each -> each.object() > 0)
        .anyMatch(
            each ->
                notNewer.stream()
                        .flatMap(other -> other.both().stream())
                        .map(other -> other.entries().get(each.object()))
                        .anyMatch(entry -> entry != null && !isSection(entry, chain))
                    || content != null
                        && !inUse(chain, each.object())
                        && content.refersToMissing(each.object()));
  }

  /** Whether an update has a section of another kind than the one before it and the newest. */
  static boolean isOfOtherKindBetween(List<Section> added, List<Section> old) {
    boolean stream = !old.isEmpty() && old.getFirst().object() > 0;
    return !old.isEmpty()
        && !added.isEmpty()
        && added.getFirst().object() > 0 == stream
        && added.stream().anyMatch(each -> each.object() > 0 != stream);
  }

  /**
   * Numbers of object streams that an update writes anew, or frees, although older sections have
   * objects in them, and of objects whose stream is not in use: readers then find other objects,
   * none, or repair the file.
   *
   * @param added the sections of the update
   * @param old the sections before it; none for the first revision
   * @param newest the entries of all sections
   */
  static Set<Long> holdingOtherwise(
      List<Section> added, List<Section> old, Map<Long, Entry> newest) {
    Set<Long> otherwise = holders(old);
    Set<Long> listed = new HashSet<>();
    added.forEach(section -> section.forEach((number, entry) -> listed.add(number)));
    otherwise.retainAll(listed);
    newest.forEach(
        (number, entry) -> {
          if (entry.kind() == Entry.Kind.PACKED
              && !(newest.get(entry.at()) instanceof Entry holder
                  && holder.kind() == Entry.Kind.USED)) {
            otherwise.add(number);
          }
        });
    return otherwise;
  }

  /** Numbers of the streams in which any section has an object. */
  static Set<Long> holders(List<Section> chain) {
    Set<Long> holders = new HashSet<>();
    for (Section section : chain) {
      for (Section each : section.both()) {
        for (Entry entry : each.entries().values()) {
          if (entry.kind() == Entry.Kind.PACKED) {
            holders.add(entry.at());
          }
        }
      }
    }
    return holders;
  }

  private static boolean isSection(Entry entry, List<Section> chain) {
    return !entry.inUse()
        || entry.kind() == Entry.Kind.USED
            && chain.stream()
                .flatMap(section -> section.both().stream())
                .anyMatch(section -> section.start() == entry.at());
  }

  /**
   * Of numbers without an object, those that are free, not listed, or not below the size in one of
   * two files and not in the other. MuPDF treats some of these as null; at others it stops, and
   * does not draw whatever refers to them.
   */
  static Set<Long> missingOtherwise(Set<Long> numbers, List<Section> one, List<Section> other) {
    Set<Long> otherwise = new HashSet<>(numbers);
    otherwise.removeIf(number -> missing(one, number) == missing(other, number));
    return otherwise;
  }

  private static int missing(List<Section> chain, long number) {
    return entry(chain, number) == null ? Long.compare(number, size(chain.getFirst())) : LISTED;
  }

  private static long size(Section section) {
    long own = section.trailer().get("Size") instanceof Long size ? size : -1;
    Section hidden = section.hidden();
    return hidden == null ? own : Math.max(own, size(hidden));
  }

  /** Whether another reader finds every object where the sections say, and no other objects. */
  static boolean agrees(Map<Long, Entry> newest, Content content) {
    Map<Long, Content.Place> read = content.places();
    if (read == null) {
      return true;
    }
    int alike = 0;
    for (Map.Entry<Long, Entry> each : newest.entrySet()) {
      Entry entry = each.getValue();
      Content.Place place = read.get(each.getKey());
      if (entry.inUse() ? !isAt(entry, place) : place != null) {
        return false;
      }
      alike += entry.inUse() ? 1 : 0;
    }
    return alike == read.size();
  }

  private static boolean isAt(Entry entry, Content.@Nullable Place place) {
    boolean packed = entry.kind() == Entry.Kind.PACKED;
    return place != null
        && place.at() == (packed ? -entry.at() : entry.at())
        && place.generation() == (packed ? 0 : entry.generation());
  }

  /**
   * Object numbers that are free in the newest section that lists them, and in use in an older one.
   */
  static Set<Long> freed(List<Section> chain) {
    Map<Long, Entry> newest = new HashMap<>(); // of those that are free anywhere: few, mostly
    for (Section section : chain) {
      section.forEach(
          (number, entry) -> {
            if (!entry.inUse()) {
              newest.put(number, entry);
            }
          });
    }
    Set<Long> freed = new LinkedHashSet<>();
    for (Section section : chain.reversed()) {
      section.forEach(
          (number, entry) -> {
            Entry then = newest.computeIfPresent(number, (each, older) -> entry);
            if (then != null && entry.inUse()) {
              freed.add(number);
            }
          });
    }
    freed.removeIf(number -> newest.get(number) instanceof Entry now && now.inUse());
    return freed;
  }

  /** For each number the entry of the newest section that lists it. */
  static Map<Long, Entry> newest(List<Section> chain) {
    Map<Long, Entry> newest = new HashMap<>();
    for (Section section : chain.reversed()) {
      section.forEach(newest::put);
    }
    return newest;
  }
}
