// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** What can be said of fields and their widgets without looking at another revision. */
final class Widgets {
  static final COSName CHARACTERISTICS = COSName.getPDFName("MK");
  // Default appearance, alignment, and what may say nothing (ISO 32000-2, tables 192 and 228).
  static final Set<COSName> STYLE = Set.of(COSName.DA, COSName.getPDFName("Q"), CHARACTERISTICS);

  private Widgets() {}

  // A kid of a new field goes unseen by every other rule: it must be a widget and nothing else.
  static boolean isWidget(COSDictionary kid) {
    return !(kid instanceof COSStream)
        && COSName.WIDGET.equals(kid.getCOSName(COSName.SUBTYPE))
        && !kid.containsKey(COSName.T)
        && !kid.containsKey(COSName.KIDS)
        && widgetOnly(kid);
  }

  // Other annotations draw themselves without an appearance, and actions do something.
  static boolean widgetOnly(COSDictionary field) {
    COSName subtype = field.getCOSName(COSName.SUBTYPE);
    return (subtype == null ? !field.containsKey(COSName.SUBTYPE) : subtype.equals(COSName.WIDGET))
        && !field.containsKey(COSName.A)
        && !field.containsKey(COSName.AA);
  }

  static boolean visible(COSDictionary field) {
    List<COSDictionary> widgets = new ArrayList<>(List.of(field));
    for (COSBase kid : FormComparison.array(field.getItem(COSName.KIDS))) {
      if (SameObjects.unwrap(kid) instanceof COSDictionary widget) {
        widgets.add(widget);
      }
    }
    for (COSDictionary widget : widgets) {
      COSArray rectangle = widget.getCOSArray(COSName.RECT);
      boolean drawn = widget.containsKey(COSName.AP) || colours(widget);
      if (drawn && rectangle != null && rectangle.size() == 4) {
        PDRectangle box = new PDRectangle(rectangle);
        if (box.getWidth() > 0 && box.getHeight() > 0) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean looks(COSDictionary widget) {
    COSDictionary looks = widget.getCOSDictionary(COSName.AP);
    return looks != null && looks.getDictionaryObject(COSName.N) instanceof COSStream;
  }

  // Characteristics that make no viewer draw anything.
  static boolean colourless(COSDictionary widget) {
    COSDictionary characteristics = widget.getCOSDictionary(CHARACTERISTICS);
    return characteristics == null
        || characteristics.keySet().stream().allMatch(COSName.R::equals)
            && characteristics.getInt(COSName.R, 0) == 0;
  }

  // A viewer may draw border, background or caption of a widget without an appearance.
  private static boolean colours(COSDictionary widget) {
    COSDictionary characteristics = widget.getCOSDictionary(CHARACTERISTICS);
    return characteristics != null && characteristics.size() > 0;
  }

  // FT, V and Ff are inheritable (ISO 32000-1, table 220).
  static @Nullable COSBase inherited(COSDictionary field, COSName name) {
    COSDictionary at = field;
    for (int i = 0; i < 32 && at != null; i++) {
      COSBase value = at.getDictionaryObject(name);
      if (value != null) {
        return value;
      }
      at = at.getCOSDictionary(COSName.PARENT);
    }
    return null;
  }
}
