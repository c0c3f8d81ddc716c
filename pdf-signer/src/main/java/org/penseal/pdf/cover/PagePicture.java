// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.AnnotationFilter;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.page.PageRenderer;

/** Draws pages with some of their annotations. */
final class PagePicture {
  private static final double[] DPI = {150, 100};
  private static final double MOST_PIXELS = 4e6;
  // Readers show a small page as large as their window.
  private static final double LEAST_SIDE_POINTS = 300;
  private static final double MOST_FOR_A_PIXEL = 2.1;
  private static final double LEAST_UPRIGHT = 0.5;
  private static final double SMALLEST_SCALE = 1e-6;
  private static final COSName USER_UNIT = COSName.getPDFName("UserUnit");
  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  private PagePicture() {}

  /** Pixels for each point; empty if the page is too large to be examined closely enough. */
  static Optional<Double> scale(PDPage page) {
    double area = (double) page.getCropBox().getWidth() * page.getCropBox().getHeight();
    for (double dpi : DPI) {
      double scale = dpi / 72 * enlarged(page);
      if (area * scale * scale <= MOST_PIXELS) {
        return Optional.of(scale);
      }
    }
    return Optional.empty();
  }

  /** Points for each unit of the page, as it is examined. */
  static double enlarged(PDPage page) {
    double unit = page.getCOSObject().getFloat(USER_UNIT, 1);
    double side = Math.max(page.getCropBox().getWidth(), page.getCropBox().getHeight());
    return Math.max(unit > 0 ? unit : 1, LEAST_SIDE_POINTS / Math.max(side, Double.MIN_NORMAL));
  }

  /**
   * A picture; empty if it cannot be drawn, or not in time.
   *
   * @param index from 0
   * @param least how wide lines, and parts of areas and pictures, are at least, in points; 0 to
   *     draw them as they are
   */
  static Optional<BufferedImage> of(
      PDDocument document,
      int index,
      AnnotationFilter filter,
      double scale,
      double least,
      Deadline deadline) {
    FutureTask<BufferedImage> task =
        new FutureTask<>(
            () -> {
              PDFRenderer renderer = new Renderer(document, least * scale, deadline);
              renderer.setAnnotationsFilter(filter);
              return renderer.renderImage(index, (float) scale, ImageType.RGB);
            });
    // A thread of its own: within one operator PDFBox cannot be told to stop, so one that hangs
    // there is left behind.
    Thread.ofPlatform().daemon().name("page picture").start(task);
    try {
      long wait = deadline.within(MOST_TIME).left().toMillis();
      return Optional.of(task.get(wait, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      task.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Stops between two operators once the result is no longer wanted. */
  private static final class Renderer extends PageRenderer {
    private final double least;
    private final Deadline deadline;

    // In pixels.
    Renderer(PDDocument document, double least, Deadline deadline) {
      super(document);
      this.least = least;
      this.deadline = deadline;
    }

    @Override
    protected Drawer drawer(PageDrawerParameters parameters) throws IOException {
      return new Wider(parameters);
    }

    private final class Wider extends Drawer {
      Wider(PageDrawerParameters parameters) throws IOException {
        super(parameters);
      }

      private double pixel() {
        return 1 / Math.sqrt(Math.abs(getGraphics().getTransform().getDeterminant()));
      }

      @Override
      public void fillPath(int rule) throws IOException {
        Shape beside = least == 0 ? null : Hairlines.beside(getLinePath(), least * pixel());
        super.fillPath(rule);
        if (beside != null) {
          // By itself: where two of its lines cross, an even-odd area has a hole.
          getLinePath().append(beside, false);
          super.fillPath(Path2D.WIND_NON_ZERO);
        }
      }

      // PDFBox averages along the sides of an image, and nothing under a soft mask.
      private boolean isSampled(PDImage image, Matrix at) {
        double wide = at.getScalingFactorX();
        double high = at.getScalingFactorY();
        double area = Math.abs(at.getScaleX() * at.getScaleY() - at.getShearX() * at.getShearY());
        boolean slanted = area < LEAST_UPRIGHT * wide * high;
        boolean masked = getGraphicsState().getSoftMask() != null;
        return (slanted || masked)
            && (image.getWidth() > MOST_FOR_A_PIXEL * area / high / pixel()
                || image.getHeight() > MOST_FOR_A_PIXEL * area / wide / pixel());
      }

      // As other readers do.
      @Override
      public void strokePath() throws IOException {
        PDGraphicsState state = getGraphicsState();
        float width = state.getLineWidth();
        Matrix at = state.getCurrentTransformationMatrix();
        double scale =
            Math.hypot(at.getScaleX() + at.getShearX(), at.getScaleY() + at.getShearY())
                / Math.sqrt(2);
        double wide = least * pixel() / Math.max(scale, SMALLEST_SCALE);
        state.setLineWidth((float) Math.max(width, wide));
        super.strokePath();
        state.setLineWidth(width);
      }

      @Override
      public void drawImage(PDImage image) throws IOException {
        Matrix at = getGraphicsState().getCurrentTransformationMatrix();
        if (least == 0 && isSampled(image, at)) {
          // PDFBox would pass over a checked exception.
          throw new IllegalStateException("not all pixels of an image are looked at");
        }
        if (least > 0) {
          getGraphicsState().setCurrentTransformationMatrix(Hairlines.widened(at, least * pixel()));
        }
        super.drawImage(image);
        getGraphicsState().setCurrentTransformationMatrix(at);
      }
    }

    @Override
    protected void before(Operator operator) throws IOException {
      if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
        throw new Deadline.Over();
      }
      super.before(operator);
    }
  }

  /** User space to pixels of a picture. */
  static AffineTransform toPixels(PDPage page, double scale) {
    PDRectangle crop = page.getCropBox();
    double w = crop.getWidth();
    double h = crop.getHeight();
    AffineTransform display =
        switch (Math.floorMod(page.getRotation(), 360)) {
          case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 180 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 270 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(1, 0, 0, -1, 0, h);
        };
    display.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
    display.preConcatenate(AffineTransform.getScaleInstance(scale, scale));
    return display;
  }
}
