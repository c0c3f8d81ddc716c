// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.change.RevisionChanges.Kind;
import org.penseal.pdf.change.RevisionChanges.Shown;
import org.penseal.pdf.look.NoteLook;

/** Judges a new field: it must be one for a signature, with widgets of its own. */
final class AddedField {
  private static final COSName TIMESTAMP = COSName.getPDFName("ETSI.RFC3161");

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;

  AddedField(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
  }

  /** Judges a root of the tree of fields. */
  void judge(COSBase base) {
    COSObjectKey key = after.key(base);
    COSDictionary field = after.dictionary(base);
    String place = key == null ? "" : both.newPlaces().fieldName(key);
    if (key == null || field == null || !after.is(field, COSName.FT, COSName.SIG)) {
      findings.add(ChangeClass.OTHER, "field-added", place, key == null ? Set.of() : Set.of(key));
      return;
    }
    if (!both.isNew(key)) {
      findings.add(ChangeClass.OTHER, "field-made-of-old-object", place, Set.of(key));
    }
    if (both.newPlaces().isNamedElsewhere(key)) {
      findings.add(ChangeClass.OTHER, "field-added", place, Set.of(key));
    }
    Set<COSObjectKey> keys = new LinkedHashSet<>(Set.of(key));
    boolean plain = widgetOnly(field) && !after.has(field, COSName.PARENT);
    COSBase kids = after.value(field.getItem(COSName.KIDS));
    plain &= kids == null || kids instanceof COSArray;
    for (COSBase kid : kids instanceof COSArray array ? array : new COSArray()) {
      COSObjectKey kidKey = after.key(kid);
      COSDictionary widget = after.dictionary(kid);
      plain &= kidKey != null && both.isNew(kidKey) && widget != null && isWidget(widget, key);
      if (kidKey != null) {
        plain &= keys.add(kidKey);
      }
    }
    if (!plain) {
      findings.add(ChangeClass.OTHER, "signature-field-malformed", place, keys);
    }
    signature(field, field, place, keys, null);
  }

  // No other rule examines a kid of a new field, so it must be a widget and nothing else.
  private boolean isWidget(COSDictionary kid, COSObjectKey field) {
    return after.is(kid, COSName.SUBTYPE, COSName.WIDGET)
        && !after.has(kid, COSName.T)
        && !after.has(kid, COSName.FT)
        && !after.has(kid, COSName.V)
        && !after.has(kid, COSName.KIDS)
        && field.equals(after.key(kid.getItem(COSName.PARENT)))
        && widgetOnly(kid);
  }

  // Annotations of other types are drawn even without an appearance, and actions do something.
  private boolean widgetOnly(COSDictionary field) {
    COSBase number = field.getItem(COSName.STRUCT_PARENT);
    return (after.value(number) == null || !both.wasStructured(number))
        && (!after.has(field, COSName.SUBTYPE) || after.is(field, COSName.SUBTYPE, COSName.WIDGET))
        && !after.has(field, COSName.A)
        && !after.has(field, COSName.getPDFName("AA"));
  }

  /**
   * Judges the signature in a field that was empty or did not exist.
   *
   * @param field has the value
   * @param widget the field itself or its kid, with the place
   * @param keys the field and its widgets
   * @param old the widget before; null if it is new
   */
  void signature(
      COSDictionary field,
      COSDictionary widget,
      String place,
      Set<COSObjectKey> keys,
      @Nullable COSDictionary old) {
    Area area = area(widget);
    if (area == Area.MALFORMED) {
      findings.add(ChangeClass.OTHER, "signature-field-malformed", place, keys);
    }
    boolean visible = area != Area.NONE;
    COSBase value = field.getItem(COSName.V);
    COSDictionary signature = after.dictionary(value);
    if (signature == null) {
      empty(field, visible, place, keys);
      return;
    }
    COSObjectKey own = after.key(value);
    if (own == null || !both.isNew(own)) {
      findings.add(ChangeClass.OTHER, "signature-copied", place, keys);
    }
    if (!isJudged(own)) {
      findings.add(ChangeClass.OTHER, "signature-field-malformed", place, keys);
    }
    if (!after.is(signature, COSName.SUB_FILTER, TIMESTAMP)) {
      findings.add(ChangeClass.FORM, FieldEdit.SIGNED, place, keys);
    } else if (visible) {
      findings.add(ChangeClass.OTHER, "timestamp-visible", place, keys);
    } else {
      findings.add(ChangeClass.LTA, "document-timestamp", place, keys);
    }
    shows(keys, old);
  }

