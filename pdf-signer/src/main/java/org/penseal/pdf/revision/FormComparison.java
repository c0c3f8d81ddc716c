// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Report.ChangeClass;
import org.penseal.pdf.look.ShownText;

/** What one revision changed in the form: new signatures, filled fields, and everything else. */
final class FormComparison {
  /** Receives what is found. */
  interface Findings {
    void add(ChangeClass changeClass, String code, String place, Set<COSObjectKey> keys);
  }

  static final String FILLED = "field-filled";
  static final String SIGNED = "signature-added";

  private static final COSName LOCK = COSName.getPDFName("Lock");
  // I and TI are the choice and the first visible one of a list (ISO 32000-2, table 234).
  private static final Set<COSName> FILLING =
      Set.of(COSName.V, COSName.AP, COSName.AS, COSName.M, COSName.I, COSName.getPDFName("TI"));
  private static final Set<COSName> SIGNING = Set.of(COSName.V, COSName.AP, COSName.F, COSName.M);
  private static final int READ_ONLY = 1;

  private final Revision before;
  private final Revision after;
  private final Outline oldOutline;
  private final Outline newOutline;
  private final SameObjects objects;
  private final Findings findings;
  private final Set<COSObjectKey> seen = new HashSet<>();

  FormComparison(
      Revision before,
      Revision after,
      Outline oldOutline,
      Outline newOutline,
      SameObjects objects,
      Findings findings) {
    this.before = before;
    this.after = after;
    this.oldOutline = oldOutline;
    this.newOutline = newOutline;
    this.objects = objects;
    this.findings = findings;
  }

  void compare() {
    COSDictionary old = form(before);
    COSDictionary now = form(after);
    objects.explain(after.catalog().getItem(COSName.ACRO_FORM));
    Set<COSName> names = new HashSet<>(old.keySet());
    names.addAll(now.keySet());
    for (COSName name : names) {
      COSBase was = old.getItem(name);
      COSBase is = now.getItem(name);
      if (name.equals(COSName.FIELDS)) {
        objects.explain(is);
        roots(array(was), array(is));
      } else if (name.equals(COSName.DR)) {
        resources(was, is);
      } else if (name.equals(COSName.SIG_FLAGS)) {
        continue; // says only that there are signatures
      } else if (!objects.same(was, is)) {
        boolean added = was == null && name.equals(COSName.DA) && plainStyle(now);
        if (name.equals(COSName.NEED_APPEARANCES) && allShowTheirValues()) {
          findings.add(ChangeClass.FORM, "appearances-left-to-readers", "", Set.of());
        } else if (!added) {
          findings.add(ChangeClass.OTHER, "form-changed", name.getName(), objects.changedUnder(is));
        }
      }
    }
  }

  // A reader that makes appearances anew must not show something else than was signed.
  private boolean allShowTheirValues() {
    FieldLook look = new FieldLook(form(before));
    return oldOutline.fields().keySet().stream()
        .allMatch(
            key ->
                !(dictionary(before, key) instanceof COSDictionary field)
                    || COSName.BTN.equals(Widgets.inherited(field, COSName.FT))
                    || COSName.SIG.equals(Widgets.inherited(field, COSName.FT))
                    || look.of(field, field, true) == FieldLook.Finding.SAME);
  }

  private static COSDictionary form(Revision revision) {
    COSDictionary form = revision.catalog().getCOSDictionary(COSName.ACRO_FORM);
    return form == null ? new COSDictionary() : form;
  }

  static COSArray array(@Nullable COSBase base) {
    return RevisionComparison.array(SameObjects.unwrap(base));
  }

