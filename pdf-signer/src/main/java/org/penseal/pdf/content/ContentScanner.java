// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.raw.Value;

/**
 * Reads only tokens of content as ISO 32000-2, 7.2, 7.3 and 7.8.2 define them: at anything else
 * each reader goes on in its own way.
 *
 * <p>Operands are Long, Double, Boolean, Value.Name, byte[] for strings, List and Map.
 */
final class ContentScanner {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 32;
  private static final int LONGEST_NAME = 127;
  private static final int MOST_OCTET = 255;

  /** An operator; its operands come before it. */
  record Operator(String name) {}

  /**
   * The streams of a page as one, with an end of line between them.
   *
   * @param bytes decoded
   * @param ends where these ends of line stand
   */
  record JoinedContent(byte[] bytes, NavigableSet<Integer> ends) {
    static JoinedContent of(byte[] only) {
      return new JoinedContent(only, Collections.emptyNavigableSet());
    }

    /** Some readers put white space between two streams (ISO 32000-2, 7.8.2), some do not. */
    static JoinedContent of(List<byte[]> streams) throws Ambiguous {
      List<byte[]> all = streams.stream().filter(each -> each.length > 0).toList();
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      NavigableSet<Integer> ends = new TreeSet<>();
      for (int i = 0; i < all.size(); i++) {
        byte[] each = all.get(i);
        joined.writeBytes(each);
        if (i + 1 < all.size()) {
          if (!ContentScanner.isSpace(each[each.length - 1])
              && !ContentScanner.isSpace(all.get(i + 1)[0])) {
            throw new Ambiguous("streams without white space between them");
          }
          ends.add(joined.size());
          joined.write('\n');
        }
      }
      return new JoinedContent(joined.toByteArray(), ends);
    }

    /** Whether two streams meet between two offsets. */
    boolean joins(int from, int to) {
      Integer end = ends.ceiling(from);
      return end != null && end < to;
    }
  }

  private final byte[] bytes;
  private final JoinedContent content;
  private int position;

  ContentScanner(JoinedContent content) {
    this.bytes = content.bytes();
    this.content = content;
  }

  int position() {
    return position;
  }

  void moveTo(int next) {
    position = next;
  }

  /** An operand or an operator; null at the end. */
  @Nullable Object next() throws Ambiguous {
    skip();
    int start = position;
    Object token = position < bytes.length ? token(0) : null;
    if (content.joins(start, position)) {
      throw new Ambiguous("a token in two streams");
    }
    return token;
  }

  // For PDFBox neither a zero byte nor a form feed ends a word; poppler joins streams even inside a
  // comment.
  private void skip() throws Ambiguous {
    while (position < bytes.length) {
      int c = bytes[position];
      if (c == '%') {
        remark();
      } else if (isSpace(c)) {
        position++;
      } else {
        return;
      }
    }
  }

  private void remark() throws Ambiguous {
    if (position > 0 && !isSpace(bytes[position - 1])) {
      throw new Ambiguous("a remark behind a token");
    }
    int start = position;
    while (position < bytes.length && bytes[position] != '\n' && bytes[position] != '\r') {
      position++;
    }
    if (content.joins(start, position + 1)) {
      throw new Ambiguous("a remark in two streams");
    }
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isRegular(int c) {
    return c > ' ' && c < 0x7f && "()<>[]{}/%".indexOf(c) < 0;
  }

  private int next(String within) throws Ambiguous {
    if (position >= bytes.length) {
      throw new Ambiguous("the end within " + within);
    }
    return bytes[position++] & 0xff;
  }

  private int peek(int further) {
    return position + further < bytes.length ? bytes[position + further] & 0xff : -1;
  }

  private Object token(int depth) throws Ambiguous {
    if (depth > DEEPEST) {
      throw new Ambiguous("too deep");
    }
    int c = next("content");
    switch (c) {
      case '/':
        return new Value.Name(name());
      case '(':
        return literal();
      case '[':
        return array(depth);
      case '<':
        if (peek(0) == '<') {
          position++;
          return dictionary(depth);
        }
        return hexadecimal();
      default:
        position--;
        return word();
    }
  }

  private String regular() throws Ambiguous {
    int start = position;
    while (position < bytes.length && isRegular(bytes[position])) {
      position++;
    }
    int c = peek(0);
    if (start == position || c >= 0 && !isSpace(c) && "()<>[]/%".indexOf(c) < 0) {
      throw new Ambiguous("an octet that belongs to no token");
    }
    return new String(bytes, start, position - start, StandardCharsets.ISO_8859_1);
  }

  private String name() throws Ambiguous {
    String name = regular();
    if (name.indexOf('#') >= 0 || name.length() > LONGEST_NAME) {
      throw new Ambiguous("a name");
    }
    return name;
  }

  private Object word() throws Ambiguous {
    String word = regular();
    if ("+-.0123456789".indexOf(word.charAt(0)) >= 0) {
      return number(word);
    }
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> new Operator(word);
    };
  }

