// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

/** Thrown for malformed bytes; never leaves the package. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  /** Whether reading more bytes could help. */
  final boolean atEnd;

  Malformed(String what, boolean atEnd) {
    super(what, null, false, false);
    this.atEnd = atEnd;
  }
}
