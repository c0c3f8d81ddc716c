// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a second-generation resident identity card says (GA/T 490), as the reader gave it. Its
 * {@code toString} has none of it, so that it cannot get into a log.
 *
 * @param name 姓名, at most 15 characters
 * @param sex 性别
 * @param nation code of the 民族, 1..56, 97 other, 98 foreign descent
 * @param birth 出生
 * @param address 住址, at most 35 characters
 * @param number 公民身份号码, 18 characters
 * @param issuer 签发机关, at most 15 characters
 * @param validFrom first day of validity
 * @param validTo last day of validity, empty for 长期
 * @param photo raw photo, opaque, 1024 bytes on a card
 */
// Copied in and out and never compared by reference.
@SuppressWarnings("ArrayRecordComponent")
public record IdCard(
    String name,
    Sex sex,
    int nation,
    LocalDate birth,
    String address,
    String number,
    String issuer,
    LocalDate validFrom,
    Optional<LocalDate> validTo,
    byte[] photo)
    implements ReadCard {

  /** Sex by its code in GB/T 2261.1. */
  public enum Sex {
    /** 0, 未知. */
    UNKNOWN(0),
    /** 1, 男. */
    MALE(1),
    /** 2, 女. */
    FEMALE(2),
    /** 9, 未说明. */
    NOT_STATED(9);

    /** The code. */
    public final int code;

    Sex(int code) {
      this.code = code;
    }
  }

  /** Copies the photo. */
  public IdCard {
    photo = photo.clone();
  }

  /** A copy of the raw photo. */
  @Override
  public byte[] photo() {
    return photo.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdCard that
        && Arrays.equals(CardText.encode(this), CardText.encode(that))
        && Arrays.equals(photo, that.photo);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(CardText.encode(this)) + Arrays.hashCode(photo);
  }

  @Override
  public String toString() {
    return "IdCard[…]";
  }
}
