// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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
