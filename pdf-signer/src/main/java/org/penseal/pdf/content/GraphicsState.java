// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.DrawnPath.Box;
import org.penseal.pdf.content.DrawnResources.Space;

/** Parameters of the graphics state that determine whether something is visible (8.4.5). */
final class GraphicsState {
  private static final Set<String> BLENDING =
      Set.of(
          "Normal",
          "Compatible",
          "Multiply",
          "Screen",
          "Overlay",
          "Darken",
          "Lighten",
          "ColorDodge",
          "ColorBurn",
          "HardLight",
          "SoftLight",
          "Difference",
          "Exclusion",
          "Hue",
          "Saturation",
          "Color",
          "Luminosity");
  private static final Set<String> MASKS = Set.of("Alpha", "Luminosity");
  private static final Set<String> UNCHANGED = Set.of("Identity", "Default");

  // A reader that rounds down stops a sixteenth before full.
  private static final double FAINT = 1.0 / 16;

  /**
   * The tip of a sharp corner reaches half of so many line widths; beyond, readers do not agree.
   */
  static final float MOST_MITER = 100;

  private static final Set<String> PLAIN = Set.of("Normal", "Compatible");

  /**
   * How lines are drawn.
   *
   * @param width units of the content
   * @param capped whether ends make dashes longer than they say
   * @param dash the shortest, units of the content; infinite without dashes
   * @param gap the shortest, the same
   * @param period of a dash and its gap in the mean, the same; infinite without dashes
   */
  record Line(double width, boolean capped, double dash, double gap, double period) {
    private static final double NONE = Double.POSITIVE_INFINITY;
    static final Line FIRST = new Line(1, false, NONE, NONE, NONE);
    // PDFBox makes dashes and gaps longer than a sixteenth of a point, and readers that align edges
    // with pixels join dashes.
    private static final double LEAST_POINTS = 0.25;
    private static final double SHORTEST_POINTS = 0.5;
    private static final double SHORTEST_WIDE_POINTS = 2;
    private static final double WIDE_POINTS = 2;

    /** After an operator with a first operand, or an entry of a graphics state for the same. */
    Line after(String operator, Object first) {
      if (operator.equals("w")) {
        return new Line(((Number) first).doubleValue(), capped, dash, gap, period);
      }
      if (operator.equals("J")) {
        return new Line(width, ((Number) first).intValue() != 0, dash, gap, period);
      }
      List<?> lengths = (List<?>) first;
      double sum = 0;
      double[] shortest = {NONE, NONE};
      for (int i = 0; i < 2 * lengths.size(); i++) { // of an odd number each is both
        double length = ((Number) lengths.get(i % lengths.size())).doubleValue();
        sum += length;
        shortest[i % 2] = length > 0 ? Math.min(shortest[i % 2], length) : shortest[i % 2];
      }
      double mean = lengths.isEmpty() ? NONE : sum / lengths.size();
      return new Line(width, capped, shortest[0], shortest[1], mean);
    }

    /** Requires dashes that are no finer than readers draw. */
    void requireCoarse(Transform page) throws Ambiguous {
      boolean wide = width * page.scale() >= WIDE_POINTS;
      if (Math.min(gap, capped ? NONE : dash) * page.least() < LEAST_POINTS
          || period * page.least() < (wide ? SHORTEST_WIDE_POINTS : SHORTEST_POINTS)) {
        throw new Ambiguous("too fine dashes");
      }
    }
  }

  /**
   * What makes a layer faint, or blends it with what lies below.
   *
   * @param fill whether areas are nearly transparent
   * @param stroke whether lines are
   * @param blend whether it is blended
   * @param mask whether it has a soft mask
   */
  record Faint(boolean fill, boolean stroke, boolean blend, boolean mask) {
    static final Faint NOT = new Faint(false, false, false, false);

    boolean any() {
      return fill || stroke || blend || mask;
    }

