// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads only objects as ISO 32000-2, 7.2 and 7.3 define them.
 *
 * <p>Values are those of {@link Value}.
 */
final class RawParser {
  // PDFium has no value for an object that is 64 dictionaries deep.
  private static final int DEEPEST = 60;
  private static final int MOST_DIGITS = 18;

  private final byte[] bytes;
  private int position;
  private boolean duplicateKey;
  private final RawObject.Spelling spelling = new RawObject.Spelling();

  RawParser(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int position() {
    return position;
  }

  void moveTo(int next) {
    position = next;
  }

  /** Whether any dictionary that was read has the same key twice. */
  boolean duplicateKey() {
    return duplicateKey;
  }

  /** Tokens of what was read that readers take differently. */
  Set<RawObject.Odd> odd() {
    return spelling.odd();
  }

  int peek() {
    return position < bytes.length ? bytes[position] & 0xff : -1;
  }

  private int next() throws Malformed {
    if (position >= bytes.length) {
      throw new Malformed("end", true);
    }
    return bytes[position++] & 0xff;
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
  }

  // Neither white space nor delimiter (ISO 32000-2, 7.2.3).
  private static final boolean[] REGULAR = new boolean[256];

  static {
    for (int c = 0; c < REGULAR.length; c++) {
      REGULAR[c] = !isSpace(c) && "()<>[]{}/%".indexOf(c) < 0;
    }
  }

  private boolean atRegular() {
    return position < bytes.length && REGULAR[bytes[position] & 0xff];
  }

  /** Goes over white space and comments. */
  void skip() {
    int at = position;
    while (at < bytes.length) {
      int c = bytes[at];
      if (c == '%') {
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
          at++;
        }
      } else if (isSpace(c)) {
        at++;
      } else {
        break;
      }
    }
    position = at;
  }

  private void toEndOfWord() throws Malformed {
    while (atRegular()) {
      position++;
    }
    if (position >= bytes.length) {
      throw new Malformed("end", true);
    }
  }

  void require(String word) throws Malformed {
    if (!follows(word)) {
      throw new Malformed("no " + word, false);
    }
  }

  boolean follows(String word) throws Malformed {
    int before = position;
    skip();
    int start = position;
    toEndOfWord();
    boolean same = position - start == word.length();
    for (int i = 0; same && i < word.length(); i++) {
      same = bytes[start + i] == word.charAt(i);
    }
    if (!same) {
      position = before;
    }
    return same;
  }

  long integer() throws Malformed {
    skip();
    int start = position;
    toEndOfWord();
    return integer(start);
  }

