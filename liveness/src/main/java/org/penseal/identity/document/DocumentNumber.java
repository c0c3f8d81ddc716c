// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.BadDocument;
import org.penseal.identity.IdentityException.BadDocument.Part;
import org.penseal.identity.IdentityException.BadDocument.Why;

/**
 * The number of an identity document as it was typed, checked as far as it can be by itself.
 *
 * @param kind of which document
 * @param text upper case, without blanks; personal data
 */
public record DocumentNumber(DocumentKind kind, String text) {
  private static final Set<String> PERMIT_AREAS = Set.of("810000", "820000", "830000");
  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{6,9}");

  // Nationality, place of application, birth YYMMDD, sequence and check digit. How the check digit
  // is computed is not published.
  private static final Pattern OLD_FOREIGNER = Pattern.compile("[A-Z]{3}[0-9]{12}");

  /**
   * Checks and takes a number. Blanks and hyphens are dropped, lower-case letters taken as
   * capitals.
   *
   * @param today no birth date after it is accepted
   * @throws IdentityException.BadIdNumber when a number of 18 characters breaks GB 11643
   * @throws BadDocument when it has not the form of this kind of document
   */
  public static DocumentNumber parse(DocumentKind kind, String typed, LocalDate today)
      throws IdentityException {
    String plain = typed.replaceAll("[\\s-]", "");
    // Capitals of other scripts' letters may be plain ones: ß would become SS.
    require(plain.chars().allMatch(c -> c < 0x80), Why.CHARACTER);
    String text = plain.toUpperCase(Locale.ROOT);
    switch (kind) {
      case RESIDENT -> IdNumber.parse(text, today);
      case RESIDENCE_PERMIT -> {
        IdNumber number = IdNumber.parse(text, today);
        require(PERMIT_AREAS.contains(number.area()), Why.AREA);
      }
      case FOREIGNER -> foreigner(text, today);
      case PASSPORT -> {
        require(text.length() >= 6 && text.length() <= 9, Why.LENGTH);
        require(PASSPORT.matcher(text).matches(), Why.CHARACTER);
        require(text.chars().anyMatch(Character::isDigit), Why.FORMAT);
      }
    }
    return new DocumentNumber(kind, text);
  }

  private static void foreigner(String text, LocalDate today) throws IdentityException {
    if (text.length() != 15) {
      IdNumber.parse(text, today);
      require(text.startsWith("9"), Why.AREA);
      return;
    }
    require(OLD_FOREIGNER.matcher(text).matches(), Why.FORMAT);
    try {
      // The century is not said; only 29 February could differ, which 2000 has.
      LocalDate.of(
          2000 + Integer.parseInt(text.substring(7, 9)),
          Integer.parseInt(text.substring(9, 11)),
          Integer.parseInt(text.substring(11, 13)));
    } catch (DateTimeException e) {
      throw new BadDocument(Part.NUMBER, Why.DATE);
    }
  }

  private static void require(boolean fits, Why why) throws BadDocument {
    if (!fits) {
      throw new BadDocument(Part.NUMBER, why);
    }
  }

  /** Kind only: the number is personal data. */
  @Override
  public String toString() {
    return "DocumentNumber[" + kind.word() + "]";
  }
}
