// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values as ISO 32000-2, 7.3 defines them: Long, Boolean, List, Map (by the octets of names), and
 * those here. Strings and reals remain as written and are evaluated when they are compared.
 */
public final class Value {
  /** The null object. */
  public static final Object NULL = new Object();

  private Value() {}

  /**
   * A name.
   *
   * @param text its octets as characters 0 to 255
   */
  public record Name(String text) {}

  /** A reference to an indirect object. */
  public record Ref(long number, long generation) {}

  private abstract static class Written {
    final byte[] bytes;
    final int start;
    final int end;

    Written(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }
  }

  /** A number with a fraction. */
  public static final class Real extends Written {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final long MOST_EXACT = 1L << 24;

    Real(byte[] bytes, int start, int end) {
      super(bytes, start, end);
    }

    /** The nearest float. */
    public float value() {
      long digits = 0;
      int fraction = -1;
      for (int i = start; i < end && digits < MOST_EXACT; i++) {
        int c = bytes[i];
        if (c == '.') {
          fraction = 0;
        } else if (c >= '0' && c <= '9') {
          digits = 10 * digits + c - '0';
          fraction += fraction < 0 ? 0 : 1;
        }
      }
      if (digits >= MOST_EXACT || fraction >= POWERS.length) {
        return Float.parseFloat(text());
      }
      // Both are floats without rounding, and so their quotient is rounded once.
      float value = (float) digits / (float) POWERS[fraction];
      return bytes[start] == '-' ? -value : value;
    }

    private String text() {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
  }

  /** A string, literal or hexadecimal (7.3.4). */
  public static final class Text extends Written {
    Text(byte[] bytes, int start, int end) {
      super(bytes, start, end);
    }

    /** Whether it has these octets. */
    public boolean says(byte[] octets) {
      byte[] own = new byte[end - start];
      return Arrays.equals(own, 0, decoded(own), octets, 0, octets.length);
    }

    /** Its octets. */
    byte[] octets() {
      byte[] own = new byte[end - start];
      return Arrays.copyOf(own, decoded(own));
    }

    private int decoded(byte[] into) {
      return bytes[start] == '<' ? hexadecimal(into) : literal(into);
    }

    private int hexadecimal(byte[] into) {
      int nibbles = 0;
      for (int i = start + 1; i < end - 1; i++) {
        int digit = digit(bytes[i]);
        if (digit >= 0) {
          into[nibbles >> 1] |= (byte) (digit << ((nibbles & 1) == 0 ? 4 : 0));
          nibbles++;
        }
      }
      return (nibbles + 1) >> 1;
    }

    private int literal(byte[] into) {
      int count = 0;
      int i = start + 1;
      while (i < end - 1) {
        int c = bytes[i++];
        if (c == '\\') {
          c = bytes[i++];
          if (c >= '0' && c <= '7') {
            c -= '0';
            for (int most = i + 2; i < most && bytes[i] >= '0' && bytes[i] <= '7'; i++) {
              c = c << 3 | bytes[i] - '0';
            }
          } else if (c == '\r' || c == '\n') {
            i += c == '\r' && bytes[i] == '\n' ? 1 : 0;
            continue;
          } else {
            c = escaped(c);
          }
        } else if (c == '\r') {
          i += bytes[i] == '\n' ? 1 : 0;
          c = '\n';
        }
        into[count++] = (byte) c;
      }
      return count;
    }

    private static int escaped(int c) {
      return switch (c) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'b' -> '\b';
        case 'f' -> '\f';
        default -> c;
      };
    }

    /** Whether a literal string has an end of line other than a line feed. */
    public boolean hasBareReturn() {
      for (int i = start + 1; bytes[start] == '(' && i < end; i++) {
        if (bytes[i] == '\r' && bytes[i - 1] != '\\') {
          return true;
        }
      }
      return false;
    }
  }

  /** The value of a hexadecimal digit; -1 if it is not one. */
  static int digit(int c) {
    return c < 0 ? -1 : DIGITS[c];
  }

  private static final byte[] DIGITS = new byte[256];

  static {
    for (int c = 0; c < DIGITS.length; c++) {
      DIGITS[c] = (byte) (c < 128 ? Character.digit(c, 16) : -1);
    }
  }
}
