// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;

/**
 * The structure of a tagged document (ISO 32000-2, 14.7): existing elements stay. Elements that
 * only name a new widget, or a note that was added or removed, may be added or removed with it.
 */
final class StructureRule {
  private static final String CHANGED = "structure-changed";
  private static final String ADDED = "structure-added";
  private static final COSName OBJECT = COSName.getPDFName("Obj");
  private static final COSName REFERENCE = COSName.getPDFName("OBJR");
  private static final COSName NEXT_KEY = COSName.getPDFName("ParentTreeNextKey");
  private static final COSName PARENT_TREE = COSName.getPDFName("ParentTree");
  private static final COSName ID_TREE = COSName.getPDFName("IDTree");
  private static final COSName PG = COSName.getPDFName("Pg");
  private static final Set<String> KINDS = Set.of("Form", "Annot");
  private static final Set<String> WORDS = Set.of("Alt", "T", "Lang", "ID");

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;

  /** New elements, with the annotation that each names. */
  private final Map<COSObjectKey, COSObjectKey> added = new HashMap<>();

  private final Deque<Kids> open = new ArrayDeque<>();

  private record Kids(COSDictionary old, COSDictionary now, @Nullable COSObjectKey element) {}

  StructureRule(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
  }

  void compare(@Nullable COSBase was, @Nullable COSBase is) {
    COSDictionary old = before.dictionary(was);
    COSDictionary now = after.dictionary(is);
    if (old == null || now == null) {
      if (!both.same(Role.VALUE, was, is)) {
        findings.add(ChangeClass.OTHER, "catalog-changed", "StructTreeRoot", both.writtenBelow(is));
      }
      return;
    }
    open.push(new Kids(old, now, after.key(is)));
    while (!open.isEmpty()) {
      Kids next = open.pop();
      entries(next, next.old == old);
      kids(next);
    }
    if (!both.same(Role.ELEMENT_TREE, old, now, PARENT_TREE)) {
      tree(old, now, PARENT_TREE, COSName.NUMS);
    }
    if (!both.same(Role.ELEMENT_TREE, old, now, ID_TREE)) {
      tree(old, now, ID_TREE, COSName.NAMES);
    }
    nextKey(old, now);
  }

  private void other(String place, @Nullable COSBase where) {
    findings.add(ChangeClass.OTHER, CHANGED, place, both.writtenBelow(where));
  }

  private void entries(Kids pair, boolean root) {
    for (COSName name : Comparison.names(pair.old, pair.now)) {
      boolean apart =
          name.equals(COSName.K)
              || root
                  && (name.equals(PARENT_TREE) || name.equals(ID_TREE) || name.equals(NEXT_KEY));
      if (!apart && !both.same(Role.STRUCTURE.entry(name), pair.old, pair.now, name)) {
        other(name.getName(), pair.now.getItem(name));
      }
    }
  }

  private static List<COSBase> list(Values values, @Nullable COSBase kids) {
    List<COSBase> found = new ArrayList<>();
    if (values.array(kids) instanceof COSArray array) {
      for (COSBase each : array) {
        if (values.value(each) != null) {
          found.add(each);
        }
      }
    } else if (values.value(kids) != null && kids != null) {
      found.add(kids);
    }
    return found;
  }

  private void kids(Kids pair) {
    if (both.same(Role.STRUCTURE, pair.old, pair.now, COSName.K)) {
      return;
    }
    List<COSBase> was = list(before, pair.old.getItem(COSName.K));
    List<COSBase> is = list(after, pair.now.getItem(COSName.K));
    int i = 0;
    int j = 0;
    while (i < was.size() || j < is.size()) {
      COSBase old = i < was.size() ? was.get(i) : null;
      COSBase now = j < is.size() ? is.get(j) : null;
      if (old != null && now != null && goesOn(old, now)) {
        i++;
        j++;
      } else if (now != null && isAdded(now, pair.element, old == null)) {
        j++;
      } else if (old != null && isGone(old)) {
        findings.add(ChangeClass.ANNOTATION, CHANGED, "", both.writtenBelow(pair.now));
        i++;
      } else {
        other("K", pair.now);
        return;
      }
    }
  }

