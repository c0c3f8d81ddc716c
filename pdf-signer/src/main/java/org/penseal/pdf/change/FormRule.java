// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.look.FieldLook;
import org.penseal.pdf.look.WantedNames;
import org.penseal.pdf.look.Widgets;

/** The interactive form: its fields, its resources, and what it says of itself. */
final class FormRule {
  // Entries that programs also write when they add the first signature field.
  private static final Set<COSName> CREATED =
      Set.of(COSName.FIELDS, COSName.SIG_FLAGS, COSName.DA, COSName.DR, COSName.TYPE);
  private static final COSName CO = COSName.getPDFName("CO");
  private static final COSName XFA = COSName.getPDFName("XFA");
  private static final COSName NEEDS_RENDERING = COSName.getPDFName("NeedsRendering");
  private static final String UNREADABLE = "field-appearance-not-readable";
  private static final String LENT = "popplerfont";
  private static final String LEFT = "appearances-left-to-readers";
  private static final Set<String> SHOWING = Set.of(FieldEdit.FILLED, FieldEdit.LOOK_CHANGED, LEFT);

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;

  FormRule(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
  }

  void compare() {
    COSBase was = before.catalog().getItem(COSName.ACRO_FORM);
    COSBase is = after.catalog().getItem(COSName.ACRO_FORM);
    COSDictionary old = before.value(was) == null ? new COSDictionary() : before.dictionary(was);
    COSDictionary now = after.value(is) == null ? new COSDictionary() : after.dictionary(is);
    if (old == null || now == null) {
      if (!both.same(Role.VALUE, was, is)) {
        findings.add(ChangeClass.OTHER, "malformed-in-role", "AcroForm", both.writtenBelow(is));
      }
      return;
    }
    boolean created = before.value(was) == null && after.value(is) != null;
    roots(old.getItem(COSName.FIELDS), now.getItem(COSName.FIELDS));
    if (isRendered(old, now)
        && !(both.same(Role.LINKS, old, now, COSName.FIELDS)
            && both.same(Role.VALUE, old, now, COSName.SIG_FLAGS)
            && both.same(Role.VALUE, old, now, COSName.DR))) {
      findings.add(ChangeClass.OTHER, "form-changed", XFA.getName(), both.writtenBelow(is));
    }
    for (COSName name : Comparison.names(old, now)) {
      if (!name.equals(COSName.FIELDS)) {
        entry(name, old, now, created);
      }
    }
    if (findings.changes().stream().anyMatch(each -> SHOWING.contains(each.code()))
        && both.oldPlaces().nameTwice()) {
      // Which of two fields counts, in value and look, depends on the reader.
      findings.add(ChangeClass.FORM, UNREADABLE, COSName.FIELDS.getName());
    }
  }

  // By the fields and these flags pdf.js decides whether it shows the XFA form or the pages; it
  // writes that form in fonts of the resources.
  private boolean isRendered(COSDictionary old, COSDictionary now) {
    return (old.containsKey(XFA) || now.containsKey(XFA))
        && (before.catalog().containsKey(NEEDS_RENDERING)
            || after.catalog().containsKey(NEEDS_RENDERING));
  }

  private void entry(COSName name, COSDictionary old, COSDictionary now, boolean created) {
    COSBase was = old.getItem(name);
    COSBase is = now.getItem(name);
    if (name.equals(COSName.DR)) {
      resources(was, is);
    } else if (name.equals(COSName.SIG_FLAGS)
        && (after.value(is) == null || RevisionWalk.isInteger(after.value(is)))) {
      return; // says only that there are signatures
    } else if (!both.same(name.equals(CO) ? Role.LINKS : Role.VALUE, was, is)) {
      boolean added =
          before.value(was) == null
              && (name.equals(COSName.DA) && !hasText() && FieldEdit.plainStyle(now, now)
                  || created && name.equals(COSName.TYPE) && CREATED.contains(name));
      if (name.equals(COSName.NEED_APPEARANCES)
          && (after.value(is) == null || after.value(is) instanceof COSBoolean)) {
        if (COSBoolean.FALSE.equals(after.value(is)) && before.value(was) == null) {
          return; // says what was so without it
        }
        leftToReaders(old);
      } else if (!added) {
        findings.add(ChangeClass.OTHER, "form-changed", name.getName(), both.writtenBelow(is));
      } else if (name.equals(COSName.DA) && !both.oldPlaces().drawnStrays().isEmpty()) {
        findings.add(ChangeClass.FORM, UNREADABLE, name.getName(), both.writtenBelow(is));
      }
      findings.part(name.getName());
    }
  }

