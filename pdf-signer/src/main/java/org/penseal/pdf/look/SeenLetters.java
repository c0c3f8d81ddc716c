// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.util.Matrix;

/**
 * The letters of an appearance in the order of the stream, with the blanks that are seen between
 * them: whether each is seen whole and upright, about as large as the others, and where the order
 * has it.
 */
final class SeenLetters {
  // Between two lines, the first of which is full: a blank, or the middle of a word.
  private static final char END_OF_LINE = '\n';
  // Between two others: a blank.
  private static final char NEW_LINE = '\u2028';

  private static final double SMALLEST_POINTS = 4;
  private static final double LARGEST_RATIO = 1.25;
  private static final double LEAST_WIDTH = 0.6;
  private static final double MOST_WIDTH = 1.7;
  private static final double MOST_SLANT = 0.4;
  private static final double LEVEL = 0.02;
  // Of an em: the part of a letter that tells it from others, and what is a blank.
  private static final double TOP = 0.6;
  private static final double EDGE = 0.1;
  private static final double BELOW = 0.13;
  // How little may be cut off at the sides.
  private static final double OVER_THE_EDGE = 0.04;
  // How much must be seen above the line and below it: of most letters, of capitals with a mark, of
  // a comma, of what would be another letter, of ideographs. Programs that fill low fields cut the
  // tails of Latin letters.
  private static final double RISES = 0.66;
  private static final double RISES_WITH_A_MARK = 0.88;
  private static final double COMMA_HANGS = 0.12;
  private static final double HANGS = 0.045;
  private static final double IDEOGRAPH_RISES = 0.8;
  private static final double IDEOGRAPH_HANGS = 0.06;
  private static final String HANGING =
      "\u00b5\u014b\u0440\u0443\u0446\u0449\u0426\u0429\u0434\u0414\u0444\u045f"
          + "\u03b2\u03b3\u03b6\u03b7\u03bc\u03be\u03c1\u03c2\u03c6\u03c7\u03c8";
  private static final double BLANK = 0.15;
  private static final double BACK = -0.12;
  private static final double SAME_LINE = 0.03;
  private static final double NEXT_LINE = -0.85;
  // What a line leaves free that breaks within a word.
  private static final double MOST_FREE = 2;

  private static final Set<Character.UnicodeBlock> FORMS =
      Set.of(
          Character.UnicodeBlock.ALPHABETIC_PRESENTATION_FORMS,
          Character.UnicodeBlock.ARABIC_PRESENTATION_FORMS_A,
          Character.UnicodeBlock.ARABIC_PRESENTATION_FORMS_B,
          Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS,
          Character.UnicodeBlock.KANGXI_RADICALS,
          Character.UnicodeBlock.CJK_RADICALS_SUPPLEMENT,
          Character.UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS);

  // Of what Latin letters are composed with: cedilla, comma, ogonek, dot, line; the others are
  // above.
  private static final Pattern MARK_BELOW = Pattern.compile("[\\x{316}-\\x{333}\\x{339}-\\x{33c}]");
  private static final Pattern MARK_ABOVE = Pattern.compile("[\\x{300}-\\x{315}\\x{33d}-\\x{344}]");

  private static final char END = '\0';
  private static final String EMBEDDING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
  private static final String TURNING = EMBEDDING + "\u200e\u200f\u061c";

  private final double edge;
  private final StringBuilder text = new StringBuilder();
  private final List<Double> centres = new ArrayList<>();
  private final List<double[]> lines = new ArrayList<>();
  private double smallest = Double.MAX_VALUE;
  private double largest;
  private float endX;
  private float endY;
  private double lineY;
  private boolean doubtful;

  /**
   * None yet.
   *
   * @param edge the right one of the appearance
   */
  SeenLetters(double edge) {
    this.edge = edge;
  }

  /** The letters and blanks. */
  String text() {
    return text.toString();
  }

  /** The middle of each letter, from left to right. */
  List<Double> centres() {
    return centres;
  }

  /** Whether there is one. */
  boolean any() {
    return !text.isEmpty();
  }

