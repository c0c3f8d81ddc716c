// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.raw.Value;

/**
 * Layers that every reader shows or hides alike (ISO 32000-2, 8.11): groups that the document
 * lists, and that its configuration switches in one way.
 */
final class DrawnLayers {
  private static final COSName INTENT = COSName.getPDFName("Intent");
  private static final COSName VIEW = COSName.getPDFName("View");
  private static final Set<String> DESCRIBED =
      Set.of("CreatorInfo", "PageElement", "Language", "User");

  private final Set<COSBase> plain = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param catalog of the document; null for none
   */
  DrawnLayers(@Nullable COSDictionary catalog) {
    if (catalog != null
        && catalog.getDictionaryObject(COSName.OCPROPERTIES) instanceof COSDictionary properties
        && properties.getDictionaryObject(COSName.D) instanceof COSDictionary shown
        && isView(shown.getDictionaryObject(INTENT))) {
      List<COSBase> on = groups(shown.getDictionaryObject(COSName.ON));
      List<COSBase> off = groups(shown.getDictionaryObject(COSName.OFF));
      for (COSBase each : groups(properties.getDictionaryObject(COSName.OCGS))) {
        if (on.stream().noneMatch(other -> other == each)
            || off.stream().noneMatch(other -> other == each)) {
          plain.add(each);
        }
      }
    }
  }

  private static List<COSBase> groups(@Nullable COSBase base) {
    return base instanceof COSArray array
        ? IntStream.range(0, array.size())
            .mapToObj(array::getObject)
            .filter(Objects::nonNull)
            .toList()
        : List.of();
  }

  private static boolean isView(@Nullable COSBase intent) {
    return intent == null
        || VIEW.equals(intent)
        || intent instanceof COSArray several && groups(several).contains(VIEW);
  }

  /** Readers agree only about a group whose state the configuration sets. */
  void requirePlain(@Nullable COSBase layer) throws Ambiguous {
    if (!(layer instanceof COSDictionary group)
        || !plain.contains(group)
        || !COSName.OCG.equals(group.getDictionaryObject(COSName.TYPE))
        || !isView(group.getDictionaryObject(INTENT))) {
      throw new Ambiguous("a layer");
    }
    COSBase usage = group.getDictionaryObject(COSName.getPDFName("Usage"));
    if (usage != null
        && !(usage instanceof COSDictionary uses
            && uses.keySet().stream().allMatch(each -> DESCRIBED.contains(each.getName())))) {
      throw new Ambiguous("the usage of a layer");
    }
  }

  /**
   * Requires that content is marked (14.6) so that no layer may hide it.
   *
   * @param operands a tag, and perhaps properties or their name
   */
  void mark(List<Object> operands, DrawnResources resources) throws Ambiguous {
    boolean layer = operands.getFirst().equals(new Value.Name("OC"));
    if (operands.size() == 2 && operands.getLast() instanceof Value.Name name) {
      COSBase found = resources.find(COSName.PROPERTIES, name.text());
      if (layer) {
        requirePlain(found);
      } else if (found instanceof COSDictionary properties) {
        requireNoLayer(properties.getNameAsString(COSName.TYPE, ""));
      }
    } else if (layer) {
      throw new Ambiguous("a layer");
    } else if (operands.getLast() instanceof Map<?, ?> properties
        && properties.get("Type") instanceof Value.Name(String type)) {
      requireNoLayer(type);
    }
  }

  // PDFBox hides content marked with an optional content group, whatever the tag is.
  private static void requireNoLayer(String type) throws Ambiguous {
    if (type.startsWith("OC")) {
      throw new Ambiguous("a layer under another tag");
    }
  }
}
