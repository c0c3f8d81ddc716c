// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.PDTextState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.penseal.pdf.page.Predictors;
import org.penseal.pdf.stream.BoundedFont;

/**
 * Reads the content of one page without drawing it: where letters stand, and what is painted over
 * or under them, by bounding boxes in the page's own coordinates.
 */
final class PageContent extends PDFGraphicsStreamEngine {
  private static final int MOST_MARKS = 200_000;
  // Forms within forms multiply, also where they paint nothing.
  private static final int MOST_OPERATORS = 2_000_000;
  // Of a letter with a box; a page of the worst kind takes a tenth of a second.
  private static final int MOST_LOOKS = 20_000_000;
  private static final int FEW_LETTERS = 3;
  // A box that reaches a little less far than the clip still fills it.
  private static final double SMALLEST_PAINT_POINTS = 1;
  private static final double CLEAR = 0.02;
  // Above the line, of the size of the font.
  private static final float LETTER_MIDDLE = 0.3f;

  /** What all letters of a string are painted with. */
  private record Ink(boolean seen, boolean transparent, boolean white) {
    static Ink of(PDGraphicsState state) {
      RenderingMode mode = state.getTextState().getRenderingMode();
      if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
        return new Ink(false, false, false);
      }
      boolean fill = mode.isFill();
      double alpha = fill ? state.getNonStrokeAlphaConstant() : state.getAlphaConstant();
      return new Ink(true, alpha < CLEAR, fill && !mode.isStroke() && isWhite(state));
    }

