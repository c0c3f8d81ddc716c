// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.Operands;

/**
 * Follows the content of an appearance (ISO 32000-2, 8.4 and 9.3) as far as it takes to doubt that
 * the text in it can be seen, or that it is all that can be read.
 */
final class Pen {
  private static final double PER_MILLE = 1000;
  private static final double LEAST_CLIP_POINTS = 2;
  private static final double LEAST_SEEN_POINTS = 1;
  private static final double UNEVEN_CLIP = 0.2;
  private static final Set<COSName> CHANGING =
      Set.of(COSName.FONT, COSName.LW, COSName.D, COSName.TR, COSName.getPDFName("TR2"));
  private static final Set<COSName> REPLACING =
      Set.of(COSName.ACTUAL_TEXT, COSName.ALT, COSName.E, COSName.MCID);

  private final @Nullable COSDictionary states;
  private final @Nullable COSDictionary properties;
  private final Strokes strokes;
  private final SeenLetters letters;
  private final float[] frame;
  private final Deque<State> saved = new ArrayDeque<>();
  private State state;
  private Matrix text = new Matrix();
  private Matrix line = new Matrix();
  private boolean clipping;
  private boolean doubtful;
  private boolean replaced;

  // Everything that q keeps; the lines' width is in points of the matrix.
  private record State(
      Matrix matrix, float[] clip, Strokes.Ink ink, Strokes.Line line, Style style) {
    State with(Style other) {
      return new State(matrix, clip, ink, line, other);
    }
  }

  // The text state; plain is text that is filled, on its line.
  private record Style(
      @Nullable PDFont font,
      double size,
      double leading,
      double letterSpace,
      double wordSpace,
      double scale,
      boolean plain) {}

  Pen(PDRectangle box, @Nullable COSDictionary resources) {
    this.frame =
        new float[] {
          box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY()
        };
    this.letters = new SeenLetters(box.getUpperRightX());
    this.strokes =
        new Strokes(
            new Rectangle2D.Float(
                box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()));
    this.states = resources == null ? null : resources.getCOSDictionary(COSName.EXT_G_STATE);
    this.properties = resources == null ? null : resources.getCOSDictionary(COSName.PROPERTIES);
    this.doubtful = replacesColours(resources);
    Style style = new Style(null, 0, 0, 0, 0, 1, true);
    Strokes.Line thin = new Strokes.Line(Strokes.Ink.BLACK, 1, "");
    this.state = new State(new Matrix(), frame, Strokes.Ink.BLACK, thin, style);
  }

  /** Whether default colour spaces replace those of the device (ISO 32000-2, 8.6.5.6). */
  static boolean replacesColours(@Nullable COSDictionary resources) {
    COSDictionary spaces =
        resources == null ? null : resources.getCOSDictionary(COSName.COLORSPACE);
    return spaces != null
        && spaces.keySet().stream().anyMatch(each -> each.getName().startsWith("Default"));
  }

  /** Whether what was read may not be what is seen. */
  boolean doubtful() {
    return doubtful
        || letters.doubtful()
        || !strokes.divideEvenly()
        || !strokes.bevelWhole()
        || !strokes.isLineNearLetters();
  }

  /** How many upright lines divide it into cells. */
  int dividers() {
    return strokes.dividers();
  }

  /** Whether readers may take other words than those that are painted. */
  boolean replaced() {
    return replaced;
  }

  /** What is seen, with the blanks that are seen. */
  String text() {
    return letters.text();
  }

  /** The middle of each letter of it, as a share of the width. */
  List<Double> centres() {
    double wide = Math.max(frame[2] - frame[0], Double.MIN_NORMAL);
    return letters.centres().stream().map(each -> (each - frame[0]) / wide).toList();
  }

  /** The font of the text that is shown next; null for none. */
  @Nullable PDFont font() {
    return state.style.font;
  }

  void follow(String operator, List<COSBase> operands) {
    float[] n = numbers(operands);
    switch (operator) {
      case "q" -> saved.push(state);
      case "Q" -> state = saved.isEmpty() ? state : saved.pop();
      case "cm" -> state = placed(matrix(n).multiply(state.matrix), state.clip);
      case "d" -> {
        doubtful |= !areDashes(operands);
        boolean solid = !operands.isEmpty() && new COSArray().equals(operands.getFirst());
        String dashes = solid ? "" : Operands.written(operands);
        state = lined(state.line.ink(), state.line.width(), dashes);
      }
      case "w" -> state = lined(state.line.ink(), n.length == 1 ? n[0] : 0, state.line.dashes());
      case "gs" -> doubtful |= !harmless(operands);
      case "BDC", "DP" -> marked(operands);
      case "W", "W*" -> clipping = true;
      default -> {
        if (!colour(operator, n, operands) && !text(operator, n)) {
          path(operator, n);
        }
      }
    }
  }

