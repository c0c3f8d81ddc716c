// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** Objects that others refer to and that are not there. */
final class MissingObjects {
  private MissingObjects() {}

  /**
   * Whether there is one that no cross reference leads to; looks at every object of the document,
   * those that nothing shows, too. A null of its own is none.
   */
  static boolean areReferredTo(COSDocument document) {
    Set<COSObjectKey> known = document.getXrefTable().keySet();
    return known.stream()
        .anyMatch(
            key ->
                refers(
                    document.getObjectFromPool(key).getObject(),
                    to -> to == null || !known.contains(to)));
  }

  /** The numbers of those that an object or the trailer refers to; nulls of their own, too. */
  static Set<Long> numbers(COSDocument document) {
    Set<COSObjectKey> there = new HashSet<>();
    Set<Long> missing = new HashSet<>();
    for (COSObjectKey key : document.getXrefTable().keySet()) {
      COSBase object = document.getObjectFromPool(key).getObject();
      if (object != null && object != COSNull.NULL) {
        there.add(key);
      }
    }
    Predicate<@Nullable COSObjectKey> collect =
        to -> {
          if (to != null && !there.contains(to)) {
            missing.add(to.getNumber());
          }
          return false;
        };
    refers(document.getTrailer(), collect);
    there.forEach(key -> refers(document.getObjectFromPool(key).getObject(), collect));
    return missing;
  }

  /**
   * Where an object refers to nothing.
   *
   * @param path the names that lead there within the object
   */
  record Place(String path, long number) {}

  private record Step(COSBase value, String path) {}

  /** Where an object, or what is directly in it, refers to others that are not there. */
  static Set<Place> places(COSBase object, Predicate<COSObjectKey> there) {
    Set<Place> places = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(object, "")));
    while (!open.isEmpty()) {
      Step step = open.pop();
      if (step.value instanceof COSObject reference) {
        COSObjectKey to = reference.getKey();
        if (to != null && !there.test(to)) {
          places.add(new Place(step.path, to.getNumber()));
        }
      } else if (step.value instanceof COSDictionary dictionary) {
        dictionary.forEach(
            (name, value) -> open.push(new Step(value, step.path + "/" + name.getName())));
      } else if (step.value instanceof COSArray array) {
        array.forEach(value -> open.push(new Step(value, step.path)));
      }
    }
    return places;
  }

  /** Whether an entry is null in one of two objects, and absent in the other. */
  static boolean nullsDiffer(COSBase one, COSBase other) {
    Set<String> nulls = entries(one, true);
    Set<String> others = entries(other, true);
    return !nulls.equals(others)
        && (!entries(one, false).containsAll(others) || !entries(other, false).containsAll(nulls));
  }

  private static Set<String> entries(COSBase object, boolean onlyNulls) {
    Set<String> found = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(object, "")));
    while (!open.isEmpty()) {
      Step step = open.pop();
      if (step.value instanceof COSDictionary dictionary) {
        dictionary.forEach(
            (name, value) -> {
              String path = step.path + "/" + name.getName();
              if (value == COSNull.NULL || !onlyNulls) {
                found.add(path);
              }
              if (value instanceof COSDictionary || value instanceof COSArray) {
                open.push(new Step(value, path));
              }
            });
      } else if (step.value instanceof COSArray array) {
        array.forEach(value -> open.push(new Step(value, step.path)));
      }
    }
    return found;
  }

  private static boolean refers(
      @Nullable COSBase object, Predicate<@Nullable COSObjectKey> wanted) {
    Deque<COSBase> open = new ArrayDeque<>();
    if (object != null) {
      open.push(object);
    }
    while (!open.isEmpty()) {
      COSBase next = open.pop();
      if (next instanceof COSObject reference) {
        if (wanted.test(reference.getKey())) {
          return true;
        }
      } else if (next instanceof COSDictionary dictionary) {
        dictionary.getValues().forEach(open::push);
      } else if (next instanceof COSArray array) {
        array.forEach(open::push);
      }
    }
    return false;
  }
}
