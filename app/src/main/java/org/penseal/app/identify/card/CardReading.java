// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penseal.app.evidence.Origin;
import org.penseal.identity.ocr.ReadNumber;

/**
 * What an ID card says, as far as identification needs it. Personal data: never logged.
 *
 * @param kind {@code resident}, {@code foreigner}, {@code residence-permit}, or {@code picture}
 *     when no reader read it
 * @param name the holder's name
 * @param number the 18 characters of the ID number, or the number of a foreigner's card
 * @param valid whether the card was valid on the day it was read
 * @param reader the number of the reader's security module; empty without one
 * @param text all fields of the card as lines, for the evidence
 * @param portrait the card's portrait as PNG or JPEG, if a decoder is there
 * @param origin of the reader; {@link Origin#OPERATOR} without one
 * @param warnings stable codes of what a person has to look at, for example {@value
 *     #NUMBER_DIFFERS}
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
public record CardReading(
    String kind,
    String name,
    String number,
    boolean valid,
    String reader,
    String text,
    Optional<byte[]> portrait,
    Origin origin,
    List<String> warnings) {
  /** The number that was read from a picture is not the one typed. */
  public static final String NUMBER_DIFFERS = "card-number-differs";

  /** No number could be read from a picture. */
  public static final String NUMBER_UNREAD = "card-number-unread";

  /** Copies the list. */
  public CardReading {
    warnings = List.copyOf(warnings);
  }

  /**
   * What a picture of a card gives together with what was typed: the picture is no reading of the
   * card, and the number on it is a proposal only.
   *
   * @param name as typed
   * @param number as typed
   * @param read what the recogniser read
   * @param portrait cut out of the picture, PNG
   */
  public static CardReading ofPicture(
      String name, String number, ReadNumber read, byte[] portrait) {
    boolean same = read.fits() && read.text().equals(number.strip().toUpperCase(Locale.ROOT));
    String said = !read.fits() ? "未能识读" : same ? "一致" : "不一致";
    List<String> warnings =
        same ? List.of() : List.of(read.fits() ? NUMBER_DIFFERS : NUMBER_UNREAD);
    String text =
        String.join(
            "\n",
            "证件图片（未经阅读器读取）",
            "姓名（录入） " + name,
            "公民身份号码（录入） " + number,
            "图片识读的号码（供核对） " + read.text(),
            "图片识读的号码与录入 " + said);
    return new CardReading(
        "picture", name, number, true, "", text, Optional.of(portrait), Origin.OPERATOR, warnings);
  }

  /** No personal data. */
  @Override
  public String toString() {
    return "CardReading";
  }
}
