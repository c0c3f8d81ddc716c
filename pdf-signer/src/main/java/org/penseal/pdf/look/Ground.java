// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.Operands;

/** What an appearance paints beside its text, in a form that can be compared. */
final class Ground {
  private static final String TEXT = "text";
  private static final String AND = " / ";
  private static final Set<String> PAINTING =
      Set.of("f", "F", "f*", "S", "s", "B", "B*", "b", "b*");
  // Their scope is that of `q` and `Q`.
  private static final Set<String> SCOPED = Set.of("w", "J", "j", "M", "d", "i", "ri");
  private static final double WIDEST_BORDER = 3;
  // Of the shorter side: what lies below a narrow ground stays below it.
  private static final double BORDER_SHARE = 0.15;
  private static final double NEAR_POINTS = 0.1;
  private static final double LIGHT = 0.5;
  private static final int INKS = 4;
  private static final int MOST_PAINTED = 3;
  private static final double ROUNDED = 0.005;
  // Four numbers, `re`, and the operator that paints it.
  private static final int PATH = 6;

  /**
   * The colours of areas and lines, and how many parts those of their spaces have.
   *
   * @param fill as {@link Operands#colour}
   * @param stroke the same
   */
  record Ink(String fill, int fillParts, String stroke, int strokeParts) {
    private static final String BLACK = "0.0 0.0 0.0";
    private static final Map<COSBase, Integer> SPACES =
        Map.of(COSName.DEVICEGRAY, 1, COSName.DEVICERGB, 3);

    /** What every appearance begins with. */
    static final Ink FIRST = new Ink(BLACK, 1, BLACK, 1);

    /** After an operator for colours; null if it is not plain what colour that is. */
    @Nullable Ink with(String operator, List<COSBase> operands) {
      boolean fills = operator.equals(operator.toLowerCase(Locale.ROOT));
      int parts = operands.size();
      String colour = BLACK;
      if (operator.equalsIgnoreCase("cs")) {
        parts = SPACES.getOrDefault(operands.getFirst(), 0);
      } else {
        colour = Operands.colour(operands);
      }
      boolean set = operator.toLowerCase(Locale.ROOT).startsWith("sc");
      boolean known = !set || parts == (fills ? fillParts : strokeParts);
      if (!known || parts == 0 || colour.isEmpty()) {
        return null;
      }
      return fills
          ? new Ink(colour, parts, stroke, strokeParts)
          : new Ink(fill, fillParts, colour, parts);
    }
  }

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

  /** What is painted, and where the text lies between; without what has no effect. */
  List<String> paints() {
    boolean scoped = entries.stream().anyMatch(each -> SCOPED.contains(operator(each)));
    boolean kept = entries.stream().map(Ground::operator).anyMatch(PAINTING::contains);
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
    List<String> painted = rectangles(box);
    return painted.size() <= MOST_PAINTED && painted.stream().allMatch(each -> isWhole(each, box));
  }

  private List<String> rectangles(PDRectangle box) {
    List<String> painted = new ArrayList<>(paints());
    painted.removeIf(each -> each.equals(TEXT) || each.matches("[qQ]") || isThin(each, box));
    return painted;
  }

  private static boolean isThin(String entry, PDRectangle box) {
    return entry.matches("[\\d.]+ w")
        && Double.parseDouble(entry.substring(0, entry.length() - 2)) <= border(box);
  }

  private static double border(PDRectangle box) {
    return Math.min(WIDEST_BORDER, BORDER_SHARE * Math.min(box.getWidth(), box.getHeight()));
  }

  /**
   * Whether another is the same, or consists of rectangles as large as the box in the same colours,
   * whatever their digits are.
   */
  boolean isAlike(Ground other, PDRectangle box) {
    List<String> own = rectangles(box);
    List<String> others = other.rectangles(box);
    boolean alike =
        isWhole(box)
            && other.isWhole(box)
            && own.size() == others.size()
            && isBeforeText()
            && other.isBeforeText();
    for (int i = 0; alike && i < own.size(); i++) {
      alike = areAlike(own.get(i).split(" "), others.get(i).split(" "));
    }
    return alike || paints().equals(other.paints());
  }

  private boolean isBeforeText() {
    List<String> painted = paints();
    int text = painted.indexOf(TEXT);
    return text < 0
        || painted.subList(text + 1, painted.size()).stream().allMatch(each -> each.equals("Q"));
  }

  // The colours, and the operator; places differ by the width of a border.
  private static boolean areAlike(String[] own, String[] others) {
    boolean alike =
        own.length == others.length && own[own.length - 1].equalsIgnoreCase(others[own.length - 1]);
    for (int i = 0; alike && i < own.length - 1; i++) {
      alike =
          own[i].equals(others[i])
              || Math.abs(Double.parseDouble(own[i]) - Double.parseDouble(others[i]))
                  <= (i < own.length - PATH ? ROUNDED : WIDEST_BORDER);
    }
    return alike;
  }

  // Along the edges of the box, filled with a light colour or drawn.
  private static boolean isWhole(String entry, PDRectangle box) {
    String[] parts = entry.split(AND, -1);
    String[] path = parts[parts.length - 1].split(" ");
    if (parts.length != 4 || !parts[0].isEmpty() || path.length != 6 || !path[4].equals("re")) {
      return false;
    }
    String[] colour = parts[1].split(" ");
    boolean light =
        colour.length < INKS
            && Arrays.stream(colour).allMatch(each -> Double.parseDouble(each) >= LIGHT);
    double left = Double.parseDouble(path[0]) - box.getLowerLeftX();
    double bottom = Double.parseDouble(path[1]) - box.getLowerLeftY();
    double right = box.getWidth() - left - Double.parseDouble(path[2]);
    double top = box.getHeight() - bottom - Double.parseDouble(path[3]);
    return (light || path[5].equalsIgnoreCase("s"))
        && Math.max(Math.max(left, bottom), Math.max(right, top)) <= border(box)
        && Math.min(Math.min(left, bottom), Math.min(right, top)) >= -NEAR_POINTS;
  }

  private static String operator(String entry) {
    return entry.substring(entry.lastIndexOf(' ') + 1);
  }
}
