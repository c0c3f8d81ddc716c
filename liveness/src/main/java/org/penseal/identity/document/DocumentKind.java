// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of identity documents whose numbers can be checked. */
public enum DocumentKind {
  /** 居民身份证: 18 characters of GB 11643. */
  RESIDENT("resident"),
  /** 港澳台居民居住证: 18 characters of GB 11643, area 810000, 820000 or 830000. */
  RESIDENCE_PERMIT("residence-permit"),
  /** 外国人永久居留身份证: 18 characters beginning with 9, or 15 on cards made before 2023. */
  FOREIGNER("foreigner"),
  /** Passport: at most 9 letters and digits (ICAO 9303-4). */
  PASSPORT("passport");

  private final String word;

  DocumentKind(String word) {
    this.word = word;
  }

  /** Its word on the command line. */
  public String word() {
    return word;
  }

  /** The kind of a word. */
  public static Optional<DocumentKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