    Faint with(COSDictionary state) {
      COSBase blending = state.getDictionaryObject(COSName.BM);
      if (blending instanceof COSArray several && several.size() > 0) {
        blending = several.getObject(0);
      }
      COSBase soft = state.getDictionaryObject(COSName.SMASK);
      return new Faint(
          isFaint(state.getDictionaryObject(COSName.CA_NS), fill),
          isFaint(state.getDictionaryObject(COSName.CA), stroke),
          blending instanceof COSName name ? !PLAIN.contains(name.getName()) : blend,
          soft == null ? mask : !COSName.NONE.equals(soft));
    }

    private static boolean isFaint(@Nullable COSBase share, boolean before) {
      return share instanceof COSNumber number ? number.floatValue() < FAINT : before;
    }
  }

  /**
   * The parameters at one point of the content.
   *
   * @param page from its coordinates to those of the page
   * @param font of text, or null
   * @param size of the font
   * @param fill colour space for filling; null in a form, which inherits it
   * @param stroke colour space for stroking; null as for fill
   * @param overprint whether inks leave what lies below
   * @param clip the box around what is shown
   * @param mask the box of a soft mask
   */
  record State(
      Transform page,
      @Nullable DrawnFont font,
      double size,
      @Nullable Space fill,
      @Nullable Space stroke,
      boolean overprint,
      Box clip,
      Box mask,
      Line line,
      Faint faint) {
    State colour(boolean strokes, @Nullable Space space) {
      Space area = strokes ? fill : space;
      Space edge = strokes ? space : stroke;
      return new State(page, font, size, area, edge, overprint, clip, mask, line, faint);
    }

    State at(Transform place) {
      return new State(place, font, size, fill, stroke, overprint, clip, mask, line, faint);
    }

    State with(DrawnFont other, double points) {
      return new State(page, other, points, fill, stroke, overprint, clip, mask, line, faint);
    }

    State line(Line other) {
      return new State(page, font, size, fill, stroke, overprint, clip, mask, other, faint);
    }

    State clip(Box box) {
      return new State(page, font, size, fill, stroke, overprint, clip.and(box), mask, line, faint);
    }

    /** After `gs`. */
    State with(COSDictionary named) throws Ambiguous {
      Box soft = GraphicsState.mask(named, page);
      Line drawn = line.after("w", named.getFloat(COSName.LW, (float) line.width));
      drawn = drawn.after("J", named.getInt(COSName.LC, line.capped ? 1 : 0));
      if (named.getDictionaryObject(COSName.D) instanceof COSArray dashes) {
        drawn = drawn.after("d", numbers((COSArray) dashes.getObject(0)));
      }
      return new State(
          page,
          font,
          size,
          fill,
          stroke,
          overprints(named, overprint),
          clip,
          soft == null ? mask : soft,
          drawn,
          faint.with(named));
    }

    // PDFBox ignores a mask that does not reach what is painted.
    void requirePaint() throws Ambiguous {
      if (!mask.equals(Box.EVERYWHERE) && mask.and(clip).isEmpty()) {
        throw new Ambiguous("a mask elsewhere");
      }
      if (overprint
          && (fill != null && fill.overprinted() || stroke != null && stroke.overprinted())) {
        throw new Ambiguous("overprinting");
      }
    }
  }

  private GraphicsState() {}

  /**
   * @param page from the coordinates of the content to those of the page
   */
  static void require(COSDictionary state, ContentReading reading, Transform page)
      throws Ambiguous, IOException {
    if (state.containsKey(COSName.FONT)) {
      throw new Ambiguous("a font of a graphics state");
    }
    requireUnchanged(state.getDictionaryObject(COSName.TR));
    requireUnchanged(state.getDictionaryObject(COSName.getPDFName("TR2")));
    requireLines(state);
    requireShare(state.getDictionaryObject(COSName.CA));
    requireShare(state.getDictionaryObject(COSName.CA_NS));
    COSBase blending = state.getDictionaryObject(COSName.BM);
    if (blending instanceof COSArray several && several.size() > 0) {
      blending = several.getObject(0);
    }
    if (blending != null
        && !(blending instanceof COSName name && BLENDING.contains(name.getName()))) {
      throw new Ambiguous("a way of blending");
    }
    if (blending instanceof COSName name) {
      reading.blend(name.getName());
    }
    mask(state.getDictionaryObject(COSName.SMASK), reading, page);
  }

