// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a card that is not valid on the day it is read. */
public enum ExpiredCards {
  /** It is refused. */
  REFUSE,
  /** It is taken, and its text in the evidence says so. */
  FLAG;

  /** The one of a word. */
  static Optional<ExpiredCards> of(String word) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(word)).findFirst();
  }

  /** Its word in the file of business types and on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
