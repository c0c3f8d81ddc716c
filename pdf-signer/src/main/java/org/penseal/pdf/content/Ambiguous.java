// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

/** Thrown for content that two readers may read differently; never leaves the package. */
final class Ambiguous extends Exception {
  private static final long serialVersionUID = 1;

  Ambiguous(String what) {
    super(what, null, false, false);
  }
}
