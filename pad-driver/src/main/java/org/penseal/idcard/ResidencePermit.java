// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a residence permit of a Hong Kong, Macao or Taiwan resident says (港澳台居民居住证, kind {@code J}):
 * the fields of a resident identity card without the nation, and two of its own.
 *
 * @param card the fields it shares; the nation is 0
 * @param passNumber 通行证号码, at most 9 characters
 * @param issues 签发次数, two digits
 */
public record ResidencePermit(IdCard card, String passNumber, int issues) implements ReadCard {
  @Override
  public String name() {
    return card.name();
  }

  @Override
  public IdCard.Sex sex() {
    return card.sex();
  }

  @Override
  public LocalDate birth() {
    return card.birth();
  }

  @Override
  public String number() {
    return card.number();
  }

  @Override
  public LocalDate validFrom() {
    return card.validFrom();
  }

  @Override
  public Optional<LocalDate> validTo() {
    return card.validTo();
  }

  @Override
  public byte[] photo() {
    return card.photo();
  }

  @Override
  public String toString() {
    return "ResidencePermit[…]";
  }
}
