// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What passed over a transport, in order, with times. Text form, one line each: {@code > hex} sent,
 * {@code < hex} received, each after {@code @microseconds} since the beginning; lines with {@code
 * #} are remarks.
 *
 * @param passages in order
 */
public record Recording(List<Passage> passages) {
  /** First line of the text form. */
  public static final String HEADER = "# penseal transport recording 1";

  private static final HexFormat HEX = HexFormat.of();

  /** Copies the list. */
  public Recording {
    passages = List.copyOf(passages);
  }

  /**
   * One piece of bytes.
   *
   * @param micros microseconds since the beginning
   * @param sent whether the host sent it
   * @param hex the bytes, lower-case hexadecimal
   */
  public record Passage(long micros, boolean sent, String hex) {
    /** The bytes. */
    public byte[] bytes() {
      return HEX.parseHex(hex);
    }

    static Passage of(long micros, boolean sent, byte[] bytes, int length) {
      return new Passage(micros, sent, HEX.formatHex(bytes, 0, length));
    }
  }

  /** The text form, with a line feed after each line. */
  public String toText() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Passage passage : passages) {
      text.append('@').append(passage.micros).append(passage.sent ? " > " : " < ");
      text.append(passage.hex).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when a line is not of that form
   */
  public static Recording parse(String text) {
    List<Passage> passages = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int space = line.indexOf(' ');
      if (!line.startsWith("@") || space < 2 || line.length() < space + 4) {
        throw new IllegalArgumentException("not a line of a recording");
      }
      String hex = line.substring(space + 3);
      HEX.parseHex(hex);
      passages.add(
          new Passage(
              Long.parseLong(line.substring(1, space)), line.charAt(space + 1) == '>', hex));
    }
    return new Recording(passages);
  }
}
