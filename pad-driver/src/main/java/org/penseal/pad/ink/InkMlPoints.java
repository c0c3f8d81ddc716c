// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;

/**
 * The points of an InkML trace (recommendation, section 3.2.1): separated by commas, values by
 * blanks or by their prefixes {@code !} explicit, {@code '} first difference, {@code "} second
 * difference; a prefix holds for its channel until another one comes. {@code *} goes on as before:
 * the same value, or the way and speed summed up again; {@code ?} is not known; {@code T} and
 * {@code F} are truth values; {@code #} begins a hexadecimal number. Values of intermittent
 * channels come last and may be missing.
 */
final class InkMlPoints {
  private static final int MAX_POINTS = 1_000_000;

  private final String text;
  private final int regular;
  private final char[] mode;
  private final double[] value;
  private final double[] speed;
  private final double[] acceleration;
  private int at;

  private InkMlPoints(String text, int regular, int channels) {
    this.text = text;
    this.regular = regular;
    this.mode = "!".repeat(channels).toCharArray();
    this.value = new double[channels];
    this.speed = new double[channels];
    this.acceleration = new double[channels];
  }

  /**
   * One row for each point with absolute values; not a number where a value is not known.
   *
   * @param regular how many channels have a value in every point
   * @param channels these and the intermittent ones
   */
  static List<double[]> parse(String trace, int regular, int channels)
      throws PadException.UnreadableFile {
    return new InkMlPoints(trace, regular, channels).points();
  }

  private List<double[]> points() throws PadException.UnreadableFile {
    List<double[]> rows = new ArrayList<>();
    skipBlanks();
    while (at < text.length()) {
      if (rows.size() >= MAX_POINTS) {
        throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.TOO_LARGE);
      }
      rows.add(point());
      skipBlanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        skipBlanks();
      }
    }
    return rows;
  }

  private double[] point() throws PadException.UnreadableFile {
    double[] row = new double[value.length];
    Arrays.fill(row, Double.NaN);
    int channel = 0;
    skipBlanks();
    while (at < text.length() && text.charAt(at) != ',') {
      if (channel == value.length) {
        throw malformed();
      }
      row[channel] = next(channel);
      channel++;
      skipBlanks();
    }
    if (channel < regular) {
      throw malformed();
    }
    return row;
  }

  private double next(int channel) throws PadException.UnreadableFile {
    char c = text.charAt(at);
    if (c == '!' || c == '\'' || c == '"') {
      mode[channel] = c;
      at++;
      skipBlanks();
      c = at < text.length() ? text.charAt(at) : ',';
    }
    switch (c) {
      case '?' -> {
        at++;
        return Double.NaN;
      }
      case '*' -> at++;
      case 'T', 'F' -> {
        at++;
        explicit(channel, c == 'T' ? 1 : 0);
        return value[channel];
      }
      default -> {
        double number = number();
        switch (mode[channel]) {
          case '\'' -> {
            acceleration[channel] = 0;
            speed[channel] = number;
          }
          case '"' -> acceleration[channel] = number;
          default -> {
            explicit(channel, number);
            return number;
          }
        }
      }
    }
    if (mode[channel] != '!') {
      speed[channel] += mode[channel] == '"' ? acceleration[channel] : 0;
      value[channel] += speed[channel];
    }
    return value[channel];
  }

  private void explicit(int channel, double number) {
    speed[channel] = number - value[channel];
    acceleration[channel] = 0;
    value[channel] = number;
  }

  private double number() throws PadException.UnreadableFile {
    int start = at;
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative || (at < text.length() && text.charAt(at) == '+')) {
      at++;
      skipBlanks();
    }
    double found = at < text.length() && text.charAt(at) == '#' ? hexadecimal() : decimal();
    if (at == start || !Double.isFinite(found)) {
      throw malformed();
    }
    return negative ? -found : found;
  }

  private double hexadecimal() throws PadException.UnreadableFile {
    at++;
    int from = at;
    double found = 0;
    while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
      found = found * 16 + Character.digit(text.charAt(at++), 16);
    }
    if (at == from) {
      throw malformed();
    }
    return found;
  }

  private double decimal() throws PadException.UnreadableFile {
    int from = at;
    while (at < text.length() && isDigitOrPoint(text.charAt(at))) {
      at++;
    }
    if (at > from && at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      while (at < text.length() && isDigitOrPoint(text.charAt(at))) {
        at++;
      }
    }
    try {
      return Double.parseDouble(text.substring(from, at));
    } catch (NumberFormatException e) {
      // No cause: it would quote the number, which is ink.
      throw malformed();
    }
  }

  private static boolean isDigitOrPoint(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private static PadException.UnreadableFile malformed() {
    return new PadException.UnreadableFile(InkMlReader.FORMAT, Why.FORMAT);
  }
}
