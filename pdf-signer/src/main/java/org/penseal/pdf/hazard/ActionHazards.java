// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** Actions and scripts (ISO 32000-2, 12.6), wherever they hang. */
final class ActionHazards {
  private static final COSName TRIGGERS = COSName.getPDFName("AA");
  private static final COSName NEXT = COSName.getPDFName("Next");
  private static final int LONGEST_CHAIN = 64;

  private final HazardList findings;

  ActionHazards(HazardList findings) {
    this.findings = findings;
  }

  void look(COSDictionary dictionary, int page) {
    String kind = dictionary.getNameAsString(COSName.S);
    if (kind == null) {
      return;
    }
    switch (kind) {
      case "JavaScript" -> {
        if (dictionary.containsKey(COSName.JS)) {
          findings.add(Hazard.Kind.SCRIPT, page, "");
        }
      }
      case "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData" ->
          findings.add(Hazard.Kind.ACTION_OUTSIDE, page, kind);
      case "Rendition", "GoTo3DView", "RichMediaExecute" ->
          findings.add(Hazard.Kind.RICH_MEDIA, page, kind);
      case "Hide" -> {
        if (dictionary.containsKey(COSName.T)) {
          findings.add(Hazard.Kind.ACTION_HIDES, page, kind);
        }
      }
      case "SetOCGState" -> findings.add(Hazard.Kind.ACTION_HIDES, page, kind);
      case "URI" -> {
        if (dictionary.getDictionaryObject(COSName.URI) instanceof COSString address) {
          findings.add(Hazard.Kind.LINK, page, address.getString());
        }
      }
      default -> {
        // The others move the view only.
      }
    }
  }

  /** What a catalog or page does by itself when it is opened. */
  void opening(COSDictionary holder, COSName opener, int page) {
    links(holder.getDictionaryObject(opener), page);
    if (holder.getDictionaryObject(TRIGGERS) instanceof COSDictionary triggers) {
      triggers.keySet().forEach(name -> links(triggers.getDictionaryObject(name), page));
    }
  }

  private void links(@Nullable COSBase action, int page) {
    COSBase next = action;
    for (int i = 0; i < LONGEST_CHAIN && next instanceof COSDictionary one; i++) {
      if ("URI".equals(one.getNameAsString(COSName.S))) {
        findings.add(Hazard.Kind.LINK_OPENS_ITSELF, page, "");
      }
      next = one.getDictionaryObject(NEXT);
      if (next instanceof COSArray several) {
        next = several.size() == 0 ? null : several.getObject(0);
      }
    }
  }

  /** Scripts that compute a field's value or look: keystroke, format, validate, calculate. */
  void field(COSDictionary field, int page, String name) {
    if (field.getDictionaryObject(TRIGGERS) instanceof COSDictionary triggers) {
      for (String trigger : new String[] {"K", "F", "V", "C"}) {
        if (triggers.containsKey(COSName.getPDFName(trigger))) {
          findings.add(Hazard.Kind.FIELD_COMPUTED, page, name);
          return;
        }
      }
    }
  }
}
