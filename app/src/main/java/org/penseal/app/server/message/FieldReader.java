// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.util.Base64;
import java.util.Optional;

/**
 * Reads the text of a structured field from its beginning to its end (RFC 8941, section 4.2), as
 * far as signatures need: keys, strings, integers and byte sequences. What does not fit gives an
 * empty result, and nothing is guessed.
 */
final class FieldReader {
  private static final int MOST_DIGITS = 15;

  private final String text;
  private int at;

  FieldReader(String text) {
    this.text = text.strip();
  }

  boolean ended() {
    return at == text.length();
  }

  boolean isNext(char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }

  /** Takes a character, if it is the next. */
  boolean takes(char expected) {
    if (isNext(expected)) {
      at++;
      return true;
    }
    return false;
  }

  /** Passes over spaces; gives whether there were any. */
  boolean spaces() {
    int before = at;
    while (isNext(' ')) {
      at++;
    }
    return at > before;
  }

  /** Passes over spaces and tabs, as they may stand between members of a dictionary. */
  void optionalSpace() {
    while (isNext(' ') || isNext('\t')) {
      at++;
    }
  }

  /** A key (section 4.2.3.3). */
  Optional<String> key() {
    int from = at;
    while (at < text.length()) {
      char each = text.charAt(at);
      boolean first = each >= 'a' && each <= 'z' || each == '*';
      boolean later = each >= '0' && each <= '9' || each == '_' || each == '-' || each == '.';
      if (!first && (at == from || !later)) {
        break;
      }
      at++;
    }
    return at == from ? Optional.empty() : Optional.of(text.substring(from, at));
  }

  /** A string (section 4.2.5). */
  Optional<String> string() {
    if (!takes('"')) {
      return Optional.empty();
    }
    StringBuilder read = new StringBuilder();
    while (at < text.length()) {
      char each = text.charAt(at++);
      if (each == '"') {
        return Optional.of(read.toString());
      }
      if (each == '\\') {
        if (!isNext('"') && !isNext('\\')) {
          return Optional.empty();
        }
        each = text.charAt(at++);
      } else if (each < ' ' || each > '~') {
        return Optional.empty();
      }
      read.append(each);
    }
    return Optional.empty();
  }

  /** An integer that is not negative (section 4.2.4); there are no others here. */
  Optional<Long> integer() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    boolean fits = at > from && at - from <= MOST_DIGITS && !isNext('.');
    return fits ? Optional.of(Long.parseLong(text.substring(from, at))) : Optional.empty();
  }

  /** A byte sequence (section 4.2.7), in base64 with its padding. */
  Optional<byte[]> bytes() {
    if (!takes(':')) {
      return Optional.empty();
    }
    int end = text.indexOf(':', at);
    if (end < 0) {
      return Optional.empty();
    }
    String encoded = text.substring(at, end);
    at = end + 1;
    try {
      byte[] read = Base64.getDecoder().decode(encoded);
      // Only what would be written the same way: one text for one value.
      return Base64.getEncoder().encodeToString(read).equals(encoded)
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
