// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.hand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The skeleton of a character: key points of its strokes in a box of 100 by 100, y down; drawn up
 * by hand for this project.
 *
 * @param width advance in the same units
 * @param joins whether its last stroke runs on into the next character
 * @param strokes key points of each stroke
 */
record Glyph(int width, boolean joins, List<List<int[]>> strokes) {

  private static final Map<String, Glyph> ALL =
      Map.ofEntries(
          Map.entry(
              "张",
              han(
                  "8,18 36,16 35,36; 12,36 35,36; 12,37 10,56 37,54 36,70 33,86 25,80;"
                      + "79,14 68,25 56,34; 46,46 94,42; 60,16 60,50 60,85 74,74; 62,47 76,66 95,83")),
          Map.entry(
              "伟",
              han(
                  "30,10 20,32 6,50; 20,34 20,92; 42,24 88,21; 40,42 92,39;"
                      + "38,60 90,56 88,77 79,72; 66,6 66,50 66,97")),
          Map.entry(
              "李",
              han(
                  "14,24 88,21; 51,5 51,50; 50,25 34,42 12,54; 52,25 70,40 92,50;"
                      + "28,58 72,56 54,68; 53,68 57,82 52,97 40,90; 10,76 92,73")),
          Map.entry(
              "娜",
              han(
                  "26,12 14,52 34,84; 38,36 28,66 6,90; 4,42 42,38;"
                      + "46,20 68,18 66,82 58,78; 47,38 66,37; 46,56 66,54; 56,20 54,58 44,92;"
                      + "74,18 92,17 80,42 94,58 80,66; 75,18 75,97")),
          Map.entry("王", han("18,18 82,15; 22,48 78,46; 50,17 50,84; 8,86 94,83")),
          Map.entry(
              "秀",
              han(
                  "66,4 50,12 30,16; 12,26 88,23; 50,12 50,50; 49,26 34,40 12,50;"
                      + "52,26 70,38 92,46; 30,56 70,54 60,70 82,69 77,93 64,88; 44,57 38,78 16,97")),
          Map.entry(
              "英",
              han(
                  "12,18 88,15; 34,6 35,28; 66,5 63,28; 24,38 26,60; 24,38 76,36 74,58;"
                      + "6,62 95,58; 50,28 49,58 36,80 10,97; 52,62 68,80 94,96")),
          Map.entry("A", capital(56, "4,70 16,40 28,3 38,38 47,70; 12,47 44,45")),
          Map.entry("L", capital(46, "24,12 17,3 11,18 14,44 9,66 3,68 9,60 24,69 44,66")),
          Map.entry("a", small(33, "29,45 17,39 5,47 4,62 14,71 25,62 30,42 29,60 36,70")),
          Map.entry(
              "d", small(35, "30,46 18,39 5,47 4,62 15,71 27,60 33,30 35,4 32,36 31,60 38,70")),
          Map.entry("o", small(31, "20,40 7,44 4,58 12,71 24,66 28,52 20,40 26,47 35,43")),
          Map.entry("v", small(31, "1,43 7,44 14,70 20,60 27,41 34,44")),
          Map.entry("e", small(28, "2,59 16,55 22,45 14,39 5,48 5,62 14,71 29,64")),
          Map.entry("l", small(23, "2,64 13,44 20,14 14,3 8,20 8,50 13,70 25,64")),
          Map.entry("c", small(26, "6,43 17,38 24,44 15,40 5,48 4,61 13,71 27,65")),
          Map.entry(" ", new Glyph(30, false, List.of())));

  private static Glyph han(String strokes) {
    return new Glyph(112, false, parse(strokes));
  }

  private static Glyph capital(int width, String strokes) {
    return new Glyph(width, false, parse(strokes));
  }

  private static Glyph small(int width, String strokes) {
    return new Glyph(width, true, parse(strokes));
  }

  private static List<List<int[]>> parse(String text) {
    List<List<int[]>> strokes = new ArrayList<>();
    for (String stroke : text.split(";", -1)) {
      List<int[]> points = new ArrayList<>();
      for (String point : stroke.strip().split(" ", -1)) {
        String[] xy = point.split(",", -1);
        points.add(new int[] {Integer.parseInt(xy[0]), Integer.parseInt(xy[1])});
      }
      strokes.add(points);
    }
    return strokes;
  }

  /** The skeleton of a character. */
  static Glyph of(String character) {
    Glyph glyph = ALL.get(character);
    if (glyph == null) {
      throw new IllegalArgumentException("no skeleton for this character");
    }
    return glyph;
  }
}