  // Resources may be added, not replaced.
  private void resources(@Nullable COSBase was, @Nullable COSBase is) {
    objects.explain(is);
    if (SameObjects.unwrap(is) instanceof COSDictionary now) {
      COSDictionary old =
          SameObjects.unwrap(was) instanceof COSDictionary some ? some : new COSDictionary();
      for (COSName kind : now.keySet()) {
        if (SameObjects.unwrap(now.getItem(kind)) instanceof COSDictionary entries
            && SameObjects.unwrap(old.getItem(kind)) instanceof COSDictionary earlier) {
          objects.explain(now.getItem(kind));
          entryByEntry(earlier, entries);
        } else if (old.containsKey(kind)) {
          whole(old.getItem(kind), now.getItem(kind));
        } else {
          objects.explainAll(now.getItem(kind));
        }
      }
      if (!now.keySet().containsAll(old.keySet())) {
        findings.add(ChangeClass.OTHER, "form-changed", "DR", Set.of());
      }
    } else {
      whole(was, is);
    }
  }

  private void entryByEntry(COSDictionary earlier, COSDictionary entries) {
    for (COSName name : earlier.keySet()) {
      whole(earlier.getItem(name), entries.getItem(name));
    }
    for (COSName name : entries.keySet()) {
      if (!earlier.containsKey(name)) {
        objects.explainAll(entries.getItem(name));
      }
    }
  }

  private void whole(@Nullable COSBase was, @Nullable COSBase is) {
    if (!objects.same(was, is)) {
      findings.add(ChangeClass.OTHER, "form-changed", "DR", objects.changedUnder(is));
    }
  }

  private void roots(COSArray old, COSArray now) {
    Map<COSObjectKey, COSBase> left = new LinkedHashMap<>();
    Deque<COSBase> direct = new ArrayDeque<>();
    for (COSBase each : now) {
      COSObjectKey key = RevisionComparison.key(each);
      if (key == null) {
        direct.add(each);
      } else {
        left.put(key, each);
      }
    }
    for (COSBase each : old) {
      COSObjectKey key = RevisionComparison.key(each);
      if (key == null) {
        // A direct field has no object to be known by.
        if (direct.isEmpty() || !objects.same(each, direct.removeFirst())) {
          findings.add(ChangeClass.OTHER, "form-not-analysed", "", Set.of());
        }
      } else if (left.remove(key) == null) {
        findings.add(ChangeClass.OTHER, "field-removed", name(oldOutline, key), Set.of(key));
      } else {
        field(key);
      }
    }
    direct.forEach(this::added);
    left.values().forEach(this::added);
  }

  private void added(COSBase base) {
    COSObjectKey key = RevisionComparison.key(base);
    String place = key == null ? "" : name(newOutline, key);
    if (key == null
        || !(SameObjects.unwrap(base) instanceof COSDictionary field)
        || field instanceof COSStream
        || !COSName.SIG.equals(field.getCOSName(COSName.FT))) {
      findings.add(ChangeClass.OTHER, "field-added", place, key == null ? Set.of() : Set.of(key));
      return;
    }
    if (before.xref().containsKey(key)) {
      findings.add(ChangeClass.OTHER, "field-made-of-old-object", place, Set.of(key));
    }
    objects.explain(key);
    field.getValues().forEach(objects::explainAll);
    boolean plain = Widgets.widgetOnly(field);
    for (COSBase kid : array(field.getItem(COSName.KIDS))) {
      COSObjectKey kidKey = RevisionComparison.key(kid);
      objects.explain(kidKey);
      boolean fresh = kidKey != null && !before.xref().containsKey(kidKey);
      if (SameObjects.unwrap(kid) instanceof COSDictionary widget) {
        widget.getValues().forEach(objects::explainAll);
        plain &= fresh && Widgets.isWidget(widget);
      } else {
        plain = false;
      }
    }
    if (!plain) {
      findings.add(ChangeClass.OTHER, "signature-field-malformed", place, withKids(key));
    }
    signatureFound(field, place, withKids(key));
  }

  // Whether the verifier meets the value as a signature of its own and so judges it.
  private boolean isJudged(COSDictionary field) {
    return after.document().getSignatureFields().stream()
        .anyMatch(each -> each.getCOSObject() == field);
  }

