// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A card as the reader gave it: a resident identity card or one of the two others that the same
 * readers take. No {@code toString} of one has anything of it.
 */
public sealed interface ReadCard permits IdCard, ForeignerCard, ResidencePermit {
  /** The holder's name: in Chinese where the card has it, else in Latin letters. */
  String name();

  /** The holder's sex. */
  IdCard.Sex sex();

  /** Day of birth. */
  LocalDate birth();

  /** The number of the person or, on a foreigner's card, of the card. */
  String number();

  /** First day of validity. */
  LocalDate validFrom();

  /** Last day of validity, empty for 长期. */
  Optional<LocalDate> validTo();

  /** A copy of the raw photo, opaque. */
  byte[] photo();

  /** Whether the card is valid on a day; its first and last day count. */
  default boolean validOn(LocalDate day) {
    return !day.isBefore(validFrom()) && validTo().map(end -> !day.isAfter(end)).orElse(true);
  }

  /**
   * Refuses a card that is not valid on a day.
   *
   * @throws IdCardException.NotValid when it is not
   */
  default void requireValidOn(LocalDate day) throws IdCardException.NotValid {
    if (day.isBefore(validFrom())) {
      throw new IdCardException.NotValid(true, validFrom());
    }
    if (!validOn(day)) {
      throw new IdCardException.NotValid(false, validTo().orElse(day));
    }
  }
}
