// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one revision writes.
 *
 * @param objects by number; generation 0
 * @param freed numbers that it frees
 * @param packed numbers of those objects that are put into an object stream
 * @param trailer further entries of its trailer, as they are written
 * @param form how it writes its cross references
 * @param signature number of the signature dictionary that is filled in; 0 for none
 * @param key name of the key that signs; empty without a signature
 * @param spelling how its octets are written
 */
record Layer(
    Map<Integer, Value> objects,
    Set<Integer> freed,
    Set<Integer> packed,
    String trailer,
    Form form,
    int signature,
    String key,
    Spelling spelling) {
  /** How cross references are written. */
  enum Form {
    /** A table. */
    TABLE,
    /** A stream. */
    STREAM,
    /** A table, and a stream for what is packed. */
    HYBRID,
    /** The same in two sections, as office programs write it. */
    OFFICE
  }

  Layer {
    objects = new TreeMap<>(objects);
    freed = new TreeSet<>(freed);
    packed = new TreeSet<>(packed);
  }

  Layer with(Map<Integer, Value> others) {
    return new Layer(others, freed, packed, trailer, form, signature, key, spelling);
  }

  Layer freeing(Set<Integer> others) {
    return new Layer(objects, others, packed, trailer, form, signature, key, spelling);
  }

  Layer spelled(Spelling other) {
    return new Layer(objects, freed, packed, trailer, form, signature, key, other);
  }

  /** A table with nothing packed. */
  Layer simple() {
    return new Layer(objects, freed, Set.of(), trailer, Form.TABLE, signature, key, spelling);
  }
}
