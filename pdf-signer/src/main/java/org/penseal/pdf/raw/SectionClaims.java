// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads what cross-reference sections claim before any reader relies on it. Each section is read
 * once, since every revision finds the same at its offset.
 */
final class SectionClaims {
  private record Claim(boolean exhausting, long previous) {}

  private final ObjectReader objects;
  private final SectionReader sections;
  private final Map<Long, Claim> known = new HashMap<>();

  SectionClaims(ObjectReader objects, SectionReader sections) {
    this.objects = objects;
    this.sections = sections;
  }

  /** Whether the sections from the newest on would overload a reader, up to the end of the file. */
  boolean exhausting(long newest, long end, int mostSections) throws IOException {
    Set<Long> seen = new HashSet<>();
    long offset = newest;
    while (offset >= 0 && offset < end && seen.add(offset)) {
      Claim claim = known.get(offset);
      if (claim == null) {
        claim = read(offset);
        known.put(offset, claim);
      }
      if (claim.exhausting || seen.size() > mostSections) {
        return true;
      }
      offset = claim.previous;
    }
    return false;
  }

  private Claim read(long offset) throws IOException {
    try {
      RawObject object = objects.at(offset, null);
      return new Claim(
          object.duplicateKey() || sections.exhausting(object.dictionary()),
          object.dictionary().get("Prev") instanceof Long previous ? previous : -1);
    } catch (Malformed e) {
      return new Claim(false, table(offset));
    }
  }

  private long table(long offset) throws IOException {
    try {
      return sections.at(offset).previous();
    } catch (Malformed e) {
      return -1;
    }
  }
}