  /**
   * Whether colours from here on are overprinted, that is, do not erase what lies below. Some
   * readers show that on a screen, too.
   */
  private static boolean overprints(COSDictionary state, boolean before) {
    COSBase strokes = state.getDictionaryObject(COSName.OP);
    COSBase fills = state.getDictionaryObject(COSName.OP_NS);
    return strokes == null && fills == null
        ? before
        : COSBoolean.TRUE.equals(strokes) || COSBoolean.TRUE.equals(fills);
  }

  /** The place on the page of the soft mask that a graphics state sets; null if it sets none. */
  private static @Nullable Box mask(COSDictionary state, Transform page) throws Ambiguous {
    COSBase mask = state.getDictionaryObject(COSName.SMASK);
    if (mask instanceof COSDictionary found
        && found.getDictionaryObject(COSName.G) instanceof COSStream form) {
      return ContentReading.placed(form, page);
    }
    return mask == null ? null : Box.EVERYWHERE;
  }

  private static void requireLines(COSDictionary state) throws Ambiguous {
    COSBase dashes = state.getDictionaryObject(COSName.D);
    boolean fits =
        isWithin(state.getDictionaryObject(COSName.LW), Float.MAX_VALUE)
            && isWithin(state.getDictionaryObject(COSName.ML), MOST_MITER)
            && isWithin(state.getDictionaryObject(COSName.LC), 2)
            && isWithin(state.getDictionaryObject(COSName.LJ), 2);
    if (dashes != null) {
      fits &=
          dashes instanceof COSArray pair
              && pair.size() == 2
              && pair.getObject(0) instanceof COSArray lengths
              && pair.getObject(1) instanceof COSNumber phase
              && phase.floatValue() >= 0
              && Syntax.areDashes(numbers(lengths));
    }
    if (!fits) {
      throw new Ambiguous("lines of a graphics state");
    }
  }

  private static List<Object> numbers(COSArray array) {
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      COSBase each = array.getObject(i);
      numbers.add(each instanceof COSNumber number ? (double) number.floatValue() : array);
    }
    return numbers;
  }

  private static boolean isWithin(@Nullable COSBase value, float most) {
    return value == null
        || value instanceof COSNumber number
            && number.floatValue() >= 0
            && number.floatValue() <= most;
  }

  private static void requireUnchanged(@Nullable COSBase transfer) throws Ambiguous {
    if (transfer != null
        && !(transfer instanceof COSName name && UNCHANGED.contains(name.getName()))) {
      throw new Ambiguous("a transfer function");
    }
  }

  private static void requireShare(@Nullable COSBase share) throws Ambiguous {
    if (share != null
        && !(share instanceof COSNumber number
            && number.floatValue() >= 0
            && number.floatValue() <= 1)) {
      throw new Ambiguous("an opacity");
    }
  }

  private static void mask(@Nullable COSBase mask, ContentReading reading, Transform page)
      throws Ambiguous, IOException {
    if (mask == null || COSName.NONE.equals(mask)) {
      return;
    }
    if (!(mask instanceof COSDictionary found)
        || !(found.getDictionaryObject(COSName.G) instanceof COSStream form)
        || !(form.getDictionaryObject(COSName.GROUP) instanceof COSDictionary group)
        || !(found.getDictionaryObject(COSName.S) instanceof COSName kind)
        || !MASKS.contains(kind.getName())) {
      throw new Ambiguous("a mask");
    }
    COSBase backdrop = found.getDictionaryObject(COSName.BC);
    if (backdrop != null) {
      COSBase space = group.getDictionaryObject(COSName.CS);
      if (space == null || kind.getName().equals("Alpha")) {
        throw new Ambiguous("the backdrop of a mask");
      }
      ContentReading.numbers(backdrop, new DrawnResources(null).space(space).components());
    }
    requireUnchanged(found.getDictionaryObject(COSName.TR));
    reading.form(form, ContentReading.Spot.at(page));
  }
}
