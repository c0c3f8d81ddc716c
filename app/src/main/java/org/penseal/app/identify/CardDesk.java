// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.time.Duration;
import java.time.LocalDate;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardReader;
import org.penseal.idcard.PhotoDecoder;

/** Reads the card on a reader and translates it for identification. */
public final class CardDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private CardDesk() {}

  /**
   * Reads one card.
   *
   * @param uri {@code serial:PATH}
   * @param decoder makes a picture of the card's photo
   */
  public static CardReading read(String uri, PhotoDecoder decoder) throws IdCardException {
    try (IdCardReader reader = IdCardReader.open(uri)) {
      String number = reader.readerNumber();
      return reading(reader.read(PATIENCE), number, decoder);
    }
  }

  private static CardReading reading(IdCard card, String reader, PhotoDecoder decoder) {
    String until = card.validTo().map(LocalDate::toString).orElse("长期");
    String text =
        String.join(
            "\n",
            "姓名 " + card.name(),
            "性别 " + card.sex().code,
            "民族 " + card.nation(),
            "出生 " + card.birth(),
            "住址 " + card.address(),
            "公民身份号码 " + card.number(),
            "签发机关 " + card.issuer(),
            "有效期限 " + card.validFrom() + " - " + until,
            "阅读器 " + reader);
    return new CardReading(
        card.name(),
        card.number(),
        text,
        decoder.decode(card.photo()).map(PhotoDecoder.Portrait::image));
  }
}
