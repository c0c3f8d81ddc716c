// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether two revisions say the same at one place, however deep; and which changed objects have
 * been explained on the way.
 *
 * <p>Objects that have rules of their own (pages, fields, ...) are left out here.
 */
final class SameObjects {
  private record Pair(@Nullable COSBase before, @Nullable COSBase after, boolean rewritten) {}

  private final Map<COSObjectKey, Long> oldXref;
  private final Map<COSObjectKey, Long> newXref;
  private final long oldEnd;
  private final Set<COSObjectKey> special;
  private final Set<COSObjectKey> proven = new HashSet<>();
  private final Set<COSObjectKey> explained = new HashSet<>();

  SameObjects(Revision before, Revision after, Set<COSObjectKey> special) {
    this.oldXref = before.xref();
    this.newXref = after.xref();
    this.oldEnd = before.end();
    this.special = special;
  }

  /** Whether the newer revision wrote the object. */
  boolean changed(COSObjectKey key) {
    Long now = newXref.get(key);
    if (!Objects.equals(oldXref.get(key), now)) {
      return true;
    }
    // An object in an object stream that was itself written anew.
    return now != null && now < 0 && containerChanged(-now);
  }

  private boolean containerChanged(long number) {
    Long offset = newXref.get(new COSObjectKey(number, 0));
    return offset == null || offset >= oldEnd;
  }

  void explain(@Nullable COSBase base) {
    if (base instanceof COSObject reference && reference.getKey() != null) {
      explained.add(reference.getKey());
    }
  }

  void explain(@Nullable COSObjectKey key) {
    if (key != null) {
      explained.add(key);
    }
  }

  boolean isExplained(COSObjectKey key) {
    return explained.contains(key);
  }

  /** Explains everything new that can be reached from here. */
  void explainAll(@Nullable COSBase start) {
    walk(start, explained);
  }

  private void walk(@Nullable COSBase start, Set<COSObjectKey> found) {
    Deque<COSBase> open = new ArrayDeque<>();
    Set<COSBase> seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    push(open, start);
    while (!open.isEmpty()) {
      COSBase base = open.pop();
      if (!seen.add(base)) {
        continue;
      }
      if (base instanceof COSObject reference) {
        COSObjectKey key = reference.getKey();
        if (key != null && (special.contains(key) || !changed(key))) {
          continue;
        }
        if (key != null) {
          found.add(key);
        }
        push(open, reference.getObject());
      } else if (base instanceof COSDictionary dictionary) {
        dictionary.getValues().forEach(value -> push(open, value));
      } else if (base instanceof COSArray array) {
        array.forEach(value -> push(open, value));
      }
    }
  }

  /** Every object written anew that can be reached from here, but for those with rules. */
  Set<COSObjectKey> changedUnder(@Nullable COSBase start) {
    Set<COSObjectKey> found = new HashSet<>();
    walk(start, found);
    return found;
  }

  private static void push(Deque<COSBase> open, @Nullable COSBase base) {
    if (base != null) {
      open.push(base);
    }
  }

  /** Compares deeply. */
  boolean same(@Nullable COSBase before, @Nullable COSBase after) {
    Set<COSObjectKey> visited = new HashSet<>();
    Deque<Pair> open = new ArrayDeque<>();
    // What is direct lies in an object that the caller is looking at because it was rewritten.
    open.push(new Pair(before, after, true));
    while (!open.isEmpty()) {
      if (!step(open.pop(), open, visited)) {
        return false;
      }
    }
    proven.addAll(visited);
    visited.stream().filter(this::changed).forEach(explained::add);
    return true;
  }

  private boolean step(Pair pair, Deque<Pair> open, Set<COSObjectKey> visited) {
    COSBase before = pair.before;
    COSBase after = pair.after;
    boolean rewritten = pair.rewritten;
    COSObjectKey newKey = key(after);
    if (newKey != null) {
      COSObjectKey oldKey = key(before);
      if (oldKey != null && !oldKey.equals(newKey)) {
        return isNull(before) && isNull(after);
      }
      boolean known = special.contains(newKey) || proven.contains(newKey);
      // A value that was direct before has not been compared under this key.
      if (oldKey != null && (known || !visited.add(newKey))) {
        return true;
      }
      rewritten = changed(newKey);
    }
    return sameValue(unwrap(before), unwrap(after), rewritten, open);
  }

  private static boolean sameValue(
      @Nullable COSBase before, @Nullable COSBase after, boolean rewritten, Deque<Pair> open) {
    if (before == null || after == null) {
      return before == after;
    }
    if (before instanceof COSDictionary old && after instanceof COSDictionary now) {
      boolean streams = old instanceof COSStream;
      if (streams != now instanceof COSStream || !old.keySet().equals(now.keySet())) {
        return false;
      }
      for (COSName name : old.keySet()) {
        open.push(new Pair(old.getItem(name), now.getItem(name), rewritten));
      }
      return !streams || !rewritten || sameBytes((COSStream) old, (COSStream) now);
    }
    if (before instanceof COSArray old && after instanceof COSArray now) {
      if (old.size() != now.size()) {
        return false;
      }
      for (int i = 0; i < old.size(); i++) {
        open.push(new Pair(old.get(i), now.get(i), rewritten));
      }
      return true;
    }
    return before.equals(after);
  }

  private static boolean sameBytes(COSStream before, COSStream after) {
    try (InputStream old = before.createRawInputStream();
        InputStream now = after.createRawInputStream()) {
      while (true) {
        byte[] a = old.readNBytes(1 << 15);
        byte[] b = now.readNBytes(1 << 15);
        if (!java.util.Arrays.equals(a, b)) {
          return false;
        }
        if (a.length == 0) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable COSObjectKey key(@Nullable COSBase base) {
    return base instanceof COSObject reference ? reference.getKey() : null;
  }

  private static boolean isNull(@Nullable COSBase base) {
    return unwrap(base) == null;
  }

  static @Nullable COSBase unwrap(@Nullable COSBase base) {
    COSBase value = base instanceof COSObject reference ? reference.getObject() : base;
    return value instanceof COSNull ? null : value;
  }
}
