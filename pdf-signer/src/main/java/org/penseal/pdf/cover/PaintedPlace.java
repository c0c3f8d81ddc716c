// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * The place where readers paint a note, which may be outside its rectangle: MuPDF and pdf.js draw
 * the strokes and marks of a note without an appearance at their own coordinates, icons have a size
 * of their own, borders a width.
 */
final class PaintedPlace {
  // The largest icon of a note that readers draw, in points.
  private static final double ICON = 24;
  private static final Set<String> ICONS = Set.of("Comment", "Key", "Note", "Help");
  private static final double WIDEST_THIN_BORDER = 4;
  private static final double LEAST_LINE = 1;
  // The tip of a sharp corner reaches five times the line width beyond it (the miter limit is 10).
  private static final double CORNER = 5;
  // MuPDF rounds the ends of a highlight, and moves the control points of the rounding as far
  // across.
  private static final double ROUNDING = Math.sqrt(2) / 4.2425;
  // MuPDF draws lines of a sixteenth of what is marked.
  private static final double LINES_OF_A_MARK = 16;
  private static final double TALLEST_LINE_OF_TEXT = 24;
  private static final double DARK = 0.5;
  private static final double FLAT_POINTS = 6;
  private static final double FARTHEST_SIGN_POINTS = 72;
  static final int MOST_NUMBERS = 1 << 18;
  private static final List<COSName> OUTLINES =
      List.of(
          COSName.getPDFName("InkList"),
          COSName.QUADPOINTS,
          COSName.L,
          COSName.VERTICES,
          COSName.CL,
          COSName.getPDFName("Path"));

  private final COSDictionary note;
  private final String kind;
  private final Rectangle2D.@Nullable Double rectangle;
  private final @Nullable COSStream look;
  private final boolean hasLook;
  private final @Nullable MarkedQuads quads;

  PaintedPlace(Widget widget) {
    this.note = widget.dictionary();
    this.kind = note.getNameAsString(COSName.SUBTYPE, "");
    this.rectangle = widget.rectangle();
    this.look = widget.look();
    this.hasLook = look != null;
    this.quads = MarkedQuads.of(note.getDictionaryObject(COSName.QUADPOINTS));
  }

  /** In user space; null if it cannot be read. May be empty. */
  Rectangle2D.@Nullable Double place() {
    if (rectangle == null || kind.equals("Widget") || hasLook && !ignoresLook()) {
      return rectangle;
    }
    double line = Math.max(LEAST_LINE, border());
    if (kind.equals("Ink")) {
      line *= CORNER;
    } else if (kind.equals("Highlight") && quads != null) {
      line = Math.max(line, quads.height() * ROUNDING);
    }
    Rectangle2D.Double place = null;
    for (COSName outline : OUTLINES) {
      COSBase numbers = note.getDictionaryObject(outline);
      if (numbers != null) {
        Rectangle2D.Double box = outline == COSName.QUADPOINTS ? marked() : box(numbers);
        if (box == null) {
          return null;
        }
        place = place == null ? box : union(place, box);
      }
    }
    boolean area = rectangle.width > 0 && rectangle.height > 0;
    if (place == null) {
      boolean icon = kind.equals("Text");
      if (!icon && !area && border() <= LEAST_LINE) {
        return rectangle;
      }
      return grown(rectangle, icon && !holdsIcon() ? ICON : line);
    }
    return grown(area ? union(place, rectangle) : place, line);
  }

  /**
   * The place where poppler paints the icon of a note on a rotated page, with or without an
   * appearance: upright, beside the upper left corner of its rectangle. Null for other notes and
   * pages.
   *
   * @param rotation of the page, degrees clockwise
   */
  Rectangle2D.@Nullable Double upright(int rotation) {
    if (rotation == 0 || rectangle == null || !kind.equals("Text")) {
      return null;
    }
    double width = hasLook ? rectangle.width : Math.max(ICON, rectangle.width);
    double height = hasLook ? rectangle.height : Math.max(ICON, rectangle.height);
    double left = rectangle.x;
    double top = rectangle.y + rectangle.height;
    return switch (rotation) {
      case 90 -> new Rectangle2D.Double(left, top, height, width);
      case 180 -> new Rectangle2D.Double(left - width, top, width, height);
      default -> new Rectangle2D.Double(left - height, top - width, height, width);
    };
  }

