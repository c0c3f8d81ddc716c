// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** What an appearance paints beside its text, in a form that can be compared. */
final class Ground {
  private static final String TEXT = "text";
  private static final String AND = " / ";
  private static final Set<String> PAINTING =
      Set.of("f", "F", "f*", "S", "s", "B", "B*", "b", "b*");
  // Their scope is that of `q` and `Q`.
  private static final Set<String> SCOPED = Set.of("cm", "gs", "w", "J", "j", "M", "d", "i", "ri");
  private static final double WIDEST_BORDER = 3;
  private static final double NEAR_POINTS = 1;
  private static final double LIGHT = 0.5;
  private static final int MOST_PAINTED = 3;

  private final List<String> entries = new ArrayList<>();

  /** Whether an operator paints a path. */
  static boolean paints(String operator) {
    return PAINTING.contains(operator);
  }

  /** Whether an operator changes how what follows is painted, until `Q`. */
  static boolean isScoped(String operator) {
    return SCOPED.contains(operator);
  }

  /**
   * Adds a path that is painted.
   *
   * @param clip what of it is seen; empty for all
   * @param path with its operators
   */
  void paint(String clip, String fill, String stroke, String path, String operator) {
    entries.add(clip + AND + fill + AND + stroke + AND + path + operator);
  }

  /** Adds `q`, `Q`, or an operator of that scope, after its operands. */
  void add(String entry) {
    entries.add(entry);
  }

  /** Text is shown here. */
  void text() {
    if (entries.isEmpty() || !entries.getLast().equals(TEXT)) {
      entries.add(TEXT);
    }
  }

  /** Whether something may lie elsewhere than where it is written. */
  boolean isMoved() {
    return entries.stream().anyMatch(each -> operator(each).equals("cm"));
  }

  /** What is painted, and where the text lies between; without what has no effect. */
  List<String> paints() {
    boolean scoped = entries.stream().anyMatch(each -> SCOPED.contains(operator(each)));
    boolean kept =
        entries.stream()
            .map(Ground::operator)
            .anyMatch(each -> PAINTING.contains(each) || each.equals("cm") || each.equals("gs"));
    List<String> painted = new ArrayList<>();
    for (String each : entries) {
      boolean bracket = each.equals("q") || each.equals("Q");
      if (kept && (scoped || !bracket)) {
        painted.add(each);
      }
    }
    return painted;
  }

  /** Whether it is nothing but a few rectangles as large as the box. */
  boolean isWhole(PDRectangle box) {
    List<String> painted = new ArrayList<>(paints());
    painted.removeIf(each -> each.equals(TEXT) || each.matches("[qQ]|\\S+ w"));
    return painted.size() <= MOST_PAINTED && painted.stream().allMatch(each -> isWhole(each, box));
  }

  // Along the edges of the box, filled with a light colour or drawn.
  private static boolean isWhole(String entry, PDRectangle box) {
    String[] parts = entry.split(AND, -1);
    String[] path = parts[parts.length - 1].split(" ");
    if (parts.length != 4 || !parts[0].isEmpty() || path.length != 6 || !path[4].equals("re")) {
      return false;
    }
    boolean light =
        Arrays.stream(parts[1].split(" ")).allMatch(each -> Double.parseDouble(each) >= LIGHT);
    double left = Double.parseDouble(path[0]) - box.getLowerLeftX();
    double bottom = Double.parseDouble(path[1]) - box.getLowerLeftY();
    double right = box.getWidth() - left - Double.parseDouble(path[2]);
    double top = box.getHeight() - bottom - Double.parseDouble(path[3]);
    return (light || path[5].equalsIgnoreCase("s"))
        && Math.max(Math.max(left, bottom), Math.max(right, top)) <= WIDEST_BORDER
        && Math.min(Math.min(left, bottom), Math.min(right, top)) >= -NEAR_POINTS;
  }

  private static String operator(String entry) {
    return entry.substring(entry.lastIndexOf(' ') + 1);
  }
}
