// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.revision.Revision;

/**
 * Two revisions, with everything that the rules need to compare a position of both.
 *
 * @param before the earlier one
 * @param after the later one
 * @param written the objects that are not known to be the same
 * @param values compares where no edit is allowed
 * @param findings takes what is found
 * @param sections where the cross-reference sections of the later one begin
 */
record Comparison(
    Values before,
    Values after,
    Places oldPlaces,
    Places newPlaces,
    Written written,
    SameValue values,
    Findings findings,
    Set<Long> sections) {
  private static final int MOST_NAMED_OBJECTS = 200;

  static Comparison of(Revision earlier, Revision later, Set<Long> sections) {
    Values before = new Values(earlier);
    Values after = new Values(later);
    Places oldPlaces = new Places(before);
    Places newPlaces = new Places(after);
    Written written = new Written(before, after);
    return new Comparison(
        before,
        after,
        oldPlaces,
        newPlaces,
        written,
        new SameValue(before, after, written, oldPlaces, newPlaces),
        new Findings(oldPlaces, newPlaces),
        sections);
  }

  boolean same(Role role, @Nullable COSBase old, @Nullable COSBase now) {
    return values.same(role, old, now);
  }

  /** Compares an entry of two dictionaries, one of each revision. */
  boolean same(Role role, COSDictionary old, COSDictionary now, COSName entry) {
    COSBase was = old.getItem(entry);
    COSBase is = now.getItem(entry);
    return SameScalar.isBox(entry) && values.sameBox(was, is)
        || values.sameOrder(entry, was, is) && values.same(role, was, is);
  }

  /** The same, where a direct value must stay one, too. */
  boolean sameBelow(COSDictionary old, COSDictionary now, COSName entry) {
    return !values.isTurned(old.getItem(entry), now.getItem(entry))
        && same(Role.VALUE, old, now, entry);
  }

  /** The names that either has. */
  static Set<COSName> names(COSDictionary old, COSDictionary now) {
    Set<COSName> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    return names;
  }

  /** Whether no object had this key before. */
  boolean isNew(COSObjectKey key) {
    return before.object(key) == null;
  }

  /**
   * Whether structure of either revision may belong to a number that a page or annotation got (ISO
   * 32000-2, 14.7.5.4); also if it is no number.
   */
  boolean isStructured(@Nullable COSBase number) {
    return wasStructured(number)
        || after.value(number) instanceof COSInteger key && hasParents(after, key);
  }

  /** The same of the earlier revision only: the later one has an element for a new annotation. */
  boolean wasStructured(@Nullable COSBase number) {
    return !(after.value(number) instanceof COSInteger key) || hasParents(before, key);
  }

  private static boolean hasParents(Values values, COSInteger number) {
    Map<Object, COSBase> found = new HashMap<>();
    COSDictionary root = values.dictionary(values.catalog().getItem("StructTreeRoot"));
    COSBase tree = root == null ? null : root.getItem("ParentTree");
    return !TreeLeaves.read(values, tree, COSName.NUMS, found)
        || found.containsKey(number.longValue());
  }

  /**
   * Objects below a place of the later revision that it wrote, for the report; limited in number.
   */
  Set<COSObjectKey> writtenBelow(@Nullable COSBase start) {
    Set<COSObjectKey> found = new HashSet<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> open = new ArrayDeque<>();
    if (start != null) {
      open.push(start);
    }
    while (!open.isEmpty() && seen.size() < MOST_NAMED_OBJECTS) {
      COSBase base = open.pop();
      COSObjectKey key = after.key(base);
      if (key != null && written.contains(key)) {
        found.add(key);
      }
      boolean elsewhere = key != null && base != start && !newPlaces.labels(key).isEmpty();
      COSBase value = after.value(base);
      if (value == null || elsewhere || !seen.add(value)) {
        continue;
      }
      if (value instanceof COSDictionary dictionary) {
        dictionary.getValues().forEach(open::push);
      } else if (value instanceof COSArray array) {
        array.forEach(open::push);
      }
    }
    return found;
  }
}
