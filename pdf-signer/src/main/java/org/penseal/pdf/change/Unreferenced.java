// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;

/**
 * Objects that a revision wrote and no reference leads to. Readers do not show them, but one that
 * repairs cross references picks up objects whose type is catalog, page or signature.
 */
final class Unreferenced {
  private static final Set<String> PICKED_UP =
      Set.of("Catalog", "Pages", "Page", "Sig", "DocTimeStamp", "ObjStm", "XRef");

  private final Comparison both;
  private final Values after;

  Unreferenced(Comparison both) {
    this.both = both;
    this.after = both.after();
  }

  void compare() {
    Set<COSObjectKey> left = new HashSet<>(both.written().keys());
    left.removeIf(key -> after.object(key) == null || isPlumbing(key));
    if (!left.isEmpty()) {
      left.removeAll(reached(left));
    }
    for (COSObjectKey key : left) {
      boolean picked =
          after.object(key) instanceof COSDictionary dictionary && isPickedUp(after, dictionary);
      both.findings()
          .add(
              picked ? ChangeClass.OTHER : ChangeClass.LTA,
              "unreferenced-object",
              key.toString(),
              Set.of(key));
    }
  }

  /** Whether its type is one that a repairing reader searches for. */
  static boolean isPickedUp(Values values, COSDictionary dictionary) {
    return values.name(dictionary.getItem(COSName.TYPE)) instanceof COSName type
        && PICKED_UP.contains(type.getName());
  }

  // Object streams with objects in use, and the cross-reference streams themselves.
  private boolean isPlumbing(COSObjectKey key) {
    if (!(after.object(key) instanceof COSStream stream)) {
      return false;
    }
    Long offset = after.entries().get(key);
    if (after.is(stream, COSName.TYPE, COSName.OBJ_STM)) {
      return key.getGeneration() == 0 && after.entries().containsValue(-key.getNumber());
    }
    return after.is(stream, COSName.TYPE, COSName.XREF) && both.sections().contains(offset);
  }

  /** Whether any reachable reference leads to no object. */
  boolean leadsToNothing() {
    return reached(Set.of()).stream().anyMatch(key -> !after.entries().containsKey(key));
  }

  /**
   * Every reachable key, or enough of them to contain all that are wanted. Objects that the
   * revision wrote are followed first, since most of them lead to each other; all others are read
   * only once.
   */
  private Set<COSObjectKey> reached(Set<COSObjectKey> wanted) {
    Set<COSObjectKey> left = new HashSet<>(wanted);
    Set<COSObjectKey> reached = new HashSet<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> open = new ArrayDeque<>();
    open.push(after.trailer());
    while (!open.isEmpty()) {
      COSBase base = open.pop();
      if (base instanceof COSObject reference) {
        COSObjectKey key = reference.getKey();
        if (key == null || !reached.add(key)) {
          continue;
        }
        if (left.remove(key) && left.isEmpty()) {
          return reached;
        }
        boolean same = !both.written().contains(key);
        COSBase value = same ? both.before().object(key) : after.object(key);
        push(open, value);
      } else if (seen.add(base)) {
        if (base instanceof COSDictionary dictionary) {
          dictionary.getValues().forEach(value -> push(open, value));
        } else if (base instanceof COSArray array) {
          array.forEach(value -> push(open, value));
        }
      }
    }
    return reached;
  }

  private void push(Deque<COSBase> open, @Nullable COSBase base) {
    if (base instanceof COSObject reference) {
      COSObjectKey key = reference.getKey();
      if (key != null && both.written().contains(key)) {
        open.addFirst(base);
      } else {
        open.addLast(base);
      }
    } else if (base instanceof COSDictionary || base instanceof COSArray) {
      open.addFirst(base);
    }
  }
}
