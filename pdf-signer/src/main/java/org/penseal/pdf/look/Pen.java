// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Follows the content of an appearance (ISO 32000-2, 8.4 and 9.3) as far as it takes to doubt that
 * the text in it can be seen, or that it is all that can be read.
 */
final class Pen {
  private static final double SMALLEST_TEXT_POINTS = 2;
  private static final double TOLERANCE_POINTS = 3;
  private static final double SAME_COLOUR = 0.05;
  private static final int INVISIBLE = 3;
  private static final float[] WHITE = {1, 1, 1};
  private static final float[] BLACK = {0, 0, 0};
  private static final Set<COSBase> DEVICE =
      Set.of(COSName.DEVICEGRAY, COSName.DEVICERGB, COSName.DEVICECMYK);
  private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
  private static final Set<String> STROKING = Set.of("S", "s");
  // In others, black on white may vanish.
  private static final Set<COSBase> BLENDS = Set.of(COSName.NORMAL, COSName.MULTIPLY);
  private static final Set<COSName> CHANGING =
      Set.of(COSName.FONT, COSName.TR, COSName.getPDFName("TR2"));

  private final @Nullable COSDictionary states;
  private final Strokes strokes;
  private final float[] frame;
  private final Deque<State> saved = new ArrayDeque<>();
  private State state;
  private Matrix text = new Matrix();
  private Matrix line = new Matrix();
  private float[] backdrop = WHITE;
  private float @Nullable [] previous;
  private boolean told;
  private boolean clipping;
  private boolean doubtful;

  // Everything that q keeps; a null colour is one that is not told.
  private record State(
      Matrix matrix,
      float[] clip,
      float @Nullable [] colour,
      double size,
      double leading,
      boolean hidden) {}

  Pen(PDRectangle box, @Nullable COSDictionary resources) {
    this.frame =
        new float[] {
          box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY()
        };
    this.strokes = new Strokes(box.getWidth(), box.getHeight());
    this.states = resources == null ? null : resources.getCOSDictionary(COSName.EXT_G_STATE);
    this.doubtful = replacesColours(resources);
    this.state = new State(new Matrix(), frame, BLACK, 0, 0, false);
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
    return doubtful;
  }

  void follow(String operator, List<COSBase> operands) {
    float[] n = numbers(operands);
    switch (operator) {
      case "q" -> saved.push(state);
      case "Q" -> state = saved.isEmpty() ? state : saved.pop();
      case "cm" -> state = with(matrix(n).multiply(state.matrix), state.clip);
      case "gs" -> doubtful |= !harmless(operands);
      case "BDC" -> doubtful |= !operands.isEmpty() && operands.getFirst().equals(COSName.OC);
      case "W", "W*" -> clipping = true;
      default -> {
        if (!colour(operator, n, operands) && !text(operator, n, operands)) {
          path(operator, n);
        }
      }
    }
  }

  private State with(Matrix matrix, float[] clip) {
    return new State(matrix, clip, state.colour, state.size, state.leading, state.hidden);
  }

  private boolean colour(String operator, float[] n, List<COSBase> operands) {
    float[] colour;
    switch (operator) {
      case "g", "rg", "k" -> colour = device(n);
      case "cs" -> {
        told = !operands.isEmpty() && DEVICE.contains(operands.getFirst());
        colour = told ? BLACK : null;
      }
      case "sc", "scn" -> colour = told ? device(n) : null;
      default -> {
        return false;
      }
    }
    state = new State(state.matrix, state.clip, colour, state.size, state.leading, state.hidden);
    return true;
  }

  private static float @Nullable [] device(float[] n) {
    return switch (n.length) {
      case 1 -> new float[] {n[0], n[0], n[0]};
      case 3 -> n;
      case 4 ->
          new float[] {(1 - n[0]) * (1 - n[3]), (1 - n[1]) * (1 - n[3]), (1 - n[2]) * (1 - n[3])};
      default -> null;
    };
  }