  // What readers make anew is not in the file, so only a field that shows nothing is sure.
  private void leftToReaders(COSDictionary form) {
    findings.add(ChangeClass.FORM, LEFT, "");
    both.oldPlaces()
        .fields()
        .forEach(
            (key, field) -> {
              // Some readers take the field that lists a widget, some the one that it names.
              COSBase kind = both.oldPlaces().inherited(key, COSName.FT);
              COSBase named = Widgets.inherited(field.dictionary(), COSName.FT);
              if (isRemade(form, field.dictionary(), kind)
                  || isRemade(form, field.dictionary(), named)) {
                findings.add(ChangeClass.FORM, UNREADABLE, field.name(), Set.of(key));
              }
            });
    boolean strays =
        strays().stream()
            .filter(each -> before.is(each, COSName.SUBTYPE, COSName.WIDGET))
            .anyMatch(each -> isRemade(form, each, Widgets.inherited(each, COSName.FT)));
    if (strays || both.oldPlaces().nameTwice()) {
      findings.add(ChangeClass.FORM, UNREADABLE, COSName.NEED_APPEARANCES.getName());
    }
    if (showsSignature()) {
      findings.add(ChangeClass.FORM, "signature-look-left-to-readers", "");
    }
  }

  private boolean isRemade(COSDictionary form, COSDictionary field, @Nullable COSBase kind) {
    return COSName.BTN.equals(kind)
        ? before.has(field, COSName.RECT)
        : !COSName.SIG.equals(kind) && !new FieldLook(form).isBlank(field);
  }

  // Some readers also make the appearance of a signature again, and then show nothing.
  private boolean showsSignature() {
    for (Map.Entry<COSObjectKey, Places.Field> each : both.oldPlaces().fields().entrySet()) {
      COSDictionary field = each.getValue().dictionary();
      double[] place = before.rectangle(field.getItem(COSName.RECT));
      if (COSName.SIG.equals(both.oldPlaces().inherited(each.getKey(), COSName.FT))
          && both.oldPlaces().inherited(each.getKey(), COSName.V) != null
          && before.has(field, COSName.AP)
          && (place == null || place[2] > place[0] && place[3] > place[1])) {
        return true;
      }
    }
    return false;
  }

  // Readers show values without an appearance as soon as the form has a default appearance.
  private boolean hasText() {
    return both.oldPlaces().fields().keySet().stream()
        .map(key -> both.oldPlaces().inherited(key, COSName.FT))
        .anyMatch(kind -> !COSName.SIG.equals(kind));
  }

  private List<COSDictionary> fields() {
    return both.oldPlaces().fields().values().stream().map(Places.Field::dictionary).toList();
  }

  // Poppler takes widgets among them for fields of the form.
  private List<COSDictionary> strays() {
    return both.oldPlaces().strays();
  }

  // Resources may be added, not replaced.
  private void resources(@Nullable COSBase was, @Nullable COSBase is) {
    COSDictionary old = before.value(was) == null ? new COSDictionary() : before.dictionary(was);
    COSDictionary now = after.dictionary(is);
    if (fontsMoved(old, now) && namesNoFont(old)) {
      findings.add(ChangeClass.FORM, LEFT, "", both.writtenBelow(is));
    }
    if (both.same(Role.VALUE, was, is)) {
      return;
    }
    boolean kept = old != null && now != null && kept(old, now) && !wanted(old, now, fields());
    findings.add(
        kept ? ChangeClass.FORM : ChangeClass.OTHER,
        kept ? "form-resources-added" : "form-changed",
        "DR",
        both.writtenBelow(is));
    if (old != null
        && now != null
        && kept
        && (wanted(old, now, both.oldPlaces().drawnStrays()) || lendsFont(old, now))) {
      findings.add(ChangeClass.FORM, UNREADABLE, "DR", both.writtenBelow(is));
    }
    findings.part("DR");
  }