  private void empty(COSDictionary field, boolean visible, String place, Set<COSObjectKey> keys) {
    if (after.has(field, COSName.V)) {
      findings.add(ChangeClass.OTHER, "signature-field-malformed", place, keys);
    } else if (visible) {
      findings.add(ChangeClass.ANNOTATION, "unsigned-field-with-appearance", place, keys);
      if (keys.stream().anyMatch(this::mayPretend)) {
        findings.add(ChangeClass.ANNOTATION, "annotation-may-hide-content", place, keys);
      }
    } else {
      findings.add(ChangeClass.FORM, "signature-field-added", place, keys);
    }
    shows(keys, null);
  }

  private boolean mayPretend(COSObjectKey key) {
    return after.object(key) instanceof COSDictionary widget && NoteLook.mayPretend(widget);
  }

  private void shows(Set<COSObjectKey> keys, @Nullable COSDictionary old) {
    for (COSObjectKey key : keys) {
      for (int page : both.newPlaces().pagesOf(key)) {
        if (after.object(key) instanceof COSDictionary widget) {
          findings.shows(new Shown(Kind.SIGNATURE, page, key, old, widget));
        }
      }
    }
  }

  /** The area that a widget occupies on its page. */
  enum Area {
    /** No area, and no appearance that a reader might draw there all the same. */
    NONE,
    /** Some. */
    SOME,
    /** It has no valid rectangle. */
    MALFORMED
  }

  private Area area(COSDictionary field) {
    Set<Area> found = new HashSet<>();
    COSArray kids = after.array(field.getItem(COSName.KIDS));
    for (COSBase kid : kids == null ? new COSArray() : kids) {
      COSDictionary widget = after.dictionary(kid);
      found.add(widget == null ? Area.MALFORMED : own(widget));
    }
    found.add(own(field));
    return found.contains(Area.MALFORMED)
        ? Area.MALFORMED
        : found.contains(Area.SOME) ? Area.SOME : Area.NONE;
  }

  // Without a rectangle there is no place to draw; readers interpret a malformed one differently.
  private Area own(COSDictionary widget) {
    COSBase place = after.value(widget.getItem(COSName.RECT));
    if (place == null) {
      return Area.NONE; // what it may hide is not looked at
    }
    double[] box = after.rectangle(place);
    if (box == null) {
      return Area.MALFORMED;
    }
    if (isNearlyEmpty(place)) {
      return Area.MALFORMED;
    }
    boolean wide = box[2] > box[0];
    boolean high = box[3] > box[1];
    if (wide && high) {
      return Area.SOME;
    }
    // PDFium paints a look of one dimension as a line, and one without a box all over the page.
    return hasNoLook(widget) || !wide && !high && isBounded(widget) ? Area.NONE : Area.SOME;
  }

  // Numbers that are the same here and not for readers that have more digits.
  private boolean isNearlyEmpty(COSBase place) {
    COSArray numbers = after.array(place);
    for (int i = 0; numbers != null && i < 2; i++) {
      if (after.value(numbers.get(i)) instanceof COSNumber one
          && after.value(numbers.get(i + 2)) instanceof COSNumber other
          && one.floatValue() == other.floatValue()
          && !SameScalar.isSameDecimal(one, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasNoLook(COSDictionary widget) {
    return !after.has(widget, COSName.AP);
  }

  private boolean isBounded(COSDictionary widget) {
    COSDictionary looks = after.dictionary(widget.getItem(COSName.AP));
    if (looks == null) {
      return false;
    }
    for (COSName each : looks.keySet()) {
      COSStream look = after.stream(looks.getItem(each));
      if (look == null || after.rectangle(look.getItem(COSName.BBOX)) == null) {
        return false;
      }
    }
    return true;
  }

  // Whether the verifier finds the value as a separate signature and so judges it.
  private boolean isJudged(@Nullable COSObjectKey value) {
    return value != null && both.newPlaces().judged().contains(value);
  }
}
