// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.BoundedFont;

/**
 * What the state of a button paints: grounds and borders along its box, and then one mark that is
 * known: a letter that all readers have, a disc, a square, a diamond, a tick of two lines or a
 * cross of two. Anything else may be read.
 */
final class StateMark extends PDFGraphicsStreamEngine {
  private static final int MOST_DECORATIONS = 6;
  // Of a side.
  private static final double BORDER = 0.2;
  private static final double UNEVEN = 0.05;
  private static final double FLATTEST = 0.6;
  // A frame that is higher is a nought.
  private static final double FLATTEST_BOX = 0.75;
  private static final double WIDEST_LINE = 0.25;
  // As they are shown: a smaller box is a point or a minus, a smaller mark may be a point.
  private static final double LEAST_BOX_POINTS = 6;
  private static final double LEAST_MARK_POINTS = 3.5;
  // Of the radius, squared.
  private static final double LEAST_RING = 0.7;
  private static final double MOST_RING = 1.1;
  private static final double UNEVEN_PEN = 0.01;
  private static final int LEAST_DASHES = 3;
  private static final double LIGHT = 0.5;
  private static final double STRETCHED = 1.15;
  private static final double CAPITAL_EMS = 0.7;
  // Ticks, crosses, a star, a disc, squares and a diamond (ISO 32000-2, D.6).
  private static final String DINGBATS = "345678Hlnu";
  private static final Set<String> CROSSES = Set.of("X", "x");

  private final Rectangle2D box;
  private final List<List<Point2D.Float>> lines = new ArrayList<>();
  private final Bevel bevel = new Bevel();
  private final Rectangle2D mark = new Rectangle2D.Double(0, 0, -1, -1);
  private GeneralPath path = new GeneralPath();
  private boolean clipping;
  private boolean known = true;
  private int decorations;
  private int solids;
  private int letters;
  private int colour;
  private double pen;
  private float @Nullable [] frame;

  private StateMark(PDPage page, Rectangle2D box) {
    super(page);
    this.box = box;
  }

  /**
   * Whether an appearance is no more than a mark.
   *
   * @param wide points to which its box is stretched
   * @param high points to which its box is stretched
   * @throws IOException if it cannot be read
   */
  static boolean isOne(COSStream look, double wide, double high) throws IOException {
    PDFormXObject form = new PDFormXObject(look);
    Rectangle2D box =
        form.getMatrix()
            .createAffineTransform()
            .createTransformedShape(form.getBBox().toGeneralPath())
            .getBounds2D();
    PDPage page =
        new PDPage(
            new PDRectangle(
                (float) box.getX(),
                (float) box.getY(),
                (float) box.getWidth(),
                (float) box.getHeight()));
    StateMark state = new StateMark(page, box);
    state.processPage(page);
    state.showForm(form);
    return state.known && (state.isNothing() || state.isShown(wide, high));
  }

  private boolean isNothing() {
    return decorations == 0 && !isMarked();
  }

  private boolean isMarked() {
    return solids + letters + lines.size() > 0;
  }

  private boolean isShown(double wide, double high) {
    int marks = solids + letters + (lines.isEmpty() ? 0 : 1);
    double stretched = wide / box.getWidth() / (high / box.getHeight());
    return marks <= 1
        && Math.max(stretched, 1 / stretched) <= STRETCHED
        && (lines.isEmpty() || MarkShape.isMark(lines, pen))
        && bevel.isWhole(frame)
        && isEven(wide, high, LEAST_BOX_POINTS, FLATTEST_BOX)
        && (!isMarked()
            || isEven(
                mark.getWidth() * wide / box.getWidth(),
                mark.getHeight() * high / box.getHeight(),
                LEAST_MARK_POINTS,
                FLATTEST));
  }

  private static boolean isEven(double wide, double high, double least, double flattest) {
    double shorter = Math.min(wide, high);
    return shorter >= least && shorter >= flattest * Math.max(wide, high);
  }