  // Poppler adds a font of its own to these fonts. Whether it uses that font depends on whether
  // their dictionary is an object of its own.
  private boolean fontsMoved(@Nullable COSDictionary old, @Nullable COSDictionary now) {
    COSObjectKey was = old == null ? null : before.key(old.getItem(COSName.FONT));
    COSObjectKey is = now == null ? null : after.key(now.getItem(COSName.FONT));
    return !Objects.equals(was, is) || is != null && both.written().contains(is);
  }

  // Whether a field that readers draw from its value names a font that the form does not have.
  private boolean namesNoFont(@Nullable COSDictionary resources) {
    COSDictionary fonts =
        resources == null ? null : before.dictionary(resources.getItem(COSName.FONT));
    List<COSDictionary> drawn = drawn();
    Optional<Set<COSName>> wanted =
        drawn.isEmpty()
            ? Optional.of(Set.of())
            : WantedNames.of(before.dictionary(before.catalog().getItem(COSName.ACRO_FORM)), drawn);
    return wanted.isEmpty()
        || wanted.get().stream()
            .anyMatch(name -> fonts == null || before.dictionary(fonts.getItem(name)) == null);
  }

  private List<COSDictionary> drawn() {
    List<COSDictionary> drawn = both.oldPlaces().drawnStrays();
    for (Map.Entry<COSObjectKey, Places.Field> each : both.oldPlaces().fields().entrySet()) {
      COSDictionary field = each.getValue().dictionary();
      COSDictionary looks = before.dictionary(field.getItem(COSName.AP));
      boolean hasLook = looks != null && before.has(looks, COSName.N);
      if (!hasLook && !COSName.SIG.equals(both.oldPlaces().inherited(each.getKey(), COSName.FT))) {
        drawn.add(field);
      }
    }
    return drawn;
  }

  // Poppler writes values in a font of its own, for which it takes any of such a name.
  private boolean lendsFont(COSDictionary old, COSDictionary now) {
    COSDictionary had = before.dictionary(old.getItem(COSName.FONT));
    COSDictionary has = after.dictionary(now.getItem(COSName.FONT));
    return has != null
        && has.keySet().stream()
            .anyMatch(
                each -> each.getName().startsWith(LENT) && (had == null || !before.has(had, each)))
        && (areRemade(before)
            || areRemade(after)
            || drawn().stream().anyMatch(each -> before.has(each, COSName.RECT)));
  }

  private static boolean areRemade(Values values) {
    COSDictionary form = values.dictionary(values.catalog().getItem(COSName.ACRO_FORM));
    return form != null && form.getBoolean(COSName.NEED_APPEARANCES, false);
  }

  private boolean kept(COSDictionary old, COSDictionary now) {
    boolean kept = true;
    for (COSName kind : old.keySet()) {
      COSDictionary earlier = before.dictionary(old.getItem(kind));
      COSDictionary later = after.dictionary(now.getItem(kind));
      if (earlier == null || later == null) {
        kept &= both.same(Role.VALUE, old, now, kind);
        continue;
      }
      for (COSName name : earlier.keySet()) {
        boolean same = both.sameBelow(earlier, later, name);
        if (!same && kind.equals(COSName.XOBJECT) && isUnusedForm(later, name)) {
          findings.part("DR/XObject/" + name.getName());
        } else {
          kept &= same;
        }
      }
    }
    return kept;
  }

