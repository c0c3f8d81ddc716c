// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Report.Change;
import org.penseal.pdf.Report.ChangeClass;
import org.penseal.pdf.cos.SecurityStore;

/**
 * What one revision changed against the one before it: only what is known to be harmless is given a
 * class of its own, everything else is OTHER.
 */
final class RevisionComparison {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
  // Entries of the catalog that change with long-term data and with a higher version.
  private static final Set<COSName> LONG_TERM =
      Set.of(DSS, EXTENSIONS, COSName.METADATA, COSName.VERSION, COSName.getPDFName("MarkInfo"));

  private final Revision before;
  private final Revision after;
  private final Outline oldOutline;
  private final Outline newOutline;
  private final SameObjects objects;
  private final Set<COSObjectKey> oldKeys;
  private final Set<Change> findings = new LinkedHashSet<>();

  private RevisionComparison(Revision before, Revision after) {
    this.before = before;
    this.after = after;
    this.oldOutline = Outline.of(before);
    this.newOutline = Outline.of(after);
    this.oldKeys = oldOutline.keys();
    Set<COSObjectKey> special = new HashSet<>(oldKeys);
    // What was something else before is compared as that.
    newOutline.keys().stream().filter(key -> !before.xref().containsKey(key)).forEach(special::add);
    special.removeIf(key -> isStream(before, key) || isStream(after, key));
    for (Revision each : List.of(before, after)) {
      if (each.trailer().getItem(COSName.ROOT) instanceof COSObject root && root.getKey() != null) {
        special.add(root.getKey());
      }
    }
    this.objects = new SameObjects(before, after, special);
  }

  /** Compares a revision with the one it follows. */
  static List<Change> of(Revision before, Revision after) {
    RevisionComparison comparison = new RevisionComparison(before, after);
    comparison.offsets();
    comparison.trailer();
    comparison.catalog();
    comparison.pages();
    comparison.unexplained();
    return List.copyOf(comparison.findings);
  }

  private void found(ChangeClass changeClass, String code, String place) {
    found(changeClass, code, place, Set.of(), 0);
  }

  private void found(ChangeClass changeClass, String code, COSObjectKey key) {
    found(changeClass, code, key.toString(), Set.of(key), 0);
  }

  /** Notes a change; its objects are those given, page 0 is none. */
  private void found(
      ChangeClass changeClass, String code, String place, Set<COSObjectKey> keys, int page) {
    List<String> objects =
        keys.stream().sorted().map(key -> key.getNumber() + " " + key.getGeneration()).toList();
    List<Integer> pages =
        page > 0 ? List.of(page) : keys.stream().flatMap(this::pageOf).distinct().sorted().toList();
    Change change = new Change(changeClass, code, place, objects, pages);
    findings.add(change);
  }

  private Stream<Integer> pageOf(COSObjectKey key) {
    Integer page = newOutline.annotations().get(key);
    return Stream.ofNullable(page == null ? oldOutline.annotations().get(key) : page);
  }

  /** What was written before must stand where it stood, or stand in the new revision. */
  private void offsets() {
    for (Map.Entry<COSObjectKey, Long> entry : after.xref().entrySet()) {
      long now = entry.getValue();
      Long then = before.xref().get(entry.getKey());
      boolean inside = now >= 0 && now < before.end();
      if (inside && !Objects.equals(then, now)) {
        found(ChangeClass.OTHER, "cross-reference-redirected", entry.getKey());
      }
    }
  }

  private void trailer() {
    COSDictionary old = before.trailer();
    COSDictionary now = after.trailer();
    objects.explain(now.getItem(COSName.ROOT));
    if (!Objects.equals(key(old.getItem(COSName.ROOT)), key(now.getItem(COSName.ROOT)))) {
      found(ChangeClass.OTHER, "catalog-replaced", "");
    }
    if (!objects.same(old.getItem(COSName.ENCRYPT), now.getItem(COSName.ENCRYPT))) {
      found(ChangeClass.OTHER, "encryption-changed", "");
    }
    if (!objects.same(old.getItem(COSName.INFO), now.getItem(COSName.INFO))) {
      found(
          ChangeClass.LTA,
          "document-information-changed",
          "",
          objects.changedUnder(now.getItem(COSName.INFO)),
          0);
      objects.explainAll(now.getItem(COSName.INFO));
    }
  }

