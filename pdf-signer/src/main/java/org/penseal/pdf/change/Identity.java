// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Where it counts which object stands at a place, and not only what it says: a layer is shown or
 * hidden by its object (ISO 32000-2, 8.11.2), and what draws itself is drawn until a reader meets
 * the same object again. An equal copy is another layer, and one more round.
 */
final class Identity {
  private static final List<COSName> DRAWN = List.of(COSName.XOBJECT, COSName.PATTERN);

  private final Values before;
  private final Values after;
  private final Set<COSObjectKey> oldLayers;
  private final Set<COSObjectKey> newLayers;
  private final Map<COSObjectKey, COSObjectKey> became = new HashMap<>();
  private final Map<COSObjectKey, COSObjectKey> was = new HashMap<>();

  Identity(Values before, Values after) {
    this.before = before;
    this.after = after;
    this.oldLayers = layers(before);
    this.newLayers = layers(after);
  }

  private static Set<COSObjectKey> layers(Values values) {
    Set<COSObjectKey> layers = new HashSet<>();
    COSDictionary properties = values.dictionary(values.catalog().getItem(COSName.OCPROPERTIES));
    COSArray list = properties == null ? null : values.array(properties.getItem(COSName.OCGS));
    if (list != null) {
      for (COSBase each : list) {
        COSObjectKey key = values.key(each);
        if (key != null) {
          layers.add(key);
        }
      }
    }
    return layers;
  }

  /**
   * Whether the same object stands at both places, where that counts.
   *
   * @param undo gains what takes back that they were found to belong together
   */
  boolean same(@Nullable COSBase old, @Nullable COSBase now, List<Runnable> undo) {
    COSObjectKey one = before.key(old);
    COSObjectKey other = after.key(now);
    if (one != null && oldLayers.contains(one) || other != null && newLayers.contains(other)) {
      return one != null && one.equals(other);
    }
    return one == null
        || other == null
        || !draws(before.value(old))
        || linked(became, one, other, undo) && linked(was, other, one, undo);
  }

  private static boolean linked(
      Map<COSObjectKey, COSObjectKey> links,
      COSObjectKey from,
      COSObjectKey to,
      List<Runnable> undo) {
    COSObjectKey known = links.putIfAbsent(from, to);
    if (known == null) {
      undo.add(() -> links.remove(from));
    }
    return known == null || known.equals(to);
  }

  // Only these can draw themselves: forms, patterns and fonts of glyphs that are drawn.
  private boolean draws(@Nullable COSBase value) {
    if (!(value instanceof COSDictionary dictionary)) {
      return false;
    }
    COSDictionary resources = before.dictionary(dictionary.getItem(COSName.RESOURCES));
    return before.has(dictionary, COSName.CHAR_PROCS)
        || resources != null && DRAWN.stream().anyMatch(each -> before.has(resources, each));
  }
}