  private static Object number(String word) throws Ambiguous {
    int digits = 0;
    int points = 0;
    for (int i = "+-".indexOf(word.charAt(0)) >= 0 ? 1 : 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '.') {
        points++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        throw new Ambiguous("a number");
      }
    }
    if (digits == 0 || points > 1 || word.length() > LONGEST_NUMBER) {
      throw new Ambiguous("a number");
    }
    double value = Double.parseDouble(word);
    if (Math.abs(value) > Integer.MAX_VALUE) {
      throw new Ambiguous("a number");
    }
    return points == 0 ? (Object) (long) value : value;
  }

  private byte[] literal() throws Ambiguous {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int open = 1;
    while (true) {
      int c = next("a string");
      boolean ends = false;
      if (c == '\\') {
        ends = peek(0) == ')';
        escaped(octets);
      } else if (c == '\r') {
        throw new Ambiguous("an end of line in a string"); // a line feed for some
      } else {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open == 0) {
          return octets.toByteArray();
        }
        ends = c == ')';
        octets.write(c);
      }
      if (ends && endsForOthers()) {
        throw new Ambiguous("a string that may end early");
      }
    }
  }

  // PDFBox ends a string at a parenthesis if the next line begins like a dictionary entry or its
  // end.
  private boolean endsForOthers() {
    return isLineEnd(peek(0))
        && (peek(1) == '/' || peek(1) == '>' || peek(2) == '/' || peek(2) == '>');
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private void escaped(ByteArrayOutputStream octets) throws Ambiguous {
    int c = next("a string");
    if (isLineEnd(c)) {
      position += c == '\r' && peek(0) == '\n' ? 1 : 0;
      if (isLineEnd(peek(0))) {
        throw new Ambiguous("two ends of line behind a backslash");
      }
    } else if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int most = position + 2;
          position < most && peek(0) >= '0' && peek(0) <= '7';
          position++) {
        value = value << 3 | bytes[position] - '0';
      }
      if (value > MOST_OCTET) {
        throw new Ambiguous("an octal number that is no octet");
      }
      octets.write(value);
    } else {
      int known = "nrtbf".indexOf(c);
      octets.write(known < 0 ? c : "\n\r\t\b\f".charAt(known));
    }
  }

  private byte[] hexadecimal() throws Ambiguous {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int high = -1;
    for (int c = next("a string"); c != '>'; c = next("a string")) {
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0 && !isSpace(c)) {
        throw new Ambiguous("a hexadecimal string");
      }
      if (digit >= 0 && high >= 0) {
        octets.write(high << 4 | digit);
        high = -1;
      } else if (digit >= 0) {
        high = digit;
      }
    }
    if (high >= 0) {
      octets.write(high << 4);
    }
    return octets.toByteArray();
  }

  private Object operand(int depth) throws Ambiguous {
    Object value = token(depth);
    if (value instanceof Operator) {
      throw new Ambiguous("an operator within an operand");
    }
    return value;
  }

  private List<Object> array(int depth) throws Ambiguous {
    List<Object> array = new ArrayList<>();
    for (skip(); peek(0) != ']'; skip()) {
      array.add(operand(depth + 1));
    }
    position++;
    return array;
  }

  private Map<String, Object> dictionary(int depth) throws Ambiguous {
    Map<String, Object> dictionary = new LinkedHashMap<>();
    for (skip(); peek(0) != '>'; skip()) {
      if (next("a dictionary") != '/') {
        throw new Ambiguous("a dictionary");
      }
      String key = name();
      skip();
      if (dictionary.put(key, operand(depth + 1)) != null) {
        throw new Ambiguous("a key twice");
      }
    }
    position++;
    if (next("a dictionary") != '>') {
      throw new Ambiguous("a dictionary");
    }
    return dictionary;
  }
}