  private void catalog() {
    COSDictionary old = before.catalog();
    COSDictionary now = after.catalog();
    Set<COSName> names = new HashSet<>(old.keySet());
    names.addAll(now.keySet());
    FormComparison form =
        new FormComparison(
            before,
            after,
            oldOutline,
            newOutline,
            objects,
            (changeClass, code, place, keys) -> found(changeClass, code, place, keys, 0));
    for (COSName name : names) {
      COSBase was = old.getItem(name);
      COSBase is = now.getItem(name);
      if (name.equals(COSName.ACRO_FORM)) {
        form.compare();
      } else if (!objects.same(was, is)) {
        if (name.equals(COSName.PERMS) && certifies(was, is)) {
          found(ChangeClass.FORM, "certification-added", "", objects.changedUnder(is), 0);
          objects.explainAll(is);
        } else if (LONG_TERM.contains(name) && is != null) {
          if (name.equals(DSS) && SameObjects.unwrap(is) instanceof COSStream) {
            found(ChangeClass.OTHER, "catalog-changed", "DSS", objects.changedUnder(is), 0);
          } else if (!name.equals(DSS)) {
            found(
                ChangeClass.LTA,
                "catalog-detail-changed",
                name.getName(),
                objects.changedUnder(is),
                0);
          } else if (SecurityStore.in(old).without(SecurityStore.in(now)).isEmpty()) {
            found(ChangeClass.LTA, "long-term-data", "", objects.changedUnder(is), 0);
          } else {
            found(ChangeClass.OTHER, "long-term-data-removed", "", objects.changedUnder(is), 0);
          }
          objects.explainAll(is);
        } else {
          found(ChangeClass.OTHER, "catalog-changed", name.getName(), objects.changedUnder(is), 0);
        }
      }
    }
  }

  // The first signature of a file may be its certification (ISO 32000-2, 12.8.2.2.1).
  private boolean certifies(@Nullable COSBase was, @Nullable COSBase is) {
    return was == null
        && before.document().getSignatureFields().stream()
            .allMatch(field -> field.getCOSObject().getDictionaryObject(COSName.V) == null)
        && SameObjects.unwrap(is) instanceof COSDictionary perms
        && perms.keySet().equals(Set.of(COSName.DOCMDP))
        && key(perms.getItem(COSName.DOCMDP)) instanceof COSObjectKey signature
        && after.document().getSignatureFields().stream()
            .anyMatch(field -> signature.equals(key(field.getCOSObject().getItem(COSName.V))));
  }

  private static boolean isStream(Revision revision, COSObjectKey key) {
    return revision.xref().containsKey(key)
        && revision.document().getDocument().getObjectFromPool(key).getObject()
            instanceof COSStream;
  }