  private void paint(boolean fills, boolean strokes) throws IOException {
    known &= !clipping && (!strokes || isEvenPen());
    PDGraphicsState state = getGraphicsState();
    double side = Math.min(box.getWidth(), box.getHeight());
    double width = strokes ? transformWidth(state.getLineWidth()) : 0;
    float[] dashes = state.getLineDashPattern().getDashArray();
    boolean dashed = strokes && dashes.length > 0;
    MarkShape shape = new MarkShape(path);
    path = new GeneralPath();
    if (!isMarked() && width <= BORDER * side && isDecoration(shape, strokes)) {
      decorations++;
      known &= decorations <= MOST_DECORATIONS;
      known &= !dashed || areEven(dashes, state.getLineDashPattern().getPhase());
      return;
    }
    known &= !dashed && width <= WIDEST_LINE * side;
    if (fills) {
      solids++;
      known &= shape.isSolid();
      mark(shape.bounds(), state.getNonStrokingColor());
    } else {
      List<List<Point2D.Float>> open = shape.lines();
      known &= !open.isEmpty();
      lines.addAll(open);
      pen = Math.max(pen, width);
      mark(shape.bounds(), state.getStrokingColor());
    }
  }

  // Each side has several dashes: one alone is a minus.
  private boolean areEven(float[] dashes, double phase) {
    float[] shown = new float[dashes.length];
    double period = 0;
    for (int i = 0; i < shown.length; i++) {
      shown[i] = transformWidth(dashes[i]);
      period += shown[i] * 2 / dashes.length;
    }
    double side = Math.min(box.getWidth(), box.getHeight());
    return Strokes.areDashes(shown, transformWidth((float) phase)) && LEAST_DASHES * period <= side;
  }

  // All of one dark colour, since another would cut a part of it, or of its ground, out.
  private void mark(Rectangle2D place, PDColor paint) throws IOException {
    int rgb = paint.toRGB();
    known &= (mark.getWidth() < 0 || rgb == colour) && Strokes.brightness(rgb(paint)) < LIGHT;
    colour = rgb;
    mark.setRect(mark.getWidth() < 0 ? place : mark.createUnion(place));
  }

  // Lines in all directions are equally wide: PDFBox knows one width only.
  private boolean isEvenPen() {
    Matrix pen = getGraphicsState().getCurrentTransformationMatrix();
    double right = Math.hypot(pen.getScaleX(), pen.getShearY());
    double up = Math.hypot(pen.getShearX(), pen.getScaleY());
    double across = pen.getScaleX() * pen.getShearX() + pen.getShearY() * pen.getScaleY();
    return Math.abs(right - up) <= UNEVEN_PEN * right
        && Math.abs(across) <= UNEVEN_PEN * right * up;
  }

  // A ground or a border of the box, the same on all sides.
  private boolean isDecoration(MarkShape shape, boolean strokes) throws IOException {
    if (strokes && !shape.isClosed()) {
      return false;
    }
    if (shape.isRing(box, LEAST_RING, MOST_RING)) {
      return true;
    }
    if (!shape.isPolygon() || !isAlong(shape.bounds())) {
      return false;
    }
    if (shape.isRectangle()) {
      if (!strokes && (frame != null || !bevel.isEmpty())) {
        return false; // it would leave a part of them to be seen
      }
      frame = strokes ? rgb(getGraphicsState().getStrokingColor()) : frame;
      return true;
    }
    double most = BORDER * Math.min(box.getWidth(), box.getHeight());
    float[] ground = rgb(getGraphicsState().getNonStrokingColor());
    List<Point2D.Float> corners = shape.corners();
    return !strokes && bevel.add(corners, PathParts.bounds(corners), most, ground);
  }

  private static float[] rgb(PDColor paint) throws IOException {
    return new Color(paint.toRGB()).getRGBColorComponents(null);
  }

