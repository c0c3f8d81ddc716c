// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** Fonts that are not in the file: what is shown is up to the computer that shows it. */
final class FontHazards {
  private static final Set<String> SIMPLE = Set.of("Type1", "TrueType", "MMType1");

  private final HazardList findings;

  FontHazards(HazardList findings) {
    this.findings = findings;
  }

  void look(COSDictionary font, int page) {
    if (page == 0) {
      return; // fonts of the form's default resources are used only once a field is filled
    }
    String subtype = font.getNameAsString(COSName.SUBTYPE);
    COSDictionary holder = font;
    if ("Type0".equals(subtype)) {
      COSArray descendants = font.getCOSArray(COSName.DESCENDANT_FONTS);
      if (descendants == null || !(descendants.getObject(0) instanceof COSDictionary descendant)) {
        return;
      }
      holder = descendant;
    } else if (subtype == null || !SIMPLE.contains(subtype)) {
      return;
    }
    if (!embedded(holder.getCOSDictionary(COSName.FONT_DESC))) {
      String name = font.getNameAsString(COSName.BASE_FONT);
      boolean standard = name != null && Standard14Fonts.containsName(name);
      findings.add(
          standard ? Hazard.Kind.FONT_OF_THE_VIEWER : Hazard.Kind.FONT_NOT_EMBEDDED,
          page,
          name == null ? "" : name);
    }
  }

  private static boolean embedded(@Nullable COSDictionary descriptor) {
    return descriptor != null
        && (descriptor.containsKey(COSName.FONT_FILE)
            || descriptor.containsKey(COSName.FONT_FILE2)
            || descriptor.containsKey(COSName.FONT_FILE3));
  }
}
