// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What readers make of all sections of a file together. */
final class SectionChain {
  private static final int LISTED = 2;

  private SectionChain() {}

  static @Nullable Entry entry(List<Section> chain, long number) {
    for (Section section : chain) {
      Entry entry = section.entry(number);
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

  // poppler makes a table of its own where an object that is referred to is missing or free, and
  // finds nothing in the object streams of a hybrid file then.
  static boolean isHybrid(List<Section> chain) {
    return chain.stream().anyMatch(section -> section.hidden() != null);
  }

  // MuPDF takes the object, poppler and PDFBox nothing.
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

  /** Whether the newest trailer has room for every object: readers repair a file else. */
  static boolean fitsSize(Section last, Map<Long, Entry> newest) {
    long size = size(last);
    return size <= SectionReader.MOST_ENTRIES + 1
        && newest.entrySet().stream()
            .allMatch(each -> each.getKey() < size || !each.getValue().inUse());
  }

  /**
   * Of numbers that no object has, those that are free, not listed, or not below the size in one of
   * two files and not in the other. MuPDF takes some of these for null, and gives up at others with
   * whatever refers to them.
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

  /** Whether another reader takes every object from where the sections have it, and no other. */
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

  /** Numbers that the newest section that speaks of them calls free, though an older does not. */
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

  /** What the newest section that speaks of it says of each number. */
  static Map<Long, Entry> newest(List<Section> chain) {
    Map<Long, Entry> newest = new HashMap<>();
    for (Section section : chain.reversed()) {
      section.forEach(newest::put);
    }
    return newest;
  }
}
