// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary, array or stream in one role; the same object in two roles is two nodes.
 *
 * @param object compared by identity
 * @param key of an indirect object, or null
 */
record InputNode(COSBase object, InputRole role, @Nullable COSObjectKey key) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputNode node && node.object == object && node.role == role;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(object) * 31 + role.ordinal();
  }

  /**
   * What a node leads to in one entry or element.
   *
   * @param label name of the entry; empty for an element
   * @param node a dictionary, array or stream; null for anything else
   * @param scalar tagged octets of anything else; null with a node, and for an entry without value
   * @param via the key of an indirect value, or null
   * @param own whether what is written depends on more than the objects that are reached: a page is
   *     written as its number
   */
  record Edge(
      String label,
      @Nullable InputNode node,
      byte @Nullable [] scalar,
      @Nullable COSObjectKey via,
      boolean own) {
    boolean isNothing() {
      return node == null && scalar == null;
    }
  }
}
