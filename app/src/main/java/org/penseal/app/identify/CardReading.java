// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.Optional;

/**
 * What an ID card says, as far as identification needs it. Personal data: never logged.
 *
 * @param kind {@code resident}, {@code foreigner} or {@code residence-permit}
 * @param name the holder's name
 * @param number the 18 characters of the ID number, or the number of a foreigner's card
 * @param valid whether the card was valid on the day it was read
 * @param reader the number of the reader's security module
 * @param text all fields of the card as lines, for the evidence
 * @param portrait the card's portrait as PNG or JPEG, if a decoder is there
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
public record CardReading(
    String kind,
    String name,
    String number,
    boolean valid,
    String reader,
    String text,
    Optional<byte[]> portrait) {
  /** No personal data. */
  @Override
  public String toString() {
    return "CardReading";
  }
}
