// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One cross-reference section.
 *
 * @param start offset of its first byte
 * @param end offset after its trailer or stream
 * @param object number of the stream that it is; 0 for a table
 * @param entries by object number
 * @param ambiguous whether readers may read it differently
 * @param unusual whether some reader repairs the whole file for it, but for number 0 in use in the
 *     oldest of several sections, as old Quartz lists it: that, or lines of 19 octets
 * @param trailer its dictionary
 * @param hidden the stream that a table names by XRefStm, or null
 */
record Section(
    long start,
    long end,
    long object,
    Map<Long, Entry> entries,
    boolean ambiguous,
    boolean unusual,
    Map<String, Object> trailer,
    @Nullable Section hidden) {

  /**
   * The offset of the section before it, -1 for none.
   *
   * @throws Malformed if that is not a number: some readers use the number in a reference for it
   */
  long previous() throws Malformed {
    Object previous = trailer.get("Prev");
    if (previous == null) {
      return -1;
    }
    if (!(previous instanceof Long offset) || offset < 0) {
      throw new Malformed("Prev", false);
    }
    return offset;
  }

  /**
   * Whether its trailer suffices for a reader that ignores older trailers: it names the catalog,
   * and how the file is encrypted, with the identifier that is part of the key (ISO 32000-2, table
   * 15).
   */
  boolean isComplete(List<Section> chain) {
    boolean encrypted = chain.stream().anyMatch(Section::isEncrypted);
    boolean identified = chain.stream().anyMatch(each -> each.trailer.containsKey("ID"));
    return trailer.get("Root") instanceof Value.Ref
        && (!encrypted || isEncrypted() && (!identified || trailer.containsKey("ID")));
  }

  // PDFBox uses the encryption of an older trailer where the newest has null.
  boolean isEncrypted() {
    Object encryption = trailer.get("Encrypt");
    return encryption != null && encryption != Value.NULL;
  }

  /**
   * The entry for a reader that uses both table and stream; a free entry in the table does not hide
   * one in the stream (ISO 32000-2, 7.5.8.4).
   */
  @Nullable Entry entry(long number) {
    Entry own = entries.get(number);
    if (hidden != null && (own == null || !own.inUse())) {
      Entry other = hidden.entries.get(number);
      return other == null ? own : other;
    }
    return own;
  }

  /** This one, and the stream that its table names. */
  List<Section> both() {
    return hidden == null ? List.of(this) : List.of(this, hidden);
  }

  /** Adds where it begins and the objects that it lists. */
  void begins(Map<Long, Long> known) {
    entries.values().stream()
        .filter(each -> each.kind() == Entry.Kind.USED)
        .forEach(each -> known.put(each.at(), each.at()));
    known.put(start, end);
  }

  /** Every number that it lists, with the result of {@link #entry}. */
  void forEach(BiConsumer<Long, Entry> action) {
    if (hidden != null) {
      hidden.entries.forEach(action);
    }
    entries.forEach((number, own) -> action.accept(number, hidden == null ? own : entry(number)));
  }

  /** Whether table and stream of a hybrid file lead to different objects. */
  boolean disagrees() {
    return hidden != null
        && hidden.entries.entrySet().stream()
            .anyMatch(
                each -> {
                  Entry own = entries.get(each.getKey());
                  return own != null
                      && own.inUse()
                      && each.getValue().inUse()
                      && (own.at() != each.getValue().at() || own.kind() != each.getValue().kind());
                });
  }

  /**
   * Whether the table of a hybrid file marks as free what its stream has. ISO 32000-2, 7.5.8.4
   * defines it like that, but some readers go by the table. If table and stream are separate
   * sections, as office programs write them, every reader treats the stream as the newer one. What
   * the table of the oldest section does not list at all PDFium does not find.
   */
  boolean hides() {
    return hidden != null
        && hidden.entries.entrySet().stream()
            .anyMatch(
                each -> {
                  Entry own = entries.get(each.getKey());
                  boolean free = own == null ? !trailer.containsKey("Prev") : !own.inUse();
                  return free && each.getValue().inUse();
                });
  }
}
