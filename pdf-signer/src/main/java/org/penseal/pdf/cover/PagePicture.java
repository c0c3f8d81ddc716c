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
  private static final double MOST_FOR_A_PIXEL = 2;
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
   */
  static Optional<BufferedImage> of(
      PDDocument document, int index, AnnotationFilter filter, double scale, Deadline deadline) {
    FutureTask<BufferedImage> task =
        new FutureTask<>(
            () -> {
              PDFRenderer renderer = new Renderer(document, deadline);
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
    private final Deadline deadline;

    Renderer(PDDocument document, Deadline deadline) {
      super(document);
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
        Shape beside = Hairlines.beside(getLinePath(), pixel());
        super.fillPath(rule);
        if (beside != null) {
          // By itself: where two of its lines cross, an even-odd area has a hole.
          getLinePath().append(beside, false);
          super.fillPath(Path2D.WIND_NON_ZERO);
        }
      }

      // At least a pixel wide, as other readers do.
      @Override
      public void strokePath() throws IOException {
        PDGraphicsState state = getGraphicsState();
        float width = state.getLineWidth();
        Matrix at = state.getCurrentTransformationMatrix();
        double scale =
            Math.hypot(at.getScaleX() + at.getShearX(), at.getScaleY() + at.getShearY())
                / Math.sqrt(2);
        state.setLineWidth((float) Math.max(width, pixel() / Math.max(scale, SMALLEST_SCALE)));
        super.strokePath();
        state.setLineWidth(width);
      }

      @Override
      public void drawImage(PDImage image) throws IOException {
        Matrix at = getGraphicsState().getCurrentTransformationMatrix();
        double across = at.getScalingFactorX() / pixel();
        double up = at.getScalingFactorY() / pixel();
        if (getGraphicsState().getSoftMask() != null
            && (image.getWidth() > MOST_FOR_A_PIXEL * across
                || image.getHeight() > MOST_FOR_A_PIXEL * up)) {
          // PDFBox would pass over a checked exception.
          throw new IllegalStateException("not all pixels of an image under a mask are looked at");
        }
        getGraphicsState().setCurrentTransformationMatrix(Hairlines.widened(at, pixel()));
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