    private static boolean isWhite(PDGraphicsState state) {
      try {
        var colour = state.getNonStrokingColor();
        return colour.getColorSpace() != null
            && !colour.isPattern()
            && (colour.toRGB() & 0xFFFFFF) == 0xFFFFFF;
      } catch (IOException | RuntimeException e) {
        return false;
      }
    }
  }

  // Not an IOException, which PDFBox only logs where a form is drawn.
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuch() {
      super("more than is looked at", null, false, false);
    }
  }

  private final PDPage page;
  private final Glyphs glyphs;
  private final Letters letters = new Letters();
  private final List<Rectangle2D> paints = new ArrayList<>();
  private final GeneralPath path = new GeneralPath();
  private long looks;
  private int operators;

  PageContent(PDPage page, Glyphs glyphs) {
    super(page);
    this.page = page;
    this.glyphs = glyphs;
  }

  /** Reads; false if it cannot be read or is too much. */
  boolean read() {
    try {
      processPage(page);
      return true;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return false;
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (++operators > MOST_OPERATORS) {
      throw new TooMuch();
    }
    Predictors.requireEnd(operator);
    BoundedFont.require(getResources(), operator, operands);
    super.processOperator(operator, operands);
  }

  /** How many letters stand in a rectangle; those that make a line to write on do not count. */
  int lettersUnder(PDRectangle rectangle) {
    Rectangle2D box =
        new Rectangle2D.Double(
            rectangle.getLowerLeftX(),
            rectangle.getLowerLeftY(),
            rectangle.getWidth(),
            rectangle.getHeight());
    return letters.count(each -> letters.isIn(each, box));
  }

  void judge(HazardList findings, int number) {
    PDRectangle crop = page.getCropBox();
    Rectangle2D shown =
        new Rectangle2D.Double(
            crop.getLowerLeftX(), crop.getLowerLeftY(), crop.getWidth(), crop.getHeight());
    report(findings, Hazard.Kind.TEXT_COVERED, number, letters.covered());
    report(findings, Hazard.Kind.TEXT_TRANSPARENT, number, letters.transparent());
    report(findings, Hazard.Kind.TEXT_WHITE, number, white());
    report(findings, Hazard.Kind.TEXT_OUTSIDE_PAGE, number, letters.outside(shown));
  }

  // White on white, as many as are told.
  private int white() {
    int white = 0;
    for (int i = 0; letters.white() > white && i < letters.count() && white < FEW_LETTERS; i++) {
      white += letters.isWhite(i) && !letters.isCovered(i) && nothingUnder(i) ? 1 : 0;
    }
    return white;
  }

  private boolean nothingUnder(int letter) {
    List<Rectangle2D> under = letters.under(letter, paints);
    looks += under.size();
    return looks <= MOST_LOOKS && under.stream().noneMatch(each -> letters.isIn(letter, each));
  }

  private static void report(HazardList findings, Hazard.Kind kind, int page, int letters) {
    if (letters >= FEW_LETTERS) {
      findings.add(kind, page, "");
    }
  }

  // As PDFBox does it, with the product of the matrices taken once for all letters of a string.
  @Override
  protected void showText(byte[] string) throws IOException {
    PDGraphicsState state = getGraphicsState();
    PDTextState text = state.getTextState();
    PDFont font = text.getFont();
    if (font == null || font.isVertical()) {
      super.showText(string);
      return;
    }
    Glyphs.OfFont known = glyphs.of(font);
    Ink ink = Ink.of(state);
    Matrix place = getTextMatrix().multiply(state.getCurrentTransformationMatrix());
    float size = text.getFontSize();
    float scale = text.getHorizontalScaling() / 100;
    float height = LETTER_MIDDLE * size + text.getRise();
    float way = 0;
    ByteArrayInputStream rest = new ByteArrayInputStream(string);
    while (rest.available() > 0) {
      int before = rest.available();
      int code = font.readCode(rest);
      boolean space = code == ' ' && before - rest.available() == 1;
      Glyphs.Glyph glyph = known.of(code);
      float width = glyph.width() * size;
      if (ink.seen && !glyph.line()) {
        add(place.transformPoint(way + width / 2 * scale, height), ink);
      }
      way += (width + text.getCharacterSpacing() + (space ? text.getWordSpacing() : 0)) * scale;
    }
    getTextMatrix().translate(way, 0);
  }

  @Override
  protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
      throws IOException {
    Ink ink = Ink.of(getGraphicsState());
    if (ink.seen && !glyphs.of(font).of(code).line()) {
      add(matrix.transformPoint(displacement.getX() / 2, LETTER_MIDDLE), ink);
    }
  }

  private void add(Point2D.Float middle, Ink ink) {
    if (letters.count() >= MOST_MARKS) {
      throw new TooMuch();
    }
    letters.add(middle.x, middle.y, paints.size(), ink.transparent, ink.white);
  }

  private void paint(Rectangle2D box, boolean hides) {
    Rectangle2D clip = getGraphicsState().getCurrentClippingPath().getBounds2D();
    Rectangle2D visible = box.createIntersection(clip);
    if (visible.getWidth() < SMALLEST_PAINT_POINTS || visible.getHeight() < SMALLEST_PAINT_POINTS) {
      return;
    }
    if (paints.size() >= MOST_MARKS) {
      throw new TooMuch();
    }
    paints.add(visible);
    if (hides) {
      looks += letters.count();
      if (looks > MOST_LOOKS) {
        throw new TooMuch();
      }
      letters.cover(visible);
    }
  }

  private boolean opaque() {
    PDGraphicsState state = getGraphicsState();
    return state.getNonStrokeAlphaConstant() > 1 - CLEAR
        && state.getSoftMask() == null
        && state.getBlendMode() == BlendMode.NORMAL;
  }

  @Override
  public void drawImage(PDImage image) throws IOException {
    AffineTransform matrix =
        getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
    Rectangle2D box =
        matrix.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1)).getBounds2D();
    boolean masked =
        image.isStencil()
            || (image instanceof PDImageXObject object
                && (object.getCOSObject().containsKey(COSName.SMASK)
                    || object.getCOSObject().containsKey(COSName.MASK)));
    paint(box, !masked && opaque() && isUpright(matrix));
  }

  private static boolean isUpright(AffineTransform matrix) {
    boolean straight = Math.abs(matrix.getShearX()) + Math.abs(matrix.getShearY()) < 1e-3;
    boolean turned = Math.abs(matrix.getScaleX()) + Math.abs(matrix.getScaleY()) < 1e-3;
    return straight || turned;
  }

  @Override
  public void fillPath(int rule) throws IOException {
    Rectangle2D box = path.getBounds2D();
    boolean pattern = getGraphicsState().getNonStrokingColor().isPattern();
    paint(box, !pattern && opaque() && Boxes.isRectangle(path));
    path.reset();
  }

  @Override
  public void fillAndStrokePath(int rule) throws IOException {
    fillPath(rule);
  }

  @Override
  public void shadingFill(COSName name) throws IOException {
    paint(getGraphicsState().getCurrentClippingPath().getBounds2D(), false);
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    path.moveTo(p0.getX(), p0.getY());
    path.lineTo(p1.getX(), p1.getY());
    path.lineTo(p2.getX(), p2.getY());
    path.lineTo(p3.getX(), p3.getY());
    path.closePath();
  }

  @Override
  public void clip(int rule) {
    path.setWindingRule(rule);
    getGraphicsState().intersectClippingPath(path);
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x3, y3);
    } else {
      path.curveTo(x1, y1, x2, y2, x3, y3);
    }
  }

  @Override
  public Point2D getCurrentPoint() {
    return path.getCurrentPoint();
  }

  @Override
  public void closePath() {
    if (path.getCurrentPoint() != null) {
      path.closePath();
    }
  }

  @Override
  public void endPath() {
    path.reset();
  }

  @Override
  public void strokePath() {
    path.reset();
  }
}
