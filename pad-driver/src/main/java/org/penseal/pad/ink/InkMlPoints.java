// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The points of an InkML trace (section 3.2.1): separated by commas, values by blanks or by their
 * prefixes {@code !} explicit, {@code '} first difference, {@code "} second difference; a prefix
 * holds until another one comes; {@code *} repeats and {@code ?} leaves out.
 */
final class InkMlPoints {
  private static final Pattern VALUE =
      Pattern.compile("([!'\"])?\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[*?TF])");

  private InkMlPoints() {}

  /** One row for each point, absolute values. */
  static double[][] parse(String trace, int channels) {
    String[] points = trace.strip().split(",", -1);
    double[][] rows = new double[points.length][channels];
    char[] mode = "!".repeat(channels).toCharArray();
    double[] speed = new double[channels];
    for (int i = 0; i < points.length; i++) {
      Matcher value = VALUE.matcher(points[i]);
      int channel = 0;
      while (channel < channels && value.find()) {
        if (value.group(1) != null) {
          mode[channel] = value.group(1).charAt(0);
        }
        double before = i == 0 ? 0 : rows[i - 1][channel];
        rows[i][channel] = next(value.group(2), mode[channel], before, speed, channel);
        channel++;
      }
      if (channel < channels || value.find()) {
        throw new IllegalArgumentException("wrong number of values in a point");
      }
    }
    return rows;
  }

  private static double next(String text, char mode, double before, double[] speed, int channel) {
    return switch (text) {
      case "?" -> before;
      case "*" -> mode == '!' ? before : before + speed[channel];
      case "T" -> 1;
      case "F" -> 0;
      default -> number(Double.parseDouble(text), mode, before, speed, channel);
    };
  }

  private static double number(
      double number, char mode, double before, double[] speed, int channel) {
    double value =
        switch (mode) {
          case '\'' -> before + number;
          case '"' -> before + speed[channel] + number;
          default -> number;
        };
    speed[channel] = value - before;
    return value;
  }
}
