// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.change.RevisionChanges.Kind;
import org.penseal.pdf.change.RevisionChanges.Shown;
import org.penseal.pdf.look.FieldLook;
import org.penseal.pdf.look.LookText;
import org.penseal.pdf.look.ShownText;
import org.penseal.pdf.look.StateLook;
import org.penseal.pdf.look.Widgets;

/** An existing field: filled, signed, locked, or changed in another way. */
final class FieldEdit {
  static final String FILLED = "field-filled";
  static final String SIGNED = "signature-added";
  static final String LOOK_CHANGED = "field-look-changed";

  private static final COSName LOCK = COSName.getPDFName("Lock");
  // I and TI are the choice and the first visible one of a list (ISO 32000-2, table 234).
  private static final COSName TOP = COSName.getPDFName("TI");
  private static final Set<COSName> FILLING =
      Set.of(COSName.V, COSName.AP, COSName.AS, COSName.M, COSName.I, TOP);
  private static final Set<COSName> SIGNING =
      Set.of(COSName.V, COSName.AP, COSName.F, COSName.M, LOCK, COSName.FF);
  private static final int READ_ONLY = 1;
  // Print and Locked (ISO 32000-2, table 167).
  private static final long FLAGS_OF_SIGNING = 4 | 128;

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;
  private final AddedField signatures;
  private final Set<COSObjectKey> seen = new HashSet<>();

  FieldEdit(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
    this.signatures = new AddedField(both);
  }

  /** Compares a field with all below it. */
  void compare(COSObjectKey key, @Nullable COSObjectKey lister) {
    Places.Field old = both.oldPlaces().fields().get(key);
    Places.Field now = both.newPlaces().fields().get(key);
    if (old == null || now == null) {
      // Nested too deeply, or not a proper field: it must be unchanged.
      COSBase reference = before.revision().document().getDocument().getObjectFromPool(key);
      if (!both.same(Role.VALUE, reference, reference)) {
        findings.add(
            ChangeClass.OTHER, "field-replaced", both.oldPlaces().fieldName(key), Set.of(key));
      }
      return;
    }
    // Kids may form a loop.
    if (!seen.add(key)) {
      return;
    }
    String place = old.name();
    kids(key, old.dictionary(), now.dictionary(), place);
    Set<COSName> different = different(old.dictionary(), now.dictionary());
    if (different.isEmpty()) {
      return;
    }
    if (!Objects.equals(lister, before.key(old.dictionary().getItem(COSName.PARENT)))
        || !Objects.equals(old.lister(), lister)
        || both.oldPlaces().isListedTwice(key)
        || both.newPlaces().isListedTwice(key)) {
      findings.add(ChangeClass.OTHER, "field-parent-disagrees", place, withKids(key));
    }
    judge(key, old.dictionary(), now.dictionary(), different);
  }

  private Set<COSName> different(COSDictionary old, COSDictionary now) {
    Set<COSName> different = new HashSet<>();
    boolean signed =
        before.is(old, COSName.FT, COSName.SIG)
            || before.dictionary(old.getItem(COSName.V)) != null;
    for (COSName name : Comparison.names(old, now)) {
      Role role = signed && name.equals(COSName.V) ? Role.SIGNATURE : NoteRule.role(name);
      if (!name.equals(COSName.KIDS) && !both.same(role, old, now, name)) {
        different.add(name);
      }
    }
    if (NoteRule.namesItsType(before, after, old, now)) {
      different.remove(COSName.TYPE);
    }
    return different;
  }

  private void kids(COSObjectKey own, COSDictionary old, COSDictionary now, String place) {
    COSBase was = before.value(old.getItem(COSName.KIDS));
    COSBase is = after.value(now.getItem(COSName.KIDS));
    if (was == null && is == null) {
      return;
    }
    if (!(was instanceof COSArray listed) || !(is instanceof COSArray lists)) {
      // A value that is not a list does not count as an empty list.
      if (!both.same(Role.VALUE, old, now, COSName.KIDS)) {
        findings.add(ChangeClass.OTHER, "field-kids-changed", place, withKids(own));
      }
      return;
    }
    boolean same = listed.size() == lists.size();
    for (int i = 0; same && i < listed.size(); i++) {
      COSObjectKey key = before.key(listed.get(i));
      if (key == null || !key.equals(after.key(lists.get(i)))) {
        same =
            !both.values().isTurned(listed.get(i), lists.get(i))
                && both.same(Role.VALUE, listed.get(i), lists.get(i));
      } else {
        compare(key, own);
      }
    }
    if (!same) {
      findings.add(ChangeClass.OTHER, "field-kids-changed", place, withKids(own));
    }
  }

