// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** The leaves of a number or name tree (ISO 32000-2, 7.9.6 and 7.9.7). */
final class TreeLeaves {
  private static final Set<String> ENTRIES = Set.of("Kids", "Nums", "Names", "Limits");

  private TreeLeaves() {}

  /**
   * Reads.
   *
   * @param found receives the value of each number (a Long) or name (its octets in hex)
   * @return false if it is not such a tree, or has a number or name twice
   */
  static boolean read(
      Values values, @Nullable COSBase tree, COSName leaves, Map<Object, COSBase> found) {
    Deque<COSBase> open = new ArrayDeque<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    if (values.value(tree) != null && tree != null) {
      open.push(tree);
    }
    while (!open.isEmpty()) {
      COSDictionary node = values.dictionary(open.pop());
      if (node == null
          || !seen.add(node)
          || !node.keySet().stream().allMatch(name -> isKnown(values, node, name))) {
        return false;
      }
      COSBase kids = values.value(node.getItem(COSName.KIDS));
      COSBase pairs = values.value(node.getItem(leaves));
      if (kids != null && !(kids instanceof COSArray)
          || pairs != null && !(pairs instanceof COSArray)) {
        return false;
      }
      if (kids instanceof COSArray array) {
        array.forEach(open::push);
      }
      if (pairs instanceof COSArray array && !pairs(values, array, found)) {
        return false;
      }
    }
    return true;
  }

  // Chromium writes a type into the tree, which ISO 32000-2 does not define and no reader uses.
  private static boolean isKnown(Values values, COSDictionary node, COSName name) {
    return ENTRIES.contains(name.getName())
        || name.equals(COSName.TYPE) && values.name(node.getItem(name)) != null;
  }

  private static boolean pairs(Values values, COSArray pairs, Map<Object, COSBase> found) {
    if (pairs.size() % 2 != 0) {
      return false;
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      Object key =
          switch (values.value(pairs.get(i))) {
            case COSInteger number -> number.longValue();
            case COSString name -> HexFormat.of().formatHex(name.getBytes());
            case null, default -> null;
          };
      if (key == null) {
        return false;
      }
      // A reference to nothing counts as absent.
      if (values.value(pairs.get(i + 1)) != null && found.put(key, pairs.get(i + 1)) != null) {
        return false;
      }
    }
    return true;
  }
}
