// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

/**
 * What a revision may write otherwise than programs do, in octets: readers differ in what they make
 * of it.
 */
enum Deviation {
  /** White space of other kinds, remarks. */
  BLANKS,
  /** Octets of names as {@code #xx}. */
  NAMES,
  /** Signs, leading zeros, points. */
  NUMBERS,
  /** Octal escapes; hexadecimal for literal. */
  STRINGS,
  /** A key twice. */
  KEYS,
  /** A length that is wrong, or missing. */
  LENGTH,
  /** {@code obj} and {@code endobj} glued, missing, or behind something else. */
  FRAME,
  /** A second body of a number, before the one that is listed. */
  BEFORE,
  /** The same behind it. */
  BEHIND,
  /** The same in a remark. */
  REMARK,
  /** The same in the data of a stream that nothing refers to. */
  INSIDE,
  /** Words of the file's frame between two objects. */
  WORDS,
  /** Lines of a table in other lengths. */
  LINES,
  /** Lines between those of a table. */
  GAPS,
  /** Headings of a table in other forms. */
  HEADINGS,
  /** Entries of a table that lead elsewhere, or to a second body. */
  ENTRIES,
  /** Widths of a stream of cross references. */
  WIDTHS,
  /** A size that is wrong, or missing. */
  SIZE,
  /** What leads to the section before. */
  PREVIOUS,
  /** A section of its own that lists second bodies. */
  SECTION,
  /** Where a file says that its cross references begin. */
  START,
  /** What follows, and the mark of the end. */
  END;

  /** Whether it needs other bodies for numbers that there are. */
  boolean usesOthers() {
    return switch (this) {
      case BEFORE, BEHIND, REMARK, INSIDE, SECTION, ENTRIES, KEYS -> true;
      default -> false;
    };
  }
}
