// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a foreigner's permanent residence card of 2017 says (外国人永久居留身份证, kind {@code I}).
 *
 * @param latinName name in Latin letters, at most 60 characters
 * @param sex 性别
 * @param number 永久居留证号码, 15 characters
 * @param nationality three letters of ISO 3166-1
 * @param chineseName 中文姓名, may be empty
 * @param validFrom day of issue
 * @param until last day of validity
 * @param birth 出生
 * @param issuer code of the authority that accepted the application, 4 digits
 * @param photo raw photo, opaque
 */
// Copied in and out and never compared by reference.
@SuppressWarnings("ArrayRecordComponent")
public record ForeignerCard(
    String latinName,
    IdCard.Sex sex,
    String number,
    String nationality,
    String chineseName,
    LocalDate validFrom,
    LocalDate until,
    LocalDate birth,
    String issuer,
    byte[] photo)
    implements ReadCard {

  /** Copies the photo. */
  public ForeignerCard {
    photo = photo.clone();
  }

  @Override
  public byte[] photo() {
    return photo.clone();
  }

  @Override
  public String name() {
    return chineseName.isEmpty() ? latinName : chineseName;
  }

  @Override
  public Optional<LocalDate> validTo() {
    return Optional.of(until);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForeignerCard that
        && Arrays.equals(CardText.encode(this), CardText.encode(that))
        && Arrays.equals(photo, that.photo);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(CardText.encode(this)) + Arrays.hashCode(photo);
  }

  @Override
  public String toString() {
    return "ForeignerCard[…]";
  }
}
