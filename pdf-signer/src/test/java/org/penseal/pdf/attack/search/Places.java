// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where annotations lie, and where readers paint a note that has no look: by its strokes, marks and
 * lines, which are drawn wherever its rectangle is. In an honest document a rectangle is four
 * numbers, and what is painted lies inside.
 */
final class Places {
  /** Kinds of notes (ISO 32000-2, table 171), those that readers draw by themselves among them. */
  static final List<String> NOTES =
      List.of(
          "Text",
          "FreeText",
          "Square",
          "Circle",
          "Line",
          "Polygon",
          "PolyLine",
          "Ink",
          "Highlight",
          "Underline",
          "StrikeOut",
          "Squiggly",
          "Stamp",
          "Caret",
          "Link",
          "Popup");

  private static final int ODD_PERCENT = 30;

  private final Dice dice;
  private final boolean honest;

  Places(Dice dice, boolean honest) {
    this.dice = dice;
    this.honest = honest;
  }

  /** Some part of a page, in points. */
  record Place(int left, int bottom, int right, int top) {
    static final Place PAGE = new Place(0, 0, Bodies.WIDTH, Bodies.HEIGHT);

    String rectangle() {
      return written(List.of(left, bottom, right, top));
    }
  }

  /** Mostly in the lower half, where nothing is painted. */
  Place place() {
    int x = dice.between(5, 200);
    int y = dice.in100(honest ? 100 : 60) ? dice.between(5, 80) : dice.between(5, 215);
    return new Place(x, y, x + dice.between(30, 80), y + dice.between(12, 24));
  }

  /** The rectangle of an annotation, as it is written. */
  String rectangle() {
    Place place = place();
    if (honest || !dice.in100(ODD_PERCENT)) {
      return place.rectangle();
    }
    Place large = dice.in100(50) ? Place.PAGE : place;
    List<Integer> numbers =
        new ArrayList<>(List.of(large.left, large.bottom, large.right, large.top));
    switch (dice.between(0, 6)) {
      case 0, 1 -> numbers.add(dice.between(0, 1)); // five
      case 2 -> numbers.removeLast();
      case 3 -> numbers = List.of(large.right, large.top, large.left, large.bottom);
      case 4 -> numbers = List.of(large.left, large.bottom, large.left, large.bottom);
      default -> numbers = List.of(0, 0, Bodies.WIDTH, Bodies.HEIGHT);
    }
    return written(numbers);
  }

  /** A note's kind, and behind it its rectangle and the entries by which readers paint it. */
  String note() {
    String kind = dice.of(NOTES);
    Place place = place();
    Place painted = honest || dice.in100(30) ? place : anywhere();
    return kind
        + "/Rect"
        + (honest ? place.rectangle() : rectangle())
        + outline(kind, painted)
        + line(kind)
        + colour("C")
        + (dice.in100(30) ? colour("IC") : "");
  }

  private Place anywhere() {
    int x = dice.between(0, 200);
    int y = dice.between(5, 220);
    return new Place(x, y, x + dice.between(20, 90), y + dice.between(0, 30));
  }

  private String outline(String kind, Place at) {
    return switch (kind) {
      case "Ink" -> "/InkList[" + points(at, dice.between(2, 5)) + "]";
      case "Line" -> "/L" + points(at, 2);
      case "Polygon", "PolyLine" -> "/Vertices" + points(at, dice.between(3, 5));
      case "FreeText" -> "/DA(/F 10 Tf 0 g)" + (dice.in100(50) ? "/CL" + points(at, 3) : "");
      case "Highlight", "Underline", "StrikeOut", "Squiggly" ->
          "/QuadPoints"
              + written(
                  List.of(
                      at.left, at.top, at.right, at.top, at.left, at.bottom, at.right, at.bottom));
      default -> "";
    };
  }

  private String points(Place at, int count) {
    return Stream.generate(
            () -> dice.between(at.left, at.right) + " " + dice.between(at.bottom, at.top))
        .limit(count)
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private String line(String kind) {
    String width = honest ? dice.one("1", "2") : dice.one("0", ".5", "2", "6", "14", "30");
    String ends =
        kind.endsWith("Line") && !honest && dice.in100(40)
            ? "/LE[/" + dice.one("Square", "Circle", "ClosedArrow") + "/OpenArrow]"
            : "";
    return ends
        + (dice.in100(40) ? "" : dice.one("/BS<</W " + width + ">>", "/Border[0 0 " + width + "]"));
  }

  private String colour(String entry) {
    return dice.one("", "/%s[1 1 1]", "/%s[0 0 0]", "/%s[1]", "/%s[1 1 0]", "/%s[]")
        .formatted(entry);
  }

  private static String written(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
  }
}
