// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.raw.Value;

/**
 * The operands of an operator (ISO 32000-2, annex A) and the places where it may stand (8.2, figure
 * 9).
 *
 * @param operands one character for each, see {@link #fits}; null where that depends on colours
 * @param places where it may stand
 */
record Syntax(@Nullable String operands, Set<Place> places) {
  /** The state that the content is in. */
  enum Place {
    /** Outside of text and paths. */
    PAGE,
    /** Within a path. */
    PATH,
    /** After a path and the operator that clips by it. */
    CLIP,
    /** Between BT and ET. */
    TEXT
  }

  private static final Map<String, Syntax> ALL = new HashMap<>();
  private static final int MOST_COLOURS = 32;
  private static final double LEAST_DASHES = 0.01;

  static {
    Set<Place> general = Set.of(Place.PAGE, Place.TEXT);
    put(general, "n", "i Tc Tw Tz TL Ts g G");
    put(general, "u", "w M");
    put(general, "i", "J j Tr");
    put(general, "nnn", "rg RG");
    put(general, "nnnn", "k K");
    put(general, "au", "d");
    put(general, "N", "ri gs cs CS BMC MP");
    put(general, "Nn", "Tf");
    put(general, "Np", "BDC DP");
    put(general, "", "EMC BX EX");
    put(general, null, "sc SC scn SCN");
    put(Set.of(Place.PAGE), "", "q Q BT");
    put(Set.of(Place.PAGE), "nnnnnn", "cm d1");
    put(Set.of(Place.PAGE), "nn", "d0");
    put(Set.of(Place.PAGE), "N", "Do sh");
    put(Set.of(Place.TEXT), "", "ET T*");
    put(Set.of(Place.TEXT), "nn", "Td TD");
    put(Set.of(Place.TEXT), "nnnnnn", "Tm");
    put(Set.of(Place.TEXT), "s", "Tj '");
    put(Set.of(Place.TEXT), "t", "TJ");
    put(Set.of(Place.TEXT), "nns", "\"");
    put(Set.of(Place.PAGE, Place.PATH), "nn", "m");
    put(Set.of(Place.PAGE, Place.PATH), "nnnn", "re");
    put(Set.of(Place.PATH), "nn", "l");
    put(Set.of(Place.PATH), "nnnn", "v y");
    put(Set.of(Place.PATH), "nnnnnn", "c");
    put(Set.of(Place.PATH), "", "h W W*");
    // Without a path these operators paint nothing in any reader.
    put(Set.of(Place.PAGE, Place.PATH, Place.CLIP), "", "S s f F f* B B* b b* n");
  }

  private static void put(Set<Place> places, @Nullable String operands, String operators) {
    for (String each : operators.split(" ")) {
      ALL.put(each, new Syntax(operands, places));
    }
  }

  static Syntax of(String operator) throws Ambiguous {
    Syntax found = ALL.get(operator);
    if (found == null) {
      throw new Ambiguous("an unknown operator");
    }
    return found;
  }

  void require(String operator, Place place, List<Object> found) throws Ambiguous {
    if (!places.contains(place)) {
      throw new Ambiguous(operator + " within " + place);
    }
    boolean fits = operands == null ? areColours(found) : found.size() == operands.length();
    for (int i = 0; fits && operands != null && i < found.size(); i++) {
      fits = fits(operands.charAt(i), found.get(i));
    }
    if (!fits) {
      throw new Ambiguous("operands of " + operator);
    }
  }

  private static boolean fits(char kind, Object found) {
    return switch (kind) {
      case 'n' -> isNumber(found);
      case 'i' -> found instanceof Long;
      case 'N' -> found instanceof Value.Name;
      case 's' -> found instanceof byte[];
      case 'u' -> isNumber(found) && ((Number) found).doubleValue() >= 0;
      case 'a' -> found instanceof List<?> all && areDashes(all);
      case 't' ->
          found instanceof List<?> all
              && all.stream().allMatch(each -> isNumber(each) || each instanceof byte[]);
      default -> found instanceof Value.Name || found instanceof Map<?, ?>;
    };
  }

  /**
   * Whether all readers draw these dashes and gaps: none is negative, and their sum is not close to
   * zero (ISO 32000-2, 8.4.3.6).
   */
  static boolean areDashes(List<?> lengths) {
    double all = 0;
    for (Object each : lengths) {
      if (!isNumber(each) || ((Number) each).doubleValue() < 0) {
        return false;
      }
      all += ((Number) each).doubleValue();
    }
    return lengths.isEmpty() || all >= LEAST_DASHES;
  }

  private static boolean areColours(List<Object> found) {
    long numbers = found.stream().filter(Syntax::isNumber).count();
    boolean pattern = !found.isEmpty() && found.getLast() instanceof Value.Name;
    return found.size() <= MOST_COLOURS && numbers == found.size() - (pattern ? 1 : 0);
  }

  static boolean isNumber(Object found) {
    return found instanceof Long || found instanceof Double;
  }
}
