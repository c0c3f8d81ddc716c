// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.AnnotationFilter;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.content.CertainContent;
import org.penseal.pdf.page.Predictors;
import org.penseal.pdf.stream.BoundedFont;

/**
 * The places of letters, paths and pictures on a page: boxes in user space that are rather too
 * large than too small.
 */
final class PageMarks extends PDFGraphicsStreamEngine {
  private static final int MOST_MARKS = 200_000;
  private static final long MOST_PIXELS = 50_000_000;
  private static final double WIDEST_LINE_POINTS = 2;

  /** Whether letters that are not drawn here, or in another way, stand in a place. */
  boolean hasUnseenLetters(Rectangle2D place) {
    return letters.stream()
        .anyMatch(each -> place.intersects(each.box()) && (each.mayShow() || each.isFine()));
  }

  private record Place(Rectangle2D box, PDImage image) {}

  private final List<Letter> letters = new ArrayList<>();
  private final List<Rectangle2D> boxes = new ArrayList<>();
  private final List<Place> pictures = new ArrayList<>();
  private final Map<PDFont, Map<Integer, Rectangle2D>> outlines = new IdentityHashMap<>();
  private boolean failed;
  private final Deadline deadline;
  private GeneralPath path = new GeneralPath();

  private PageMarks(PDPage page, Deadline deadline) {
    super(page);
    this.deadline = deadline;
  }

  /** The content of a page and of the annotations that the filter accepts. */
  static PageMarks of(PDPage page, AnnotationFilter filter, Deadline deadline) throws IOException {
    PageMarks marks = new PageMarks(page, deadline);
    marks.processPage(page);
    for (PDAnnotation each : page.getAnnotations(filter)) {
      marks.annotation(each);
    }
    return marks;
  }

  /** What some annotations of a page show. */
  static PageMarks ofAnnotations(PDPage page, AnnotationFilter filter, Deadline deadline)
      throws IOException {
    PageMarks marks = new PageMarks(page, deadline);
    marks.initPage(page);
    for (PDAnnotation each : page.getAnnotations(filter)) {
      marks.annotation(each);
    }
    return marks;
  }

  // PDFBox draws annotations only after a page was begun.
  private void initPage(PDPage page) throws IOException {
    PDPage empty = new PDPage(page.getMediaBox());
    empty.setCropBox(page.getCropBox());
    processPage(empty);
  }

  private void annotation(PDAnnotation annotation) throws IOException {
    if (annotation.getRectangle() != null) {
      PDRectangle place = annotation.getRectangle();
      add(
          new Rectangle2D.Double(
              place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight()));
    }
    if (annotation.getAppearance() != null && getAppearance(annotation) != null) {
      showAnnotation(annotation);
    }
  }

  /** Letters that paint something and meet a place, or stand beside it. */
  List<Letter> letters(Rectangle2D place) {
    return letters.stream()
        .filter(
            each -> {
              double near = each.size();
              Rectangle2D box = each.box();
              return place.intersects(
                  box.getX() - near,
                  box.getY() - near,
                  box.getWidth() + 2 * near,
                  box.getHeight() + 2 * near);
            })
        .filter(each -> !each.isBlank())
        .toList();
  }

  /** Whether anything is nearer to a place than some points. */
  boolean meets(Rectangle2D place, double points) {
    Rectangle2D wider =
        new Rectangle2D.Double(
            place.getX() - points,
            place.getY() - points,
            place.getWidth() + 2 * points,
            place.getHeight() + 2 * points);
    return boxes.stream().anyMatch(wider::intersects);
  }

