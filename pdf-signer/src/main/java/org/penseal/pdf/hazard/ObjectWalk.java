// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

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
import org.jspecify.annotations.Nullable;

/**
 * Goes once over everything that is reachable, without recursion and without following a page back
 * to its tree, so that what belongs to a page is met as that page's.
 */
final class ObjectWalk {
  /** Is shown every dictionary and stream once. */
  interface Visitor {
    void visit(COSDictionary dictionary, int page);
  }

  private record Step(COSBase base, int page) {}

  private static final int OF_A_USUAL_FILE = 500;

  private final int mostObjects;
  private final Visitor visitor;
  private final Set<COSBase> seen =
      Collections.newSetFromMap(new IdentityHashMap<>(OF_A_USUAL_FILE));
  private final Set<COSObjectKey> reached = HashSet.newHashSet(OF_A_USUAL_FILE);
  private final Deque<Step> waiting = new ArrayDeque<>();
  private boolean whole = true;
  private @Nullable COSBase start;

  ObjectWalk(int mostObjects, Visitor visitor) {
    this.mostObjects = mostObjects;
    this.visitor = visitor;
  }

  /** Walks from here on, for a page or (0) for none. */
  void from(@Nullable COSBase root, int page) {
    start = root instanceof COSObject reference ? reference.getObject() : root;
    push(root, page);
    while (!waiting.isEmpty()) {
      Step step = waiting.pop();
      COSBase base = step.base;
      if (base instanceof COSObject reference) {
        if (reference.getKey() != null) {
          reached.add(reference.getKey());
        }
        base = reference.getObject();
      }
      boolean container = base instanceof COSDictionary || base instanceof COSArray;
      if (container && !isAnotherPage(base, step.page) && seen.add(base)) {
        if (seen.size() > mostObjects) {
          whole = false;
          waiting.clear();
          return;
        }
        children(base, step.page);
      }
    }
  }

  // A link to another page is no part of this one.
  private boolean isAnotherPage(COSBase base, int page) {
    return page > 0
        && base != start
        && base instanceof COSDictionary dictionary
        && COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
  }

  private void children(COSBase base, int page) {
    if (base instanceof COSDictionary dictionary) {
      visitor.visit(dictionary, page);
      dictionary.forEach(
          (name, value) -> {
            boolean up = page > 0 && (name.equals(COSName.PARENT) || name.equals(COSName.P));
            if (!up) {
              push(value, page);
            }
          });
    } else if (base instanceof COSArray array) {
      for (COSBase each : array) {
        push(each, page);
      }
    }
  }

  private void push(@Nullable COSBase base, int page) {
    if (base instanceof COSObject || base instanceof COSDictionary || base instanceof COSArray) {
      waiting.push(new Step(base, page));
    }
  }

  boolean reached(COSObjectKey key) {
    return reached.contains(key);
  }

  /** Whether nothing was left out. */
  boolean whole() {
    return whole;
  }
}