  // The same kid: equal, or an element with the same object number, whose kids are compared in
  // turn.
  private boolean goesOn(COSBase old, COSBase now) {
    if (leadsToGone(old, now)) {
      return noted(now);
    }
    COSObjectKey key = before.key(old);
    COSDictionary was = before.dictionary(old);
    COSDictionary is = after.dictionary(now);
    if (key != null && key.equals(after.key(now)) && was != null && is != null) {
      if (!both.same(Role.STRUCTURE, old, now)) {
        open.push(new Kids(was, is, key));
      }
      return true;
    }
    return both.same(Role.STRUCTURE, old, now);
  }

  private boolean isAdded(COSBase base, @Nullable COSObjectKey parent, boolean atEnd) {
    COSDictionary kid = after.dictionary(base);
    if (kid == null) {
      return false;
    }
    COSObjectKey named = named(kid);
    if (named != null) {
      return isNewNote(named) && noted(base);
    }
    COSObjectKey key = after.key(base);
    if (key == null || !both.isNew(key) || !isPlainElement(kid, parent)) {
      return false;
    }
    List<COSBase> kids = list(after, kid.getItem(COSName.K));
    COSDictionary only = kids.size() == 1 ? after.dictionary(kids.getFirst()) : null;
    COSObjectKey annotation = only == null ? null : named(only);
    if (annotation == null) {
      return false;
    }
    if (isNewWidget(annotation) && atEnd) {
      findings.add(ChangeClass.FORM, ADDED, "", Set.of(key));
    } else if (!isNewNote(annotation) || !noted(base)) {
      return false;
    }
    added.put(key, annotation);
    return true;
  }

  private boolean noted(COSBase base) {
    findings.add(ChangeClass.ANNOTATION, CHANGED, "", both.writtenBelow(base));
    return true;
  }

  private boolean isPlainElement(COSDictionary element, @Nullable COSObjectKey parent) {
    for (COSName name : element.keySet()) {
      COSBase value = after.value(element.getItem(name));
      boolean fine =
          switch (name.getName()) {
            case "Type" -> after.is(element, COSName.TYPE, COSName.getPDFName("StructElem"));
            case "S" -> value instanceof COSName kind && KINDS.contains(kind.getName());
            case "P" -> parent != null && parent.equals(after.key(element.getItem(COSName.P)));
            case "Pg" -> isPage(element.getItem(PG));
            case "K" -> true;
            default -> WORDS.contains(name.getName()) && value instanceof COSString;
          };
      if (!fine) {
        return false;
      }
    }
    return after.has(element, COSName.S);
  }

  private boolean isPage(@Nullable COSBase base) {
    COSObjectKey key = after.key(base);
    return key != null
        && both.newPlaces().labels(key).stream().anyMatch(label -> label.startsWith("page "));
  }

  /** The annotation that an object reference names (14.7.5.3); null for anything else. */
  private @Nullable COSObjectKey named(COSDictionary kid) {
    boolean plain =
        after.is(kid, COSName.TYPE, REFERENCE)
            && kid.keySet().stream()
                .allMatch(name -> Set.of("Type", "Obj", "Pg").contains(name.getName()))
            && (!after.has(kid, PG) || isPage(kid.getItem(PG)));
    return plain ? after.key(kid.getItem(OBJECT)) : null;
  }

  private boolean isNewWidget(COSObjectKey key) {
    return both.newPlaces().fields().containsKey(key)
        && !both.oldPlaces().fields().containsKey(key);
  }

  private boolean isNewNote(COSObjectKey key) {
    return !both.newPlaces().fields().containsKey(key)
        && !both.newPlaces().pagesOf(key).isEmpty()
        && both.oldPlaces().pagesOf(key).isEmpty();
  }

