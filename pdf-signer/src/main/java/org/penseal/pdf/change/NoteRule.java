// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.change.RevisionChanges.Kind;
import org.penseal.pdf.change.RevisionChanges.Shown;
import org.penseal.pdf.look.NoteLook;

/** The annotations of a page; those that are widgets of fields are judged with their fields. */
final class NoteRule {
  // The text and author of a note: an edit of nothing else leaves its action as it was.
  private static final Set<String> WORDS = Set.of("Contents", "RC", "M", "T", "Subj", "NM");

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;

  NoteRule(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
  }

  void compare(COSDictionary oldPage, COSDictionary newPage, int page) {
    COSBase was = oldPage.getItem(COSName.ANNOTS);
    COSBase is = newPage.getItem(COSName.ANNOTS);
    String place = "page " + page;
    boolean lists =
        (before.value(was) == null || before.array(was) != null)
            && (after.value(is) == null || after.array(is) != null);
    if (!lists) {
      if (!both.same(Role.VALUE, was, is)) {
        findings.add(
            ChangeClass.OTHER, "malformed-in-role", place + " Annots", both.writtenBelow(is), page);
      }
      return;
    }
    List<COSBase> old = elements(before, before.array(was));
    List<COSBase> now = elements(after, after.array(is));
    Map<COSObjectKey, Integer> left = count(after, now);
    for (COSBase each : old) {
      COSObjectKey key = before.key(each);
      if (key == null) {
        continue;
      }
      if (left.merge(key, -1, Integer::sum) < 0) {
        removed(key, page);
      } else if (isWidget(key)) {
        continue; // compared with its field
      } else {
        known(key, each, page);
      }
    }
    direct(old, now, page);
    stacking(old, now, page);
    left.forEach(
        (key, times) -> {
          if (times > 0) {
            added(key, times, page);
          }
        });
  }

  // Without null elements.
  static List<COSBase> elements(Values values, @Nullable COSArray array) {
    List<COSBase> found = new ArrayList<>();
    for (COSBase each : array == null ? new COSArray() : array) {
      if (values.value(each) != null) {
        found.add(each);
      }
    }
    return found;
  }

  private static Map<COSObjectKey, Integer> count(Values values, List<COSBase> elements) {
    Map<COSObjectKey, Integer> count = new LinkedHashMap<>();
    for (COSBase each : elements) {
      COSObjectKey key = values.key(each);
      if (key != null) {
        count.merge(key, 1, Integer::sum);
      }
    }
    return count;
  }

  private boolean isWidget(COSObjectKey key) {
    return both.oldPlaces().fields().containsKey(key) && both.newPlaces().fields().containsKey(key);
  }

  private boolean ofField(COSObjectKey key) {
    return both.oldPlaces().fields().containsKey(key)
        || before.object(key) instanceof COSDictionary annotation
            && before.is(annotation, COSName.SUBTYPE, COSName.WIDGET);
  }

  private void removed(COSObjectKey key, int page) {
    String kind =
        before.object(key) instanceof COSDictionary annotation
                && before.name(annotation.getItem(COSName.SUBTYPE)) instanceof COSName subtype
            ? " " + subtype.getName()
            : "";
    findings.add(
        ofField(key) ? ChangeClass.OTHER : ChangeClass.ANNOTATION,
        "annotation-removed",
        "page " + page + kind,
        Set.of(key),
        page);
    if (before.object(key) instanceof COSDictionary old && !ofField(key)) {
      findings.shows(new Shown(Kind.NOTE, page, key, old, nowhere()));
    }
  }

  private static COSDictionary nowhere() {
    COSDictionary nothing = new COSDictionary();
    nothing.setItem(COSName.RECT, new PDRectangle().getCOSArray());
    return nothing;
  }

  private void known(COSObjectKey key, COSBase reference, int page) {
    COSDictionary old = before.dictionary(reference);
    COSDictionary now = after.object(key) instanceof COSDictionary found ? found : null;
    if (old == null || now == null || RevisionWalk.isStream(now)) {
      if (!both.same(Role.VALUE, reference, reference)) {
        findings.add(ChangeClass.OTHER, "annotation-malformed", "page " + page, Set.of(key), page);
      }
      return;
    }
    changed(old, now, key, page);
  }

  private void changed(COSDictionary old, COSDictionary now, @Nullable COSObjectKey key, int page) {
    Set<COSName> different = different(old, now);
    if (different.isEmpty()) {
      return;
    }
    String place = "page " + page;
    Set<COSObjectKey> keys = key == null ? Set.of() : Set.of(key);
    if (key == null) {
      findings.directOn(page);
    }
    boolean widget =
        before.is(old, COSName.SUBTYPE, COSName.WIDGET)
            || after.is(now, COSName.SUBTYPE, COSName.WIDGET);
    boolean kind = widget || different.contains(COSName.SUBTYPE);
    findings.add(
        kind ? ChangeClass.OTHER : ChangeClass.ANNOTATION, "annotation-changed", place, keys, page);
    boolean actsAsBefore =
        NoteLook.acts(old) && different.stream().allMatch(name -> WORDS.contains(name.getName()));
    looks(now, !actsAsBefore && NoteLook.acts(now), keys, page);
    findings.shows(new Shown(Kind.NOTE, page, key, old, now));
  }

