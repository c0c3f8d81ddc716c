// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.util.Arrays;
import java.util.Optional;

/** Whether a kind of business has its signers leaf through the pages on the pad's own screen. */
public enum PagesOnPad {
  /** Where the screen is large enough; the signer may go to the signature at once. */
  OFFER("offer"),
  /** Nowhere. */
  SKIP("skip");

  private final String word;

  PagesOnPad(String word) {
    this.word = word;
  }

  /** As it stands in the file. */
  public String word() {
    return word;
  }

  /** The one of a word. */
  static Optional<PagesOnPad> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
