// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * The text block of a card: 256 bytes, UTF-16LE, fields padded with blanks (GA/T 490). What kind of
 * card it is says the character at 248: a blank, {@code I} or {@code J}.
 */
final class CardText {
  static final int LENGTH = 256;

  /** Bytes of the photo, which goes to foreign code: nothing else may. */
  static final int PHOTO_LENGTH = 1024;

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
        case "" -> resident(text, number(text, 32), photo);
        case "I" -> foreigner(text, photo);
        case "J" -> permit(text, photo);
        default -> throw new IdCardException.UnknownKind(kind);
      };
    } catch (DateTimeException e) {
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
    return new ResidencePermit(resident(text, 0, photo), field(text, 220, 18), number(text, 238));
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

  private static LocalDate date(byte[] text, int at) throws IdCardException.Malformed {
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

  /**
   * A field without its padding. Line breaks would forge lines of the evidence, and characters that
   * are not seen would show another text than is kept; rare names may use the private area.
   */
  private static String field(byte[] text, int at, int length) throws IdCardException.Malformed {
    String padded =
        ByteBuffer.wrap(text, at, length).order(LITTLE_ENDIAN).asCharBuffer().toString();
    String field = padded.replaceAll("[\0\\s]+$", "").strip();
    if (field.codePoints().anyMatch(CardText::unseen)) {
      throw new IdCardException.Malformed("text");
    }
    return field;
  }

  private static boolean unseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static int number(byte[] text, int at) throws IdCardException.Malformed {
    String digits = field(text, at, 4);
    if (!digits.matches("[0-9]{1,2}")) {
      throw new IdCardException.Malformed("digits");
    }
    return Integer.parseInt(digits);
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
