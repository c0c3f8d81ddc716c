// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.revision.Revision;

/**
 * Where all the objects stand in the file that something is drawn from: as long as this is equal in
 * two revisions, they draw the same.
 */
final class Inputs {
  private static final int MOST_OBJECTS = 20_000;
  private static final Set<COSName> UP = Set.of(COSName.PARENT, COSName.P);

  private Inputs() {}

  /** The objects under a page, an annotation or another dictionary. */
  static Map<COSObjectKey, String> of(Revision revision, @Nullable COSBase root) {
    Map<COSObjectKey, Long> offsets = revision.document().getDocument().getXrefTable();
    Map<COSObjectKey, String> inputs = new TreeMap<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> waiting = new ArrayDeque<>();
    COSBase start = root instanceof COSObject reference ? reference.getObject() : root;
    push(waiting, root);
    while (!waiting.isEmpty() && seen.size() < MOST_OBJECTS) {
      COSBase base = waiting.pop();
      if (base instanceof COSObject reference) {
        COSBase object = reference.getObject();
        if (object != start && isPage(object)) {
          continue;
        }
        if (reference.getKey() != null) {
          inputs.put(reference.getKey(), place(offsets, reference.getKey()));
        }
        base = object;
      }
      if (base != null && seen.add(base)) {
        children(waiting, base);
      }
    }
    return inputs;
  }

  private static void children(Deque<COSBase> waiting, COSBase base) {
    if (base instanceof COSDictionary dictionary) {
      dictionary.forEach(
          (name, value) -> {
            if (!UP.contains(name)) {
              push(waiting, value);
            }
          });
    } else if (base instanceof COSArray array) {
      for (COSBase each : array) {
        push(waiting, each);
      }
    }
  }

  private static boolean isPage(@Nullable COSBase base) {
    return base instanceof COSDictionary dictionary
        && COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
  }

  private static void push(Deque<COSBase> waiting, @Nullable COSBase base) {
    if (base instanceof COSObject || base instanceof COSDictionary || base instanceof COSArray) {
      waiting.push(base);
    }
  }

  // An object in an object stream moves with it.
  private static String place(Map<COSObjectKey, Long> offsets, COSObjectKey key) {
    Long offset = offsets.get(key);
    if (offset == null || offset >= 0) {
      return String.valueOf(offset);
    }
    return offset + "@" + offsets.get(new COSObjectKey(-offset, 0));
  }
}
