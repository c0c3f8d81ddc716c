// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
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
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
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
 * What the state of a button paints: grounds and borders along its box, and then one sign of at
 * most two shapes that is as simple as a tick, a cross, a dot or a star. A word has more lines.
 */
final class StateMark extends PDFGraphicsStreamEngine {
  private static final int MOST_SHAPES = 2;
  private static final int MOST_DECORATIONS = 6;
  // Of a side.
  private static final double BORDER = 0.2;
  private static final double UNEVEN = 0.05;
  private static final double FLATTEST = 0.5;
  private static final double FLATTEST_BOX = 0.4;
  // Of the radius, squared.
  private static final double LEAST_RING = 0.5;
  private static final double MOST_RING = 1.1;
  private static final int MOST_CURVES = 4;
  private static final double CAPITAL_EMS = 0.7;
  private static final double PER_EM = 1000;
  // Ticks, crosses, a star, a disc, squares and a diamond (ISO 32000-2, D.6).
  private static final String DINGBATS = "345678Hlnu";
  private static final Set<String> CROSSES = Set.of("X", "x", "V", "v");
  private static final double PARTS = 8;

  private final Rectangle2D box;
  private final MarkRaster raster;
  private GeneralPath path = new GeneralPath();
  private boolean clipping;
  private boolean known = true;
  private int decorations;
  private int shapes;
  private int letters;
  private boolean marked;
  private int colour;

  private StateMark(PDPage page, Rectangle2D box) {
    super(page);
    this.box = box;
    this.raster = new MarkRaster(box);
  }

  /**
   * Whether an appearance is no more than a mark.
   *
   * @param aspect width by height of the rectangle to which its box is stretched
   * @throws IOException if it cannot be read
   */
  static boolean isOne(COSStream look, double aspect) throws IOException {
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
    StateMark mark = new StateMark(page, box);
    mark.processPage(page);
    mark.showForm(form);
    boolean even = aspect >= FLATTEST_BOX && aspect <= 1 / FLATTEST_BOX;
    return mark.known
        && (mark.letters + mark.shapes == 0 || even)
        && (mark.letters == 0 || mark.letters == 1 && mark.shapes == 0)
        && mark.raster.isSimple(aspect);
  }

  // A shape of the sign: all of one colour, since another would cut a part of it out.
  private void mark(Shape shape, PDColor paint) throws IOException {
    int rgb = paint.toRGB();
    known &= !marked || rgb == colour;
    marked = true;
    colour = rgb;
    raster.add(shape, getGraphicsState().getCurrentClippingPath());
  }

  private void paint(boolean fills, boolean strokes) throws IOException {
    known &= !clipping;
    PDGraphicsState state = getGraphicsState();
    float width = strokes ? transformWidth(state.getLineWidth()) : 0;
    boolean thin = width <= BORDER * Math.min(box.getWidth(), box.getHeight());
    float[] dashes = state.getLineDashPattern().getDashArray();
    boolean dashed = strokes && dashes.length > 0;
    if (shapes + letters == 0 && thin && isDecoration(path)) {
      decorations++;
      known &= decorations <= MOST_DECORATIONS;
      known &= !dashed || Strokes.areDashes(dashes, state.getLineDashPattern().getPhase());
    } else {
      shapes++;
      known &= !dashed && shapes <= MOST_SHAPES;
      if (fills) {
        mark(path, state.getNonStrokingColor());
      }
      if (strokes) {
        float miter = Math.max(1, state.getMiterLimit());
        BasicStroke pen = new BasicStroke(width, state.getLineCap(), state.getLineJoin(), miter);
        mark(pen.createStrokedShape(path), state.getStrokingColor());
      }
    }
    path = new GeneralPath();
  }