  /** Whether one may not be seen as what it is. */
  boolean doubtful() {
    boolean aligned =
        areNear(each -> each[0]) || areNear(each -> each[1]) || areNear(each -> each[0] + each[1]);
    return doubtful || !aligned || largest > LARGEST_RATIO * smallest;
  }

  // Lines of a text begin one below another, or end so; what stands elsewhere may be a column.
  private boolean areNear(ToDoubleFunction<double[]> place) {
    double[] sorted = lines.stream().mapToDouble(place).sorted().toArray();
    return sorted.length == 0 || sorted[sorted.length - 1] - sorted[0] <= smallest;
  }

  /**
   * Adds one that is seen.
   *
   * @param at from ems to points of the appearance
   * @param ems how far it advances
   * @param clip left, bottom, right and top of what is seen
   * @return left, bottom, right and top of the part that tells it from others
   */
  float[] add(String letter, Matrix at, double ems, float[] clip) {
    double high = at.getScaleY();
    double wide = at.getScaleX();
    smallest = Math.min(smallest, high);
    largest = Math.max(largest, high);
    doubtful |=
        !(high >= SMALLEST_POINTS
            && wide >= LEAST_WIDTH * high
            && wide <= MOST_WIDTH * high
            && Math.abs(at.getShearY()) <= LEVEL * wide
            && Math.abs(at.getShearX()) <= MOST_SLANT * high);
    float x = at.getTranslateX();
    float y = at.getTranslateY();
    float end = (float) (x + ems * wide);
    begin(x, y, SAME_LINE * high);
    lines.getLast()[1] = end;
    follow(x, y, wide, high);
    text.append(letter);
    centres.add((x + end) / 2.0);
    endX = end;
    endY = y;
    double low = letter.equals("_") ? BELOW * high : 0;
    float[] box = {
      (float) (x + EDGE * (end - x)),
      (float) (y - low),
      (float) (end - EDGE * (end - x)),
      (float) (y + TOP * high)
    };
    double over = OVER_THE_EDGE * high;
    boolean whole = letter.isBlank() || x >= clip[0] - over && end <= clip[2] + over;
    boolean upright = y - hangs(letter) * high >= clip[1] && y + rises(letter) * high <= clip[3];
    doubtful |= !(whole && upright);
    return box;
  }

  // Of an em, below the line; a letter that does not hang may end a little below the edge.
  private static double hangs(String letter) {
    if (Character.isIdeographic(letter.codePointAt(0))) {
      return IDEOGRAPH_HANGS;
    }
    if (",;_".contains(letter)) {
      return COMMA_HANGS;
    }
    boolean hanging = HANGING.contains(letter) || MARK_BELOW.matcher(decomposed(letter)).find();
    return hanging ? HANGS : -OVER_THE_EDGE;
  }

  private static double rises(String letter) {
    if (Character.isIdeographic(letter.codePointAt(0))) {
      return IDEOGRAPH_RISES;
    }
    boolean high = Character.isUpperCase(letter.codePointAt(0));
    return high && MARK_ABOVE.matcher(decomposed(letter)).find() ? RISES_WITH_A_MARK : RISES;
  }

  private static String decomposed(String letter) {
    return Normalizer.normalize(letter, Normalizer.Form.NFD);
  }

  /** A blank is shown: a line may begin with it. */
  void blank(Matrix at) {
    begin(at.getTranslateX(), at.getTranslateY(), SAME_LINE * at.getScaleY());
  }

  private void begin(double x, double y, double level) {
    if (lines.isEmpty() || Math.abs(y - lineY) > level) {
      lines.add(new double[] {x, x});
    }
    lineY = y;
  }

  /** A text without blanks, in characters that are compatible with its own. */
  static String dense(String text) {
    return compatible(text).replaceAll("[\\s\\p{Z}[\\p{C}&&[^\\p{Co}]]]+", "");
  }

