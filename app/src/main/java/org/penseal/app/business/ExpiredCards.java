// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

/** What becomes of a card that is not valid on the day it is read. */
public enum ExpiredCards {
  /** It is refused. */
  REFUSE,
  /** It is taken, and its text in the evidence says so. */
  FLAG;

  /** Its word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