  private @Nullable COSBase inherited(COSObjectKey key, COSName entry) {
    return both.oldPlaces().inherited(key, entry);
  }

  private void judge(
      COSObjectKey key, COSDictionary old, COSDictionary now, Set<COSName> different) {
    String place = both.oldPlaces().fieldName(key);
    Set<COSObjectKey> keys = withKids(key);
    boolean signature = COSName.SIG.equals(inherited(key, COSName.FT));
    boolean signed = inherited(key, COSName.V) != null;
    if (!isWidget(old)) {
      findings.add(ChangeClass.OTHER, "field-changed", place, keys);
    } else if (signature && signed) {
      findings.add(ChangeClass.OTHER, "signed-field-changed", place, keys);
    } else if (signature) {
      signatureField(key, old, now, different);
    } else if (different.equals(Set.of(LOCK)) && locks(old, now)) {
      findings.add(ChangeClass.FORM, "field-lock-added", place, keys);
    } else if (keys.stream().anyMatch(this::isReadOnly) || !fills(key, old, now, different)) {
      findings.add(ChangeClass.OTHER, "field-changed", place, keys);
    } else {
      filled(key, different, place);
    }
  }

  // Another annotation that is listed as a field has a look of its own kind.
  private boolean isWidget(COSDictionary field) {
    return before.value(field.getItem(COSName.SUBTYPE)) == null
        || before.is(field, COSName.SUBTYPE, COSName.WIDGET);
  }

  private boolean isReadOnly(COSObjectKey key) {
    return inherited(key, COSName.FF) instanceof COSNumber flags
        && (flags.longValue() & READ_ONLY) != 0;
  }

  private boolean locks(COSDictionary old, COSDictionary now) {
    return !before.has(old, LOCK) && after.dictionary(now.getItem(LOCK)) != null;
  }

  private void signatureField(
      COSObjectKey key, COSDictionary old, COSDictionary now, Set<COSName> different) {
    String place = both.oldPlaces().fieldName(key);
    Set<COSObjectKey> keys = withKids(key);
    boolean fine =
        SIGNING.containsAll(different)
            && (!different.contains(LOCK) || locks(old, now))
            && (!different.contains(COSName.F) || flagsOfSigning(old, now))
            && (!different.contains(COSName.FF) || restated(key, now))
            && (!different.contains(COSName.AP) || oneLook(now));
    if (!fine) {
      findings.add(ChangeClass.OTHER, "field-changed", place, keys);
      return;
    }
    if (different.contains(LOCK)) {
      findings.add(ChangeClass.FORM, "field-lock-added", place, keys);
    }
    if (different.contains(COSName.V)
        || different.contains(COSName.AP)
        || different.contains(COSName.F)
        || different.contains(COSName.M)) {
      signatures.signature(holder(key, now), now, place, keys, old);
    }
  }

  // If a field has several widgets, or a separate one, its value is in the field itself (ISO
  // 32000-2, 12.7.4.1).
  private COSDictionary holder(COSObjectKey key, COSDictionary now) {
    Places.Field own = both.newPlaces().fields().get(key);
    COSObjectKey lister = own == null ? null : own.lister();
    if (lister == null || after.has(now, COSName.T) || after.has(now, COSName.V)) {
      return now;
    }
    Places.Field field = both.newPlaces().fields().get(lister);
    return field == null ? now : field.dictionary();
  }