  private boolean text(String operator, float[] n, List<COSBase> operands) {
    double last = n.length == 0 ? 0 : n[n.length - 1];
    switch (operator) {
      case "BT" -> start(new Matrix());
      case "Tm" -> start(matrix(n));
      case "Td" -> move(n);
      case "TD" -> {
        state = sized(state.size, -last, state.hidden);
        move(n);
      }
      case "TL" -> state = sized(state.size, last, state.hidden);
      case "T*" -> move(new float[] {0, (float) -state.leading});
      case "Tf" -> state = sized(last, state.leading, state.hidden);
      case "Tr" -> state = sized(state.size, state.leading, last >= INVISIBLE);
      case "Tc", "Tw" -> doubtful |= !isNear(last);
      case "Tz" -> doubtful |= last < 20 || last > 500;
      case "Ts" -> doubtful |= Math.abs(last) > Math.max(1, state.size);
      case "Tj" -> shown();
      case "TJ" -> {
        doubtful |= jumps(operands);
        shown();
      }
      case "'", "\"" -> {
        doubtful |= operator.equals("\"") && !(n.length == 2 && isNear(n[0]) && isNear(n[1]));
        move(new float[] {0, (float) -state.leading});
        shown();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private State sized(double size, double leading, boolean hidden) {
    return new State(state.matrix, state.clip, state.colour, size, leading, hidden);
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

  // Space between characters that leaves them in their order, and in sight.
  private boolean isNear(double space) {
    double size = Math.max(1, state.size);
    return space >= -0.3 * size && space <= 4 * size;
  }

  // More than the width of a character to the left, or of several to the right.
  private static boolean jumps(List<COSBase> operands) {
    return operands.getFirst() instanceof COSArray array
        && array.toList().stream()
            .anyMatch(
                each ->
                    each instanceof COSNumber number
                        && (number.floatValue() > 1000 || number.floatValue() < -4000));
  }

  private void shown() {
    Matrix at = text.multiply(state.matrix);
    float x = at.getTranslateX();
    float y = at.getTranslateY();
    double size = Math.abs(state.size) * Math.hypot(at.getShearX(), at.getScaleY());
    double width = Math.abs(state.size) * Math.hypot(at.getScaleX(), at.getShearY());
    float[] clip = state.clip;
    doubtful |=
        state.hidden
            || Math.min(size, width) < SMALLEST_TEXT_POINTS
            || size > 2 * Math.max(frame[2] - frame[0], frame[3] - frame[1])
            || x < clip[0] - TOLERANCE_POINTS
            || x > clip[2]
            || y < clip[1] - TOLERANCE_POINTS
            || y > clip[3]
            || clip[2] - clip[0] < SMALLEST_TEXT_POINTS
            || clip[3] - clip[1] < SMALLEST_TEXT_POINTS
            || like(state.colour, backdrop)
            || previous != null && !follows(previous, at, size);
    previous = new float[] {x, y};
  }

  // Text is read in the order of the stream: to the right, then down.
  private static boolean follows(float[] previous, Matrix at, double size) {
    double norm = Math.hypot(at.getScaleX(), at.getShearY());
    double x = at.getTranslateX() - previous[0];
    double y = at.getTranslateY() - previous[1];
    double along = (x * at.getScaleX() + y * at.getShearY()) / norm;
    double up = (y * at.getScaleX() - x * at.getShearY()) / norm;
    return Math.abs(up) > size / 2 ? up < 0 : along > -0.5;
  }

  private static boolean like(float @Nullable [] colour, float[] other) {
    if (colour == null) {
      return true;
    }
    double most = 0;
    for (int i = 0; i < other.length; i++) {
      most = Math.max(most, Math.abs(colour[i] - other[i]));
    }
    return most < SAME_COLOUR;
  }

  private void path(String operator, float[] n) {
    boolean fills = FILLING.contains(operator);
    if (fills || STROKING.contains(operator)) {
      // What is painted over the text, or as fine as a character, may be read in its place.
      doubtful |= previous != null || !strokes.plain() || fills && state.colour == null;
      backdrop = fills && state.colour != null ? state.colour : backdrop;
    }
    if (fills || STROKING.contains(operator) || operator.equals("n")) {
      if (clipping) {
        doubtful |= !strokes.oneRectangle();
        state = with(state.matrix, met(state.clip, strokes.bounds()));
      }
      clipping = false;
      strokes.clear();
    } else {
      strokes.follow(operator, n, state.matrix);
    }
  }

  private static float[] met(float[] a, float[] b) {
    return new float[] {
      Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])
    };
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
            || BLENDS.contains(found.getDictionaryObject(COSName.BM)))
        && (!found.containsKey(COSName.SMASK)
            || COSName.NONE.equals(found.getDictionaryObject(COSName.SMASK)))
        && found.getFloat(COSName.CA, 1) > 0.9
        && found.getFloat(COSName.CA_NS, 1) > 0.9;
  }

  private static Matrix matrix(float[] n) {
    return n.length == 6 ? new Matrix(n[0], n[1], n[2], n[3], n[4], n[5]) : new Matrix();
  }

  private static float[] numbers(List<COSBase> operands) {
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
