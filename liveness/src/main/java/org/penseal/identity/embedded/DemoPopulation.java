// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityException.BadIdNumber;

/**
 * The invented inhabitants of the demo authority. No number can belong to anybody: area 999999 does
 * not exist (areas begin with 11 to 82), the day of birth is 1 January 1900, and only the check
 * digit is right (GB 11643). Telephone numbers begin with 000.
 */
public final class DemoPopulation {
  /** The three ID numbers, in the order of {@link #of}. */
  public static final List<String> ID_NUMBERS = List.of(number(2), number(4), number(1));

  private DemoPopulation() {}

  /** Area, day of birth and sequence, with the check digit worked out. */
  private static String number(int sequence) {
    String first17 = "99999919000101" + "%03d".formatted(sequence);
    return first17 + IdNumber.checkCharacter(first17);
  }

  /**
   * Three persons: two with a portrait, one without.
   *
   * @param first encoded portrait of the first, or null
   * @param second of the second, or null
   * @param today for the check of the numbers
   */
  public static List<DemoPerson> of(
      byte @Nullable [] first, byte @Nullable [] second, LocalDate today) {
    return List.of(
        new DemoPerson("李娜", id(0, today), "00010000001", first),
        new DemoPerson("王秀英", id(1, today), "00010000002", second),
        new DemoPerson("张伟", id(2, today), "00010000003", null));
  }

  private static IdNumber id(int index, LocalDate today) {
    try {
      return IdNumber.parse(ID_NUMBERS.get(index), today);
    } catch (BadIdNumber e) {
      throw new IllegalStateException("the numbers are made to fit", e);
    }
  }
}
