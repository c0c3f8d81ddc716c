// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The numbers of the objects in an object stream, in its order (ISO 32000-2, 7.5.7).
 *
 * @param numbers as its header says
 */
record PackedObjects(List<Long> numbers) {
  private static final int MOST_OBJECTS = 1 << 20;

  static PackedObjects of(Map<String, Object> dictionary, byte[] data) throws Malformed {
    long count = dictionary.get("N") instanceof Long number ? number : -1;
    if (count < 0 || count > MOST_OBJECTS) {
      throw new Malformed("N", false);
    }
    RawParser parser = new RawParser(data, 0);
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(parser.integer());
      parser.integer();
    }
    return new PackedObjects(numbers);
  }

  boolean saysOneTwice() {
    return new HashSet<>(numbers).size() < numbers.size();
  }

  /** Whether the object stands where a cross reference says: some readers go by the one alone. */
  boolean holds(long number, int index) {
    return index < numbers.size() && numbers.get(index) == number;
  }
}
