// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penseal.identity.IdentityException.BadDocument;
import org.penseal.identity.IdentityException.BadDocument.Part;
import org.penseal.identity.IdentityException.BadDocument.Why;

/**
 * The machine-readable zone of a passport: two lines of 44 characters (ICAO 9303-4, 4.2.2), with
 * all of its check digits right.
 *
 * @param issuer three letters of the issuing state, without fillers
 * @param surname primary identifier
 * @param givenNames secondary identifier, may be empty
 * @param number of the passport
 * @param nationality three letters, without fillers
 * @param birth day of birth
 * @param sex {@code M}, {@code F}, or empty where it is not stated
 * @param expiry last day of validity
 */
public record PassportZone(
    String issuer,
    String surname,
    String givenNames,
    String number,
    String nationality,
    LocalDate birth,
    String sex,
    LocalDate expiry) {
  private static final int LENGTH = 44;
  private static final Pattern LINE = Pattern.compile("[A-Z0-9<]{44}");
  // Type, issuing state, a name: letters and fillers (ICAO 9303-3, 4.6).
  private static final Pattern NAMES = Pattern.compile("P[A-Z<][A-Z][A-Z<]{2}[A-Z][A-Z<]{38}");
  private static final int[] WEIGHTS = {7, 3, 1};

  /**
   * Reads the two lines. Blanks are dropped, lower-case letters taken as capitals.
   *
   * @param today tells the centuries of the dates: a birth is not after it, an expiry not more than
   *     50 years after it
   * @throws BadDocument with the part that is wrong: length, character, format, date or check digit
   */
  public static PassportZone parse(String first, String second, LocalDate today)
      throws BadDocument {
    String names = line(first);
    String data = line(second);
    if (!NAMES.matcher(names).matches()) {
      throw new BadDocument(Part.ZONE, Why.FORMAT);
    }
    // Fillers alone have the check digit 0.
    if (data.charAt(0) == '<') {
      throw new BadDocument(Part.NUMBER, Why.FORMAT);
    }
    check(Part.NUMBER, data.substring(0, 9), data.charAt(9));
    check(Part.BIRTH, data.substring(13, 19), data.charAt(19));
    check(Part.EXPIRY, data.substring(21, 27), data.charAt(27));
    String personal = data.substring(28, 42);
    // An empty personal number may have a filler for its check digit.
    if (data.charAt(42) != '<' || !personal.equals("<".repeat(14))) {
      check(Part.PERSONAL_NUMBER, personal, data.charAt(42));
    }
    String all = data.substring(0, 10) + data.substring(13, 20) + data.substring(21, 43);
    check(Part.ZONE, all, data.charAt(43));
    LocalDate birth = date(Part.BIRTH, data.substring(13, 19), today);
    LocalDate expiry = date(Part.EXPIRY, data.substring(21, 27), today.plusYears(50));
    String[] name = names.substring(5).split("<<", 2);
    return new PassportZone(
        words(names.substring(2, 5)),
        words(name[0]),
        name.length > 1 ? words(name[1]) : "",
        words(data.substring(0, 9)),
        words(data.substring(10, 13)),
        birth,
        sex(data.charAt(20)),
        expiry);
  }

  private static String line(String typed) throws BadDocument {
    String plain = typed.replaceAll("\\s", "");
    if (plain.length() != LENGTH) {
      throw new BadDocument(Part.ZONE, Why.LENGTH);
    }
    String line = plain.toUpperCase(Locale.ROOT);
    // Capitals of other scripts' letters may be plain ones: ſ would become S.
    if (plain.chars().anyMatch(c -> c >= 0x80) || !LINE.matcher(line).matches()) {
      throw new BadDocument(Part.ZONE, Why.CHARACTER);
    }
    return line;
  }

  private static void check(Part part, String text, char digit) throws BadDocument {
    if (checkDigit(text) != digit) {
      throw new BadDocument(part, Why.CHECK_DIGIT);
    }
  }

  /** The check digit of some characters (ICAO 9303-3, 4.9). */
  static char checkDigit(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      sum += WEIGHTS[i % 3] * (c == '<' ? 0 : Character.digit(c, 36));
    }
    return (char) ('0' + sum % 10);
  }

  /** The latest date with these six digits that is not after a day. */
  private static LocalDate date(Part part, String digits, LocalDate latest) throws BadDocument {
    if (!digits.matches("[0-9]{6}")) {
      throw new BadDocument(part, Why.DATE);
    }
    int year = Integer.parseInt(digits.substring(0, 2));
    int month = Integer.parseInt(digits.substring(2, 4));
    int day = Integer.parseInt(digits.substring(4, 6));
    for (int century = latest.getYear() / 100; century >= latest.getYear() / 100 - 1; century--) {
      Optional<LocalDate> date = dated(100 * century + year, month, day);
      if (date.isPresent() && !date.get().isAfter(latest)) {
        return date.get();
      }
    }
    throw new BadDocument(part, Why.DATE);
  }

  private static Optional<LocalDate> dated(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String sex(char letter) throws BadDocument {
    return switch (letter) {
      case 'M' -> "M";
      case 'F' -> "F";
      case '<' -> "";
      default -> throw new BadDocument(Part.ZONE, Why.CHARACTER);
    };
  }

  private static String words(String text) {
    return text.replace('<', ' ').strip();
  }

  /** Nothing of it: it is personal data. */
  @Override
  public String toString() {
    return "PassportZone[…]";
  }
}