  private void pages() {
    List<COSDictionary> old = oldOutline.pages();
    List<COSDictionary> now = newOutline.pages();
    if (old.size() != now.size()) {
      found(ChangeClass.OTHER, "page-count-changed", old.size() + " to " + now.size());
    }
    for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
      if (!Objects.equals(old.get(i).getKey(), now.get(i).getKey())) {
        found(ChangeClass.OTHER, "page-replaced", "page " + (i + 1), Set.of(), i + 1);
      }
      page(old.get(i), now.get(i), i + 1);
    }
  }

  private void page(COSDictionary old, COSDictionary now, int page) {
    objects.explain(now.getKey());
    Set<COSName> names = new HashSet<>(old.keySet());
    names.addAll(now.keySet());
    for (COSName name : names) {
      if (name.equals(COSName.ANNOTS)) {
        annotations(old, now, page);
      } else if (!objects.same(old.getItem(name), now.getItem(name))) {
        Set<COSObjectKey> keys = new HashSet<>(objects.changedUnder(now.getItem(name)));
        if (now.getKey() != null && objects.changed(now.getKey())) {
          keys.add(now.getKey());
        }
        String place = "page " + page + " " + name.getName();
        found(ChangeClass.OTHER, "page-content-changed", place, keys, page);
      }
    }
  }

  private void annotations(COSDictionary oldPage, COSDictionary newPage, int page) {
    String place = "page " + page;
    objects.explain(newPage.getItem(COSName.ANNOTS));
    COSArray old = array(oldPage.getDictionaryObject(COSName.ANNOTS));
    COSArray now = array(newPage.getDictionaryObject(COSName.ANNOTS));
    Set<COSObjectKey> keys = new HashSet<>();
    for (COSBase each : now) {
      COSObjectKey key = key(each);
      if (key != null) {
        keys.add(key);
      }
    }
    int direct = 0;
    for (COSBase each : old) {
      COSObjectKey key = key(each);
      if (key == null) {
        direct++;
      } else if (!keys.remove(key)) {
        found(ChangeClass.OTHER, "annotation-removed", place, Set.of(key), page);
      } else if (!oldOutline.fields().containsKey(key)) {
        annotation(key, page);
      }
    }
    directAnnotations(old, now, direct, page);
    stacking(old, now, page);
    for (COSObjectKey added : keys) {
      // A field that was there before but not on the page shows something new, too.
      if (!newOutline.fields().containsKey(added) || oldOutline.fields().containsKey(added)) {
        COSObject reference = after.document().getDocument().getObjectFromPool(added);
        if (!(reference.getObject() instanceof COSDictionary annotation)
            || annotation instanceof COSStream) {
          found(ChangeClass.OTHER, "annotation-malformed", place, Set.of(added), page);
          continue;
        }
        if (before.xref().containsKey(added) && !oldKeys.contains(added)) {
          found(ChangeClass.OTHER, "annotation-made-of-old-object", place, Set.of(added), page);
        }
        found(ChangeClass.ANNOTATION, "annotation-added", place, Set.of(added), page);
        looks(annotation, Set.of(added), page);
        objects.explain(added);
        objects.explainAll(annotation);
      }
    }
  }

  // A later annotation lies above an earlier one (ISO 32000-2, 12.5.2): in another order, what was
  // covered is shown.
  private void stacking(COSArray old, COSArray now, int page) {
    List<Optional<COSObjectKey>> was = stack(old);
    List<Optional<COSObjectKey>> is = stack(now);
    Set<Optional<COSObjectKey>> known = new HashSet<>(was);
    is.removeIf(each -> !known.contains(each));
    if (new HashSet<>(is).containsAll(known) && !is.equals(was)) {
      found(ChangeClass.OTHER, "annotation-order-changed", "page " + page, Set.of(), page);
    }
  }

  private static List<Optional<COSObjectKey>> stack(COSArray annotations) {
    List<Optional<COSObjectKey>> stack = new ArrayList<>();
    annotations.forEach(each -> stack.add(Optional.ofNullable(key(each))));
    return stack;
  }

  // A known annotation: its own dictionary is special, so its entries are compared one by one.
  private void annotation(COSObjectKey key, int page) {
    COSBase was = before.document().getDocument().getObjectFromPool(key).getObject();
    COSBase is = after.document().getDocument().getObjectFromPool(key).getObject();
    objects.explain(key);
    if (!sameAnnotation(was, is)) {
      found(ChangeClass.ANNOTATION, "annotation-changed", "page " + page, Set.of(key), page);
      if (is instanceof COSDictionary annotation) {
        looks(annotation, Set.of(key), page);
      }
      objects.explainAll(is);
    }
  }

  private void looks(COSDictionary annotation, Set<COSObjectKey> keys, int page) {
    String place = "page " + page;
    if (NoteLook.acts(annotation)) {
      found(ChangeClass.OTHER, "annotation-acts", place, keys, page);
    } else if (NoteLook.mayHide(annotation)) {
      found(ChangeClass.ANNOTATION, "annotation-may-hide-content", place, keys, page);
    }
  }

  private boolean sameAnnotation(@Nullable COSBase was, @Nullable COSBase is) {
    if (was instanceof COSDictionary old
        && is instanceof COSDictionary now
        && namesItsType(old, now)) {
      COSDictionary named = new COSDictionary(old);
      named.setItem(COSName.TYPE, COSName.ANNOT);
      return objects.same(named, now);
    }
    return objects.same(was, is);
  }

  /**
   * Whether the type of an annotation, which may be left out (ISO 32000-2, table 166), was added:
   * PDFBox does so with every annotation that it looks at.
   */
  static boolean namesItsType(COSDictionary old, COSDictionary now) {
    return !old.containsKey(COSName.TYPE) && COSName.ANNOT.equals(now.getItem(COSName.TYPE));
  }

  private void directAnnotations(COSArray old, COSArray now, int direct, int page) {
    String place = "page " + page;
    List<COSBase> left = new ArrayList<>();
    now.forEach(
        each -> {
          if (key(each) == null) left.add(each);
        });
    if (left.size() != direct) {
      found(ChangeClass.OTHER, "annotations-not-analysed", place, Set.of(), page);
      return;
    }
    int i = 0;
    for (COSBase each : old) {
      if (key(each) == null && !sameAnnotation(each, left.get(i++))) {
        found(ChangeClass.ANNOTATION, "annotation-changed", place, Set.of(), page);
        if (SameObjects.unwrap(left.get(i - 1)) instanceof COSDictionary annotation) {
          looks(annotation, Set.of(), page);
        }
      }
    }
  }

  private void unexplained() {
    for (Map.Entry<COSObjectKey, Long> entry : after.xref().entrySet()) {
      COSObjectKey key = entry.getKey();
      if (!objects.changed(key) || objects.isExplained(key)) {
        continue;
      }
      COSBase value = SameObjects.unwrap(after.document().getDocument().getObjectFromPool(key));
      boolean plumbing =
          value instanceof COSStream stream
              && (COSName.XREF.equals(stream.getCOSName(COSName.TYPE))
                  || COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE)));
      if (value != null && !plumbing) {
        found(ChangeClass.OTHER, "unexplained-object", key);
      }
    }
  }

  static COSArray array(@Nullable COSBase base) {
    return base instanceof COSArray array ? array : new COSArray();
  }

  static @Nullable COSObjectKey key(@Nullable COSBase base) {
    return base instanceof COSObject reference ? reference.getKey() : null;
  }
}