  // PDFBox has the look of its newest visible signature there, which draws by resources of its own.
  private boolean isUnusedForm(COSDictionary later, COSName name) {
    List<COSDictionary> drawn = new ArrayList<>(fields());
    drawn.addAll(both.oldPlaces().drawnStrays());
    return after.value(later.getItem(name)) instanceof COSStream
        && WantedNames.of(before.dictionary(before.catalog().getItem(COSName.ACRO_FORM)), drawn)
            .filter(wanted -> !wanted.contains(name))
            .isPresent();
  }

  // A resource that was named but missing changes what readers show once it is added.
  private boolean wanted(COSDictionary old, COSDictionary now, List<COSDictionary> drawn) {
    Optional<Set<COSName>> wanted =
        WantedNames.of(before.dictionary(before.catalog().getItem(COSName.ACRO_FORM)), drawn);
    for (COSName kind : now.keySet()) {
      COSDictionary later = after.dictionary(now.getItem(kind));
      COSDictionary earlier = before.dictionary(old.getItem(kind));
      for (COSName name : later == null ? Set.<COSName>of() : later.keySet()) {
        boolean added = earlier == null || !before.has(earlier, name);
        if (added && (wanted.isEmpty() || wanted.get().contains(name) || isImplied(kind, name))) {
          return true;
        }
      }
    }
    return false;
  }

  // Default colour spaces apply without being named (ISO 32000-2, 8.6.5.6); poppler marks buttons
  // that have no appearance by a font of this name.
  private boolean isImplied(COSName kind, COSName name) {
    return kind.equals(COSName.COLORSPACE) && name.getName().startsWith("Default")
        || kind.equals(COSName.FONT)
            && name.equals(FieldLook.MARKS)
            && buttons().anyMatch(each -> !before.has(each, COSName.AP));
  }

  private Stream<COSDictionary> buttons() {
    return both.oldPlaces().fields().entrySet().stream()
        .filter(each -> COSName.BTN.equals(both.oldPlaces().inherited(each.getKey(), COSName.FT)))
        .map(each -> each.getValue().dictionary())
        .filter(each -> before.has(each, COSName.RECT));
  }

  private void roots(@Nullable COSBase was, @Nullable COSBase is) {
    COSArray old = before.value(was) == null ? new COSArray() : before.array(was);
    COSArray now = after.value(is) == null ? new COSArray() : after.array(is);
    if (old == null || now == null) {
      if (!both.same(Role.VALUE, was, is)) {
        findings.add(ChangeClass.OTHER, "malformed-in-role", "Fields", both.writtenBelow(is));
      }
      return;
    }
    List<Optional<COSObjectKey>> were = NoteRule.stack(before, NoteRule.elements(before, old));
    List<Optional<COSObjectKey>> are = NoteRule.stack(after, NoteRule.elements(after, now));
    if (are.size() < were.size() || !are.subList(0, were.size()).equals(were)) {
      // Of several with one name, readers take the first.
      findings.add(ChangeClass.OTHER, "form-changed", "Fields", both.writtenBelow(is));
    }
    FieldEdit fields = new FieldEdit(both);
    AddedField added = new AddedField(both);
    Map<COSObjectKey, COSBase> left = new LinkedHashMap<>();
    Deque<COSBase> direct = new ArrayDeque<>();
    for (COSBase each : now) {
      COSObjectKey key = after.key(each);
      if (key != null && left.put(key, each) != null) {
        findings.add(ChangeClass.OTHER, "form-not-analysed", "", Set.of(key));
      } else if (key == null && after.value(each) != null) {
        direct.add(each);
      }
    }
    for (COSBase each : old) {
      COSObjectKey key = before.key(each);
      if (key == null) {
        // A direct field has no object number to identify it.
        if (before.value(each) != null
            && (direct.isEmpty() || !both.same(Role.VALUE, each, direct.removeFirst()))) {
          findings.add(ChangeClass.OTHER, "form-not-analysed", "");
        }
      } else if (left.remove(key) == null) {
        findings.add(
            ChangeClass.OTHER, "field-removed", both.oldPlaces().fieldName(key), Set.of(key));
      } else {
        fields.compare(key, null);
      }
    }
    direct.forEach(added::judge);
    left.values().forEach(added::judge);
  }
}