  /** The entries in which an annotation differs, except for a type that was added. */
  private Set<COSName> different(COSDictionary old, COSDictionary now) {
    Set<COSName> different = new HashSet<>();
    for (COSName name : Comparison.names(old, now)) {
      if (!both.same(role(name), old, now, name)) {
        different.add(name);
      }
    }
    if (namesItsType(before, after, old, now)) {
      different.remove(COSName.TYPE);
    }
    return different;
  }

  /** How an entry of an annotation or widget is compared. */
  static Role role(COSName name) {
    return switch (name.getName()) {
      case "P", "Parent", "Popup", "IRT" -> Role.LINK;
      case "Dest" -> Role.DESTINATION;
      case "A" -> Role.ACTION;
      case "AA" -> Role.TRIGGERS;
      default -> Role.VALUE;
    };
  }

  /**
   * Whether the type of an annotation, which may be left out (ISO 32000-2, table 166), was added:
   * PDFBox does so with every annotation that it looks at.
   */
  static boolean namesItsType(Values before, Values after, COSDictionary old, COSDictionary now) {
    return !before.has(old, COSName.TYPE) && after.is(now, COSName.TYPE, COSName.ANNOT);
  }

  private void looks(COSDictionary annotation, boolean acts, Set<COSObjectKey> keys, int page) {
    String place = "page " + page;
    if (after.rectangle(annotation.getItem(COSName.RECT)) == null) {
      findings.add(ChangeClass.OTHER, "annotation-malformed", place, keys, page);
    } else if (acts) {
      findings.add(ChangeClass.OTHER, "annotation-acts", place, keys, page);
    } else if (NoteLook.mayHide(annotation)) {
      findings.add(ChangeClass.ANNOTATION, "annotation-may-hide-content", place, keys, page);
    }
  }

  private void added(COSObjectKey key, int times, int page) {
    String place = "page " + page;
    boolean newField = both.newPlaces().fields().containsKey(key);
    boolean oldField = both.oldPlaces().fields().containsKey(key);
    if (newField && !oldField && times == 1) {
      return; // judged with its field
    }
    if (both.oldPlaces().pagesOf(key).contains(page)) {
      // It is listed more often than before.
      findings.add(ChangeClass.OTHER, "annotation-order-changed", place, Set.of(key), page);
      return;
    }
    if (!(after.object(key) instanceof COSDictionary annotation)
        || RevisionWalk.isStream(annotation)
        || times > 1) {
      findings.add(ChangeClass.OTHER, "annotation-malformed", place, Set.of(key), page);
      return;
    }
    // There is no rule for a widget that was on no page, or that belongs to no field.
    boolean widget = after.is(annotation, COSName.SUBTYPE, COSName.WIDGET) || oldField;
    if (widget || !both.isNew(key) && both.oldPlaces().pagesOf(key).isEmpty()) {
      findings.add(ChangeClass.OTHER, "annotation-made-of-old-object", place, Set.of(key), page);
    }
    findings.add(ChangeClass.ANNOTATION, "annotation-added", place, Set.of(key), page);
    looks(annotation, NoteLook.acts(annotation), Set.of(key), page);
    findings.shows(new Shown(Kind.NOTE, page, key, null, annotation));
  }

  // A later annotation lies above an earlier one (ISO 32000-2, 12.5.2), so another order shows what
  // was covered.
  private void stacking(List<COSBase> old, List<COSBase> now, int page) {
    List<Optional<COSObjectKey>> was = stack(before, old);
    List<Optional<COSObjectKey>> is = stack(after, now);
    Set<Optional<COSObjectKey>> stayed = new HashSet<>(is);
    stayed.retainAll(new HashSet<>(was));
    was.removeIf(each -> !stayed.contains(each));
    is.removeIf(each -> !stayed.contains(each));
    if (!was.equals(is) && new HashMap<>(times(was)).equals(times(is))) {
      findings.add(ChangeClass.OTHER, "annotation-order-changed", "page " + page, Set.of(), page);
    }
  }

  private static Map<Optional<COSObjectKey>, Integer> times(List<Optional<COSObjectKey>> stack) {
    Map<Optional<COSObjectKey>, Integer> times = new HashMap<>();
    stack.forEach(each -> times.merge(each, 1, Integer::sum));
    return times;
  }

  static List<Optional<COSObjectKey>> stack(Values values, List<COSBase> annotations) {
    List<Optional<COSObjectKey>> stack = new ArrayList<>();
    annotations.forEach(each -> stack.add(Optional.ofNullable(values.key(each))));
    return stack;
  }

  // Direct annotations are matched by their position among direct ones.
  private void direct(List<COSBase> old, List<COSBase> now, int page) {
    List<COSBase> was = old.stream().filter(each -> before.key(each) == null).toList();
    List<COSBase> is = now.stream().filter(each -> after.key(each) == null).toList();
    if (was.size() != is.size()) {
      findings.add(ChangeClass.OTHER, "annotations-not-analysed", "page " + page, Set.of(), page);
      return;
    }
    for (int i = 0; i < was.size(); i++) {
      COSDictionary one = before.dictionary(was.get(i));
      COSDictionary other = after.dictionary(is.get(i));
      if (one != null && other != null) {
        changed(one, other, null, page);
      } else if (!both.same(Role.VALUE, Objects.requireNonNull(was.get(i)), is.get(i))) {
        findings.add(ChangeClass.OTHER, "annotation-malformed", "page " + page, Set.of(), page);
      }
    }
  }
}