  private void signatureFound(COSDictionary field, String place, Set<COSObjectKey> keys) {
    if (field.getDictionaryObject(COSName.V) instanceof COSDictionary value) {
      COSObjectKey own = RevisionComparison.key(field.getItem(COSName.V));
      if (own != null && before.xref().containsKey(own)) {
        findings.add(ChangeClass.OTHER, "signature-copied", place, keys);
      }
      if (!isJudged(field)) {
        findings.add(ChangeClass.OTHER, "signature-field-malformed", place, keys);
      }
      boolean timestamp = "ETSI.RFC3161".equals(value.getNameAsString(COSName.SUB_FILTER));
      if (timestamp && !Widgets.visible(field)) {
        findings.add(ChangeClass.LTA, "document-timestamp", place, keys);
      } else {
        findings.add(ChangeClass.FORM, SIGNED, place, keys);
      }
    } else if (Widgets.visible(field)) {
      findings.add(ChangeClass.ANNOTATION, "unsigned-field-with-appearance", place, keys);
    } else {
      findings.add(ChangeClass.FORM, "signature-field-added", place, keys);
    }
  }

  private void field(COSObjectKey key) {
    objects.explain(key);
    // Kids that lead back to where they came from.
    if (!seen.add(key)) {
      return;
    }
    if (!(dictionary(before, key) instanceof COSDictionary old)
        || !(dictionary(after, key) instanceof COSDictionary now)) {
      findings.add(ChangeClass.OTHER, "field-replaced", name(oldOutline, key), Set.of(key));
      return;
    }
    String place = name(oldOutline, key);
    kids(key, old, now, place);
    Set<COSName> names = new HashSet<>(old.keySet());
    names.addAll(now.keySet());
    names.remove(COSName.KIDS);
    Set<COSName> different = new HashSet<>();
    for (COSName name : names) {
      if (!objects.same(old.getItem(name), now.getItem(name))) {
        different.add(name);
      }
    }
    if (RevisionComparison.namesItsType(old, now)) {
      different.remove(COSName.TYPE);
    }
    if (!different.isEmpty()) {
      judge(key, old, now, different);
    }
  }

  private void judge(
      COSObjectKey key, COSDictionary old, COSDictionary now, Set<COSName> different) {
    String place = name(oldOutline, key);
    Set<COSObjectKey> keys = withKids(key);
    boolean signature = COSName.SIG.equals(Widgets.inherited(old, COSName.FT));
    boolean signed = Widgets.inherited(old, COSName.V) != null;
    boolean readOnly =
        Widgets.inherited(old, COSName.FF) instanceof org.apache.pdfbox.cos.COSNumber flags
            && (flags.intValue() & READ_ONLY) != 0;
    if (signature && signed) {
      findings.add(ChangeClass.OTHER, "signed-field-changed", place, keys);
    } else if (signature && SIGNING.containsAll(different)) {
      different.forEach(name -> objects.explainAll(now.getItem(name)));
      signatureFound(signed(now), place, keys);
    } else if (!signature && !readOnly && fills(key, old, now, different)) {
      different.forEach(name -> objects.explainAll(now.getItem(name)));
      findings.add(ChangeClass.FORM, FILLED, place, keys);
      looks(key, !different.contains(COSName.AP), place);
    } else if (different.equals(Set.of(LOCK)) && old.getItem(LOCK) == null) {
      findings.add(ChangeClass.FORM, "field-lock-added", place, keys);
      objects.explainAll(now.getItem(LOCK));
    } else {
      findings.add(ChangeClass.OTHER, "field-changed", place, keys);
    }
  }

