// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names as text, another text for other octets: PDFBox reads octets that are no UTF-8 in a second
 * encoding, and so has one name for two that other readers tell apart (ISO 32000-2, 7.3.5).
 */
public final class Spelling {
  // Characters for private use (Unicode, block E000) stand for octets that are no UTF-8.
  private static final char FIRST = '\ue000';

  private Spelling() {}

  /** Whether a text is a name that octets of ASCII spell, which all read alike. */
  public static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text of a name.
   *
   * @param written as it stands in the file, with its slash
   */
  public static String text(byte[] written) {
    return ofOctets(octets(written));
  }

  /** The same of the octets that it spells. */
  public static String ofOctets(byte[] octets) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      if (text.chars().noneMatch(c -> c >= FIRST && c <= FIRST + 0xff)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Spelled out below.
    }
    StringBuilder text = new StringBuilder();
    for (byte each : octets) {
      int octet = each & 0xff;
      text.append((char) (octet < 0x80 ? octet : FIRST + octet));
    }
    return text.toString();
  }

  private static byte[] octets(byte[] written) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 1; i < written.length; i++) {
      int high = i + 2 < written.length ? Character.digit(written[i + 1], 16) : -1;
      int low = i + 2 < written.length ? Character.digit(written[i + 2], 16) : -1;
      if (written[i] == '#' && high >= 0 && low >= 0) {
        octets.write(high << 4 | low);
        i += 2;
      } else {
        octets.write(written[i]);
      }
    }
    return octets.toByteArray();
  }
}
