// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.HashMap;
import java.util.HashSet;
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
    Map<Long, Set<Content.Place>> read = content.places();
    if (read == null) {
      return true;
    }
    if (!newest.keySet().containsAll(read.keySet())) {
      return false;
    }
    for (Map.Entry<Long, Entry> each : newest.entrySet()) {
      if (!places(each.getValue()).equals(read.getOrDefault(each.getKey(), Set.of()))) {
        return false;
      }
    }
    return true;
  }

  private static Set<Content.Place> places(Entry entry) {
    if (!entry.inUse()) {
      return Set.of();
    }
    boolean packed = entry.kind() == Entry.Kind.PACKED;
    return Set.of(
        new Content.Place(packed ? -entry.at() : entry.at(), packed ? 0 : entry.generation()));
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
