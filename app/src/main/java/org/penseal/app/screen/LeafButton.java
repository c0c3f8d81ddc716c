// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The buttons under what is leafed through on a pad. The strip has one of two sets, each from left
 * to right: {@link #LEAFING} or {@link #JUMPING}.
 */
public enum LeafButton {
  /** End it: no signature, or no consent. */
  REFUSE,
  /** The part before. */
  BACK,
  /** The first page. */
  FIRST,
  /** Ten pages back. */
  BACK_TEN,
  /** The page's number: leads from one set to the other. */
  PAGE_NUMBER,
  /** The part behind. */
  FORWARD,
  /** Go on: to the signature, or with the consent. */
  ACCEPT,
  /** Ten pages on. */
  FORWARD_TEN,
  /** The last page. */
  LAST;

  /** Whether it ends the leafing. */
  public boolean ends() {
    return this == REFUSE || this == ACCEPT;
  }

  /** From part to part. */
  public static final Set<LeafButton> LEAFING =
      Collections.unmodifiableSet(EnumSet.of(REFUSE, BACK, PAGE_NUMBER, FORWARD, ACCEPT));

  /**
   * From page to page. It stays until the number is pressed: whoever presses twice meets no button
   * that ends anything.
   */
  public static final Set<LeafButton> JUMPING =
      Collections.unmodifiableSet(EnumSet.of(FIRST, BACK_TEN, PAGE_NUMBER, FORWARD_TEN, LAST));
}
