// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.page.PageRenderer;
import org.penseal.signature.Octets;

/** Draws pages, each in bounded size and time. */
final class Drawing {
  static final Color EXPLAINED = new Color(0xC77700);
  static final Color UNEXPLAINED = new Color(0xC62828);
  static final Color SIGNATURE = new Color(0x1565C0);
  private static final double FRAME_POINTS = 2;
  private static final int LARGEST_PNG_BYTES = 256 << 10;

  private final double dpi;
  private final double mostPixels;
  private final Duration mostTime;
  private final Deadline deadline;

  /**
   * @param mostTime for each page
   * @param deadline of all of them
   */
  Drawing(double dpi, double mostPixels, Duration mostTime, Deadline deadline) {
    this.dpi = dpi;
    this.mostPixels = mostPixels;
    this.mostTime = mostTime;
    this.deadline = deadline;
  }

  /** Pixels for each point at which a page is drawn. */
  double scale(PDPage page) {
    double area = (double) page.getCropBox().getWidth() * page.getCropBox().getHeight();
    return Math.min(dpi / 72, Math.sqrt(mostPixels / Math.max(1, area)));
  }

  /**
   * A picture of a page; empty if it cannot be drawn, or not in time.
   *
   * @param index from 0
   */
  Optional<BufferedImage> picture(PDDocument document, int index, double scale) {
    if (deadline.isOver()) {
      return Optional.empty();
    }
    FutureTask<BufferedImage> task =
        new FutureTask<>(
            () -> {
              PDFRenderer renderer = new StoppableRenderer(document);
              renderer.setSubsamplingAllowed(true);
              return renderer.renderImage(index, (float) scale, ImageType.RGB);
            });
    // A thread of its own: one operator may take as long as it likes.
    Thread.ofPlatform().daemon().name("page picture").start(task);
    try {
      long wait = deadline.within(mostTime).left().toMillis();
      return Optional.of(task.get(wait, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      task.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Ends between two operators once nobody waits for the picture any more. */
  private static final class StoppableRenderer extends PageRenderer {
    StoppableRenderer(PDDocument document) {
      super(document);
    }

    @Override
    protected void before(Operator operator) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("given up");
      }
      super.before(operator);
    }
  }

  static void frame(BufferedImage image, List<Region> regions, double scale, Color colour) {
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.setStroke(new BasicStroke((float) Math.max(1.5, scale)));
    for (Region each : regions) {
      pen.draw(
          new Rectangle2D.Double(
              (each.left() - FRAME_POINTS) * scale,
              (each.top() - FRAME_POINTS) * scale,
              (each.width() + 2 * FRAME_POINTS) * scale,
              (each.height() + 2 * FRAME_POINTS) * scale));
    }
    pen.dispose();
  }

  /** PNG, or JPEG for what would be large as that: a scan. */
  static Octets encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    if (out.size() > LARGEST_PNG_BYTES) {
      out.reset();
      ImageIO.write(image, "jpeg", out);
    }
    return Octets.of(out.toByteArray());
  }
}