  // A hidden field may not become visible when it is signed: it would show its prepared appearance.
  private boolean flagsOfSigning(COSDictionary old, COSDictionary now) {
    long was = flags(before.value(old.getItem(COSName.F)));
    long is = flags(after.value(now.getItem(COSName.F)));
    return was != -1 && is != -1 && ((was ^ is) & ~FLAGS_OF_SIGNING) == 0;
  }

  private static long flags(@Nullable COSBase value) {
    return value == null ? 0 : value instanceof COSNumber number ? number.longValue() : -1;
  }

  private boolean restated(COSObjectKey key, COSDictionary now) {
    return after.value(now.getItem(COSName.FF)) instanceof COSInteger flags
        && flags.longValue() == flags(inherited(key, COSName.FF));
  }

  private boolean oneLook(COSDictionary now) {
    COSDictionary looks = after.dictionary(now.getItem(COSName.AP));
    return looks == null
        ? !after.has(now, COSName.AP)
        : looks.keySet().equals(Set.of(COSName.N))
            && after.stream(looks.getItem(COSName.N)) != null;
  }

  private boolean fills(
      COSObjectKey key, COSDictionary old, COSDictionary now, Set<COSName> different) {
    if (different.contains(COSName.V) && !isValue(key, now)) {
      return false;
    }
    Set<COSName> style = new HashSet<>(different);
    style.removeAll(FILLING);
    if (restated(key, now)) {
      style.remove(COSName.FF);
    }
    if (COSName.TX.equals(inherited(key, COSName.FT)) && Widgets.characterisedAlike(old, now)) {
      style.remove(Widgets.CHARACTERISTICS); // a text has no caption
    }
    if (style.isEmpty()) {
      return true;
    }
    // Programs that make an appearance also write its style; only the appearance is shown and
    // compared.
    COSDictionary form = form();
    return Widgets.STYLE.containsAll(style)
        && (!style.contains(COSName.DA) || plainStyle(now, form))
        && (different.contains(COSName.V) || different.contains(COSName.AP))
        && (!style.contains(Widgets.CHARACTERISTICS) || Widgets.characterisedAlike(old, now))
        && withKids(key).stream()
            .allMatch(
                each ->
                    after.object(each) instanceof COSDictionary part
                        && (after.has(part, COSName.KIDS)
                            || Widgets.looks(part)
                            || isButton(each) && after.has(part, COSName.AP)));
  }

  // A plain value, not an object that could also be drawn or opened.
  private boolean isValue(COSObjectKey key, COSDictionary now) {
    COSBase value = after.value(now.getItem(COSName.V));
    if (value instanceof COSArray several) {
      for (COSBase each : several) {
        if (!(after.value(each) instanceof COSString)) {
          return false;
        }
      }
      return true;
    }
    return value == null
        || value instanceof COSString
        || value instanceof COSName
        || RevisionWalk.isStream(value)
            && COSName.TX.equals(inherited(key, COSName.FT))
            && !after.has((COSDictionary) value, COSName.SUBTYPE);
  }

  private COSDictionary form() {
    COSDictionary form = after.dictionary(after.catalog().getItem(COSName.ACRO_FORM));
    return form == null ? new COSDictionary() : form;
  }

  /**
   * Whether text in the default appearance is shown with its true characters: a reader may make the
   * appearance again, after this revision or a later one.
   */
  static boolean plainStyle(COSDictionary styled, COSDictionary form) {
    return styled.getDictionaryObject(COSName.DA) instanceof COSString style
        && ShownText.isPlain(style.getString(), form.getCOSDictionary(COSName.DR));
  }

