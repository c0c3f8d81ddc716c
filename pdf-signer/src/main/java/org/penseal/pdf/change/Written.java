// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;

/**
 * The objects that a later revision wrote, freed or defined: their own octets may differ. For all
 * others the octets are the same, but not necessarily the objects that they refer to.
 */
final class Written {
  private final Set<COSObjectKey> keys = new HashSet<>();
  private final Values before;
  private final Map<COSObjectKey, Long> entries;
  private final Map<Long, Boolean> containers = new HashMap<>();

  Written(Values before, Values after) {
    this.before = before;
    this.entries = after.entries();
    Set<COSObjectKey> all = new HashSet<>(before.entries().keySet());
    all.addAll(entries.keySet());
    for (COSObjectKey key : all) {
      if (differs(key)) {
        keys.add(key);
      }
    }
    // An object in an object stream moves with it.
    for (Map.Entry<COSObjectKey, Long> entry : entries.entrySet()) {
      if (entry.getValue() < 0 && containerDiffers(-entry.getValue())) {
        keys.add(entry.getKey());
      }
    }
  }

  private boolean differs(COSObjectKey key) {
    return !Objects.equals(before.entries().get(key), entries.get(key));
  }

  private boolean containerDiffers(long number) {
    return containers.computeIfAbsent(number, this::isContainerWritten);
  }

  // The length and decoding parameters of an object stream may be in other objects.
  private boolean isContainerWritten(long number) {
    COSObjectKey key = new COSObjectKey(number, 0);
    if (keys.contains(key) || !(before.object(key) instanceof COSStream stream)) {
      return true;
    }
    for (COSBase value : stream.getValues()) {
      if (value instanceof COSObject reference
          && (reference.getKey() == null || keys.contains(reference.getKey()))) {
        return true;
      }
    }
    return false;
  }

  boolean contains(COSObjectKey key) {
    return keys.contains(key);
  }

  Set<COSObjectKey> keys() {
    return keys;
  }
}