  /** Whether a kid only led to notes that were removed. */
  private boolean isGone(COSBase base) {
    COSDictionary kid = before.dictionary(base);
    if (kid == null) {
      return false;
    }
    if (before.is(kid, COSName.TYPE, REFERENCE)) {
      return isGoneNote(before.key(kid.getItem(OBJECT)));
    }
    List<COSBase> kids = list(before, kid.getItem(COSName.K));
    return !kids.isEmpty()
        && kids.stream()
            .map(before::dictionary)
            .allMatch(
                each ->
                    each != null
                        && before.is(each, COSName.TYPE, REFERENCE)
                        && isGoneNote(before.key(each.getItem(OBJECT))));
  }

  // A note was removed, and the reference to it was left unchanged.
  private boolean leadsToGone(COSBase old, COSBase now) {
    COSDictionary was = before.dictionary(old);
    COSDictionary is = after.dictionary(now);
    if (was == null || is == null || !before.is(was, COSName.TYPE, REFERENCE)) {
      return false;
    }
    COSObjectKey note = before.key(was.getItem(OBJECT));
    return isGoneNote(note)
        && is.getItem(OBJECT) instanceof COSObject reference
        && Objects.equals(note, reference.getKey())
        && Comparison.names(was, is).stream()
            .filter(name -> !name.equals(OBJECT))
            .allMatch(name -> both.same(Role.STRUCTURE.entry(name), was, is, name));
  }

  private boolean isGoneNote(@Nullable COSObjectKey key) {
    return key != null
        && !both.oldPlaces().fields().containsKey(key)
        && !both.oldPlaces().pagesOf(key).isEmpty()
        && both.newPlaces().pagesOf(key).isEmpty();
  }

  private void nextKey(COSDictionary old, COSDictionary now) {
    if (both.same(Role.VALUE, old, now, NEXT_KEY)) {
      return;
    }
    boolean number = RevisionWalk.isInteger(after.value(now.getItem(NEXT_KEY)));
    boolean grew = now.getLong(NEXT_KEY, 0) >= old.getLong(NEXT_KEY, 0);
    findings.add(
        number ? grew ? ChangeClass.FORM : ChangeClass.ANNOTATION : ChangeClass.OTHER,
        grew ? ADDED : CHANGED,
        "ParentTreeNextKey",
        Set.of());
  }

  private void tree(COSDictionary old, COSDictionary now, COSName tree, COSName leaves) {
    Map<Object, COSBase> was = new HashMap<>();
    Map<Object, COSBase> is = new HashMap<>();
    boolean read =
        TreeLeaves.read(before, old.getItem(tree), leaves, was)
            && TreeLeaves.read(after, now.getItem(tree), leaves, is);
    if (!read) {
      other(tree.getName(), now.getItem(tree));
      return;
    }
    for (Map.Entry<Object, COSBase> each : was.entrySet()) {
      COSBase found = is.remove(each.getKey());
      if (!both.same(Role.LINKS, each.getValue(), found)
          && !(found == null && onlyGone(each.getKey()))) {
        other(tree.getName() + " " + each.getKey(), now.getItem(tree));
        return;
      }
    }
    for (Map.Entry<Object, COSBase> each : is.entrySet()) {
      COSObjectKey element = after.key(each.getValue());
      COSObjectKey annotation = element == null ? null : added.get(element);
      if (annotation == null || tree.equals(PARENT_TREE) && !leadsBack(each.getKey(), annotation)) {
        other(tree.getName() + " " + each.getKey(), now.getItem(tree));
        return;
      }
    }
  }

  private boolean leadsBack(Object number, COSObjectKey annotation) {
    return after.object(annotation) instanceof COSDictionary found
        && number.equals(found.getLong(COSName.STRUCT_PARENT, -1));
  }

  // Whether a number led only to a note that was removed.
  private boolean onlyGone(Object number) {
    return both.oldPlaces().listed().stream()
        .anyMatch(
            key ->
                isGoneNote(key)
                    && before.object(key) instanceof COSDictionary note
                    && number.equals(note.getLong(COSName.STRUCT_PARENT, -1)));
  }
}
