// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penseal.identity.IdentityException.BadDocument;
import org.penseal.identity.IdentityException.BadDocument.Part;
import org.penseal.identity.IdentityException.BadDocument.Why;

/**
 * From when to when a card is valid, as it is printed on its back or typed.
 *
 * @param from first day
 * @param to last day, empty for 长期
 */
public record Validity(LocalDate from, Optional<LocalDate> to) {
  private static final String DAY = "(\\d{4})(?:[./年-]\\s*)?(\\d{1,2})(?:[./月-]\\s*)?(\\d{1,2})日?";
  private static final Pattern PERIOD =
      Pattern.compile("\\s*" + DAY + "\\s*[-—–~至]+\\s*(?:" + DAY + "|(长期))\\s*");

  /**
   * Reads a period: {@code 2015.01.01-2035.01.01}, {@code 2015-01-01 至 长期}, {@code
   * 20150101-20350101}.
   *
   * @throws BadDocument when it is none, a day does not exist, or it ends before it begins
   */
  public static Validity parse(String text) throws BadDocument {
    Matcher period = PERIOD.matcher(text);
    if (!period.matches()) {
      throw new BadDocument(Part.VALIDITY, Why.FORMAT);
    }
    LocalDate from = day(period, 1);
    Optional<LocalDate> to =
        period.group(7) == null ? Optional.of(day(period, 4)) : Optional.empty();
    if (to.isPresent() && !to.get().isAfter(from)) {
      throw new BadDocument(Part.VALIDITY, Why.DATE);
    }
    return new Validity(from, to);
  }

  private static LocalDate day(Matcher period, int group) throws BadDocument {
    try {
      return LocalDate.of(
          Integer.parseInt(period.group(group)),
          Integer.parseInt(period.group(group + 1)),
          Integer.parseInt(period.group(group + 2)));
    } catch (DateTimeException e) {
      throw new BadDocument(Part.VALIDITY, Why.DATE);
    }
  }

  /** Whether it holds on a day; its first and last day count. */
  public boolean on(LocalDate day) {
    return !day.isBefore(from) && to.map(end -> !day.isAfter(end)).orElse(true);
  }
}