  // A ground or a border of the box.
  private boolean isDecoration(GeneralPath shape) {
    List<Point2D.Float> corners = new ArrayList<>();
    int curves = 0;
    int starts = 0;
    boolean round = true;
    double[] n = new double[6];
    Point2D last = new Point2D.Double();
    for (PathIterator each = shape.getPathIterator(null); !each.isDone(); each.next()) {
      int kind = each.currentSegment(n);
      int end = kind == PathIterator.SEG_CUBICTO ? 4 : 0;
      if (kind == PathIterator.SEG_CLOSE) {
        continue;
      }
      starts += kind == PathIterator.SEG_MOVETO ? 1 : 0;
      if (kind == PathIterator.SEG_CUBICTO) {
        curves++;
        round &= isRound(last, n);
      }
      last = new Point2D.Double(n[end], n[end + 1]);
      corners.add(new Point2D.Float((float) n[end], (float) n[end + 1]));
    }
    if (starts != 1) {
      return false;
    }
    if (curves > 0) {
      return round && curves <= MOST_CURVES && curves == corners.size() - 1;
    }
    Rectangle2D bounds = shape.getBounds2D();
    float[] all = PathParts.bounds(corners);
    double most = BORDER * Math.min(box.getWidth(), box.getHeight());
    return isAlong(bounds)
        && (PathParts.isUpright(corners) || new Bevel().add(corners, all, most, null));
  }

  // Near the ellipse within the box.
  private boolean isRound(Point2D from, double[] n) {
    boolean round = true;
    for (int i = 0; i <= PARTS; i++) {
      double t = i / PARTS;
      double s = 1 - t;
      double x =
          s * s * s * from.getX() + 3 * s * s * t * n[0] + 3 * s * t * t * n[2] + t * t * t * n[4];
      double y =
          s * s * s * from.getY() + 3 * s * s * t * n[1] + 3 * s * t * t * n[3] + t * t * t * n[5];
      double right = (x - box.getCenterX()) / (box.getWidth() / 2);
      double up = (y - box.getCenterY()) / (box.getHeight() / 2);
      double away = right * right + up * up;
      round &= away >= LEAST_RING && away <= MOST_RING;
    }
    return round;
  }

  private boolean isAlong(Rectangle2D place) {
    double left = place.getMinX() - box.getMinX();
    double right = box.getMaxX() - place.getMaxX();
    double low = place.getMinY() - box.getMinY();
    double high = box.getMaxY() - place.getMaxY();
    double side = Math.min(box.getWidth(), box.getHeight());
    return Math.max(Math.max(left, right), Math.max(low, high)) <= BORDER * side
        && Math.abs(left - right) <= UNEVEN * side
        && Math.abs(low - high) <= UNEVEN * side;
  }

  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement)
      throws IOException {
    super.showGlyph(rendering, font, code, displacement);
    PDGraphicsState state = getGraphicsState();
    known &= state.getTextState().getRenderingMode() == RenderingMode.FILL;
    AffineTransform at = rendering.createAffineTransform();
    if (font.isEmbedded() && font instanceof PDVectorFont outlines) {
      at.scale(1 / PER_EM, 1 / PER_EM);
      GeneralPath outline = outlines.getNormalizedPath(code);
      if (!outline.getBounds2D().isEmpty()) {
        shapes++;
        known &= shapes <= MOST_SHAPES;
        mark(at.createTransformedShape(outline), state.getNonStrokingColor());
      }
      return;
    }
    letters++;
    double wide = displacement.getX();
    Rectangle2D place =
        at.createTransformedShape(new Rectangle2D.Double(0, 0, wide, CAPITAL_EMS)).getBounds2D();
    double ratio = at.getScaleX() / at.getScaleY();
    boolean upright =
        at.getShearX() == 0 && at.getShearY() == 0 && at.getScaleY() > 0 && ratio >= FLATTEST;
    known &= upright && ratio <= 1 / FLATTEST && wide > 0 && isSeen(place) && isKnown(font, code);
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
    known &= isDecoration(path); // a part of a sign may be another
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