  private long integer(int start) throws Malformed {
    int length = position - start;
    boolean sign = length > 1 && (bytes[start] == '-' || bytes[start] == '+');
    if (length == 0 || length > MOST_DIGITS) {
      throw new Malformed("no integer", false);
    }
    long number = 0;
    for (int i = sign ? start + 1 : start; i < position; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new Malformed("no integer", false);
      }
      number = 10 * number + digit;
    }
    return bytes[start] == '-' ? -number : number;
  }

  Object value() throws Malformed {
    return value(0);
  }

  /**
   * The value of an indirect object. A reference alone is not a type of object (ISO 32000-2, 7.3.1
   * and 7.5.7), and readers differ in whether they follow it.
   */
  Object object() throws Malformed {
    Object value = value();
    if (value instanceof Value.Ref) {
      throw new Malformed("a reference alone", false);
    }
    return value;
  }

  /** A value as a dictionary; empty if it is not a dictionary. */
  @SuppressWarnings("unchecked") // the only maps among the values are those made here
  static Map<String, Object> dictionary(Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }

  private Object value(int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw new Malformed("too deep", false);
    }
    skip();
    int c = next();
    switch (c) {
      case '/':
        return new Value.Name(name(false));
      case '(':
        return literal();
      case '[':
        return array(depth);
      case '<':
        if (peek() == '<') {
          position++;
          return dictionary(depth);
        }
        return hex();
      default:
        position--;
        return scalar();
    }
  }

  private String name(boolean key) throws Malformed {
    int start = position;
    String name = octets();
    spelling.name(bytes, start - 1, position, name.length(), key);
    return name;
  }

  private String octets() throws Malformed {
    int start = position;
    while (atRegular() && bytes[position] != '#') {
      position++;
    }
    String plain = new String(bytes, start, position - start, StandardCharsets.ISO_8859_1);
    if (position < bytes.length && bytes[position] != '#') {
      return plain;
    }
    StringBuilder name = new StringBuilder(plain);
    while (atRegular()) {
      int c = next();
      if (c == '#' && position + 1 < bytes.length) {
        int high = Character.digit(bytes[position], 16);
        int low = Character.digit(bytes[position + 1], 16);
        if (high >= 0 && low >= 0) {
          c = high * 16 + low;
          position += 2;
        }
      }
      name.append((char) c);
    }
    if (position >= bytes.length) {
      throw new Malformed("end", true);
    }
    return name.toString();
  }

  private Value.Text literal() throws Malformed {
    int start = position - 1;
    int open = 1;
    while (open > 0) {
      int c = next();
      boolean escaped = c == '\\';
      if (escaped) {
        c = next();
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      }
      if (open > 0 && (escaped || c == ')') && endsForOthers(c)) {
        throw new Malformed("string", false);
      }
    }
    spelling.literal(bytes, start, position);
    return new Value.Text(bytes, start, position);
  }

  // PDFBox ends a string at a parenthesis if the next line begins like a dictionary entry, and
  // skips more than one end of line after a backslash.
  private boolean endsForOthers(int c) throws Malformed {
    if (c == '\n' || c == '\r') {
      boolean pair = c == '\r' && peek() == '\n';
      return isLineEnd(at(pair ? 1 : 0));
    }
    return c == ')'
        && isLineEnd(at(0))
        && (at(1) == '/' || at(1) == '>' || at(2) == '/' || at(2) == '>');
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private int at(int further) throws Malformed {
    if (position + further >= bytes.length) {
      throw new Malformed("end", true);
    }
    return bytes[position + further] & 0xff;
  }

  private Value.Text hex() throws Malformed {
    int start = position - 1;
    int c = next();
    while (c != '>') {
      if (Value.digit(c) < 0 && (c == 0 || !isSpace(c))) {
        throw new Malformed("no hexadecimal string", false);
      }
      c = next();
    }
    return new Value.Text(bytes, start, position);
  }

  private List<Object> array(int depth) throws Malformed {
    List<Object> array = new ArrayList<>();
    spelling.enter(array);
    while (true) {
      skip();
      if (peek() == ']') {
        position++;
        spelling.leave();
        return array;
      }
      array.add(value(depth + 1));
    }
  }

  private Map<String, Object> dictionary(int depth) throws Malformed {
    Map<String, Object> dictionary = new LinkedHashMap<>();
    boolean longOrZero = false;
    while (true) {
      skip();
      int c = next();
      if (c == '>') {
        if (next() != '>') {
          throw new Malformed("dictionary", false);
        }
        duplicateKey |= longOrZero && !RawObject.Spelling.differ(dictionary.keySet());
        return dictionary;
      }
      if (c != '/') {
        throw new Malformed("dictionary", false);
      }
      String name = name(true);
      longOrZero |= RawObject.Spelling.isCut(name);
      spelling.enter(name);
      Object value = value(depth + 1);
      spelling.leave();
      duplicateKey |= dictionary.put(name, value) != null;
    }
  }

  private Object scalar() throws Malformed {
    int start = position;
    toEndOfWord();
    if (start == position || "+-.0123456789".indexOf(bytes[start]) < 0) {
      return keyword(new String(bytes, start, position - start, StandardCharsets.ISO_8859_1));
    }
    if (isReal(start)) {
      spelling.real(bytes, start, position);
      return new Value.Real(bytes, start, position);
    }
    long number = integer(start);
    int end = position;
    Value.Ref reference = reference(number);
    if (reference != null) {
      return reference;
    }
    spelling.integer(bytes, start, end);
    return number;
  }

  // No exponent, no sign inside, at least one digit (ISO 32000-2, 7.3.3): each reader goes on in
  // its own way there.
  private boolean isReal(int start) {
    int points = 0;
    int digits = 0;
    for (int i = bytes[start] == '+' || bytes[start] == '-' ? start + 1 : start;
        i < position;
        i++) {
      if (bytes[i] == '.') {
        points++;
      } else if (bytes[i] >= '0' && bytes[i] <= '9') {
        digits++;
      } else {
        return false;
      }
    }
    return points == 1 && digits > 0;
  }

  private static Object keyword(String word) throws Malformed {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> Value.NULL;
      default -> throw new Malformed("no value", false);
    };
  }

  private Value.@Nullable Ref reference(long number) throws Malformed {
    int start = position;
    skip();
    int c = peek();
    if (c >= '0' && c <= '9' || c == '+' || c == '-') {
      try {
        long generation = integer();
        if (follows("R")) {
          return new Value.Ref(number, generation);
        }
      } catch (Malformed e) {
        if (e.atEnd) {
          throw e; // more bytes may show a reference
        }
        // Else it is a number that something else follows.
      }
    }
    position = start;
    return null;
  }
}
