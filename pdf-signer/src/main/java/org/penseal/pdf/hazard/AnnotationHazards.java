// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** Annotations and fields of one page (ISO 32000-2, 12.5 and 12.7). */
final class AnnotationHazards {
  private static final int INVISIBLE_FIELD_POINTS = 1;
  // Table 167.
  private static final int HIDDEN = 1 << 1;
  private static final int PRINT = 1 << 2;
  private static final int NO_VIEW = 1 << 5;
  private static final int TOGGLE_NO_VIEW = 1 << 8;
  private static final int PUSH_BUTTON = 1 << 16;
  private static final int LONGEST_LINEAGE = 32;
  // A label's end or a currency sign may reach into a field.
  private static final int FEW_LETTERS = 3;

  private static final Set<String> MEDIA = Set.of("RichMedia", "3D", "Screen", "Movie", "Sound");
  // These say nothing on paper, or are a viewer's own way to show something.
  private static final Set<String> NEVER_PRINTED =
      Set.of("Link", "Popup", "Text", "FileAttachment");

  private final HazardList findings;
  private final ActionHazards actions;

  AnnotationHazards(HazardList findings, ActionHazards actions) {
    this.findings = findings;
    this.actions = actions;
  }

  /** What a rectangle on the page covers. */
  interface Ground {
    /** How many letters lie under it. */
    int lettersUnder(PDRectangle rectangle);
  }

  void look(COSDictionary page, int number, @Nullable Ground ground) {
    COSArray annotations = page.getCOSArray(COSName.ANNOTS);
    for (int i = 0; annotations != null && i < annotations.size(); i++) {
      if (annotations.getObject(i) instanceof COSDictionary annotation) {
        one(annotation, number, ground);
      }
    }
  }

  private void one(COSDictionary annotation, int page, @Nullable Ground ground) {
    String subtype = annotation.getNameAsString(COSName.SUBTYPE);
    String kind = subtype == null ? "" : subtype;
    if (MEDIA.contains(kind)) {
      findings.add(Hazard.Kind.RICH_MEDIA, page, kind);
    }
    if (kind.equals("FileAttachment")) {
      findings.add(Hazard.Kind.ATTACHMENT, page, "");
    }
    if (kind.equals("Widget")) {
      String name = name(annotation);
      actions.field(annotation, page, name);
      if (!isPlainButton(annotation)) {
        flags(annotation, page, kind, name);
        field(annotation, page, name, ground);
      }
    } else if (!kind.equals("Popup")) {
      flags(annotation, page, kind, kind);
    }
  }

  private void flags(COSDictionary annotation, int page, String kind, String name) {
    int flags = annotation.getInt(COSName.F, 0);
    boolean hidden = (flags & HIDDEN) != 0;
    boolean onScreen = !hidden && (flags & NO_VIEW) == 0;
    boolean printed = !hidden && (flags & PRINT) != 0;
    if (!shows(annotation)) {
      return;
    }
    if (!onScreen && printed) {
      findings.add(Hazard.Kind.ANNOTATION_ONLY_PRINTED, page, name);
    } else if (!onScreen || (flags & TOGGLE_NO_VIEW) != 0) {
      findings.add(Hazard.Kind.ANNOTATION_HIDDEN, page, name);
    } else if (!printed && !NEVER_PRINTED.contains(kind)) {
      findings.add(Hazard.Kind.ANNOTATION_NOT_PRINTED, page, name);
    }
  }

  // An invisible signature is a field of no size; it has nothing to show when it is un-hidden.
  private static boolean shows(COSDictionary annotation) {
    PDRectangle rectangle = rectangle(annotation);
    boolean sized =
        rectangle != null
            && rectangle.getWidth() > INVISIBLE_FIELD_POINTS
            && rectangle.getHeight() > INVISIBLE_FIELD_POINTS;
    return sized
        && (annotation.containsKey(COSName.AP) || annotation.containsKey(COSName.CONTENTS));
  }

  private void field(COSDictionary widget, int page, String name, @Nullable Ground ground) {
    PDRectangle rectangle = rectangle(widget);
    boolean signed =
        "Sig".equals(inherited(widget, COSName.FT) instanceof COSName type ? type.getName() : "")
            && inherited(widget, COSName.V) != null;
    int flags = widget.getInt(COSName.F, 0);
    if (ground == null || rectangle == null || signed || (flags & HIDDEN) != 0) {
      return;
    }
    if (ground.lettersUnder(rectangle) >= FEW_LETTERS) {
      findings.add(Hazard.Kind.FIELD_OVER_TEXT, page, name);
    }
  }

  static @Nullable PDRectangle rectangle(COSDictionary annotation) {
    COSArray corners = annotation.getCOSArray(COSName.RECT);
    return corners == null || corners.size() < 4 ? null : new PDRectangle(corners);
  }

  private static boolean isPlainButton(COSDictionary widget) {
    return inherited(widget, COSName.FT) instanceof COSName type
        && type.equals(COSName.BTN)
        && inherited(widget, COSName.FF) instanceof COSNumber flags
        && (flags.intValue() & PUSH_BUTTON) != 0;
  }

  private static @Nullable COSBase inherited(COSDictionary field, COSName name) {
    COSDictionary one = field;
    for (int i = 0; one != null && i < LONGEST_LINEAGE; i++) {
      COSBase value = one.getDictionaryObject(name);
      if (value != null) {
        return value;
      }
      one = one.getCOSDictionary(COSName.PARENT);
    }
    return null;
  }

  private static String name(COSDictionary widget) {
    StringBuilder name = new StringBuilder();
    COSDictionary one = widget;
    for (int i = 0; one != null && i < LONGEST_LINEAGE; i++) {
      if (one.getDictionaryObject(COSName.T) instanceof COSString part) {
        name.insert(0, name.isEmpty() ? part.getString() : part.getString() + ".");
      }
      one = one.getCOSDictionary(COSName.PARENT);
    }
    return name.toString();
  }
}
