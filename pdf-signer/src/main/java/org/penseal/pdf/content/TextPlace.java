// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.List;
import org.penseal.pdf.content.DrawnPath.Box;

/** The position of text between BT and ET (ISO 32000-2, 9.4.2). */
final class TextPlace {
  // MuPDF rounds widths to a thousandth of the size.
  private static final double ROUNDING = 0.0005;
  private static final double FARTHEST_ROUNDED_POINTS = 10;

  private Transform line = Transform.IDENTITY;
  private double leading;
  private double rounded;
  private boolean moved;

  void begin() {
    line = Transform.IDENTITY;
    rounded = 0;
    moved = true;
  }

  /** Follows an operator that moves text; ignores all others. */
  void follow(String operator, List<Object> operands, Transform page) throws Ambiguous {
    switch (operator) {
      case "TL" -> leading = number(operands, 0);
      case "Tm" -> place(Transform.of(operands), page);
      case "Td" -> move(number(operands, 0), number(operands, 1), page);
      case "TD" -> {
        leading = -number(operands, 1);
        move(number(operands, 0), number(operands, 1), page);
      }
      case "T*", "'", "\"" -> move(0, -leading, page);
      default -> {
        // Other operators do not move text.
      }
    }
  }

  private static double number(List<Object> operands, int index) {
    return ((Number) operands.get(index)).doubleValue();
  }

  private void move(double right, double up, Transform page) throws Ambiguous {
    place(Transform.move(right, up).then(line), page);
  }

  private void place(Transform next, Transform page) throws Ambiguous {
    line = next;
    rounded = 0;
    moved = true;
    line.then(page);
  }

  /** Whether it was moved since this was asked last. */
  boolean isMoved() {
    boolean was = moved;
    moved = false;
    return was;
  }

  /** The place of a letter at the beginning of the line. */
  Box box(double size, Transform page) throws Ambiguous {
    return Box.of(new float[] {0, 0, (float) size, (float) size}, line.then(page));
  }

  /** Requires that letters on one line stay in place however readers round their widths. */
  void requireRounded(double letters, double size, Transform page) throws Ambiguous {
    rounded += Math.abs(letters * size) * ROUNDING * line.then(page).scale();
    if (rounded > FARTHEST_ROUNDED_POINTS) {
      throw new Ambiguous("widths of large letters");
    }
  }

  /** Requires that a distance along the line, in units of text, is not too large for floats. */
  void requireNear(double distance, Transform page) throws Ambiguous {
    line.then(page).requireNear(distance, distance);
  }
}
