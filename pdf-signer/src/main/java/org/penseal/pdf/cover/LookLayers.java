// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Whether an appearance has layers, which can be switched after it was looked at. */
final class LookLayers {
  private static final int MOST_FORMS = 64;

  private LookLayers() {}

  static boolean isLayered(@Nullable COSStream look) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSStream> open = new ArrayDeque<>();
    if (look != null) {
      open.push(look);
    }
    while (!open.isEmpty()) {
      COSStream form = open.pop();
      if (seen.size() > MOST_FORMS || form.containsKey(COSName.OC)) {
        return true;
      }
      COSDictionary resources = form.getCOSDictionary(COSName.RESOURCES);
      if (!seen.add(form) || resources == null) {
        continue;
      }
      if (hasLayers(resources.getCOSDictionary(COSName.PROPERTIES))) {
        return true;
      }
      COSDictionary objects = resources.getCOSDictionary(COSName.XOBJECT);
      for (COSName name : objects == null ? Set.<COSName>of() : objects.keySet()) {
        if (objects.getDictionaryObject(name) instanceof COSStream inner) {
          open.push(inner);
        }
      }
    }
    return false;
  }

  private static boolean hasLayers(@Nullable COSDictionary properties) {
    return properties != null
        && properties.keySet().stream()
            .map(properties::getDictionaryObject)
            .anyMatch(
                each ->
                    each instanceof COSDictionary found
                        && Set.of("OCG", "OCMD").contains(found.getNameAsString(COSName.TYPE, "")));
  }
}