  private void filled(COSObjectKey key, Set<COSName> different, String place) {
    Set<COSObjectKey> keys = withKids(key);
    boolean valued =
        !both.same(
            Role.VALUE, inherited(key, COSName.V), both.newPlaces().inherited(key, COSName.V));
    boolean looked = different.contains(COSName.AP) || different.contains(COSName.AS);
    findings.add(ChangeClass.FORM, valued || !looked ? FILLED : LOOK_CHANGED, place, keys);
    FieldLook look = new FieldLook(form());
    boolean remade = form().getBoolean(COSName.NEED_APPEARANCES, false);
    for (COSObjectKey each : keys) {
      if (before.object(each) instanceof COSDictionary old
          && after.object(each) instanceof COSDictionary now) {
        boolean same = both.same(Role.VALUE, old, now, COSName.AP);
        FieldLook.Finding finding = look.of(old, now, same);
        boolean open =
            finding == FieldLook.Finding.UNREADABLE && !(same && remade && !isButton(each));
        boolean scrolled =
            different.contains(TOP) && (same || remade) && now.containsKey(COSName.RECT);
        boolean drawn = valued && !isButton(each) && now.containsKey(COSName.RECT);
        boolean unsure =
            remade && different.stream().anyMatch(Widgets.STYLE::contains)
                || drawn && (look(after, now) == null || remade && !look.isShownByReaders(now));
        if (finding == FieldLook.Finding.DIFFERENT) {
          findings.add(ChangeClass.OTHER, "field-appearance-differs", place, Set.of(each));
        } else if (open || scrolled || unsure || !look.isCertain(now)) {
          findings.add(ChangeClass.FORM, "field-appearance-not-readable", place, Set.of(each));
        }
        boolean state = !both.same(Role.VALUE, old, now, COSName.AS);
        if (!same && (!valued || FieldLook.isSameValue(old, now))) {
          remade(each, old, now, place);
        }
        // A state that paints only a mark hides nothing and says nothing.
        if (state && !(StateLook.isMark(old) && StateLook.isMark(now))) {
          findings.add(ChangeClass.FORM, "field-appearance-not-readable", place, Set.of(each));
        }
        // Readers paint a value or a choice that has no look of its own.
        boolean written = valued || different.contains(COSName.I) || different.contains(TOP);
        boolean bare = isButton(each) ? !now.containsKey(COSName.AP) : look(after, now) == null;
        if (!same || state || written && bare) {
          shows(state ? Kind.STATE : Kind.FIELD, each, old, now);
        }
      }
    }
  }

  private boolean isButton(COSObjectKey key) {
    return COSName.BTN.equals(inherited(key, COSName.FT));
  }

  // If the value is unchanged, the new appearance must show it as the signed one did.
  private void remade(COSObjectKey key, COSDictionary old, COSDictionary now, String place) {
    COSStream signed = look(before, old);
    COSStream made = look(after, now);
    COSDictionary signedForm = before.dictionary(before.catalog().getItem(COSName.ACRO_FORM));
    // Readers show a value without a look each in its way.
    boolean open =
        signed == null
            && !new FieldLook(signedForm == null ? new COSDictionary() : signedForm).isBlank(old);
    LookText.Shows shows =
        new LookText((then, font) -> both.same(Role.VALUE, then, font))
            .compare(
                signed, made, signedForm == null ? null : signedForm.getCOSDictionary(COSName.DR));
    if (shows == LookText.Shows.DIFFERENT) {
      findings.add(ChangeClass.OTHER, "field-appearance-differs", place, Set.of(key));
    } else if (open || shows == LookText.Shows.UNREADABLE) {
      findings.add(ChangeClass.FORM, "field-appearance-not-readable", place, Set.of(key));
    }
  }

  private static @Nullable COSStream look(Values values, COSDictionary widget) {
    COSDictionary looks = values.dictionary(widget.getItem(COSName.AP));
    return looks == null ? null : values.stream(looks.getItem(COSName.N));
  }

  private void shows(Kind kind, COSObjectKey key, COSDictionary old, COSDictionary now) {
    for (int page : both.newPlaces().pagesOf(key)) {
      findings.shows(new Shown(kind, page, key, old, now));
    }
  }

  private Set<COSObjectKey> withKids(COSObjectKey key) {
    Set<COSObjectKey> keys = new LinkedHashSet<>(Set.of(key));
    if (after.object(key) instanceof COSDictionary field) {
      COSArray kids = after.array(field.getItem(COSName.KIDS));
      for (COSBase kid : kids == null ? new COSArray() : kids) {
        COSObjectKey kidKey = after.key(kid);
        if (kidKey != null) {
          keys.add(kidKey);
        }
      }
    }
    return keys;
  }
}