  private void add(Rectangle2D box) {
    if (boxes.size() > MOST_MARKS || deadline.isOver()) {
      throw new Deadline.Over();
    }
    // An empty rectangle intersects nothing.
    boxes.add(
        new Rectangle2D.Double(
            box.getX() - 0.1, box.getY() - 0.1, box.getWidth() + 0.2, box.getHeight() + 0.2));
  }

  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement)
      throws IOException {
    super.showGlyph(rendering, font, code, displacement);
    double wide = font.isVertical() ? 1 : Math.max(displacement.getX(), 0.1);
    AffineTransform at = rendering.createAffineTransform();
    double size = Math.hypot(rendering.getShearX(), rendering.getScaleY());
    Rectangle2D all = new Rectangle2D.Double(-0.25, -0.4, wide + 0.5, 1.5);
    all.add(outline(font, code));
    RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
    add(at.createTransformedShape(all).getBounds2D(), mode.isStroke() ? reach() : 0);
    if (mode.isFill() || mode.isStroke()) {
      Rectangle2D box =
          at.createTransformedShape(new Rectangle2D.Double(0, 0, wide, 0.7)).getBounds2D();
      letters.add(new Letter(box, size, font, code));
    }
  }

  // In ems; a font may paint far from where its letters stand.
  private Rectangle2D outline(PDFont font, int code) {
    return outlines
        .computeIfAbsent(font, each -> new HashMap<>())
        .computeIfAbsent(
            code,
            each -> {
              try {
                Rectangle2D box =
                    font instanceof PDVectorFont shapes
                        ? shapes.getNormalizedPath(code).getBounds2D()
                        : new Rectangle2D.Double();
                double em = Letter.PER_EM;
                return new Rectangle2D.Double(
                    box.getX() / em, box.getY() / em, box.getWidth() / em, box.getHeight() / em);
              } catch (IOException | RuntimeException e) {
                return new Rectangle2D.Double(); // nothing is drawn here
              }
            });
  }

  // How far a line reaches beyond its path: the tip of a sharp corner by half the miter limit.
  private double reach() {
    PDGraphicsState state = getGraphicsState();
    Matrix matrix = state.getCurrentTransformationMatrix();
    // No direction is stretched more.
    double scale = Math.hypot(matrix.getScalingFactorX(), matrix.getScalingFactorY());
    double corner = state.getLineJoin() == 0 ? state.getMiterLimit() / 2 : 0;
    return Math.max(WIDEST_LINE_POINTS, state.getLineWidth() * scale * Math.max(2, corner));
  }

  private void painted(boolean stroked) {
    add(path.getBounds2D(), stroked ? reach() : 0);
    path = new GeneralPath();
  }

  private void add(Rectangle2D box, double more) {
    add(
        new Rectangle2D.Double(
            box.getX() - more,
            box.getY() - more,
            box.getWidth() + 2 * more,
            box.getHeight() + 2 * more));
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
    Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
    Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
    Rectangle2D box = matrix.createAffineTransform().createTransformedShape(unit).getBounds2D();
    add(box);
    pictures.add(new Place(box, image));
  }

  /** Whether a part could not be drawn, and other programs may draw it. */
  boolean failed() {
    return failed;
  }

  /** Whether a picture that meets a place cannot be decoded here, while other programs may. */
  boolean hasUnreadablePicture(Rectangle2D place) {
    for (Place each : pictures) {
      if (each.box.intersects(place) && !isReadable(each.image)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReadable(PDImage image) {
    try {
      return (long) image.getWidth() * image.getHeight() <= MOST_PIXELS
          && image.getImage() != null
          && (!(image instanceof PDImageXObject object)
              || CertainContent.ofImage(object.getCOSObject()).isEmpty());
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  // The time is checked here, since nested forms multiply even where they paint nothing.
  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (deadline.isOver()) {
      throw new Deadline.Over();
    }
    Predictors.requireEnd(operator);
    BoundedFont.require(getResources(), operator, operands);
    super.processOperator(operator, operands);
  }

  @Override
  protected void operatorException(
      Operator operator, List<COSBase> operands, IOException exception) {
    failed = true;
  }

  @Override
  public void shadingFill(COSName name) {
    PDRectangle media = getPage().getMediaBox();
    add(
        new Rectangle2D.Double(
            media.getLowerLeftX(), media.getLowerLeftY(), media.getWidth(), media.getHeight()));
  }

  @Override
  public void clip(int rule) {
    // Clips are ignored: boxes only become larger than what is painted.
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    begin(x, y);
    path.lineTo(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    begin(x1, y1);
    path.curveTo(x1, y1, x2, y2, x3, y3);
  }

  private void begin(float x, float y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    }
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
    path = new GeneralPath();
  }

  @Override
  public void strokePath() {
    painted(true);
  }

  @Override
  public void fillPath(int rule) {
    painted(false);
  }

  @Override
  public void fillAndStrokePath(int rule) {
    painted(true);
  }
}
