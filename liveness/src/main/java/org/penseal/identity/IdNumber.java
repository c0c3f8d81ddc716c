// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.penseal.identity.IdentityException.BadIdNumber;
import org.penseal.identity.IdentityException.BadIdNumber.Kind;

/**
 * A citizen identification number of 18 characters that has been checked (GB 11643-1999: six digits
 * of area, eight of birth date, three of sequence, one check character).
 *
 * <p>Numbers of 15 digits are refused: they are void since 2013. The text form never goes into a
 * log; {@link #toString()} is masked.
 */
public final class IdNumber {
  /** Characters of a number. */
  public static final int LENGTH = 18;

  private static final int VOID_LENGTH = 15;
  // GB 11643-1999, annex: weights 2^(18-i) mod 11 and the check characters for remainders 0 to 10.
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";
  private static final LocalDate EARLIEST = LocalDate.of(1850, 1, 1);

  /** What the 17th digit says: odd is male, even is female. */
  public enum Sex {
    MALE,
    FEMALE
  }

  private final String digits;
  private final LocalDate birthDate;

  private IdNumber(String digits, LocalDate birthDate) {
    this.digits = digits;
    this.birthDate = birthDate;
  }

  /**
   * Checks and takes a number. Blanks around it are dropped, a lower-case x counts as X.
   *
   * @param text as typed or read
   * @param today no birth date after it is accepted
   * @throws BadIdNumber with the first thing that is wrong: length, fifteen digits, character,
   *     date, check digit
   */
  public static IdNumber parse(String text, LocalDate today) throws BadIdNumber {
    String number = text.strip().replace('x', 'X');
    if (number.matches("[0-9]{" + VOID_LENGTH + "}")) {
      throw new BadIdNumber(Kind.FIFTEEN_DIGITS);
    }
    if (number.length() != LENGTH) {
      throw new BadIdNumber(Kind.LENGTH);
    }
    requireCharacters(number);
    LocalDate birth = birthDate(number, today);
    if (number.charAt(LENGTH - 1) != checkCharacter(number.substring(0, LENGTH - 1))) {
      throw new BadIdNumber(Kind.CHECK_DIGIT);
    }
    return new IdNumber(number, birth);
  }

  /**
   * Checks the beginning of a number, as far as it goes.
   *
   * @param text fewer than 18 characters
   * @throws BadIdNumber when no number begins so: character or date
   */
  public static void requireBeginning(String text, LocalDate today) throws BadIdNumber {
    requireCharacters(text);
    if (text.length() >= 14) {
      birthDate(text, today);
    }
  }

  private static void requireCharacters(String number) throws BadIdNumber {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      boolean fits = (c >= '0' && c <= '9') || (c == 'X' && i == LENGTH - 1);
      if (!fits) {
        throw new BadIdNumber(Kind.CHARACTER);
      }
    }
  }

  private static LocalDate birthDate(String number, LocalDate today) throws BadIdNumber {
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(number.substring(6, 10)),
              Integer.parseInt(number.substring(10, 12)),
              Integer.parseInt(number.substring(12, 14)));
      if (date.isAfter(today) || date.isBefore(EARLIEST)) {
        throw new BadIdNumber(Kind.DATE);
      }
      return date;
    } catch (DateTimeException e) {
      throw new BadIdNumber(Kind.DATE);
    }
  }

  /**
   * The check character for the first 17 digits.
   *
   * @throws IllegalArgumentException if they are not 17 digits
   */
  public static char checkCharacter(String first17) {
    if (!first17.matches("[0-9]{17}")) {
      throw new IllegalArgumentException("17 digits needed");
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (first17.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK.charAt(sum % 11);
  }

  /** All 18 characters, upper case. Personal data: into the request or the seal, nowhere else. */
  public String text() {
    return digits;
  }

  /** For display: the first three and the last four characters, stars between. */
  public String masked() {
    return digits.substring(0, 3) + "***********" + digits.substring(14);
  }

  /** The first six digits: the area that issued the number. */
  public String area() {
    return digits.substring(0, 6);
  }

  /** Day of birth. */
  public LocalDate birthDate() {
    return birthDate;
  }

  /** Sex by the 17th digit. */
  public Sex sex() {
    return (digits.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdNumber that && digits.equals(that.digits);
  }

  @Override
  public int hashCode() {
    return digits.hashCode();
  }

  /** Masked. */
  @Override
  public String toString() {
    return masked();
  }
}
