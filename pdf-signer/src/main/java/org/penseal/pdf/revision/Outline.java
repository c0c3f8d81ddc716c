// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDPage;
import org.penseal.pdf.look.TextString;

/**
 * The parts of a revision that have rules of their own: pages, fields with their widgets,
 * annotations.
 *
 * @param pages in order
 * @param fields terminal fields, other fields and widgets by their object; the value is the name
 * @param annotations every indirect annotation with the page it stands on, from 1
 */
record Outline(
    List<COSDictionary> pages,
    Map<COSObjectKey, String> fields,
    Map<COSObjectKey, Integer> annotations) {
  private static final int DEEPEST_FIELD = 32;

  static Outline of(Revision revision) {
    List<COSDictionary> pages = new ArrayList<>();
    Map<COSObjectKey, Integer> annotations = new HashMap<>();
    for (PDPage page : revision.document().getPages()) {
      pages.add(page.getCOSObject());
      COSArray array = page.getCOSObject().getCOSArray(COSName.ANNOTS);
      for (COSBase each : array == null ? new COSArray() : array) {
        if (each instanceof COSObject reference && reference.getKey() != null) {
          annotations.putIfAbsent(reference.getKey(), pages.size());
        }
      }
    }
    Map<COSObjectKey, String> fields = new LinkedHashMap<>();
    COSDictionary form = revision.catalog().getCOSDictionary(COSName.ACRO_FORM);
    if (form != null) {
      collect(form.getCOSArray(COSName.FIELDS), "", fields, 0);
    }
    return new Outline(pages, new HashMap<>(fields), annotations);
  }

  private static void collect(
      @org.jspecify.annotations.Nullable COSArray array,
      String parent,
      Map<COSObjectKey, String> fields,
      int depth) {
    if (array == null || depth > DEEPEST_FIELD) {
      return;
    }
    for (COSBase each : array) {
      if (each instanceof COSObject reference
          && reference.getKey() != null
          && reference.getObject() instanceof COSDictionary field
          && !fields.containsKey(reference.getKey())) {
        String own =
            field.getDictionaryObject(COSName.T) instanceof COSString text
                ? TextString.of(text)
                : null;
        String name = own == null ? parent : parent.isEmpty() ? own : parent + "." + own;
        fields.put(reference.getKey(), name);
        collect(field.getCOSArray(COSName.KIDS), name, fields, depth + 1);
      }
    }
  }

  /** Every object with rules of its own, but for the catalog. */
  Set<COSObjectKey> keys() {
    Set<COSObjectKey> keys = new HashSet<>(fields.keySet());
    keys.addAll(annotations.keySet());
    for (COSDictionary page : pages) {
      if (page.getKey() != null) {
        keys.add(page.getKey());
      }
    }
    return keys;
  }
}
