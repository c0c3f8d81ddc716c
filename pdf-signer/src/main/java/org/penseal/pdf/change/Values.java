// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.revision.Revision;

/**
 * One revision as values. References are followed in this revision, whatever document they were
 * read from. A reference at which readers find nothing is null. Types are those of ISO 32000-2: for
 * PDFBox a stream is a dictionary, here it is not.
 *
 * @param revision the opener closes it
 */
record Values(Revision revision) {
  private static final int LONGEST_CHAIN = 8;

  Map<COSObjectKey, Long> entries() {
    return revision.xref();
  }

  /** The object of a key; null if it is free, dangling, of another generation, or null itself. */
  @Nullable COSBase object(COSObjectKey key) {
    if (!entries().containsKey(key)) {
      return null;
    }
    COSBase value = revision.document().getDocument().getObjectFromPool(key).getObject();
    // The object itself may be only a reference to another one.
    for (int i = 0; i < LONGEST_CHAIN && value instanceof COSObject next; i++) {
      value = next.getKey() == null ? next.getObject() : own(next.getKey());
    }
    return value instanceof COSNull || value instanceof COSObject ? null : value;
  }

  private @Nullable COSBase own(COSObjectKey key) {
    return entries().containsKey(key)
        ? revision.document().getDocument().getObjectFromPool(key).getObject()
        : null;
  }

  /** The value at a place, with references followed. */
  @Nullable COSBase value(@Nullable COSBase base) {
    if (base instanceof COSObject reference) {
      COSObjectKey key = reference.getKey();
      return key == null ? null : object(key);
    }
    return base instanceof COSNull ? null : base;
  }

  /** The key of a reference that leads to something; null for everything else. */
  @Nullable COSObjectKey key(@Nullable COSBase base) {
    return base instanceof COSObject reference && value(base) != null ? reference.getKey() : null;
  }

  @Nullable COSDictionary dictionary(@Nullable COSBase base) {
    return value(base) instanceof COSDictionary found && !(found instanceof COSStream)
        ? found
        : null;
  }

  @Nullable COSArray array(@Nullable COSBase base) {
    return value(base) instanceof COSArray found ? found : null;
  }

  @Nullable COSStream stream(@Nullable COSBase base) {
    return value(base) instanceof COSStream found ? found : null;
  }

  @Nullable COSName name(@Nullable COSBase base) {
    return value(base) instanceof COSName found ? found : null;
  }

  /** Whether the value of an entry is the name. */
  boolean is(COSDictionary dictionary, COSName entry, COSName wanted) {
    return wanted.equals(value(dictionary.getItem(entry)));
  }

  /** Whether an entry has a value. */
  boolean has(COSDictionary dictionary, COSName entry) {
    return value(dictionary.getItem(entry)) != null;
  }

  /**
   * A rectangle (ISO 32000-2, 7.9.5): left, bottom, right, top.
   *
   * @return null unless it is an array of four finite numbers
   */
  double @Nullable [] rectangle(@Nullable COSBase base) {
    COSArray array = array(base);
    if (array == null || array.size() != 4) {
      return null;
    }
    double[] numbers = new double[4];
    for (int i = 0; i < 4; i++) {
      if (!(value(array.get(i)) instanceof COSNumber number)
          || !Float.isFinite(number.floatValue())) {
        return null;
      }
      numbers[i] = number.floatValue();
    }
    return new double[] {
      Math.min(numbers[0], numbers[2]),
      Math.min(numbers[1], numbers[3]),
      Math.max(numbers[0], numbers[2]),
      Math.max(numbers[1], numbers[3])
    };
  }

  /**
   * The states of appearances in their order: pdf.js takes the first other than Off for the value
   * of a button.
   */
  List<List<COSName>> states(@Nullable COSBase appearances) {
    COSDictionary found = dictionary(appearances);
    return found == null
        ? List.of()
        : new TreeSet<>(found.keySet())
            .stream()
                .map(name -> dictionary(found.getItem(name)))
                .filter(Objects::nonNull)
                .map(each -> each.keySet().stream().filter(s -> !s.equals(COSName.OFF)).toList())
                .toList();
  }

  COSDictionary trailer() {
    return revision.trailer();
  }

  /** The catalog; an empty dictionary if the trailer leads to none. */
  COSDictionary catalog() {
    COSDictionary found = dictionary(trailer().getItem(COSName.ROOT));
    return found == null ? new COSDictionary() : found;
  }
}
