// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import java.time.LocalDate;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityException.BadIdNumber;

/** What can be said of an ID number while it is being typed. */
public sealed interface TypedNumber {
  /** Nothing is typed. */
  record Empty() implements TypedNumber {}

  /**
   * Good so far.
   *
   * @param missing how many characters are still to come
   */
  record Incomplete(int missing) implements TypedNumber {}

  /**
   * Whole and right.
   *
   * @param kind of the document that such numbers stand on
   */
  record Right(DocumentKind kind) implements TypedNumber {}

  /**
   * It can become no number any more.
   *
   * @param kind what is wrong
   */
  record Wrong(BadIdNumber.Kind kind) implements TypedNumber {}

  /** Judges what has been typed so far. */
  static TypedNumber judge(String typed, LocalDate today) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return new Empty();
    }
    try {
      if (text.length() >= IdNumber.LENGTH) {
        return new Right(kind(IdNumber.parse(text, today)));
      }
      IdNumber.requireBeginning(text, today);
      return new Incomplete(IdNumber.LENGTH - text.length());
    } catch (BadIdNumber e) {
      return new Wrong(e.kind());
    }
  }

  private static DocumentKind kind(IdNumber number) {
    String area = number.area();
    if (area.startsWith("8") && area.endsWith("0000")) {
      return DocumentKind.RESIDENCE_PERMIT;
    }
    // 999999 is no area and no state: numbers of invented people begin so.
    return area.startsWith("9") && !area.equals("999999")
        ? DocumentKind.FOREIGNER
        : DocumentKind.RESIDENT;
  }
}
