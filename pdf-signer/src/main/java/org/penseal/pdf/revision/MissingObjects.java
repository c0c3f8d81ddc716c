// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** Objects that others refer to and that no cross reference leads to; a null of its own is none. */
final class MissingObjects {
  private MissingObjects() {}

  /** Whether there is one; looks at every object of the document, those that nothing shows, too. */
  static boolean areReferredTo(COSDocument document) {
    Set<COSObjectKey> known = document.getXrefTable().keySet();
    return areReferredTo(document, key -> !known.contains(key));
  }

  /** Whether any object, or the trailer, refers to one of these numbers. */
  static boolean areReferredTo(COSDocument document, Set<Long> numbers) {
    return refers(document.getTrailer(), key -> numbers.contains(key.getNumber()))
        || areReferredTo(document, key -> numbers.contains(key.getNumber()));
  }

  private static boolean areReferredTo(COSDocument document, Predicate<COSObjectKey> wanted) {
    return document.getXrefTable().keySet().stream()
        .anyMatch(key -> refers(document.getObjectFromPool(key).getObject(), wanted));
  }

  private static boolean refers(@Nullable COSBase object, Predicate<COSObjectKey> wanted) {
    Deque<COSBase> open = new ArrayDeque<>();
    if (object != null) {
      open.push(object);
    }
    while (!open.isEmpty()) {
      COSBase next = open.pop();
      if (next instanceof COSObject reference) {
        if (reference.getKey() == null || wanted.test(reference.getKey())) {
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