  private boolean fills(
      COSObjectKey key, COSDictionary old, COSDictionary now, Set<COSName> different) {
    Set<COSName> style = new HashSet<>(different);
    style.removeAll(FILLING);
    if (style.isEmpty()) {
      return true;
    }
    // Who makes an appearance notes how; it is the appearance that is shown and compared.
    return Widgets.STYLE.containsAll(style)
        && (!style.contains(COSName.DA) || plainStyle(now))
        && (different.contains(COSName.V) || different.contains(COSName.AP))
        && (!style.contains(Widgets.CHARACTERISTICS)
            || Widgets.colourless(old) && Widgets.colourless(now))
        && !form(after).getBoolean(COSName.NEED_APPEARANCES, false)
        && withKids(key).stream()
            .allMatch(
                each ->
                    dictionary(after, each) instanceof COSDictionary part
                        && (part.containsKey(COSName.KIDS) || Widgets.looks(part)));
  }

  // A reader may make the appearance anew, after this revision or a later one.
  private boolean plainStyle(COSDictionary styled) {
    return styled.getDictionaryObject(COSName.DA) instanceof COSString style
        && ShownText.isPlain(style.getString(), form(after).getCOSDictionary(COSName.DR));
  }

  private void looks(COSObjectKey key, boolean lookSame, String place) {
    FieldLook look = new FieldLook(form(after));
    for (COSObjectKey each : withKids(key)) {
      if (dictionary(before, each) instanceof COSDictionary old
          && dictionary(after, each) instanceof COSDictionary now) {
        boolean same =
            each.equals(key)
                ? lookSame
                : objects.same(old.getItem(COSName.AP), now.getItem(COSName.AP));
        FieldLook.Finding finding = look.of(old, now, same);
        boolean remade = same && form(after).getBoolean(COSName.NEED_APPEARANCES, false);
        if (finding == FieldLook.Finding.DIFFERENT) {
          findings.add(ChangeClass.OTHER, "field-appearance-differs", place, Set.of(each));
        } else if (finding == FieldLook.Finding.UNREADABLE && !remade) {
          findings.add(ChangeClass.FORM, "field-appearance-not-readable", place, Set.of(each));
        }
      }
    }
  }

  // The value of a field with several widgets, or one apart, stands in the field (ISO 32000-2,
  // 12.7.4.1); that they belong together was compared before.
  private static COSDictionary signed(COSDictionary widget) {
    COSDictionary field = widget.getCOSDictionary(COSName.PARENT);
    boolean apart = !widget.containsKey(COSName.T) && !widget.containsKey(COSName.V);
    return apart && field != null && COSName.SIG.equals(field.getCOSName(COSName.FT))
        ? field
        : widget;
  }

  private void kids(COSObjectKey own, COSDictionary old, COSDictionary now, String place) {
    COSArray was = array(old.getItem(COSName.KIDS));
    COSArray is = array(now.getItem(COSName.KIDS));
    objects.explain(now.getItem(COSName.KIDS));
    boolean same = was.size() == is.size();
    for (int i = 0; same && i < was.size(); i++) {
      COSObjectKey key = RevisionComparison.key(was.get(i));
      same = key != null && key.equals(RevisionComparison.key(is.get(i)));
      if (same && key != null) {
        field(key);
      }
    }
    if (!same) {
      findings.add(ChangeClass.OTHER, "field-kids-changed", place, withKids(own));
    }
  }

  private Set<COSObjectKey> withKids(COSObjectKey key) {
    Set<COSObjectKey> keys = new HashSet<>(Set.of(key));
    if (dictionary(after, key) instanceof COSDictionary field) {
      for (COSBase kid : array(field.getItem(COSName.KIDS))) {
        COSObjectKey kidKey = RevisionComparison.key(kid);
        if (kidKey != null) {
          keys.add(kidKey);
        }
      }
    }
    return keys;
  }

  private static @Nullable COSBase dictionary(Revision revision, COSObjectKey key) {
    COSObject object = revision.document().getDocument().getObjectFromPool(key);
    return object.getObject();
  }

  private static String name(Outline outline, COSObjectKey key) {
    return outline.fields().getOrDefault(key, "");
  }
}
