// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.evidence.Origin;
import org.penseal.idcard.ForeignerCard;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardReader;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.idcard.ReadCard;
import org.penseal.idcard.ResidencePermit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the card on a reader and translates it for identification. */
public final class CardDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CardDesk.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PhotoDecoder decoder;
  private final ExpiredCards expired;
  private final LocalDate today;

  /**
   * @param decoder makes a picture of the card's photo
   * @param expired what becomes of a card that is not valid today
   * @param today in China
   */
  public CardDesk(PhotoDecoder decoder, ExpiredCards expired, LocalDate today) {
    this.decoder = decoder;
    this.expired = expired;
    this.today = today;
  }

  /**
   * Reads one card.
   *
   * @param uri as {@link IdCardReader#open} takes it
   * @throws IdCardException.NotValid when the card is not valid today and such are refused
   */
  public CardReading read(String uri) throws IdCardException {
    try (IdCardReader reader = IdCardReader.open(uri)) {
      String number = reader.readerNumber();
      ReadCard card = reader.read(PATIENCE);
      if (expired == ExpiredCards.REFUSE) {
        card.requireValidOn(today);
      }
      String kind = kind(card);
      String text = CardLines.of(card, latestAddress(reader), card.validOn(today), number);
      return new CardReading(
          kind,
          card.name(),
          card.number(),
          card.validOn(today),
          number,
          text,
          decoder.decode(card.photo()).map(PhotoDecoder.Portrait::image),
          Origin.of(reader.origin()),
          List.of());
    }
  }

  private static String kind(ReadCard card) {
    return switch (card) {
      case IdCard c -> "resident";
      case ForeignerCard f -> "foreigner";
      case ResidencePermit p -> "residence-permit";
    };
  }

  /**
   * The card was read whole; that nobody knows whether its holder moved is no reason to lose it.
   */
  private static String latestAddress(IdCardReader reader) {
    try {
      return reader.latestAddress().orElse("");
    } catch (IdCardException e) {
      LOG.info("latest address not read: {}", e.getMessage());
      return "（未能读取）";
    }
  }
}
