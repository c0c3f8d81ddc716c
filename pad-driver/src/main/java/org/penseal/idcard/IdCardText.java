// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Optional;

/** The text block of a card: 256 bytes, UTF-16LE, fields padded with blanks (GA/T 490). */
final class IdCardText {
  static final int LENGTH = 256;
  private static final String FOR_EVER = "长期";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private IdCardText() {}

  static IdCard decode(byte[] text, byte[] photo) throws IdCardException.Malformed {
    if (text.length < LENGTH) {
      throw new IdCardException.Malformed("text block");
    }
    // Foreigners' and Hong Kong, Macao and Taiwan residents' cards have other fields.
    String type = field(text, 248, 2);
    if (!type.isEmpty()) {
      throw new IdCardException.Malformed("resident identity card");
    }
    try {
      String until = field(text, 204, 16);
      return new IdCard(
          field(text, 0, 30),
          sex(field(text, 30, 2)),
          Integer.parseInt(field(text, 32, 4)),
          LocalDate.parse(field(text, 36, 16), DATE),
          field(text, 52, 70),
          field(text, 122, 36),
          field(text, 158, 30),
          LocalDate.parse(field(text, 188, 16), DATE),
          until.equals(FOR_EVER) ? Optional.empty() : Optional.of(LocalDate.parse(until, DATE)),
          photo);
    } catch (DateTimeException | NumberFormatException e) {
      // No cause: it would quote the card.
      throw new IdCardException.Malformed("fields of the card");
    }
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

  static byte[] encode(IdCard card) {
    byte[] text = " ".repeat(LENGTH / 2).getBytes(StandardCharsets.UTF_16LE);
    put(text, 0, 30, card.name());
    put(text, 30, 2, Integer.toString(card.sex().code));
    put(text, 32, 4, "%02d".formatted(card.nation()));
    put(text, 36, 16, DATE.format(card.birth()));
    put(text, 52, 70, card.address());
    put(text, 122, 36, card.number());
    put(text, 158, 30, card.issuer());
    put(text, 188, 16, DATE.format(card.validFrom()));
    put(text, 204, 16, card.validTo().map(DATE::format).orElse(FOR_EVER));
    return text;
  }

  private static void put(byte[] text, int at, int length, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_16LE);
    if (bytes.length > length) {
      throw new IllegalArgumentException("field of the card is too long");
    }
    System.arraycopy(bytes, 0, text, at, bytes.length);
  }
}
