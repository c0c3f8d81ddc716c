// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.util.List;

/**
 * What a visible signature shows: the ink as curves, and text.
 *
 * @param strokes the ink; may be empty
 * @param signerName the signer's name as it is to be printed
 * @param timeLine the time as it is to be printed, already formatted
 * @param texts further lines, top to bottom; may be empty
 * @param demo whether the mark 演示 DEMO is printed
 */
public record Appearance(
    List<Stroke> strokes, String signerName, String timeLine, List<String> texts, boolean demo) {
  /** Copies the lists. */
  public Appearance {
    strokes = List.copyOf(strokes);
    texts = List.copyOf(texts);
  }

  /**
   * One stroke, pen down to pen up.
   *
   * @param points at least one
   */
  public record Stroke(List<Point> points) {
    /** Copies the list. */
    public Stroke {
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException("a stroke has at least one point");
      }
    }
  }

  /**
   * One point of a stroke.
   *
   * @param xMm millimetres to the right of any origin
   * @param yMm millimetres down from the same origin
   * @param widthMm width of the line at this point in millimetres, from the pressure
   */
  public record Point(double xMm, double yMm, double widthMm) {}
}