  /** Whether readers may paint the whole place, whatever its appearance is. */
  boolean isOpaque() {
    return switch (kind) {
      case "Text" -> !hasLook && !(holdsIcon() && fitsIcon());
      case "Link" -> border() > WIDEST_THIN_BORDER;
      case "Highlight" -> ignoresLook() && isDark();
      case "Underline", "StrikeOut", "Squiggly" ->
          !hasLook && (isThick() || light() >= DARK || isDrawnVariously());
      default -> false;
    };
  }

  /**
   * Where readers may paint the border of a link: some within its rectangle, some on both sides of
   * its edges, and poppler also beside an appearance. Empty for other notes.
   */
  List<Rectangle2D> edges() {
    double wide = kind.equals("Link") ? linkBorder() : 0;
    if (rectangle == null || !(wide > 0)) {
      return List.of();
    }
    Rectangle2D.Double outer = grown(rectangle, wide);
    double right = rectangle.getMaxX() - wide;
    double top = rectangle.getMaxY() - wide;
    return List.of(
        new Rectangle2D.Double(outer.x, outer.y, 2 * wide, outer.height),
        new Rectangle2D.Double(right, outer.y, 2 * wide, outer.height),
        new Rectangle2D.Double(outer.x, outer.y, outer.width, 2 * wide),
        new Rectangle2D.Double(outer.x, top, outer.width, 2 * wide));
  }

  /**
   * Whether the border of a link is around nothing, or flat, beside letters of the page: it may be
   * read as one of them, where a reader paints it.
   */
  private boolean isSignBeside(PageMarks marks) {
    if (rectangle == null || edges().isEmpty()) {
      return false;
    }
    List<Letter> near = marks.letters(grown(rectangle, FARTHEST_SIGN_POINTS));
    boolean flat = Math.min(rectangle.getWidth(), rectangle.getHeight()) < FLAT_POINTS;
    return near.stream().anyMatch(each -> each.isInLine(rectangle))
        && (flat || near.stream().noneMatch(each -> rectangle.contains(centre(each.box()))));
  }

  /** Whether the border of a link that is there, or was, is such a sign. */
  static boolean isSignBeside(Addition addition, PageMarks marks) {
    COSDictionary old = addition.before();
    return new PaintedPlace(new Widget(addition.now())).isSignBeside(marks)
        || old != null && new PaintedPlace(new Widget(old)).isSignBeside(marks);
  }

  private static Point2D centre(Rectangle2D box) {
    return new Point2D.Double(box.getCenterX(), box.getCenterY());
  }

  /** Those that may hide something without being seen. */
  List<Rectangle2D> lightEdges() {
    return light() >= DARK ? edges() : List.of();
  }

  // Of two entries readers take either; without any, a border of one point.
  private double linkBorder() {
    COSDictionary style = note.getCOSDictionary(COSName.BS);
    COSArray border = note.getCOSArray(COSName.BORDER);
    boolean unsaid =
        style == null && border == null
            || style != null && !(style.getDictionaryObject(COSName.W) instanceof COSNumber)
            || border != null && !(border.size() > 2 && border.getObject(2) instanceof COSNumber);
    return unsaid ? Math.max(1, border()) : border();
  }

  /** Whether some readers paint something besides its appearance, or instead of it. */
  private boolean ignoresLook() {
    // Poppler draws borders of links; pdf.js takes a highlight's own look only if it blends.
    return kind.equals("Link") || kind.equals("Highlight") && !blends();
  }

  private Rectangle2D.@Nullable Double marked() {
    return quads == null ? null : quads.box();
  }

  // Lines that stand close together are one. Of what is taller than a line of text, readers do not
  // draw the line at the same height.
  private boolean isThick() {
    double each = Math.max(LEAST_LINE, border());
    double tall = quads == null ? 0 : quads.height();
    double together = quads == null ? each : quads.lines() * Math.max(each, tall / LINES_OF_A_MARK);
    return together > WIDEST_THIN_BORDER || tall > TALLEST_LINE_OF_TEXT;
  }

