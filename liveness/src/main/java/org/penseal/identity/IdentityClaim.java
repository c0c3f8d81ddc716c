// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who a person says to be, and what goes to the authority to prove it.
 *
 * @param mode which way of verifying; it decides which of the two below must be there
 * @param name as on the ID card
 * @param idNumber checked number
 * @param phone digits, for {@link IdentityMode#PHONE} only
 * @param portraitJpeg the live portrait, for {@link IdentityMode#REAL_PERSON} only; not copied,
 *     nobody changes it
 * @param code the one-time code as it was entered, for {@link IdentityMode#PHONE} only; null while
 *     it is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
public record IdentityClaim(
    IdentityMode mode,
    String name,
    IdNumber idNumber,
    @Nullable String phone,
    byte @Nullable [] portraitJpeg,
    PhoneCode.@Nullable Entered code) {
  private static final int LONGEST_NAME = 100;

  public IdentityClaim {
    if (!fitsName(name)) {
      throw new IllegalArgumentException("name of 1 to 100 characters needed");
    }
    if (mode == IdentityMode.PORTRAIT) {
      throw new IllegalArgumentException("no authority is asked for a portrait");
    }
    if ((code != null && mode != IdentityMode.PHONE)
        || (mode == IdentityMode.PHONE) != (phone != null)
        || (mode == IdentityMode.REAL_PERSON) != (portraitJpeg != null)) {
      throw new IllegalArgumentException("claim does not fit mode " + mode.word());
    }
    if (phone != null && !fitsPhone(phone)) {
      throw new IllegalArgumentException("telephone number of 5 to 20 digits needed");
    }
  }

  private static boolean fitsName(String name) {
    return !name.isBlank() && name.length() <= LONGEST_NAME;
  }

  private static boolean fitsPhone(String phone) {
    return phone.matches("\\+?[0-9]{5,20}");
  }

  /**
   * Looks at a name before anything is begun with it.
   *
   * @throws IdentityException.BadName if it does not have 1 to 100 characters, or is blank
   */
  public static void requireName(String name) throws IdentityException.BadName {
    if (!fitsName(name)) {
      throw new IdentityException.BadName();
    }
  }

  /**
   * Looks at a telephone number before anything is begun with it.
   *
   * @throws IdentityException.BadPhone if it does not have 5 to 20 digits, with or without a plus
   *     sign before them
   */
  public static void requirePhone(String phone) throws IdentityException.BadPhone {
    if (!fitsPhone(phone)) {
      throw new IdentityException.BadPhone();
    }
  }

  /** A claim to be compared with the authority's own portrait. */
  public static IdentityClaim realPerson(String name, IdNumber idNumber, byte[] portraitJpeg) {
    return new IdentityClaim(IdentityMode.REAL_PERSON, name, idNumber, null, portraitJpeg, null);
  }

  /** A claim without a face. */
  public static IdentityClaim phone(String name, IdNumber idNumber, String phone) {
    return new IdentityClaim(IdentityMode.PHONE, name, idNumber, phone, null, null);
  }

  /** The same with a one-time code. */
  public IdentityClaim with(PhoneCode.Entered entered) {
    return new IdentityClaim(mode, name, idNumber, phone, portraitJpeg, entered);
  }

  /** Mode only: everything else is personal data. */
  @Override
  public String toString() {
    return "IdentityClaim[" + mode.word() + "]";
  }
}
