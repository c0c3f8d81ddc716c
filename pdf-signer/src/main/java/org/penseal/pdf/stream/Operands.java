// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;

/**
 * What operators take (ISO 32000-2, annex A). Of operands that are too many some readers take the
 * first, others the last.
 */
public final class Operands {
  // It ends where a reader finds its EI, and they do not search alike.
  private static final String INLINE_IMAGE = "BI";
  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final Map<String, Integer> ANY = new HashMap<>();

  static {
    put(NUMBERS, 1, "w J j M i g G Tc Tw Tz TL Tr Ts");
    put(NUMBERS, 2, "m l Td TD");
    put(NUMBERS, 3, "rg RG");
    put(NUMBERS, 4, "re k K v y");
    put(NUMBERS, 6, "c cm Tm");
    put(ANY, 0, "q Q S s f F f* B B* b b* n h W W* BT ET T*");
    put(ANY, 1, "Tj TJ ' gs cs CS");
    put(ANY, 2, "d Tf");
    put(ANY, 3, "\"");
  }

  private static final int RGB = 3;

  private Operands() {}

  private static void put(Map<String, Integer> counts, int count, String operators) {
    for (String each : operators.split(" ")) {
      counts.put(each, count);
    }
  }

  /**
   * Whether these are as many and of the kind that an operator takes, so far as it is known; never
   * for an inline image.
   */
  public static boolean fit(String operator, List<COSBase> operands) {
    Integer numbers = NUMBERS.get(operator);
    if (numbers != null) {
      return operands.size() == numbers && operands.stream().allMatch(COSNumber.class::isInstance);
    }
    return !operator.equals(INLINE_IMAGE)
        && operands.size() == ANY.getOrDefault(operator, operands.size());
  }

  /**
   * A colour, as `rg` or `k` has it, of a grey all three parts; empty if one is not from 0 to 1.
   */
  public static String colour(List<COSBase> operands) {
    List<String> parts = new ArrayList<>();
    for (COSBase each : operands) {
      float part = number(each);
      if (!(part >= 0 && part <= 1)) {
        return ""; // readers do not agree about these
      }
      parts.add(Float.toString(part));
    }
    boolean grey = parts.size() == 1;
    return String.join(" ", grey ? Collections.nCopies(RGB, parts.getFirst()) : parts);
  }

  /** A number; NaN for anything else. */
  public static float number(COSBase operand) {
    return operand instanceof COSNumber number ? number.floatValue() : Float.NaN;
  }

  /** Operands with blanks between and behind them, numbers in one way of writing. */
  public static String written(List<COSBase> operands) {
    StringBuilder written = new StringBuilder();
    for (COSBase each : operands) {
      Object part = each instanceof COSNumber number ? number.floatValue() : each;
      written.append(part).append(' ');
    }
    return written.toString();
  }
}
