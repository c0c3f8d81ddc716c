// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.util.Arrays;
import java.util.Optional;

/** What a kind of business does about pages of the document that were not on the screen. */
public enum UnreadPages {
  /** They are told, and stand in the evidence. */
  TELL("tell"),
  /** The operator must say that it shall go on. */
  ASK("ask"),
  /** No case begins before every page was shown. */
  REFUSE("refuse");

  private final String word;

  UnreadPages(String word) {
    this.word = word;
  }

  /** As it stands in the file. */
  public String word() {
    return word;
  }

  /** The one of a word. */
  static Optional<UnreadPages> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