  private boolean isAlong(Rectangle2D place) {
    double left = place.getMinX() - box.getMinX();
    double right = box.getMaxX() - place.getMaxX();
    double low = place.getMinY() - box.getMinY();
    double high = box.getMaxY() - place.getMaxY();
    double side = Math.min(box.getWidth(), box.getHeight());
    return Math.max(Math.max(left, right), Math.max(low, high)) <= BORDER * side
        && Math.abs(left - right) <= UNEVEN * side
        && Math.abs(low - high) <= UNEVEN * side
        && Math.abs(left - low) <= UNEVEN * side;
  }

  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement)
      throws IOException {
    super.showGlyph(rendering, font, code, displacement);
    PDGraphicsState state = getGraphicsState();
    known &= state.getTextState().getRenderingMode() == RenderingMode.FILL;
    letters++;
    AffineTransform at = rendering.createAffineTransform();
    double wide = displacement.getX();
    Rectangle2D place =
        at.createTransformedShape(new Rectangle2D.Double(0, 0, wide, CAPITAL_EMS)).getBounds2D();
    double ratio = at.getScaleX() / at.getScaleY();
    boolean upright =
        at.getShearX() == 0 && at.getShearY() == 0 && at.getScaleY() > 0 && ratio >= FLATTEST;
    known &= upright && ratio <= 1 / FLATTEST && wide > 0 && isSeen(place) && isKnown(font, code);
    mark(place, state.getNonStrokingColor());
  }

  private boolean isSeen(Rectangle2D letter) {
    Rectangle2D shown =
        getGraphicsState().getCurrentClippingPath().getBounds2D().createIntersection(box);
    double near = BORDER / 2 * Math.min(box.getWidth(), box.getHeight());
    return letter.getMinX() >= shown.getMinX() - near
        && letter.getMinY() >= shown.getMinY() - near
        && letter.getMaxX() <= shown.getMaxX() + near
        && letter.getMaxY() <= shown.getMaxY() + near;
  }

  // All readers have these letters.
  private static boolean isKnown(PDFont font, int code) {
    if (font.isEmbedded() || !(font instanceof PDSimpleFont simple)) {
      return false;
    }
    if (font.getName().equals("ZapfDingbats")) {
      return !font.getCOSObject().containsKey(COSName.ENCODING)
          && SharedFont.isEncoded(font.getCOSObject(), code)
          && DINGBATS.indexOf(code) >= 0;
    }
    return SharedFont.isLatin(font.getName())
        && SharedFont.isEncoded(font.getCOSObject(), code)
        && simple.getEncoding() != null
        && CROSSES.contains(simple.getEncoding().getName(code));
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    BoundedFont.require(getResources(), operator, operands);
    super.processOperator(operator, operands);
  }

  @Override
  protected void operatorException(
      Operator operator, List<COSBase> operands, IOException exception) {
    known = false;
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
  public void drawImage(PDImage image) {
    known = false;
  }

  @Override
  public void shadingFill(COSName name) {
    known = false;
  }

  @Override
  public void clip(int rule) {
    clipping = true;
    MarkShape place = new MarkShape(path);
    known &= place.isRectangle() && isAlong(place.bounds()); // a part of a sign may be another
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    if (isBegun(x, y)) {
      path.lineTo(x, y);
    }
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    if (isBegun(x1, y1)) {
      path.curveTo(x1, y1, x2, y2, x3, y3);
    }
  }

  // Readers do not begin a path alike where nothing does.
  private boolean isBegun(float x, float y) {
    known &= path.getCurrentPoint() != null && Float.isFinite(x) && Float.isFinite(y);
    return known;
  }

  @Override
  public @Nullable Point2D getCurrentPoint() {
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
    if (clipping) {
      getGraphicsState().intersectClippingPath(path);
      clipping = false;
    }
    path = new GeneralPath();
  }

  @Override
  public void strokePath() throws IOException {
    paint(false, true);
  }

  @Override
  public void fillPath(int rule) throws IOException {
    path.setWindingRule(rule);
    paint(true, false);
  }

  @Override
  public void fillAndStrokePath(int rule) throws IOException {
    path.setWindingRule(rule);
    paint(true, true);
  }
}
