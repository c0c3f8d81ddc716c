// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.List;

/** Where text stands within BT and ET (ISO 32000-2, 9.4.2). */
final class TextPlace {
  private Transform line = Transform.IDENTITY;
  private double leading;

  void begin() {
    line = Transform.IDENTITY;
  }

  /** Follows an operator that moves text; others are no matter. */
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
        // It stays where it is.
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
    line.then(page);
  }

  /** Requires that a distance along the line, in units of text, is none that goes too far. */
  void requireNear(double distance, Transform page) throws Ambiguous {
    line.then(page).requireNear(distance, distance);
  }
}