  /** The same text in compatible characters (Unicode, form KC). */
  static String compatible(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /**
   * Whether letters spell words: lines of the words end where lines end.
   *
   * @param shown as {@link #text}: a blank is one, the end of a line may be
   */
  static boolean spell(String words, String shown) {
    if (words.chars().anyMatch(SeenLetters::isFiller)) {
      return false;
    }
    String wanted =
        alike(words)
            .lines()
            .map(each -> each.replaceAll("[\\s\\p{Z}]+", " "))
            .map(each -> each.replaceAll("[\\p{C}&&[^\\p{Co}]]", "").strip())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("\n"));
    String found = alike(shown).strip();
    int at = 0;
    for (int i = 0; i < found.length(); i++) {
      char letter = found.charAt(i);
      char next = at < wanted.length() ? wanted.charAt(at) : END;
      boolean ends = letter == END_OF_LINE || letter == NEW_LINE;
      if (ends && (next == ' ' || next == '\n') || letter == next) {
        at++;
      } else if (letter != END_OF_LINE) {
        return false;
      }
    }
    return at == wanted.length();
  }

  // Nobody sees it, and a program that reads the words may take it for a blank or for nothing.
  private static boolean isFiller(int c) {
    boolean joins = c == '\u200c' || c == '\u200d' || TURNING.indexOf(c) >= 0;
    int type = Character.getType(c);
    return type == Character.CONTROL && !Character.isWhitespace(c)
        || type == Character.FORMAT && !joins;
  }

  /** Whether letters spell words line by line, each line of them in one of its own. */
  static boolean areLines(String words, String shown) {
    List<String> wanted = words.strip().lines().toList();
    String[] found = shown.strip().split("[" + END_OF_LINE + NEW_LINE + "]", -1);
    boolean same = wanted.size() == found.length || wanted.isEmpty() && shown.isBlank();
    for (int i = 0; same && i < wanted.size(); i++) {
      same = spell(wanted.get(i), found[i]);
    }
    return same;
  }

  /** Whether a text is written from right to left, or told to be so. */
  static boolean turns(String text) {
    return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
  }

  /**
   * Whether it is known how a text is shown: a bracket between letters from right to left is shown
   * by another one, and marks that nobody sees turn a line only among letters that are seen.
   */
  static boolean isOrdered(String text) {
    boolean told =
        text.lines()
            .anyMatch(
                line ->
                    line.chars().anyMatch(c -> TURNING.indexOf(c) >= 0)
                        && line.chars().noneMatch(SeenLetters::isFromTheRight));
    return !turns(text)
        || !told
            && text.chars().noneMatch(c -> EMBEDDING.indexOf(c) >= 0)
            && text.chars().noneMatch(Character::isMirrored);
  }

  private static boolean isFromTheRight(int letter) {
    int way = Character.getDirectionality(letter);
    return Character.isLetter(letter)
        && (way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }

  /**
   * A text line by line from left to right (Unicode, annex 9); a paragraph begins on the side of
   * its first letter.
   */
  static String visual(String text) {
    if (!turns(text)) {
      return text;
    }
    StringBuilder visual = new StringBuilder();
    for (String line : SeenLetters.compatible(text).split("\\R", -1)) {
      Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
      byte[] levels = new byte[line.length()];
      Character[] letters = new Character[line.length()];
      for (int i = 0; i < letters.length; i++) {
        levels[i] = (byte) bidi.getLevelAt(i);
        letters[i] = line.charAt(i);
      }
      Bidi.reorderVisually(levels, 0, letters, 0, letters.length);
      for (Character letter : letters) {
        visual.append(letter);
      }
    }
    return visual.toString();
  }

  // Letters that look alike are one; a raised figure is none.
  private static String alike(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              String letter = Character.toString(point);
              boolean form = FORMS.contains(Character.UnicodeBlock.of(point));
              plain.append(form ? compatible(letter) : letter);
            });
    String same = plain.toString().replace('\u00b5', '\u03bc');
    return Normalizer.normalize(same, Normalizer.Form.NFC);
  }

  // To the right, then down.
  private void follow(float x, float y, double wide, double high) {
    if (text.isEmpty()) {
      return;
    }
    double up = y - endY;
    if (Math.abs(up) <= SAME_LINE * high) {
      doubtful |= !(x - endX >= BACK * wide);
      if (x - endX > BLANK * wide) {
        text.append(' ');
      }
    } else {
      doubtful |= !(up <= NEXT_LINE * high);
      text.append(edge - endX < MOST_FREE * wide ? END_OF_LINE : NEW_LINE);
    }
  }
}
