// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.CertainContent;

/**
 * Whether an appearance has layers, which can be switched after it was examined, or content that
 * readers read differently.
 */
final class LookLayers {
  private static final int MOST_FORMS = 64;

  private LookLayers() {}

  static boolean isLayered(@Nullable COSStream look) {
    return any(
        look,
        form -> {
          COSDictionary resources = form.getCOSDictionary(COSName.RESOURCES);
          return form.containsKey(COSName.OC)
              || resources != null && hasLayers(resources.getCOSDictionary(COSName.PROPERTIES));
        });
  }

  static boolean isReadDifferently(Widget widget, COSDictionary catalog) {
    COSStream look = widget.look();
    return look != null && CertainContent.ofForm(look, widget.rectangle(), catalog).isPresent();
  }

  private static boolean any(@Nullable COSStream look, Predicate<COSStream> wanted) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSStream> open = new ArrayDeque<>();
    if (look != null) {
      open.push(look);
    }
    while (!open.isEmpty()) {
      COSStream form = open.pop();
      if (seen.size() > MOST_FORMS || wanted.test(form)) {
        return true;
      }
      COSDictionary resources = form.getCOSDictionary(COSName.RESOURCES);
      if (!seen.add(form) || resources == null) {
        continue;
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