  // Not all readers draw such a mark in dashes or with transparency, and without a colour some draw
  // it in black, others not at all.
  private boolean isDrawnVariously() {
    boolean coloured =
        note.getDictionaryObject(COSName.C) instanceof COSArray colour
            && (colour.size() == 1 || colour.size() == 3 || colour.size() == 4);
    boolean dashed =
        note.getDictionaryObject(COSName.BS) instanceof COSDictionary style
                && style.containsKey(COSName.D)
            || note.getDictionaryObject(COSName.BORDER) instanceof COSArray border
                && border.size() > 3;
    return !coloured || dashed || note.containsKey(COSName.CA);
  }

  private boolean holdsIcon() {
    return rectangle != null && rectangle.width >= ICON / 2 && rectangle.height >= ICON / 2;
  }

  // In a larger one, and of a name that is none, readers draw an icon each where PDFBox has none.
  private boolean fitsIcon() {
    return rectangle != null
        && Math.max(rectangle.width, rectangle.height) <= ICON
        && ICONS.contains(note.getNameAsString(COSName.NAME, "Note"));
  }

  private boolean blends() {
    return look != null
        && look.getDictionaryObject(COSName.RESOURCES) instanceof COSDictionary resources
        && resources.getDictionaryObject(COSName.EXT_G_STATE) != null;
  }

  // MuPDF marks overlapping quadrilaterals repeatedly, so they become darker.
  private boolean isDark() {
    return !(Math.pow(light(), quads == null ? 1 : Math.max(1, quads.layers())) >= DARK);
  }

  // How light its colour is, from 0 to 1. MuPDF and poppler mark in black if it is missing or
  // unknown.
  private double light() {
    if (!(note.getDictionaryObject(COSName.C) instanceof COSArray colour)) {
      return 0;
    }
    float[] parts = colour.toFloatArray();
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.clamp(parts[i], 0, 1);
    }
    return switch (parts.length) {
      case 1 -> parts[0];
      case 3 -> 0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2];
      case 4 -> (1 - parts[3]) * (1 - (0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]));
      default -> 0;
    };
  }

  private double border() {
    double width = 0;
    if (note.getDictionaryObject(COSName.BS) instanceof COSDictionary style
        && style.getDictionaryObject(COSName.W) instanceof COSNumber number) {
      width = number.floatValue();
    }
    if (note.getDictionaryObject(COSName.BORDER) instanceof COSArray border
        && border.size() > 2
        && border.getObject(2) instanceof COSNumber number) {
      width = Math.max(width, number.floatValue());
    }
    return Double.isFinite(width) ? Math.max(0, width) : Double.MAX_VALUE / 4;
  }

  static Rectangle2D.Double union(Rectangle2D one, Rectangle2D other) {
    Rectangle2D.Double both = new Rectangle2D.Double();
    Rectangle2D.union(one, other, both);
    return both;
  }

  private static Rectangle2D.Double grown(Rectangle2D.Double place, double by) {
    return new Rectangle2D.Double(
        place.x - by, place.y - by, place.width + 2 * by, place.height + 2 * by);
  }

  /**
   * The box around points given as pairs of numbers in nested arrays; null if there is anything
   * else.
   */
  private static Rectangle2D.@Nullable Double box(COSBase outline) {
    Deque<COSBase> open = new ArrayDeque<>(List.of(outline));
    Rectangle2D.Double box = null;
    int count = 0;
    while (!open.isEmpty()) {
      if (!(open.pop() instanceof COSArray array)) {
        return null;
      }
      count += array.size() + 1;
      if (count > MOST_NUMBERS) {
        return null;
      }
      double x = Double.NaN;
      for (int i = 0; i < array.size(); i++) {
        COSBase each = array.get(i) instanceof COSObject ? array.getObject(i) : array.get(i);
        if (each instanceof COSArray) {
          open.push(each);
        } else if (!(each instanceof COSNumber number) || !Float.isFinite(number.floatValue())) {
          return null;
        } else if (Double.isNaN(x)) {
          x = number.floatValue();
        } else {
          Rectangle2D.Double point = new Rectangle2D.Double(x, number.floatValue(), 0, 0);
          box = box == null ? point : union(box, point);
          x = Double.NaN;
        }
      }
    }
    return box == null ? new Rectangle2D.Double() : box;
  }
}
