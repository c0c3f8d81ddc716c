// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether one identity check serves for several documents that one person signs in one business.
 */
public enum KeepIdentity {
  /** Each document has a check of its own. */
  EACH("each"),
  /** The check of the first is kept for the others, for an hour at most; the evidence says so. */
  BUSINESS("business");

  private final String word;

  KeepIdentity(String word) {
    this.word = word;
  }

  /** As it stands in the file. */
  public String word() {
    return word;
  }

  /** The one of a word. */
  static Optional<KeepIdentity> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