  private State placed(Matrix matrix, float[] clip) {
    return new State(matrix, clip, state.ink, state.line, state.style);
  }

  private State lined(Strokes.Ink ink, double width, String dashes) {
    Strokes.Line line = new Strokes.Line(ink, width, dashes);
    return new State(state.matrix, state.clip, state.ink, line, state.style);
  }

  private void marked(List<COSBase> operands) {
    doubtful |= !operands.isEmpty() && operands.getFirst().equals(COSName.OC);
    COSBase given = operands.isEmpty() ? null : operands.getLast();
    COSDictionary list =
        given instanceof COSName name && properties != null
            ? properties.getCOSDictionary(name)
            : given instanceof COSDictionary direct ? direct : null;
    // Some readers look for a list that is not here in the resources of the page.
    replaced |=
        list == null ? operands.size() > 1 : !Collections.disjoint(list.keySet(), REPLACING);
  }

  private boolean colour(String operator, float[] n, List<COSBase> operands) {
    switch (operator) {
      case "g", "rg", "k", "cs", "sc", "scn" -> {
        Strokes.Ink ink = state.ink.after(operator, n, operands);
        state = new State(state.matrix, state.clip, ink, state.line, state.style);
      }
      case "G", "RG", "K", "CS", "SC", "SCN" -> {
        Strokes.Line line = state.line;
        Strokes.Ink ink = line.ink().after(operator.toLowerCase(Locale.ROOT), n, operands);
        state = lined(ink, line.width(), line.dashes());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(String operator, float[] n) {
    double last = n.length == 0 ? 0 : n[n.length - 1];
    Style now = state.style;
    switch (operator) {
      case "BT" -> start(new Matrix());
      case "Tm" -> start(matrix(n));
      case "Td" -> move(n);
      case "TD" -> {
        lead(-last);
        move(n);
      }
      case "TL" -> lead(last);
      case "T*" -> move(new float[] {0, (float) -now.leading});
      case "Tc" -> spaced(last, now.wordSpace);
      case "Tw" -> spaced(now.letterSpace, last);
      case "Tz" -> state = state.with(scaled(last / 100, now.plain));
      case "Tr", "Ts" -> state = state.with(scaled(now.scale, last == 0));
      case "'", "\"" -> {
        if (n.length == 2) {
          spaced(n[1], n[0]);
        }
        move(new float[] {0, (float) -now.leading});
      }
      case "Tj", "TJ", "Tf" -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A font is chosen; null for one that is not known. */
  void choose(@Nullable PDFont font, List<COSBase> operands) {
    float[] n = numbers(operands);
    Style now = state.style;
    state =
        state.with(
            new Style(
                font,
                n.length == 0 ? 0 : n[n.length - 1],
                now.leading,
                now.letterSpace,
                now.wordSpace,
                now.scale,
                now.plain));
  }

  private void lead(double leading) {
    Style s = state.style;
    state =
        state.with(
            new Style(s.font, s.size, leading, s.letterSpace, s.wordSpace, s.scale, s.plain));
  }

  private void spaced(double letters, double words) {
    Style s = state.style;
    state = state.with(new Style(s.font, s.size, s.leading, letters, words, s.scale, s.plain));
  }

  // Once text was lifted or outlined, what comes later is not plain either, until `Q`.
  private Style scaled(double scale, boolean plain) {
    Style s = state.style;
    return new Style(
        s.font, s.size, s.leading, s.letterSpace, s.wordSpace, scale, plain && s.plain);
  }

  private void start(Matrix matrix) {
    line = matrix;
    text = matrix;
  }

  private void move(float[] n) {
    if (n.length == 2) {
      start(Matrix.getTranslateInstance(n[0], n[1]).multiply(line));
    }
  }

  /** A number in the array of `TJ`: so many thousandths of an em to the left. */
  void jump(double thousandths) {
    advance(-thousandths / PER_MILLE * state.style.size * state.style.scale);
  }

  /**
   * Shows one letter.
   *
   * @param width of it, in thousandths of an em
   * @param wordEnd whether it is the single octet 32
   */
  void show(String letter, double width, boolean wordEnd) {
    Style now = state.style;
    if (!letter.isBlank()) {
      Matrix sized =
          new Matrix((float) (now.size * now.scale), 0, 0, (float) now.size, 0, 0)
              .multiply(text)
              .multiply(state.matrix);
      float[] box = letters.add(letter, sized, width / PER_MILLE, state.clip);
      doubtful |=
          !now.plain
              || now.font == null
              || now.font.isVertical()
              || Math.max(box[2] - box[0], box[3] - box[1])
                  > 2 * Math.max(frame[2] - frame[0], frame[3] - frame[1])
              || state.clip[2] - state.clip[0] < LEAST_CLIP_POINTS
              || state.clip[3] - state.clip[1] < LEAST_CLIP_POINTS
              || !strokes.show(box, state.ink.rgb());
    } else {
      letters.blank(text.multiply(state.matrix));
    }
    double space = now.letterSpace + (wordEnd ? now.wordSpace : 0);
    advance((width / PER_MILLE * now.size + space) * now.scale);
  }

  private void advance(double points) {
    text = Matrix.getTranslateInstance((float) points, 0).multiply(text);
  }

  private void path(String operator, float[] n) {
    boolean paints = Ground.paints(operator);
    if (paints) {
      // What is painted over the text, or like a character, may be read in its place.
      doubtful |= !strokes.paint(operator, state.ink, line()) || letters.any() || isClipped();
      doubtful |= !"fF".contains(operator.substring(0, 1)) && cuts(strokes.path().bounds());
    }
    if (paints || operator.equals("n")) {
      if (clipping) {
        doubtful |= !strokes.path().oneRectangle();
        state = placed(state.matrix, met(state.clip, strokes.path().bounds()));
      }
      clipping = false;
      strokes.path().clear();
    } else {
      strokes.path().follow(operator, n, state.matrix);
    }
  }

  // A border that is hidden would excuse lines beside it.
  private boolean cuts(float[] lines) {
    return state.clip[0] > lines[0]
        || state.clip[1] > lines[1]
        || state.clip[2] < lines[2]
        || state.clip[3] < lines[3];
  }

  // A part of a border or a ground may be any sign.
  private boolean isClipped() {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < frame.length; i++) {
      double cut = Math.max(0, i < 2 ? state.clip[i] - frame[i] : frame[i] - state.clip[i]);
      least = Math.min(least, cut);
      most = Math.max(most, cut);
    }
    return most > LEAST_SEEN_POINTS || most - least > UNEVEN_CLIP;
  }

  private Strokes.Line line() {
    Matrix m = state.matrix;
    double scale = Math.max(Math.abs(m.getScalingFactorX()), Math.abs(m.getScalingFactorY()));
    Strokes.Line drawn = state.line;
    return new Strokes.Line(drawn.ink(), drawn.width() * scale, drawn.dashes());
  }

  private static float[] met(float[] a, float[] b) {
    return new float[] {
      Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])
    };
  }

  private static boolean areDashes(List<COSBase> operands) {
    return operands.size() == 2
        && operands.getFirst() instanceof COSArray lengths
        && operands.getLast() instanceof COSNumber phase
        && Strokes.areDashes(numbers(lengths.toList()), phase.floatValue());
  }

  // A graphics state that brings a font of its own, makes transparent, or changes colours.
  private boolean harmless(List<COSBase> operands) {
    COSDictionary found =
        states != null && !operands.isEmpty() && operands.getFirst() instanceof COSName name
            ? states.getCOSDictionary(name)
            : null;
    return found != null
        && Collections.disjoint(found.keySet(), CHANGING)
        && (!found.containsKey(COSName.BM)
            || COSName.NORMAL.equals(found.getDictionaryObject(COSName.BM)))
        && (!found.containsKey(COSName.SMASK)
            || COSName.NONE.equals(found.getDictionaryObject(COSName.SMASK)))
        && found.getFloat(COSName.CA, 1) > 0.9
        && found.getFloat(COSName.CA_NS, 1) > 0.9;
  }

  private static Matrix matrix(float[] n) {
    return n.length == 6 ? new Matrix(n[0], n[1], n[2], n[3], n[4], n[5]) : new Matrix();
  }

  private static float[] numbers(List<? extends COSBase> operands) {
    float[] numbers = new float[operands.size()];
    int count = 0;
    for (COSBase each : operands) {
      if (each instanceof COSNumber number) {
        numbers[count++] = number.floatValue();
      }
    }
    return Arrays.copyOf(numbers, count);
  }
}
