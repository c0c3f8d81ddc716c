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

  public IdentityClaim {
    if (name.isBlank() || name.length() > 100) {
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
    if (phone != null && !phone.matches("\\+?[0-9]{5,20}")) {
      throw new IllegalArgumentException("telephone number of 5 to 20 digits needed");
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
