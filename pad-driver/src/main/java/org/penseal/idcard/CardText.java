// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text block of a card: 256 bytes, UTF-16LE, fields padded with blanks (GA/T 490). What kind of
 * card it is says the character at 248: a blank, {@code I} or {@code J}.
 */
final class CardText {
  static final int LENGTH = 256;

  /** Bytes of the latest address that a later command reads. */
  static final int ADDRESS_LENGTH = 70;

  private static final int KIND = 248;
  private static final String FOR_EVER = "长期";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private CardText() {}

  static ReadCard decode(byte[] text, byte[] photo) throws IdCardException {
    if (text.length < LENGTH) {
      throw new IdCardException.Malformed("text block");
    }
    String kind = field(text, KIND, 2);
    try {
      return switch (kind) {
        case "" -> resident(text, Integer.parseInt(field(text, 32, 4)), photo);
        case "I" -> foreigner(text, photo);
        case "J" -> permit(text, photo);
        default -> throw new IdCardException.UnknownKind(kind);
      };
    } catch (DateTimeException | NumberFormatException e) {
      // No cause: it would quote the card.
      throw new IdCardException.Malformed("fields of the card");
    }
  }

  private static IdCard resident(byte[] text, int nation, byte[] photo)
      throws IdCardException.Malformed {
    String until = field(text, 204, 16);
    return new IdCard(
        field(text, 0, 30),
        sex(field(text, 30, 2)),
        nation,
        date(text, 36),
        field(text, 52, 70),
        field(text, 122, 36),
        field(text, 158, 30),
        date(text, 188),
        until.equals(FOR_EVER) ? Optional.empty() : Optional.of(LocalDate.parse(until, DATE)),
        photo);
  }

  private static ResidencePermit permit(byte[] text, byte[] photo)
      throws IdCardException.Malformed {
    return new ResidencePermit(
        resident(text, 0, photo), field(text, 220, 18), Integer.parseInt(field(text, 238, 4)));
  }

  private static ForeignerCard foreigner(byte[] text, byte[] photo)
      throws IdCardException.Malformed {
    return new ForeignerCard(
        field(text, 0, 120),
        sex(field(text, 120, 2)),
        field(text, 122, 30),
        field(text, 152, 6),
        field(text, 158, 30),
        date(text, 188),
        date(text, 204),
        date(text, 220),
        field(text, 240, 8),
        photo);
  }

  /** An address as the command for the latest one gives it. */
  static String address(byte[] bytes) throws IdCardException.Malformed {
    if (bytes.length != ADDRESS_LENGTH) {
      throw new IdCardException.Malformed("latest address");
    }
    return field(bytes, 0, ADDRESS_LENGTH);
  }

  private static LocalDate date(byte[] text, int at) {
    return LocalDate.parse(field(text, at, 16), DATE);
  }

  private static IdCard.Sex sex(String code) throws IdCardException.Malformed {
    for (IdCard.Sex sex : IdCard.Sex.values()) {
      if (code.equals(Integer.toString(sex.code))) {
        return sex;
      }
    }
    throw new IdCardException.Malformed("sex");
  }

  private static String field(byte[] text, int at, int length) {
    byte[] bytes = Arrays.copyOfRange(text, at, at + length);
    return new String(bytes, StandardCharsets.UTF_16LE).replace("\0", "").strip();
  }

  static byte[] encode(ReadCard card) {
    byte[] text = blank(LENGTH);
    switch (card) {
      case IdCard c -> {
        put(text, 32, 4, "%02d".formatted(c.nation()));
        putShared(text, c);
      }
      case ResidencePermit p -> {
        putShared(text, p.card());
        put(text, 220, 18, p.passNumber());
        put(text, 238, 4, "%02d".formatted(p.issues()));
        put(text, KIND, 2, "J");
      }
      case ForeignerCard f -> putForeigner(text, f);
    }
    return text;
  }

  private static void putShared(byte[] text, IdCard card) {
    put(text, 0, 30, card.name());
    put(text, 30, 2, Integer.toString(card.sex().code));
    put(text, 36, 16, DATE.format(card.birth()));
    put(text, 52, 70, card.address());
    put(text, 122, 36, card.number());
    put(text, 158, 30, card.issuer());
    put(text, 188, 16, DATE.format(card.validFrom()));
    put(text, 204, 16, card.validTo().map(DATE::format).orElse(FOR_EVER));
  }

  private static void putForeigner(byte[] text, ForeignerCard card) {
    put(text, 0, 120, card.latinName());
    put(text, 120, 2, Integer.toString(card.sex().code));
    put(text, 122, 30, card.number());
    put(text, 152, 6, card.nationality());
    put(text, 158, 30, card.chineseName());
    put(text, 188, 16, DATE.format(card.validFrom()));
    put(text, 204, 16, DATE.format(card.until()));
    put(text, 220, 16, DATE.format(card.birth()));
    put(text, 236, 4, "01");
    put(text, 240, 8, card.issuer());
    put(text, KIND, 2, "I");
  }

  static byte[] encodeAddress(String address) {
    byte[] bytes = blank(ADDRESS_LENGTH);
    put(bytes, 0, ADDRESS_LENGTH, address);
    return bytes;
  }

  private static byte[] blank(int bytes) {
    return " ".repeat(bytes / 2).getBytes(StandardCharsets.UTF_16LE);
  }

  private static void put(byte[] text, int at, int length, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_16LE);
    if (bytes.length > length) {
      throw new IllegalArgumentException("field of the card is too long");
    }
    System.arraycopy(bytes, 0, text, at, bytes.length);
  }
}
