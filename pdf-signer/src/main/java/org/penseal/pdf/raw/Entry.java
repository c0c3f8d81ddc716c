// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

/**
 * An entry of a cross-reference section (ISO 32000-2, 7.5.4 and 7.5.8).
 *
 * @param kind what it says
 * @param at offset of the object, or number of the object stream that holds it
 * @param generation of the object; in an object stream its index there
 */
record Entry(Kind kind, long at, int generation) {
  enum Kind {
    FREE,
    USED,
    PACKED
  }

  /** Whether the object is in use; readers treat one at the file's first byte as not in use. */
  boolean inUse() {
    return kind == Kind.PACKED || kind == Kind.USED && at != 0;
  }

  /** Whether a reference with this generation refers to it. */
  boolean isOf(long referred) {
    return referred == (kind == Kind.PACKED ? 0 : generation);
  }
}
